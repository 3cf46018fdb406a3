/**
 * The bits of an IP address, and of a network: an address of which only the first bits count. Pure.
 *
 * @module
 */

import { isIpv4, unwrappedGroups } from "./ip.ts";

/** The first `length` bits of an address. Two prefixes are of one family if they have as many groups. */
export interface Prefix {
  /** 16 bits each, the first ones first: two for IPv4, eight for IPv6. */
  readonly groups: readonly number[];
  /** How many bits count: 0 to 32, or 0 to 128. */
  readonly length: number;
}

const GROUP_BITS = 16;

/**
 * All bits of an address; an IPv4 address inside IPv6 (`::ffff:192.0.2.7`) is IPv4. Undefined for any
 * other text. Never throws.
 */
export function prefixOfAddress(text: string): Prefix | undefined {
  const groups = isIpv4(text) ? groupsOfIpv4(text) : unwrappedGroups(text);
  return groups && { groups, length: groups.length * GROUP_BITS };
}

/** How many bits two addresses of one family have in common at their beginning, `limit` at most. Never throws. */
export function commonBits(a: readonly number[], b: readonly number[], limit: number): number {
  for (let i = 0; i * GROUP_BITS < limit; i++) {
    const difference = (a[i] ?? 0) ^ (b[i] ?? 0);
    // The leading zeros of the difference, of which clz32 counts 16 too many.
    if (difference !== 0) return Math.min(limit, i * GROUP_BITS + Math.clz32(difference) - 16);
  }
  return limit;
}

/** The bit at a place, counted from 0; 0 behind the end. Never throws. */
export function bitAt(groups: readonly number[], place: number): 0 | 1 {
  const group = groups[Math.floor(place / GROUP_BITS)] ?? 0;
  return (group >> (GROUP_BITS - 1 - place % GROUP_BITS)) & 1 ? 1 : 0;
}

/** The groups with all bits after the first `length` set to 0. Never throws. */
export function masked(groups: readonly number[], length: number): number[] {
  return groups.map((group, i) => {
    const kept = Math.min(GROUP_BITS, Math.max(0, length - i * GROUP_BITS));
    return group & (0xffff << (GROUP_BITS - kept)) & 0xffff;
  });
}

function groupsOfIpv4(ip: string): number[] {
  const [a = 0, b = 0, c = 0, d = 0] = ip.split(".").map(Number);
  return [a * 256 + b, c * 256 + d];
}
