/**
 * The reception: what happens to one connection from its accept to its session. Has the header of a proxy
 * read, applies the limits of the gate, does the TLS handshake, and tells a refused peer the reason. It does
 * not read chat lines.
 *
 * @module
 */

import type { Denial, Refusal } from "../core/notice.ts";
import type { Door } from "../doors/door.ts";
import type { Log } from "../log/log.ts";
import type { VisitLog } from "../log/visit_log.ts";
import { isLoopback } from "../ip/ip.ts";
import { isOverTls, type Peer, type PeerOrigin } from "../net/peer.ts";
import type { HeaderFault, ProxyFront } from "../net/proxy_front.ts";
import type { Secured, TlsFront } from "../net/tls_front.ts";
import { turnAway } from "../session/closing.ts";
import type { Pacer } from "../time/pacer.ts";
import { isProxyHeader } from "../wire/sniff.ts";
import { ENGLISH_WORDING } from "../words/en/wording.ts";
import { DESCRIPTORS_PER_TLS, isOutOfDescriptors } from "./descriptors.ts";
import type { Admission, Gate, GateRefusal } from "./gate.ts";
import { logOriginOf } from "./log_origin.ts";
import type { OpenConnections } from "./open_connections.ts";

/** A connection that has been let in. */
export interface Guest {
  /** The connection; closed when the guest has been served. */
  readonly peer: Peer;
  /** `IP:PORT`; undefined on a Unix socket. */
  readonly address: string | undefined;
  /** Whether it can only come from this machine: the listener has a loopback address, and no proxy is behind. */
  readonly isOnLoopback: boolean;
  /** The door of the listener. */
  readonly door: Door;
}

/** Serves a guest to the end. */
export type Serve = (guest: Guest) => Promise<void>;

/** A new connection: from a listener, or from within this process. */
export interface Arrival {
  /** The connection. */
  readonly peer: Peer;
  /** The hostname of the listener; undefined if there is none. */
  readonly hostname: string | undefined;
  /** The door of the listener. */
  readonly door: Door;
  /** Serves it when it is let in. */
  readonly serve: Serve;
}

/** The parts of a reception. */
export interface ReceptionParts {
  /** The limits. */
  readonly gate: Gate;
  /** Does TLS handshakes; undefined if no listener is over TLS. */
  readonly tls: TlsFront | undefined;
  /** Reads the headers of proxies; undefined if none is trusted. */
  readonly proxies: ProxyFront | undefined;
  /** The log of bugs. */
  readonly log: Log;
  /** The log of refused peers. */
  readonly visits: VisitLog;
  /** Time. */
  readonly pacer: Pacer;
  /** Where each connection is listed until its socket is closed; a dropped one is not. */
  readonly connections: OpenConnections;
  /** Called when a handshake failed because the process has no descriptor left. */
  outOfDescriptors(): void;
}

const PLAIN_REFUSAL: Refusal = { code: "refused", why: "plain-on-tls" };
const PROXY_REFUSAL: Refusal = { code: "refused", why: "proxy" };

/** Receives the connections of all listeners. */
export class Reception {
  readonly #parts: ReceptionParts;

  /** A reception without connections. */
  constructor(parts: ReceptionParts) {
    this.#parts = parts;
  }

  /** Lets a connection in, refuses or drops it. Unless dropped, it is counted until its socket is closed. */
  take(arrival: Arrival): void {
    const { proxies, connections } = this.#parts;
    const { peer } = arrival;
    const received = proxies?.expects(peer.origin)
      ? this.#receiveProxied(arrival, proxies)
      : this.#receive(arrival);
    if (received !== undefined) connections.add(peer, received);
  }

  /**
   * Has the header read first. Until then only the limits of all connections apply: the proxy's own
   * address says nothing about the client. Undefined if it was dropped.
   */
  #receiveProxied(arrival: Arrival, proxies: ProxyFront): Promise<void> | undefined {
    const { peer } = arrival;
    const { transport } = peer.origin;
    const waiting = this.#enter({ transport });
    if (waiting.kind === "dropped") return this.#drop(peer, waiting.refusal);
    const served = proxies.identify(peer).then((identified) => {
      switch (identified.kind) {
        case "identified":
          // From here on it is counted by the client's address.
          waiting[Symbol.dispose]();
          return this.#receive({ ...arrival, peer: identified.peer });
        case "faulty":
          return this.#turnAwayProxy({ ...arrival, peer: identified.peer }, identified.fault);
        case "gone":
          return undefined;
        default:
          return identified satisfies never;
      }
    });
    return this.#untilEnd(served, peer, waiting);
  }

  /** Undefined if it was dropped. An async function would keep its frame in memory for each client. */
  #receive(arrival: Arrival): Promise<void> | undefined {
    const { peer } = arrival;
    const admission = this.#enter(peer.origin);
    if (admission.kind === "dropped") return this.#drop(peer, admission.refusal);
    const served = isOverTls(peer.origin.transport)
      ? this.#secure(arrival, admission)
      : this.#greet(arrival, admission);
    return this.#untilEnd(served, peer, admission);
  }

  #enter({ transport, hostname, isProxied }: PeerOrigin): Admission {
    const { gate, pacer } = this.#parts;
    const descriptors = isOverTls(transport) ? DESCRIPTORS_PER_TLS : 1;
    const isOperator = transport === "admin";
    return gate.enter({ hostname, descriptors, isOperator, isProxied }, pacer.now());
  }

  #drop(peer: Peer, refusal: GateRefusal): undefined {
    this.#logRefusal(peer, noticeOf(refusal));
    peer.close();
  }

  /** Closes the peer, and gives its place back, when it has been served. Never rejects. */
  #untilEnd(served: Promise<void>, peer: Peer, admission: Admission): Promise<void> {
    const end = () => {
      peer.close();
      admission[Symbol.dispose]();
    };
    return served.then(end, (error: unknown) => {
      this.#parts.log.error("bug", { stack: error instanceof Error ? error.stack : String(error) });
      end();
    });
  }

  async #secure(arrival: Arrival, admission: Admission): Promise<void> {
    const { peer } = arrival;
    const secured = await this.#parts.tls?.secure(peer);
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
    const { isProxied = false } = peer.origin;
    const isOnLoopback = hostname !== undefined && isLoopback(hostname) && !isProxied;
    return serve({ peer, address: logOriginOf(peer.origin).address, isOnLoopback, door });
  }

  #handshakeFailed(error: unknown, peer: Peer): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.#parts.visits.handshakeFailed(logOriginOf(peer.origin), reason);
    if (isOutOfDescriptors(error)) this.#parts.outOfDescriptors();
  }

  /** Refuses a peer without TLS on a TLS listener. A PROXY header is a mistake of the operator, so it is logged. */
  #turnAwayPlain(arrival: Arrival, first: Uint8Array): Promise<void> {
    if (!isProxyHeader(first)) return this.#turnAway(arrival, PLAIN_REFUSAL);
    this.#parts.visits.foreignBeforeEntry(logOriginOf(arrival.peer.origin), "proxy");
    return this.#sendAway(arrival, PROXY_REFUSAL);
  }

  /** A proxy that sends no good header is a mistake of the operator, so it is logged as a warning. */
  #turnAwayProxy(arrival: Arrival, fault: HeaderFault): Promise<void> {
    this.#parts.visits.badProxyHeader(logOriginOf(arrival.peer.origin), fault);
    const why = fault === "malformed" ? "bad-proxy-header" : "no-proxy-header";
    return this.#sendAway(arrival, { code: "refused", why });
  }

  #turnAway(arrival: Arrival, refusal: Denial): Promise<void> {
    this.#logRefusal(arrival.peer, refusal);
    return this.#sendAway(arrival, refusal);
  }

  #sendAway({ peer, door }: Arrival, refusal: Denial): Promise<void> {
    return turnAway(peer, refusal, { door, pacer: this.#parts.pacer });
  }

  #logRefusal(peer: Peer, refusal: Denial): void {
    const sentence = ENGLISH_WORDING.notice(refusal);
    this.#parts.visits.refused(logOriginOf(peer.origin), sentence, codeOf(refusal));
  }
}

/** Why a peer is refused, as one word. */
function codeOf(denial: Denial): string {
  return denial.code === "refused" ? denial.why : denial.code;
}

function noticeOf(refusal: GateRefusal): Denial {
  return refusal.why === "barred" ? refusal.notice : { code: "refused", ...refusal };
}
