/**
 * Networks: blocks of IP addresses as text. Pure.
 *
 * @module
 */

import { canonicalIp, groupsOfIpv6, isIpv4 } from "./ip.ts";

/**
 * The key under which connections of one network are counted: the whole IPv4 address, or the /64 of an
 * IPv6 address, e.g. `2001:db8::/64`, in one form for all spellings. Any other text is returned
 * unchanged. Never throws.
 */
export function networkOf(hostname: string): string {
  const ip = canonicalIp(hostname);
  if (ip === undefined || isIpv4(ip)) return ip ?? hostname;
  const groups = groupsOfIpv6(ip) ?? [];
  const prefix = groups.slice(0, 4).map((group) => group.toString(16)).join(":");
  return `${canonicalIp(`${prefix}::`)}/64`;
}
