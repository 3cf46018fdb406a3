/**
 * What a web front is made of, and what it gives.
 *
 * @module
 */

import type { Language } from "../../core/language.ts";
import type { Millis } from "../../core/units.ts";
import type { Peer, PeerOrigin } from "../../net/peer.ts";
import type { Pacer } from "../../time/pacer.ts";
import type { SiteFile } from "./site_file.ts";

/** The settings of a web front that a reload may change. */
export interface WebFrontSettings {
  /** The names under which the page is served beside addresses and `localhost`: ASCII, lower case. */
  readonly hosts: readonly string[];
  /** The origins whose pages may open the socket beside that of the page itself, in canonical form. */
  readonly origins: readonly string[];
  /** The origins of the pages of other nodes of the chat, in canonical form; the page goes on there. */
  readonly nodes?: readonly string[] | undefined;
  /** The networks of the proxies whose forwarding headers are believed, and required. */
  readonly trustedProxies: readonly string[];
  /** The language of the sentences for those who ask for none that exists. */
  readonly language: Language;
}

/** Why a file is not served now. */
export interface Overload {
  /** 429 if it is the fault of this address, 503 if the daemon is busy. */
  readonly status: 429 | 503;
  /** When to try again. */
  readonly retryAfter: Millis;
}

/** Why a connection is turned away before it has asked for anything. */
export type Dismissal =
  | Overload
  /** It speaks plain HTTP at a port with TLS. */
  | "plain-on-tls";

/** What is wrong with the forwarding headers of a trusted proxy: there are none, or they name no client. */
export type ForwardingFault = "missing" | "malformed";

/** The parts of a web front. */
export interface WebFrontParts extends WebFrontSettings {
  /** The files of the page. */
  readonly files: readonly SiteFile[];
  /** Time. */
  readonly pacer: Pacer;
  /** The time since the epoch, by the system clock. */
  time(): number;
  /**
   * Makes a WebSocket of a connection whose handshake is done. The peer that it is given has the origin of
   * the client, and begins with what came after the handshake; the new one owns it.
   */
  openSocket(peer: Peer): Peer;
  /** Asked before each file is sent, with the client's origin; undefined serves it. Never throws. */
  admitFile?(origin: PeerOrigin): Overload | undefined;
  /** Told of each request of a trusted proxy that is refused for its forwarding headers, with the proxy's origin. */
  misforwarded?(origin: PeerOrigin, fault: ForwardingFault): void;
  /** Told of each answer, the 101 of an upgrade included, with the client's origin as far as it is known. */
  answered?(status: number, origin: PeerOrigin): void;
}

/** A connection that has become a WebSocket. */
export interface Upgraded {
  /** The messages; its origin is that of the client. The caller owns it. */
  readonly peer: Peer;
  /** The origin of the client: behind a trusted proxy the forwarded address. */
  readonly origin: PeerOrigin;
}
