/**
 * The entrance: from the accept to the session. Opens the listeners, applies the limits, tells a
 * refused peer the reason, and does the TLS handshake, so that a session gets a peer that is ready for
 * use. It does not read chat lines.
 *
 * @module
 */

import type { Config } from "../config.ts";
import type { Refusal } from "../core/notice.ts";
import type { Door } from "../doors/door.ts";
import { type Doors, type Doorway, loadFront, openAll } from "./listener_setup.ts";
import type { Log } from "../log/log.ts";
import { VisitLog } from "../log/visit_log.ts";
import { acceptAll } from "./accept.ts";
import { isLoopback } from "../ip/ip.ts";
import {
  DescriptorReserve,
  DESCRIPTORS_PER_TLS,
  isOutOfDescriptors,
  RESERVED_DESCRIPTORS,
} from "./descriptors.ts";
import { type Admission, Gate, type GateRefusal, REFUSAL_DESCRIPTORS } from "./gate.ts";
import type { Peer } from "../net/peer.ts";
import { pipe } from "../net/pipe.ts";
import { Rush } from "./rush.ts";
import type { Secured, TlsFront } from "../net/tls_front.ts";
import { turnAway } from "../session/closing.ts";
import type { Pacer } from "../time/pacer.ts";
import { logOriginOf } from "./log_origin.ts";
import { OpenConnections } from "./open_connections.ts";
import { isProxyHeader } from "../wire/sniff.ts";
import { ENGLISH_WORDING } from "../words/en/wording.ts";

/** A connection that has been let in. */
export interface Guest {
  /** The connection; closed when the guest has been served. */
  readonly peer: Peer;
  /** `IP:PORT`; undefined on a Unix socket. */
  readonly address: string | undefined;
  /** Whether the listener has a loopback address, which only this machine can reach. */
  readonly isOnLoopback: boolean;
  /** The door of the listener. */
  readonly door: Door;
}

/** Serves a guest to the end. */
export type Serve = (guest: Guest) => Promise<void>;

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
  /** The time since the epoch, by the system clock. */
  time(): number;
}

/** A new connection: from a listener, or from within this process. */
interface Arrival {
  readonly peer: Peer;
  /** The hostname of the listener; undefined if there is none. */
  readonly hostname: string | undefined;
  readonly door: Door;
  readonly serve: Serve;
}

const PLAIN_REFUSAL: Refusal = { code: "refused", why: "plain-on-tls" };
const PROXY_REFUSAL: Refusal = { code: "refused", why: "proxy" };

/** Advice for the operator when there is no descriptor left; the daemon cannot raise its limit. */
const MORE_DESCRIPTORS =
  "raise the limit of open files: LimitNOFILE= in a unit, ulimit -n in a shell";

/** All listeners, and the connections that they accepted. */
export class Entrance {
  /** All connections that are open. */
  readonly connections: OpenConnections;
  readonly #config: Config;
  readonly #log: Log;
  readonly #visitLog: VisitLog;
  readonly #pacer: Pacer;
  readonly #time: () => number;
  readonly #gate: Gate;
  readonly #rush: Rush<Arrival>;
  readonly #reserve: DescriptorReserve;
  readonly #doors: Doors;
  readonly #doorways: readonly Doorway[];
  readonly #front: TlsFront | undefined;
  #reloading: Promise<void> = Promise.resolve();
  #isClosed = false;

  private constructor(
    config: Config,
    { log, visits, doors, pacer, time }: EntranceParts,
    { doorways, front }: { doorways: readonly Doorway[]; front: TlsFront | undefined },
  ) {
    this.#config = config;
    this.#log = log;
    this.#visitLog = visits ?? new VisitLog({ log, ...pacer, hasNames: true });
    this.#pacer = pacer;
    this.connections = new OpenConnections(pacer);
    this.#time = time;
    this.#doors = doors;
    this.#doorways = doorways;
    this.#front = front;
    this.#rush = new Rush((arrival) => this.#take(arrival), pacer.soon);
    this.#reserve = new DescriptorReserve();
    this.#gate = new Gate({ ...config, refusalDescriptors: refusalsWithin(this.#reserve.size) });
  }

  /** Opens every listener of the configuration. Rejects with `CannotStart`; then none is open. */
  static async open(config: Config, parts: EntranceParts): Promise<Entrance> {
    const front = config.tls && await loadFront(config.tls, parts);
    return new Entrance(config, parts, { doorways: await openAll(config, parts.doors), front });
  }

  /** The addresses of its listeners, with the ports that the system picked; TLS comes last. */
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
        failed: (error, pause) => this.#acceptFailed(error, pause),
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
    if (this.#isClosed) ours.close();
    else this.#take({ peer: ours, hostname: undefined, door: this.#doors.plain, serve });
    return theirs;
  }

  /** Accepts no more, and ends the handshakes that are under way. Guests stay. */
  close(): void {
    this.#isClosed = true;
    for (const { listener } of this.#doorways) listener.close();
    this.#front?.endHandshakes();
    this.#reserve.release();
  }

  /**
   * Reads the certificate and its key again, for new connections, and logs the result. If they cannot
   * be used, nothing changes. Never rejects.
   */
  reload(): Promise<void> {
    return this.#reloading = this.#reloading.then(() => this.#reload());
  }

  async #reload(): Promise<void> {
    const { tls } = this.#config;
    if (tls === undefined || this.#front === undefined) {
      return this.#log.info("nothing-to-reload");
    }
    const { renewCertificate } = await import("./securing.ts");
    await renewCertificate(this.#front, tls, { log: this.#log, time: this.#time });
  }

  /** Lets a connection in, refuses or drops it. Unless dropped, it is counted until its socket is closed. */
  #take(arrival: Arrival): void {
    const { peer } = arrival;
    const { hostname, transport } = peer.origin;
    const descriptors = transport === "tls" ? DESCRIPTORS_PER_TLS : 1;
    const admission = this.#gate.enter({ hostname, descriptors }, this.#pacer.now());
    if (admission.kind !== "dropped") {
      this.connections.add(peer, this.#receive(arrival, admission));
    } else {
      this.#logRefusal(peer, noticeOf(admission.refusal));
      peer.close();
    }
  }

  /** An async function would keep its frame in memory for each client. */
  #receive(arrival: Arrival, admission: Admission): Promise<void> {
    const { peer } = arrival;
    const end = () => {
      peer.close();
      admission[Symbol.dispose]();
    };
    const isTls = peer.origin.transport === "tls";
    const done = isTls ? this.#secure(arrival, admission) : this.#greet(arrival, admission);
    return done.then(end, (error: unknown) => {
      this.#log.error("bug", { stack: error instanceof Error ? error.stack : String(error) });
      end();
    });
  }

  async #secure(arrival: Arrival, admission: Admission): Promise<void> {
    const { peer } = arrival;
    const secured = await this.#front?.secure(peer);
    switch (secured?.kind) {
      case "secured":
        return await this.#greetSecured(arrival, admission, secured);
      case "not-tls":
        return await this.#turnAwayPlain(arrival, secured.bytes);
      case "failed":
        return this.#handshakeFailed(secured.error, peer);
      case undefined:
        return;
      default:
        secured satisfies never;
    }
  }

  async #greetSecured(
    arrival: Arrival,
    admission: Admission,
    { peer, ended }: Extract<Secured, { kind: "secured" }>,
  ): Promise<void> {
    const greeted = this.#greet({ ...arrival, peer }, admission);
    await Promise.all([greeted.finally(() => peer.close()), ended]);
  }

  /** Serves the guest, or sends the refusal. */
  #greet(arrival: Arrival, admission: Admission): Promise<void> {
    if (admission.kind !== "admitted") {
      return this.#turnAway(arrival, noticeOf(admission.refusal));
    }
    const { peer, hostname, door, serve } = arrival;
    const isOnLoopback = hostname !== undefined && isLoopback(hostname);
    return serve({ peer, address: logOriginOf(peer.origin).address, isOnLoopback, door });
  }

  #handshakeFailed(error: unknown, peer: Peer): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.#visitLog.handshakeFailed(logOriginOf(peer.origin), reason);
    if (isOutOfDescriptors(error)) this.#freeDescriptors();
  }

  #acceptFailed(error: unknown, pause: number): void {
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
    const held = this.#gate.hold(isFirst ? 0 : RESERVED_DESCRIPTORS);
    if (held === undefined) return;
    const wanted = this.#config.maxConnections;
    this.#log.warn("connections-limited", { wanted, held, advice: MORE_DESCRIPTORS });
  }

  /** Refuses a peer without TLS on a TLS listener. A PROXY header is a mistake of the operator, so it is logged. */
  #turnAwayPlain(arrival: Arrival, first: Uint8Array): Promise<void> {
    if (!isProxyHeader(first)) return this.#turnAway(arrival, PLAIN_REFUSAL);
    this.#visitLog.foreignBeforeEntry(logOriginOf(arrival.peer.origin), "proxy");
    return this.#sendAway(arrival, PROXY_REFUSAL);
  }

  #turnAway(arrival: Arrival, refusal: Refusal): Promise<void> {
    this.#logRefusal(arrival.peer, refusal);
    return this.#sendAway(arrival, refusal);
  }

  #sendAway({ peer, door }: Arrival, refusal: Refusal): Promise<void> {
    return turnAway(peer, refusal, { door, pacer: this.#pacer });
  }

  #logRefusal(peer: Peer, refusal: Refusal): void {
    this.#visitLog.refused(logOriginOf(peer.origin), ENGLISH_WORDING.notice(refusal));
  }
}

function noticeOf(refusal: GateRefusal): Refusal {
  return { code: "refused", ...refusal };
}

/** The limit of descriptors for refusals, at most half of the reserve; without a reserve, the default. */
function refusalsWithin(reserve: number): number {
  return reserve === 0 ? REFUSAL_DESCRIPTORS : Math.min(REFUSAL_DESCRIPTORS, reserve >> 1);
}
