/**
 * Addresses as text: where to listen, where to connect, and how a peer is named. Pure; opens
 * nothing and resolves nothing.
 *
 * @module
 */

import { asciiHostname, shownHostname } from "./hostname.ts";
import { canonicalIp, groupsOfIpv6, isIpv4, zoneOf } from "../ip/ip.ts";

/** A TCP port of a host. */
export interface TcpAddress {
  /** Tells it from other addresses. */
  readonly transport: "tcp";
  /** An IP address without brackets, with its zone if it has one, or a name in ASCII. */
  readonly hostname: string;
  /** 0 lets the system pick one when listening. */
  readonly port: number;
}

/** A TCP port that speaks TLS. */
export interface TlsAddress {
  /** Tells it from other addresses. */
  readonly transport: "tls";
  /**
   * An IP address without brackets, with its zone if it has one, or a name in ASCII; the certificate
   * must be made out to it.
   */
  readonly hostname: string;
  /** The port. */
  readonly port: number;
}

/** A socket in the file system. */
export interface UnixAddress {
  /** Tells it from other addresses. */
  readonly transport: "unix";
  /** Its place; a relative path starts from the working directory. */
  readonly path: string;
}

/** Where the daemon may listen. */
export type ListenAddress = TcpAddress | UnixAddress;

/** Where the client may connect. */
export type ClientAddress = TcpAddress | TlsAddress | UnixAddress;

/** The default port of both programs. */
export const DEFAULT_PORT: number = 8000;

/** The longest path of a Unix socket on Linux, without its final NUL. */
const MAX_PATH_BYTES = 107;
const MAX_HOSTNAME = 253;
const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/i;

/**
 * Parses `HOST:PORT`, `[IPV6]:PORT` or `unix:PATH`; undefined for anything else. IPv6 addresses are
 * returned in their shortest form with their zone (`fe80::1%eth0`), names in other scripts in the
 * ASCII form for DNS. Never throws.
 */
export function parseListenAddress(text: string): ListenAddress | undefined {
  if (text.startsWith("unix:")) return unixAddress(text.slice("unix:".length));
  return tcpAddress(text, undefined);
}

/**
 * Parses `HOST[:PORT]`, `[IPV6][:PORT]`, `tls://HOST[:PORT]` or `unix:PATH`; undefined for anything
 * else, and for port 0, to which no client can connect. Never throws.
 */
export function parseClientAddress(text: string): ClientAddress | undefined {
  if (text.startsWith("unix:")) return unixAddress(text.slice("unix:".length));
  const isTls = text.startsWith("tls://");
  const address = tcpAddress(isTls ? text.slice("tls://".length) : text, DEFAULT_PORT);
  if (address === undefined || address.port === 0) return undefined;
  return isTls ? { ...address, transport: "tls" } : address;
}

/** Formats an address; its parser reads the same address from the result. Never throws. */
export function formatAddress(address: ListenAddress | ClientAddress): string {
  switch (address.transport) {
    case "tcp":
      return formatEndpoint(shownHostname(address.hostname), address.port);
    case "tls":
      return `tls://${formatEndpoint(shownHostname(address.hostname), address.port)}`;
    case "unix":
      return `unix:${address.path}`;
    default:
      return address satisfies never;
  }
}

/**
 * Host and port as people read them: `127.0.0.1:40321`, `[::1]:40321`, `[fe80::1%eth0]:40321`; an
 * IPv4 address wrapped in an IPv6 one (`::ffff:127.0.0.1`, as a listener on `[::]` sees its peers) is
 * unwrapped. Never throws.
 */
export function formatEndpoint(hostname: string, port: number): string {
  const host = withZone(hostname) ?? hostname;
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

function unixAddress(path: string): UnixAddress | undefined {
  const bytes = new TextEncoder().encode(path).length;
  if (bytes === 0 || bytes > MAX_PATH_BYTES || path.includes("\0")) return undefined;
  return { transport: "unix", path };
}

function tcpAddress(text: string, defaultPort: number | undefined): TcpAddress | undefined {
  const match = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d{1,5}))?$/.exec(text);
  if (match === null) return undefined;
  const [, bracketed, plain = "", digits] = match;
  const hostname = bracketed === undefined ? plainHostname(plain) : ipv6Hostname(bracketed);
  const port = digits === undefined ? defaultPort : Number(digits);
  if (hostname === undefined || port === undefined || port > 65_535) return undefined;
  return { transport: "tcp", hostname, port };
}

function ipv6Hostname(text: string): string | undefined {
  const isWhole = !text.includes("%") || zoneOf(text) !== undefined;
  return isWhole && groupsOfIpv6(text) !== undefined ? withZone(text) : undefined;
}

/** The canonical form of an IP address with its zone; undefined for any other text. */
function withZone(text: string): string | undefined {
  const ip = canonicalIp(text);
  const zone = zoneOf(text);
  return ip === undefined || zone === undefined || isIpv4(ip) ? ip : `${ip}%${zone}`;
}

function plainHostname(given: string): string | undefined {
  if (given.length > MAX_HOSTNAME) return undefined;
  const text = asciiHostname(given);
  if (text.length > MAX_HOSTNAME) return undefined;
  const labels = text.replace(/\.$/, "").split(".");
  if (!labels.every((label) => LABEL.test(label))) return undefined;
  const isNumeric = /^(?:\d+|0x[0-9a-f]*)$/i.test(labels.at(-1) ?? "");
  return !isNumeric || isIpv4(text) ? text : undefined;
}
