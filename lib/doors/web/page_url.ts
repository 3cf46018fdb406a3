/**
 * The address of the page, as people give it to each other. Pure.
 *
 * @module
 */

/** A listener that serves the page. */
export interface PageListener {
  /** `web`, or `web-tls` over TLS. */
  readonly transport: string;
  /** Where it listens: `127.0.0.1:8080`, `[::]:443`. */
  readonly address: string;
}

/** Listens at all addresses of the machine, none of which is better than another. */
const WILDCARDS: readonly string[] = ["0.0.0.0", "[::]"];

/** Only a proxy, or somebody at this machine, can come there. */
const LOOPBACK = /^(?:127\.|\[::1\])/;

/**
 * The URL of the page at a listener. A listener at all addresses is shown under the first of these names, or
 * else under `anyHost`; over TLS a name is shown for an address as well, because certificates have names. Never
 * throws.
 */
export function pageUrl(
  { transport, address }: PageListener,
  hosts: readonly string[],
  anyHost = "localhost",
): string {
  const isTls = transport === "web-tls";
  const at = address.lastIndexOf(":");
  const [hostname, port] = [address.slice(0, at), address.slice(at)];
  const isWildcard = WILDCARDS.includes(hostname);
  const [name = isWildcard ? anyHost : hostname] = isTls || isWildcard ? hosts : [];
  const [scheme, usual] = isTls ? ["https", ":443"] : ["http", ":80"];
  return `${scheme}://${name}${port === usual ? "" : port}/`;
}

/**
 * Where the page is, for somebody who looks for it at another port: its URL, in which HOST stands for a host
 * that is not known. A listener on loopback that has a name is behind a proxy, of which the name alone is
 * known. Never throws.
 */
export function pagePlace(listener: PageListener, hosts: readonly string[]): string {
  const [name] = hosts;
  const isBehindProxy = name !== undefined && LOOPBACK.test(listener.address);
  return isBehindProxy ? name : pageUrl(listener, hosts, "HOST");
}
