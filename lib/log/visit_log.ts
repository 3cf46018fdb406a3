/**
 * The log of visits: connections, entries, renames, departures and refusals. Strangers can cause any
 * number of them, so the records of each network and of all together are limited. Records that were
 * not written are counted, and the count is logged.
 *
 * @module
 */

import type { Act } from "../core/order.ts";
import type { Log, LogFields } from "./log.ts";
import { ADDRESSES_ON, type WriteAddress } from "./address_writer.ts";
import { Quota } from "./quota.ts";
import { SUM_EVERY_MILLIS, Sums } from "./sums.ts";
import type { VisitWatch } from "./visit_watch.ts";

/** The origin of a connection. */
export interface LogOrigin {
  /** The transport: `tcp`, `tls`, `unix`. */
  readonly transport: string;
  /** `IP:PORT`, without the port if a proxy does not tell it; undefined on a Unix socket. */
  readonly address: string | undefined;
  /** The key of its network, such as `203.0.113.9` or `2001:db8::/64`. */
  readonly network: string;
  /** Whether limits for one network apply; on loopback and Unix sockets they do not. */
  readonly isLimited: boolean;
  /**
   * Whether it is a check of a proxy, which comes every few seconds. It is logged at `debug` unless a client
   * enters.
   */
  readonly isCheck?: boolean | undefined;
}

/** The traffic of a connection. */
export interface Traffic {
  /** Lines received. */
  linesIn: number;
  /** Bytes sent. */
  bytesOut: number;
  /** Lines of the room that were skipped for it. */
  skipped: number;
}

/** The parts of a log of visits. */
export interface VisitLogParts {
  /** Where records go. */
  readonly log: Log;
  /** A clock in milliseconds that never goes back. */
  now(): number;
  /** Calls once after so many milliseconds; returns a function that cancels it. */
  later(after: number, call: () => void): () => void;
  /** Whether names are written. */
  readonly hasNames: boolean;
  /** How addresses are written; as they are if not given. */
  readonly writeAddress?: WriteAddress | undefined;
  /** Told of connections, beside the log; undefined if nobody counts them. */
  readonly watch?: VisitWatch | undefined;
}

/** An open connection. */
interface Visit {
  readonly origin: LogOrigin;
  readonly since: number;
  /** Set until a client enters, if it is a check. */
  isQuiet: boolean;
  /** Undefined before the entry, and after the leave. */
  name?: string | undefined;
}

const NOWHERE: LogOrigin = {
  transport: "unknown",
  address: undefined,
  network: "unknown",
  isLimited: false,
};

/** Logs visits. Never throws. */
export class VisitLog {
  #parts: VisitLogParts;
  readonly #writeAddress: WriteAddress;
  readonly #quota: Quota;
  readonly #sums = new Sums();
  readonly #visits = new Map<number, Visit>();
  /** By event, the number of records not written since that was last logged. */
  #notLogged: Record<string, number> = {};
  #cancel: (() => void) | undefined;

  /** A log without visits. */
  constructor(parts: VisitLogParts) {
    this.#parts = parts;
    this.#writeAddress = parts.writeAddress ?? ADDRESSES_ON;
    this.#quota = new Quota(parts.now);
  }

  /** What is written of people from here on. */
  adjust(settings: Pick<VisitLogParts, "hasNames">): void {
    this.#parts = { ...this.#parts, ...settings };
  }

  /** The number of open connections; for tests of the bound. */
  get open(): number {
    return this.#visits.size;
  }

  /** A connection was let in, with this id. */
  connected(id: number, origin: LogOrigin): void {
    const { isCheck: isQuiet = false } = origin;
    this.#visits.set(id, { origin, since: this.#parts.now(), isQuiet });
    this.#parts.watch?.connected(origin.transport);
    this.#tellConnected(id, origin);
  }

  #tellConnected(id: number, origin: LogOrigin): void {
    this.#tell("connected", id, { transport: origin.transport, address: this.#addressOf(origin) });
  }

  /** A client has entered the chat under this name. Logged once for each. */
  entered(id: number, name: string): void {
    const visit = this.#visitOf(id);
    if (visit.name !== undefined) return;
    visit.name = name;
    if (visit.isQuiet) {
      visit.isQuiet = false;
      this.#tellConnected(id, visit.origin);
    }
    this.#tell("entered", id, { name: this.#shown(name) });
  }

  /** A client has another name. */
  renamed(id: number, from: string, to: string): void {
    this.#visitOf(id).name = to;
    this.#tell("renamed", id, { from: this.#shown(from), to: this.#shown(to) });
  }

  /** A client has left the chat. Its connection may last longer, if it does not read. */
  left(id: number, reason: string): void {
    const visit = this.#visitOf(id);
    if (visit.name === undefined) return;
    const name = this.#shown(visit.name);
    visit.name = undefined;
    this.#tell("left", id, { name, reason });
  }

  /** A client, an operator or a moderator, has done something to others or to the daemon. */
  audited({ act, client, by, on, network, setting, room, reason, until }: Act): void {
    this.#tell("audit", client, {
      act,
      by: this.#shown(by),
      on: on === undefined ? undefined : this.#shown(on),
      network: network && this.#writeAddress(network),
      room,
      setting,
      reason: reason === "" ? undefined : reason,
      until: until === undefined ? undefined : new Date(until).toISOString(),
    });
  }

  /** The connection is closed and its session has ended. */
  disconnected(id: number, reason: string, traffic: Traffic): void {
    const { origin, since } = this.#visitOf(id);
    const durationMillis = Math.round(this.#parts.now() - since);
    const { linesIn, bytesOut, skipped } = traffic;
    this.#tell("disconnected", id, {
      address: this.#addressOf(origin),
      reason,
      durationMillis,
      linesIn,
      bytesOut,
      skipped,
    });
    this.#visits.delete(id);
  }

  /** A connection was refused or dropped, for a reason with this code; the log says it as a sentence. */
  refused(origin: LogOrigin, reason: string, code: string): void {
    this.#parts.watch?.refused(code);
    this.#sum("refused", origin, reason);
  }

  /** A connection was refused after it was let in, because it speaks another protocol. */
  foreign(id: number, protocol: string): void {
    this.#foreign(this.#visitOf(id).origin, { id, protocol });
  }

  /** A connection was refused before it was let in, because it speaks another protocol. */
  foreignBeforeEntry(origin: LogOrigin, protocol: string): void {
    this.#foreign(origin, { protocol });
  }

  /** A trusted proxy sent no good PROXY header. */
  badProxyHeader(origin: LogOrigin, reason: string): void {
    this.#parts.watch?.refused("bad-proxy-header");
    this.#sum("bad-proxy-header", origin, reason, "warn");
  }

  /** A TLS handshake failed. */
  handshakeFailed(origin: LogOrigin, reason: string): void {
    this.#parts.watch?.handshakeFailed();
    this.#sum("handshake-failed", origin, reason);
  }

  /** An accept failed; the next one is in so many milliseconds. */
  acceptFailed(error: string, pause: number): void {
    this.#parts.watch?.acceptFailed();
    const isFirst = this.#sums.take({ event: "accept-failed", network: "any", reason: error });
    this.#parts.log[isFirst ? "warn" : "debug"]("accept-failed", { error, pause });
    this.#tellLater();
  }

  /** Logs the sums so far. */
  tellSums(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    for (const { event, network, more, reason } of this.#sums.tell()) {
      this.#parts.log.info(event, { network: this.#writeAddress(network), more, reason });
    }
    const notLogged = this.#notLogged;
    this.#notLogged = {};
    if (Object.keys(notLogged).length > 0) this.#parts.log.info("not-logged", notLogged);
    // As long as there are sums, the next record comes after the interval; without sums, at the next event.
    if (this.#sums.size > 0) this.#tellLater();
  }

  /** Logs the remaining sums and cancels the timer. */
  close(): void {
    this.tellSums();
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #visitOf(id: number): Visit {
    return this.#visits.get(id) ??
      { origin: NOWHERE, since: this.#parts.now(), isQuiet: false };
  }

  /** A default name may be an address. */
  #shown(name: string): string | undefined {
    return this.#parts.hasNames ? this.#writeAddress(name) : undefined;
  }

  #addressOf({ address }: LogOrigin): string | undefined {
    return address && this.#writeAddress(address);
  }

  #tell(event: string, id: number, fields: LogFields): void {
    const { origin: { network, isLimited }, isQuiet } = this.#visitOf(id);
    if (isQuiet) return this.#parts.log.debug(event, { id, ...fields });
    if (this.#quota.take(isLimited ? network : undefined)) {
      return this.#parts.log.info(event, { id, ...fields });
    }
    this.#parts.log.debug(event, { id, ...fields });
    this.#notLogged[event] = (this.#notLogged[event] ?? 0) + 1;
    this.#tellLater();
  }

  #sum(event: string, origin: LogOrigin, reason: string, level: "info" | "warn" = "info"): void {
    const { transport, network } = origin;
    const isFirst = this.#sums.take({ event, network, reason });
    const address = this.#addressOf(origin);
    this.#parts.log[isFirst ? level : "debug"](event, { transport, address, reason });
    this.#tellLater();
  }

  /** A PROXY header is an operator's mistake. */
  #foreign(
    origin: LogOrigin,
    { id, protocol }: { readonly id?: number; readonly protocol: string },
  ): void {
    this.#parts.watch?.refused(protocol);
    const event = "wrong-protocol";
    const isFirst = this.#sums.take({ event, network: origin.network, reason: protocol });
    const address = this.#addressOf(origin);
    const level = protocol === "proxy" ? "warn" : "info";
    this.#parts.log[isFirst ? level : "debug"](event, { id, address, protocol });
    this.#tellLater();
  }

  #tellLater(): void {
    this.#cancel ??= this.#parts.later(SUM_EVERY_MILLIS, () => {
      this.#cancel = undefined;
      this.tellSums();
    });
  }
}
