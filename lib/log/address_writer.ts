/**
 * The addresses of peers in the log: as they are, left out, or hashed.
 *
 * @module
 */

import { networkOf, parseNetwork } from "../ip/network.ts";

/** How the log writes the addresses of peers. */
export type LogAddresses = "on" | "off" | "hashed";

/**
 * What the log writes for a text: for an address (`203.0.113.9`, `203.0.113.9:40321`, `[2001:db8::1]:40321`)
 * or a network (`2001:db8::/64`) what `--log-addresses` says, undefined to leave it out; any other text is
 * unchanged, and so is one in which an address is only a part. Never throws.
 */
export type WriteAddress = (text: string) => string | undefined;

/** The bits of a hash that are written. Among 10,000 addresses two have the same by a chance of 1 in 5 million. */
const HASH_BITS = 48;
const KEY_BYTES = 32;

/** Addresses as they are. */
export const ADDRESSES_ON: WriteAddress = (text: string): string => text;

const ADDRESSES_OFF: WriteAddress = (text) => networkIn(text) === undefined ? text : undefined;

/**
 * Makes the writer. A hash is of the network for which connections are counted, the IPv4 address or the
 * IPv6 /64, without the port. Its key is random and never leaves the process: with a known key, somebody
 * could hash all IPv4 addresses and compare. Never rejects.
 */
export async function addressWriter(addresses: LogAddresses): Promise<WriteAddress> {
  if (addresses === "on") return ADDRESSES_ON;
  if (addresses === "off") return ADDRESSES_OFF;
  // Only a daemon that hashes loads this module.
  const { createHmac } = await import("node:crypto");
  const key = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return (text) => {
    const network = networkIn(text);
    if (network === undefined) return text;
    return createHmac("sha256", key).update(network).digest("hex").slice(0, HASH_BITS / 4);
  };
}

/** The network of an address with or without its port, or the network that a text is; undefined for other text. */
function networkIn(text: string): string | undefined {
  const endpoint = /^(?:\[([^\]]*)\]|([^:]*)):\d+$/.exec(text);
  const network = parseNetwork((endpoint?.[1] ?? endpoint?.[2] ?? text).replace(/%.*$/, ""));
  return network === undefined ? undefined : networkOf(network);
}
