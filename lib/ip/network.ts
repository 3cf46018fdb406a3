/**
 * Networks: blocks of IP addresses as text, `192.0.2.0/24`, `2001:db8::/32`. A single address is a
 * network too, and is written without a length. Pure.
 *
 * @module
 */

import { canonicalIp, isIpv4, isLoopback } from "./ip.ts";
import { commonBits, masked, type Prefix, prefixOfAddress } from "./prefix.ts";

/** The bits of the part of an IPv6 address that one subscriber has. */
const SUBSCRIBER_BITS = 64;
const IPV6_BITS = 128;
/** The length of `::ffff:0:0/96`, in which the IPv4 addresses are in IPv6. */
const WRAPPING_BITS = 96;

/**
 * The canonical form of a network: an address or `ADDRESS/LENGTH` in any spelling. Bits after the
 * length become 0, a network of one address is the address, and one inside `::ffff:0:0/96` is an
 * IPv4 network. Undefined for other text. Never throws.
 *
 * ```ts
 * import { parseNetwork } from "./network.ts";
 * if (parseNetwork("192.0.2.7/24") !== "192.0.2.0/24") throw new Error("not masked");
 * if (parseNetwork("::ffff:192.0.2.7") !== "192.0.2.7") throw new Error("not unwrapped");
 * ```
 */
export function parseNetwork(text: string): string | undefined {
  const prefix = prefixOf(text);
  return prefix && formatNetwork(prefix);
}

/** The bits of a network in any spelling; undefined for text that is no network. Never throws. */
export function prefixOf(text: string): Prefix | undefined {
  const [, address, digits] = /^([^/]*)(?:\/(0|[1-9]\d{0,2}))?$/.exec(text) ?? [];
  const whole = address === undefined ? undefined : prefixOfAddress(address);
  if (address === undefined || whole === undefined || digits === undefined) return whole;
  const given = Number(digits);
  const isWrapped = whole.length < IPV6_BITS && address.includes(":");
  if (!isWrapped) {
    return given > whole.length
      ? undefined
      : { groups: masked(whole.groups, given), length: given };
  }
  // Shorter, it would be a network of IPv6 in which all of IPv4 is, and nobody connects from there.
  if (given > IPV6_BITS || given < WRAPPING_BITS) return undefined;
  const length = given - WRAPPING_BITS;
  return { groups: masked(whole.groups, length), length };
}

/**
 * The key under which connections of one network are counted: the whole IPv4 address, or the /64 of an
 * IPv6 address, e.g. `2001:db8::/64`, in one form for all spellings. Any other text is returned
 * unchanged. Never throws.
 */
export function networkOf(hostname: string): string {
  // The usual case, which every connection asks for several times.
  if (isIpv4(hostname)) return hostname;
  const whole = prefixOfAddress(hostname);
  if (whole === undefined) return hostname;
  const length = Math.min(whole.length, SUBSCRIBER_BITS);
  return formatNetwork({ groups: masked(whole.groups, length), length });
}

/** Whether a network has this address in it; false for text that is no network or no address. Never throws. */
export function isInNetwork(ip: string, network: string): boolean {
  return testOf(network)(ip);
}

/** The same for many addresses: the network is read once. Never throws, nor does the test. */
export function testOf(network: string): (ip: string) => boolean {
  const prefix = prefixOf(network);
  return (ip) => {
    const whole = prefixOfAddress(ip);
    if (whole === undefined || prefix?.groups.length !== whole.groups.length) return false;
    return commonBits(whole.groups, prefix.groups, prefix.length) === prefix.length;
  };
}

/** Whether all addresses of a network, in its canonical form, are loopback addresses. Never throws. */
export function isLoopbackNetwork(network: string): boolean {
  // A block that has others as well begins before 127.0.0.0 or `::1`.
  return isLoopback(network.split("/", 1)[0] ?? "");
}

function formatNetwork({ groups, length }: Prefix): string {
  const isWhole = length === groups.length * 16;
  const text = groups.length === 2
    ? groups.flatMap((group) => [group >> 8, group & 0xff]).join(".")
    : groups.map((group) => group.toString(16)).join(":");
  const ip = canonicalIp(text) ?? text;
  return isWhole ? ip : `${ip}/${length}`;
}
