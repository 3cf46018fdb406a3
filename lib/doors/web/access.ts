/**
 * Under which names the page is served, and the pages of which origins may open its socket. Pure.
 *
 * A page of another site can make a browser ask for anything here, but cannot choose its `Origin`. It can
 * also let its own name stand for the address of this daemon, and then its origin is that of the `Host`:
 * so the host must be a name that nobody else can give (DNS rebinding).
 *
 * @module
 */

import { isLoopback } from "../../ip/ip.ts";
import {
  formatOrigin,
  isAddress,
  isOriginOf,
  parseHost,
  parseOrigin,
  type WebHost,
} from "../../net/http_origin.ts";
import type { PeerOrigin } from "../../net/peer.ts";
import type { WebProblem } from "../../words/web.ts";

/** What an operator allows beside the rule. */
export interface Allowed {
  /** The names under which the page is served, in canonical form. */
  readonly hosts: readonly string[];
  /** The origins whose pages may open the socket, in canonical form. */
  readonly origins: readonly string[];
}

/** The most characters of an origin that are repeated in an answer. */
const MAX_SHOWN = 100;

/** The host of a request; or the problem if it is none, or the page is not served under it. Never throws. */
export function hostFor(text: string, { hosts }: Allowed): WebHost | WebProblem {
  const host = parseHost(text);
  if (host === undefined) return { code: "bad-request" };
  const { hostname } = host;
  if (isAddress(hostname) || hostname === "localhost" || hosts.includes(hostname)) return host;
  return { code: "wrong-host", host: hostname };
}

/**
 * Whether a browser may trust the way that a page comes: over TLS, from this machine, or under a name or through a
 * proxy, where there may be TLS in front. Only what comes as plain HTTP from an address cannot be. Never throws.
 */
export function isTrustworthy(
  { hostname }: WebHost,
  { transport, isProxied }: PeerOrigin,
): boolean {
  return transport === "web-tls" || isProxied === true || !isAddress(hostname) ||
    isLoopback(hostname);
}

/** A page that wants to open the socket. */
export interface Opener {
  /** Its field `Origin`; undefined if there is none, as of programs that are no browser. */
  readonly origin: string | undefined;
  /** The host of the request. */
  readonly host: WebHost;
  /** How the request came. */
  readonly transport: PeerOrigin["transport"];
}

/**
 * Why a page may not open the socket; undefined if it may. Over TLS its scheme must be `https`; otherwise a
 * proxy in front may speak TLS, so either will do. Never throws.
 */
export function openingProblem(
  { origin: text, host, transport }: Opener,
  { origins }: Allowed,
): WebProblem | undefined {
  if (text === undefined) return undefined;
  const origin = parseOrigin(text);
  if (origin === undefined) return { code: "wrong-origin", origin: shown(text) };
  const isOwn = isOriginOf(origin, host) && (transport !== "web-tls" || origin.scheme === "https");
  const name = formatOrigin(origin);
  return isOwn || origins.includes(name) ? undefined : { code: "wrong-origin", origin: name };
}

/** What was sent as an origin and is none, as text that is safe to show. */
function shown(text: string): string {
  return text.slice(0, MAX_SHOWN).replace(/[^!-~]/g, "?");
}
