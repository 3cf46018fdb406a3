/**
 * Headers of the PROXY protocol, version 2, as bytes, right and wrong ones.
 *
 * @module
 */

/** The parts of a header; what is not given is that of a TCP connection from `from`. */
export interface V2Parts {
  /** The bytes of the client's address: 4 or 16. */
  readonly from?: readonly number[];
  /** The client's port. */
  readonly port?: number;
  /** The version and the command: 0x20 is LOCAL, 0x21 PROXY. */
  readonly command?: number;
  /** The family and the protocol: 0x11 TCP over IPv4, 0x21 TCP over IPv6. */
  readonly family?: number;
  /** Bytes behind the addresses: extensions. */
  readonly extensions?: Uint8Array;
  /** The length that the header states. */
  readonly length?: number;
}

const SIGNATURE = latin1("\r\n\r\n\0\r\nQUIT\n");

/** A header of version 2. */
export function proxyV2(parts: V2Parts): Uint8Array {
  const { from, port = 40_000, command = 0x21, extensions = new Uint8Array(0) } = parts;
  const addresses = from === undefined ? new Uint8Array(0) : bytesOf(
    Uint8Array.from(from),
    new Uint8Array(from.length).fill(1),
    uint16(port),
    uint16(8000),
  );
  const { family = from === undefined ? 0 : from.length === 16 ? 0x21 : 0x11 } = parts;
  const rest = bytesOf(addresses, extensions);
  const { length = rest.length } = parts;
  return bytesOf(SIGNATURE, Uint8Array.of(command, family), uint16(length), rest);
}

/** Text as bytes, a byte for each character. */
export function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** All bytes, one after the other. */
export function bytesOf(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => Array.from(part)));
}

function uint16(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 0xff);
}
