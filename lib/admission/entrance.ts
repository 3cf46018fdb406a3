/**
 * The entrance: opens the listeners, accepts, and gives each connection to the reception. Frees descriptors
 * when the process has none left.
 *
 * @module
 */

import type { Config } from "../config/config.ts";
import { type Doors, type Doorway, type Fronts, loadFronts, openAll } from "./listener_setup.ts";
import type { Log } from "../log/log.ts";
import { VisitLog } from "../log/visit_log.ts";
import { acceptAll } from "./accept.ts";
import { DescriptorBudget, REFUSAL_DESCRIPTORS } from "./descriptor_budget.ts";
import { DescriptorReserve, isOutOfDescriptors, RESERVED_DESCRIPTORS } from "./descriptors.ts";
import { Gate, type Judge } from "./gate.ts";
import type { Peer } from "../net/peer.ts";
import { pipe } from "../net/pipe.ts";
import { Rush } from "./rush.ts";
import type { Pacer } from "../time/pacer.ts";
import { OpenConnections } from "./open_connections.ts";
import { type Arrival, Reception, type Serve } from "./reception.ts";

/** The parts of an entrance. */
export interface EntranceParts {
  /** The log of listeners and failures. */
  readonly log: Log;
  /** The log of refused peers; the entrance makes its own if not given. */
  readonly visits?: VisitLog | undefined;
  /** What is spoken at the listeners. */
  readonly doors: Doors;
  /** Time. */
  readonly pacer: Pacer;
  /** Says whom bans and a lockdown keep out; without it nobody. */
  readonly judge?: Judge | undefined;
  /** The time since the epoch, by the system clock. */
  time(): number;
}

/** Advice for the operator when there is no descriptor left; the daemon cannot raise its limit. */
const MORE_DESCRIPTORS =
  "raise the limit of open files: LimitNOFILE= in a unit, ulimit -n in a shell";

/** All listeners, and the connections that they accepted. */
export class Entrance {
  /** All connections that are open. */
  readonly connections: OpenConnections;
  #config: Config;
  readonly #log: Log;
  readonly #visitLog: VisitLog;
  readonly #pacer: Pacer;
  readonly #time: () => number;
  /** Counts the connections of all listeners. */
  readonly gate: Gate;
  readonly #reception: Reception;
  readonly #rush: Rush<Arrival>;
  readonly #reserve: DescriptorReserve;
  readonly #doors: Doors;
  readonly #doorways: readonly Doorway[];
  readonly #fronts: Fronts;
  #isClosed = false;

  private constructor(
    config: Config,
    { log, visits, doors, pacer, judge, time }: EntranceParts,
    { doorways, fronts }: { doorways: readonly Doorway[]; fronts: Fronts },
  ) {
    this.#config = config;
    this.#log = log;
    this.#visitLog = visits ?? new VisitLog({ log, ...pacer, hasNames: true });
    this.#pacer = pacer;
    this.connections = new OpenConnections(pacer);
    this.#time = time;
    this.#doors = doors;
    this.#doorways = doorways;
    this.#fronts = fronts;
    this.#reserve = new DescriptorReserve();
    const descriptors = new DescriptorBudget(refusalsWithin(this.#reserve.size));
    this.gate = new Gate(config, judge, descriptors);
    this.#reception = new Reception({
      gate: this.gate,
      ...fronts,
      log,
      visits: this.#visitLog,
      pacer,
      connections: this.connections,
      outOfDescriptors: () => this.#freeDescriptors(),
    });
    this.#rush = new Rush((arrival) => this.#reception.take(arrival), pacer.soon);
  }

  /** Opens every listener of the configuration. Rejects with `CannotStart`; then none is open. */
  static async open(config: Config, parts: EntranceParts): Promise<Entrance> {
    const fronts = await loadFronts(config, parts);
    return new Entrance(config, parts, { doorways: await openAll(config, parts.doors), fronts });
  }

  /** The addresses of its listeners, with the ports that the system picked: plain, TLS, that of operators. */
  get addresses(): readonly string[] {
    return this.#doorways.map(({ listener }) => listener.address);
  }

  /** Accepts until it is closed, and calls `serve` for each guest. Never rejects. */
  async run(serve: Serve): Promise<void> {
    await Promise.all(this.#doorways.map(async ({ listener, door }) => {
      const { transport, address, hostname } = listener;
      this.#log.info("listening", { transport, address });
      await acceptAll(listener, {
        take: (peer) => this.#rush.add({ peer, hostname, door, serve }),
        pause: (millis) =>
          new Promise((resolve) => void this.#pacer.later(millis, () => resolve())),
        failed: (error, pause) => this.acceptFailed(error, pause),
      });
      this.#rush.takeAll();
    }));
  }

  /**
   * Lets in a client of this process, by the same gate as all others, and returns its end of a pipe.
   * After `close` that end is closed already.
   */
  join(serve: Serve): Peer {
    const [theirs, ours] = pipe();
    if (this.#isClosed) {
      ours.close();
    } else {
      this.#reception.take({ peer: ours, hostname: undefined, door: this.#doors.plain, serve });
    }
    return theirs;
  }

  /** Accepts no more, and ends the handshakes and the waits for headers that are under way. Guests stay. */
  close(): void {
    this.#isClosed = true;
    for (const { listener } of this.#doorways) listener.close();
    this.#fronts.tls?.endHandshakes();
    this.#fronts.proxies?.endHeaders();
    this.#reserve.release();
  }

  /**
   * Reads the certificate and its key, for new connections, and logs the result. If they cannot be used,
   * nothing changes. Resolves with whether they can be, or there are none. Never rejects.
   */
  async reload({ tls }: Config): Promise<boolean> {
    const { tls: front } = this.#fronts;
    if (tls === undefined || front === undefined) return true;
    const { renewCertificate } = await import("./securing.ts");
    return await renewCertificate(front, tls, { log: this.#log, time: this.#time });
  }

  /** The limits of this configuration hold for new connections from here on. */
  adjust(config: Config): void {
    this.#config = config;
    this.gate.adjust(config);
  }

  /** A listener of this process could not accept; it tries again after this pause. */
  acceptFailed(error: unknown, pause: number): void {
    this.#visitLog.acceptFailed(String(error), pause);
    if (isOutOfDescriptors(error)) this.#freeDescriptors();
  }

  /**
   * Frees descriptors when the process has none left: closes the reserve, and lowers the limit of the gate
   * so that as many stay free. First decides about all accepted connections, because each of them has a
   * descriptor too.
   */
  #freeDescriptors(): void {
    const decided = this.#rush.takeAll();
    const isFirst = this.#reserve.release();
    // If that has refused or dropped some, their descriptors become free, and these may be enough.
    if (!isFirst && decided > 0) return;
    const held = this.gate.hold(isFirst ? 0 : RESERVED_DESCRIPTORS);
    if (held === undefined) return;
    const wanted = this.#config.maxConnections;
    this.#log.warn("connections-limited", { wanted, held, advice: MORE_DESCRIPTORS });
  }
}

/** The limit of descriptors for refusals, at most half of the reserve; without a reserve, the default. */
function refusalsWithin(reserve: number): number {
  return reserve === 0 ? REFUSAL_DESCRIPTORS : Math.min(REFUSAL_DESCRIPTORS, reserve >> 1);
}
