/**
 * The entrance: opens the listeners, accepts, and gives each connection to the reception. Frees descriptors
 * when the process has none left.
 *
 * @module
 */

import type { Config } from "../config/config.ts";
import { type Doors, type Doorway, type Fronts, loadFronts, openAll } from "./listener_setup.ts";
import type { Door } from "../doors/door.ts";
import type { PageListener } from "../doors/web/page_url.ts";
import type { Log } from "../log/log.ts";
import { VisitLog } from "../log/visit_log.ts";
import { acceptAll } from "./accept.ts";
import { DescriptorBudget, REFUSAL_DESCRIPTORS } from "./descriptor_budget.ts";
import { DescriptorReserve, isOutOfDescriptors, RESERVED_DESCRIPTORS } from "./descriptors.ts";
import { Gate, type Judge } from "./gate.ts";
import { isWeb, type Peer } from "../net/peer.ts";
import { pipe } from "../net/pipe.ts";
import { Rush } from "./rush.ts";
import { turnAway } from "../session/closing.ts";
import type { Pacer } from "../time/pacer.ts";
import { OpenConnections } from "./open_connections.ts";
import type { PageReception } from "./page_reception.ts";
import { type Arrival, type Guest, Reception, type SendAway } from "./reception.ts";

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

/** Serves a guest that came through a door to the end. */
export type ServeAt = (guest: Guest, door: Door) => Promise<void>;

/** What has been opened for an entrance. */
interface Opened {
  readonly doorways: readonly Doorway[];
  readonly fronts: Fronts;
  /** Loaded if the page is served. */
  readonly paging: typeof import("./page_reception.ts") | undefined;
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
  /** Receives what comes to the listeners of the page; undefined if it is not served. */
  readonly #pages: PageReception | undefined;
  readonly #rush: Rush<Arrival>;
  readonly #reserve: DescriptorReserve;
  readonly #doors: Doors;
  readonly #doorways: readonly Doorway[];
  readonly #fronts: Fronts;
  #isClosed = false;

  private constructor(
    config: Config,
    { log, visits, doors, pacer, judge, time }: EntranceParts,
    { doorways, fronts, paging }: Opened,
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
    const shared = {
      log,
      tls: fronts.tls,
      visits: this.#visitLog,
      pacer,
      connections: this.connections,
      outOfDescriptors: () => this.#freeDescriptors(),
    };
    const { gate } = this;
    const sockets = new Reception({ ...shared, gate, proxies: fronts.proxies });
    this.#reception = sockets;
    const front = doors.web;
    this.#pages = paging && front &&
      new paging.PageReception(config, { ...shared, sockets, front, descriptors });
    this.#rush = new Rush((arrival) => this.#take(arrival), pacer.soon);
  }

  /** Opens every listener of the configuration. Rejects with `CannotStart`; then none is open. */
  static async open(config: Config, parts: EntranceParts): Promise<Entrance> {
    const fronts = await loadFronts(config, parts);
    const paging = parts.doors.web && await import("./page_reception.ts");
    const doorways = await openAll(config, parts.doors);
    return new Entrance(config, parts, { doorways, fronts, paging });
  }

  /** The addresses of its listeners, with the ports that the system picked: plain, TLS, that of operators, those of the page. */
  get addresses(): readonly string[] {
    return this.#doorways.map(({ listener }) => listener.address);
  }

  /** The first of its listeners that serves the page; undefined if none does. */
  get pageListener(): PageListener | undefined {
    return this.#doorways.find(({ url }) => url !== undefined)?.listener;
  }

  /** Counts the connections that fetch the page; undefined if it is not served. */
  get pages(): Gate | undefined {
    return this.#pages?.gate;
  }

  /** Accepts until it is closed, and calls `serve` for each guest. Never rejects. */
  async run(serveAt: ServeAt): Promise<void> {
    await Promise.all(this.#doorways.map(async ({ listener, door, url }) => {
      const { transport, address, hostname } = listener;
      this.#log.info("listening", { transport, address, url });
      const serve = (guest: Guest) => serveAt(guest, door);
      const sendAway = this.#sendAwayAt(door);
      await acceptAll(listener, {
        take: (peer) => this.#rush.add({ peer, hostname, serve, sendAway }),
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
  join(serveAt: ServeAt): Peer {
    const [theirs, ours] = pipe();
    if (this.#isClosed) {
      ours.close();
    } else {
      const door = this.#doors.plain;
      const serve = (guest: Guest) => serveAt(guest, door);
      const sendAway = this.#sendAwayAt(door);
      this.#reception.take({ peer: ours, hostname: undefined, serve, sendAway });
    }
    return theirs;
  }

  /** Accepts no more, and ends the handshakes and the waits for headers that are under way. Guests stay. */
  close(): void {
    this.#isClosed = true;
    for (const { listener } of this.#doorways) listener.close();
    this.#fronts.tls?.endHandshakes();
    this.#fronts.proxies?.endHeaders();
    this.#pages?.close();
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
    this.#pages?.adjust(config);
  }

  /** A listener of this process could not accept; it tries again after this pause. */
  acceptFailed(error: unknown, pause: number): void {
    this.#visitLog.acceptFailed(String(error), pause);
    if (isOutOfDescriptors(error)) this.#freeDescriptors();
  }

  #take(arrival: Arrival): void {
    const isPage = isWeb(arrival.peer.origin.transport);
    if (isPage) this.#pages?.take(arrival);
    else this.#reception.take(arrival);
  }

  #sendAwayAt(door: Door): SendAway {
    return (peer, denial) => turnAway(peer, denial, { door, pacer: this.#pacer });
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
