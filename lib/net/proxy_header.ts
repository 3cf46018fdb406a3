/**
 * The header of the PROXY protocol, versions 1 and 2: how a proxy tells the address of its client, in front
 * of what the client sends. Pure: bytes in, an address out. Checksums and other extensions of version 2 are
 * not read, because the header comes over TCP from a trusted peer.
 *
 * @module
 */

import { canonicalIp, groupsOfIpv6, isIpv4 } from "../ip/ip.ts";

/** Where the client of a proxy connects from. */
export interface ProxySource {
  /** Its IP address in canonical form. */
  readonly hostname: string;
  /** Its port. */
  readonly port: number;
}

/** What the first bytes of a connection say. */
export type ProxyHeader =
  /** More bytes are needed. */
  | { readonly kind: "more" }
  /** They are no header. */
  | { readonly kind: "missing" }
  /** They begin as a header does, and are none. */
  | { readonly kind: "malformed" }
  | {
    readonly kind: "header";
    /** The client; undefined if the proxy does not know it, or there is none. */
    readonly source: ProxySource | undefined;
    /** Whether the connection is the proxy's own, without a client: a check whether the daemon is there. */
    readonly isCheck: boolean;
    /** The bytes of the header; those beyond the bytes given are to be skipped. */
    readonly length: number;
  };

/** The longest header of version 1, its line end included. */
const MAX_V1_BYTES = 107;
const V1_START = "PROXY ";
const V1_LINE =
  /^PROXY (?:UNKNOWN(?: .*)?|TCP([46]) (\S+) (\S+) (0|[1-9]\d{0,4}) (0|[1-9]\d{0,4}))$/;

const V2_START = "\r\n\r\n\0\r\nQUIT\n";
/** The signature, the version and command, the family and protocol, the length of the rest. */
const V2_FIXED_BYTES = 16;
const MAX_PORT = 65_535;

/** A family of addresses in version 2, and the bytes that both addresses take. */
interface Family {
  readonly bytes: number;
  /** The bytes of one IP address; undefined if these are no IP addresses. */
  readonly ipBytes?: number;
}

/** By the number of the family: unspecified, IPv4, IPv6, Unix sockets. */
const FAMILIES: readonly Family[] = [
  { bytes: 0 },
  { bytes: 12, ipBytes: 4 },
  { bytes: 36, ipBytes: 16 },
  { bytes: 216 },
];

/** The protocols of version 2; unspecified is allowed for every family. */
const STREAM = 1;

const MORE: ProxyHeader = { kind: "more" };
const MISSING: ProxyHeader = { kind: "missing" };
const MALFORMED: ProxyHeader = { kind: "malformed" };

/** Reads the first bytes of a connection, all that have come so far. Never throws. */
export function readProxyHeader(bytes: Uint8Array): ProxyHeader {
  const text = String.fromCharCode(...bytes.subarray(0, MAX_V1_BYTES));
  if (text.startsWith(V1_START)) return readV1(text);
  if (text.startsWith(V2_START)) return readV2(bytes);
  const isBeginning = V1_START.startsWith(text) || V2_START.startsWith(text);
  return isBeginning ? MORE : MISSING;
}

function readV1(text: string): ProxyHeader {
  const [line = "", rest] = text.split(/\r\n/, 2);
  // Anything but one line that ends with CR LF; a CR may be the last byte so far.
  if (/[\r\n]/.test(rest === undefined ? line.replace(/\r$/, "") : line)) return MALFORMED;
  if (rest === undefined) return text.length < MAX_V1_BYTES ? MORE : MALFORMED;
  const length = line.length + 2;
  const [isLine, version, from = "", to = "", fromPort, toPort] = V1_LINE.exec(line) ?? [];
  if (isLine === undefined) return MALFORMED;
  if (version === undefined) return unknownSource(length);
  const isOfFamily = version === "4" ? isIpv4 : isIpv6;
  const port = Number(fromPort);
  const isRight = isOfFamily(from) && isOfFamily(to) && port <= MAX_PORT &&
    Number(toPort) <= MAX_PORT;
  return isRight ? header(canonicalIp(from), port, length) : MALFORMED;
}

function readV2(bytes: Uint8Array): ProxyHeader {
  const [versionAndCommand, familyAndProtocol, high, low] = bytes.subarray(V2_START.length);
  if (versionAndCommand === undefined) return MORE;
  const command = versionAndCommand & 0x0f;
  if (versionAndCommand >> 4 !== 2 || command > 1) return MALFORMED;
  if (familyAndProtocol === undefined || high === undefined || low === undefined) return MORE;
  const length = V2_FIXED_BYTES + high * 256 + low;
  // LOCAL: the rest does not count.
  if (command === 0) return { ...unknownSource(length), isCheck: true };
  const family = FAMILIES[familyAndProtocol >> 4];
  const isRight = family !== undefined && (familyAndProtocol & 0x0f) <= STREAM &&
    length >= V2_FIXED_BYTES + family.bytes;
  if (!isRight) return MALFORMED;
  const { ipBytes } = family;
  const isKnown = (familyAndProtocol & 0x0f) === STREAM;
  if (ipBytes === undefined || !isKnown) return unknownSource(length);
  const addresses = bytes.subarray(V2_FIXED_BYTES, V2_FIXED_BYTES + family.bytes);
  if (addresses.length < family.bytes) return MORE;
  const port = numberAt(addresses, 2 * ipBytes);
  return header(ipOf(addresses.subarray(0, ipBytes)), port, length);
}

function header(hostname: string | undefined, port: number, length: number): ProxyHeader {
  if (hostname === undefined) return MALFORMED;
  return { kind: "header", source: { hostname, port }, isCheck: false, length };
}

function unknownSource(length: number): Extract<ProxyHeader, { kind: "header" }> {
  return { kind: "header", source: undefined, isCheck: false, length };
}

/** Without a zone, which is of no use on another machine. */
function isIpv6(text: string): boolean {
  return !text.includes("%") && groupsOfIpv6(text) !== undefined;
}

/** The canonical text of an address of 4 or 16 bytes. */
function ipOf(bytes: Uint8Array): string | undefined {
  if (bytes.length === 4) return bytes.join(".");
  const groups = Array.from({ length: bytes.length / 2 }, (_, i) => numberAt(bytes, 2 * i));
  return canonicalIp(groups.map((group) => group.toString(16)).join(":"));
}

function numberAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
}
