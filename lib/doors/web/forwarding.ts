/**
 * What a trusted proxy says about the client for which it speaks: `X-Forwarded-For`, and `Forwarded`
 * (RFC 7239). Each proxy adds the address that it sees at the end of the list, so the list is read from
 * there: the last address that is no trusted proxy is the client's. What stands before it, anybody may
 * have written. Pure.
 *
 * @module
 */

import { canonicalIp } from "../../ip/ip.ts";
import type { PeerOrigin } from "../../net/peer.ts";
import { fieldOf, type RequestHead } from "./request.ts";

/** From whom a request comes. */
export type Forwarding =
  /** From this client; without a hostname if the proxy does not tell it. */
  | { readonly kind: "client"; readonly origin: PeerOrigin }
  /** The proxy is trusted, and says nothing. */
  | { readonly kind: "missing" }
  /** It says something that cannot be understood, or two things. */
  | { readonly kind: "malformed" };

/** One hop: an address, or that of somebody whose address is hidden. */
interface Hop {
  readonly hostname?: string | undefined;
  readonly port?: number | undefined;
}

const MALFORMED: Forwarding = { kind: "malformed" };

/**
 * An address with or without a port; one of IPv6 in brackets if it has one. Each colon has one place in it, so that
 * a long text of them is refused in linear time.
 */
const NODE = /^(?:\[([0-9a-f:.]+)\]|([0-9.]+)|([0-9a-f.]*:[0-9a-f:.]*))(?::(\d{1,5}|_[\w.-]+))?$/i;
/** An identifier that stands for an address (RFC 7239, section 6.3), or `unknown`. */
const HIDDEN = /^(?:unknown|_[\w.-]+)(?::(?:\d{1,5}|_[\w.-]+))?$/i;
/** One parameter of an element of `Forwarded`, and what ends it. */
const PARAMETER =
  /[ \t]*([!#$%&'*+.^_`|~\w-]+)=(?:([!#$%&'*+.^_`|~\w:[\]-]+)|"((?:[^"\\]|\\.)*)")[ \t]*(;|,|$)/y;

/**
 * The client of a request that came from `origin`. `isTrusted` says whether an address is that of a trusted
 * proxy; from all others the fields mean nothing. Never throws.
 */
export function forwardingOf(
  head: RequestHead,
  origin: PeerOrigin,
  isTrusted: (hostname: string) => boolean,
): Forwarding {
  const { hostname, transport } = origin;
  if (hostname === undefined || !isTrusted(hostname)) return { kind: "client", origin };
  const lists = [fieldOf(head, "x-forwarded-for"), fieldOf(head, "forwarded")];
  const clients: Hop[] = [];
  for (const [at, list] of lists.entries()) {
    if (list === undefined) continue;
    const texts = at === 0 ? list.split(",").map((text) => text.trim()) : nodesOf(list);
    const client = texts && clientOf(texts.filter((text) => text !== ""), isTrusted);
    if (client === undefined) return MALFORMED;
    if (client !== "missing") clients.push(client);
  }
  const [client, other = client] = clients;
  if (client === undefined) return { kind: "missing" };
  // A proxy sets one of them, and passes on what a client wrote in the other.
  if (client.hostname !== other?.hostname) return MALFORMED;
  return { kind: "client", origin: { transport, ...client, isProxied: true } };
}

/** The last hop that is no trusted proxy, or the first hop; undefined if a hop up to there is none. */
function clientOf(
  texts: readonly string[],
  isTrusted: (hostname: string) => boolean,
): Hop | "missing" | undefined {
  let client: Hop | "missing" = "missing";
  for (const text of texts.toReversed()) {
    const hop = readHop(text);
    if (hop === undefined) return undefined;
    client = hop;
    if (hop.hostname === undefined || !isTrusted(hop.hostname)) break;
  }
  return client;
}

function readHop(text: string): Hop | undefined {
  if (HIDDEN.test(text)) return {};
  const [, bracketed, plain, bare, digits = ""] = NODE.exec(text) ?? [];
  const hostname = canonicalIp(bracketed ?? plain ?? bare ?? "");
  if (hostname === undefined || (bracketed !== undefined && !bracketed.includes(":"))) {
    return undefined;
  }
  const port = /^\d+$/.test(digits) ? Number(digits) : undefined;
  if ((port ?? 0) > 65_535) return undefined;
  return port === undefined ? { hostname } : { hostname, port };
}

/** The `for` of each element of `Forwarded`, `unknown` where it has none; undefined if it breaks the rules. */
function nodesOf(list: string): string[] | undefined {
  const nodes: string[] = [];
  let node: string | undefined;
  let at = 0;
  const length = list.length;
  while (at < length) {
    PARAMETER.lastIndex = at;
    const match = PARAMETER.exec(list);
    if (match === null) return undefined;
    const [whole, name = "", token, quoted = "", end] = match;
    at += whole.length;
    if (name.toLowerCase() === "for") {
      if (node !== undefined) return undefined;
      node = token ?? quoted.replace(/\\(.)/g, "$1");
    }
    if (end === ";") continue;
    nodes.push(node ?? "unknown");
    node = undefined;
  }
  return nodes;
}
