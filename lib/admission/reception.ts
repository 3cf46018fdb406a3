/**
 * The reception: what happens to one connection from its accept to its session. Has the header of a proxy
 * read, applies the limits of the gate, does the TLS handshake, and tells a refused peer the reason. It does
 * not read chat lines.
 *
 * @module
 */

import type { Denial, Refusal } from "../core/notice.ts";
import type { Log } from "../log/log.ts";
import { isLoopback } from "../ip/ip.ts";
import { isOverTls, type Peer, type PeerOrigin } from "../net/peer.ts";
import type { HeaderFault, ProxyFront } from "../net/proxy_front.ts";
import type { Pacer } from "../time/pacer.ts";
import { isProxyHeader } from "../wire/sniff.ts";
import { ENGLISH_WORDING } from "../words/en/wording.ts";
import { DESCRIPTORS_PER_TLS } from "./descriptors.ts";
import type { Admission, Gate, GateRefusal } from "./gate.ts";
import { afterHandshake, type HandshakeParts } from "./handshake.ts";
import { logOriginOf } from "./log_origin.ts";
import type { OpenConnections } from "./open_connections.ts";

/** A connection that has been let in. */
export interface Guest {
  /** The connection; closed when the guest has been served. */
  readonly peer: Peer;
  /** `IP:PORT`, without the port if a proxy does not tell it; undefined on a Unix socket. */
  readonly address: string | undefined;
  /** Whether it can only come from this machine: the listener has a loopback address, and no proxy is behind. */
  readonly isOnLoopback: boolean;
  /** Its place among the connections; given back when it has been served, or before, by disposing of it. */
  readonly place: Disposable;
}

/** Serves a guest to the end. */
export type Serve = (guest: Guest) => Promise<void>;

/** A new connection: from a listener, or from within this process. */
export interface Arrival {
  /** The connection. */
  readonly peer: Peer;
  /** The hostname of the listener; undefined if there is none. */
  readonly hostname: string | undefined;
  /** Serves it when it is let in. */
  readonly serve: Serve;
  /** Tells it why it is not let in, and closes it. */
  readonly sendAway: SendAway;
}

/** Tells a peer why it is not let in, in a form that it can read, and closes it. Owns it. Rejects on a bug only. */
export type SendAway = (peer: Peer, denial: Denial) => Promise<void>;

/** The parts of a reception. */
export interface ReceptionParts extends HandshakeParts {
  /** The limits. */
  readonly gate: Gate;
  /** Reads the headers of proxies; undefined if none is trusted. */
  readonly proxies: ProxyFront | undefined;
  /** The log of bugs. */
  readonly log: Log;
  /** Time. */
  readonly pacer: Pacer;
  /** Where each connection is listed until its socket is closed; a dropped one is not. */
  readonly connections: OpenConnections;
  /** Whether a peer connects for many others, so that its address says nothing; nobody does by default. */
  isForOthers?(origin: PeerOrigin): boolean;
  /** How the codes of refusals begin; the log then has the codes in place of sentences about people. */
  readonly codePrefix?: string | undefined;
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

  /**
   * Receives a connection whose handshake and headers have been read already. The caller lists it. Undefined
   * if it was dropped.
   */
  admit(arrival: Arrival): Promise<void> | undefined {
    const { peer } = arrival;
    const admission = this.#enter(peer.origin);
    if (admission.kind === "dropped") return this.#drop(peer, admission.refusal);
    return this.#untilEnd(this.#greet(arrival, admission), peer, admission);
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

  #enter(origin: PeerOrigin): Admission {
    const { gate, pacer, isForOthers } = this.#parts;
    const { transport, isProxied } = origin;
    const hostname = isForOthers?.(origin) ? undefined : origin.hostname;
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

  #secure(arrival: Arrival, admission: Admission): Promise<void> {
    return afterHandshake(arrival.peer, {
      serve: (peer) => this.#greet({ ...arrival, peer }, admission),
      refuse: (first) => this.#turnAwayPlain(arrival, first),
    }, this.#parts);
  }

  /** Serves the guest, or sends the refusal. */
  #greet(arrival: Arrival, admission: Admission): Promise<void> {
    if (admission.kind !== "admitted") {
      return this.#turnAway(arrival, noticeOf(admission.refusal));
    }
    const { peer, hostname, serve } = arrival;
    const { isProxied = false } = peer.origin;
    const isOnLoopback = hostname !== undefined && isLoopback(hostname) && !isProxied;
    const { address } = logOriginOf(peer.origin);
    return serve({ peer, address, isOnLoopback, place: admission });
  }

  /** Refuses a peer without TLS on a TLS listener. A PROXY header is a mistake of the operator, so it is logged. */
  #turnAwayPlain(arrival: Arrival, first: Uint8Array): Promise<void> {
    if (!isProxyHeader(first)) return this.#turnAway(arrival, PLAIN_REFUSAL);
    this.#parts.visits.foreignBeforeEntry(logOriginOf(arrival.peer.origin), "proxy");
    return arrival.sendAway(arrival.peer, PROXY_REFUSAL);
  }

  /** A proxy that sends no good header is a mistake of the operator, so it is logged as a warning. */
  #turnAwayProxy(arrival: Arrival, fault: HeaderFault): Promise<void> {
    this.#parts.visits.badProxyHeader(logOriginOf(arrival.peer.origin), fault);
    const why = fault === "malformed" ? "bad-proxy-header" : "no-proxy-header";
    return arrival.sendAway(arrival.peer, { code: "refused", why });
  }

  #turnAway(arrival: Arrival, refusal: Denial): Promise<void> {
    this.#logRefusal(arrival.peer, refusal);
    return arrival.sendAway(arrival.peer, refusal);
  }

  #logRefusal(peer: Peer, refusal: Denial): void {
    const { visits, codePrefix } = this.#parts;
    const code = `${codePrefix ?? ""}${codeOf(refusal)}`;
    const reason = codePrefix === undefined ? ENGLISH_WORDING.notice(refusal) : code;
    visits.refused(logOriginOf(peer.origin), reason, code);
  }
}

/** Why a peer is refused, as one word. */
function codeOf(denial: Denial): string {
  return denial.code === "refused" ? denial.why : denial.code;
}

function noticeOf(refusal: GateRefusal): Denial {
  return refusal.why === "barred" ? refusal.notice : { code: "refused", ...refusal };
}
