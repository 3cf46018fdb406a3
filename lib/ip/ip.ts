/**
 * IP addresses as text, in all their spellings. Pure.
 *
 * @module
 */

/** Whether the text is four decimal numbers with dots, none above 255 or with a leading zero. */
export function isIpv4(text: string): boolean {
  return /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/.test(text);
}

/**
 * The eight 16-bit numbers of an IPv6 address, written with or without `::` and with or without an
 * IPv4 address at its end; undefined for anything else. A zone (`%eth0`) does not count. Never
 * throws.
 */
export function groupsOfIpv6(text: string): readonly number[] | undefined {
  const halves = withHexTail(text.split("%", 1)[0] ?? "").split("::");
  if (halves.length > 2) return undefined;
  const [head = [], tail] = halves.map((half) => half === "" ? [] : half.split(":"));
  const written = [...head, ...tail ?? []];
  if (!written.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  const missing = 8 - written.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const zeros = new Array<string>(missing).fill("0");
  return [...head, ...zeros, ...tail ?? []].map((group) => Number.parseInt(group, 16));
}

/**
 * The canonical form of an address: IPv4 unchanged, also when wrapped in IPv6 (`::ffff:127.0.0.1`);
 * IPv6 in the shortest form (RFC 5952), without a zone. Undefined for other text. Never throws.
 */
export function canonicalIp(text: string): string | undefined {
  if (isIpv4(text)) return text;
  const groups = unwrappedGroups(text);
  if (groups === undefined) return undefined;
  return groups.length === 2 ? dotted(groups[0] ?? 0, groups[1] ?? 0) : shortest(groups);
}

/**
 * The eight groups of an IPv6 address, or the last two if an IPv4 address is wrapped in it
 * (`::ffff:127.0.0.1`); undefined for anything else. Never throws.
 */
export function unwrappedGroups(text: string): readonly number[] | undefined {
  const groups = groupsOfIpv6(text);
  const isWrapped = groups?.[5] === 0xffff && groups.slice(0, 5).every((group) => group === 0);
  return isWrapped ? groups?.slice(6) : groups;
}

/**
 * The zone of an IPv6 address, `eth0` of `fe80::1%eth0`: the network interface of a link-local address.
 * It is only valid on this machine, so canonical forms leave it out; to connect or to listen needs it.
 * Undefined if there is no valid zone. Never throws.
 */
export function zoneOf(text: string): string | undefined {
  return /^[^%]*%([^\s\p{C}%/[\]]{1,64})$/u.exec(text)?.[1];
}

/**
 * Whether an IP address is a loopback address: 127.0.0.0/8, wrapped or not, or `::1`. False for a
 * name, because names are not resolved. Never throws.
 */
export function isLoopback(hostname: string): boolean {
  if (isIpv4(hostname)) return hostname.startsWith("127.");
  const groups = unwrappedGroups(hostname);
  if (groups === undefined) return false;
  // Wrapped in IPv6, or `::1`.
  if (groups.length === 2) return (groups[0] ?? 0) >> 8 === 127;
  return groups.every((group, i) => group === (i === 7 ? 1 : 0));
}

/** Rewrites an IPv4 address at the end as the two groups that it stands for. */
function withHexTail(text: string): string {
  const tail = text.slice(text.lastIndexOf(":") + 1);
  if (!isIpv4(tail)) return text;
  const [a = 0, b = 0, c = 0, d = 0] = tail.split(".").map(Number);
  const groups = `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  return text.slice(0, text.length - tail.length) + groups;
}

function dotted(high: number, low: number): string {
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join(".");
}

/** The first of the longest runs of two or more zeros becomes `::`. */
function shortest(groups: readonly number[]): string {
  let [start, length] = [0, 1];
  for (let from = 0; from < groups.length; from++) {
    const end = groups.findIndex((group, i) => i >= from && group !== 0);
    const run = (end < 0 ? groups.length : end) - from;
    if (run > length) [start, length] = [from, run];
  }
  const hex = groups.map((group) => group.toString(16));
  if (length < 2) return hex.join(":");
  return `${hex.slice(0, start).join(":")}::${hex.slice(start + length).join(":")}`;
}
