/**
 * Hosts and origins as browsers name them: the field `Host` of a request, and the field `Origin` of a page
 * that asks for something. Pure; resolves nothing.
 *
 * @module
 */

import { canonicalIp, isIpv4 } from "../ip/ip.ts";
import { asciiHostname } from "./hostname.ts";

/** A host, and the port if it was named. */
export interface WebHost {
  /** An IP address in its canonical form without brackets, or a name: ASCII, lower case, no dot at its end. */
  readonly hostname: string;
  /** Undefined if none was named: then it is that of the scheme. */
  readonly port: number | undefined;
}

/** The origin of a page: its scheme, and the host with the port that holds. */
export interface WebOrigin {
  /** How the page came. */
  readonly scheme: "http" | "https";
  /** The host, as in {@linkcode WebHost}. */
  readonly hostname: string;
  /** The port, the scheme's own if none was named. */
  readonly port: number;
}

/** The longest name in DNS. */
const MAX_HOSTNAME = 253;
const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;
const HOST = /^(?:\[([0-9a-f:.]{2,45})\]|([a-z0-9._-]+))(?::(\d{0,5}))?$/i;
const ORIGIN = /^(https?):\/\/([^/?#@\s]+)$/i;

/** The ports that need not be named. */
const PORTS = { http: 80, https: 443 } as const;

/**
 * Reads a host with or without a port, as in the field `Host`: `chat.example`, `192.0.2.7:8080`,
 * `[2001:db8::7]`. Undefined for anything else. Never throws.
 */
export function parseHost(text: string): WebHost | undefined {
  const [, bracketed, plain = "", digits = ""] = HOST.exec(text) ?? [];
  const hostname = bracketed === undefined ? nameOf(plain) : canonicalIp(bracketed);
  const port = digits === "" ? undefined : Number(digits);
  if (hostname === undefined || (port ?? 0) > 65_535) return undefined;
  return { hostname, port };
}

/**
 * Reads an origin, as browsers send it and operators write it: `https://chat.example`,
 * `http://[2001:db8::7]:8080`. Undefined for anything else, `null` included. Never throws.
 */
export function parseOrigin(text: string): WebOrigin | undefined {
  const [, written = "", authority = ""] = ORIGIN.exec(text) ?? [];
  const host = parseHost(authority);
  if (host === undefined) return undefined;
  const scheme = written.toLowerCase() === "https" ? "https" : "http";
  return { scheme, hostname: host.hostname, port: host.port ?? PORTS[scheme] };
}

/**
 * The canonical form of an origin as text, the one that browsers send: `https://chat.example`. Undefined
 * for text that is no origin. A name in any script becomes ASCII. Never throws.
 */
export function canonicalOrigin(text: string): string | undefined {
  const [, scheme = "", host = "", port = ""] =
    /^(https?:\/\/)([^/?#@\s:[\]]+|\[[^\]]*\])(:\d+)?\/?$/i.exec(text) ?? [];
  const origin = parseOrigin(scheme + asciiHostname(host) + port);
  return origin && formatOrigin(origin);
}

/** The canonical form of a name of a host; undefined for addresses, ports and other text. Never throws. */
export function canonicalHostname(text: string): string | undefined {
  const host = parseHost(asciiHostname(text));
  if (host === undefined || host.port !== undefined || text.endsWith(":")) return undefined;
  return isAddress(host.hostname) ? undefined : host.hostname;
}

/** Writes an origin in its canonical form: without the port of the scheme. Never throws. */
export function formatOrigin({ scheme, hostname, port }: WebOrigin): string {
  const host = hostname.includes(":") ? `[${hostname}]` : hostname;
  return `${scheme}://${host}${port === PORTS[scheme] ? "" : `:${port}`}`;
}

/** Whether an origin is that of the page at this host, if the page came by the scheme of the origin. Never throws. */
export function isOriginOf(origin: WebOrigin, host: WebHost): boolean {
  return origin.hostname === host.hostname && origin.port === (host.port ?? PORTS[origin.scheme]);
}

/** Whether a hostname in canonical form is an IP address. Never throws. */
export function isAddress(hostname: string): boolean {
  return hostname.includes(":") || isIpv4(hostname);
}

function nameOf(text: string): string | undefined {
  if (text.length > MAX_HOSTNAME) return undefined;
  const name = text.replace(/\.$/, "").toLowerCase();
  if (!name.split(".").every((label) => LABEL.test(label))) return undefined;
  // A browser writes an address in one form; what ends in another number is neither address nor name.
  const isNumeric = /(?:^|\.)(?:\d+|0x[0-9a-f]*)$/.test(name);
  return isNumeric && !isIpv4(name) ? undefined : name;
}
