/**
 * Reads the first record of a TLS connection (RFC 8446, section 5.1), before other resources are used
 * for the connection. Only its header is checked; the TLS implementation checks its contents.
 *
 * @module
 */

import type { Peer } from "./peer.ts";

/** What a connection begins with. `bytes` are those that were read. */
export type Opening =
  | { readonly kind: "hello"; readonly bytes: Uint8Array }
  | { readonly kind: "not-tls"; readonly bytes: Uint8Array }
  | { readonly kind: "rubbish" };

const HANDSHAKE_RECORD = 0x16;
const MAJOR_VERSION = 0x03;
const HEAD_BYTES = 5;
/** The largest payload of a record. */
const MAX_BODY_BYTES = 16_384;

/**
 * Reads until the first record is complete. Returns `not-tls` if the very first byte is not of TLS, and
 * `rubbish` if a later one is not, or the input ends too early. Holds at most one record and one read.
 * Rejects with a disconnect.
 */
export async function readClientHello(peer: Peer): Promise<Opening> {
  const hello = new PartialRecord();
  for (let chunk = await peer.read(); chunk !== null; chunk = await peer.read()) {
    const verdict = hello.add(chunk);
    if (verdict !== undefined) return verdict;
  }
  return { kind: "rubbish" };
}

/** The bytes of a record that is not yet complete. */
class PartialRecord {
  #bytes = new Uint8Array(0);

  add(chunk: Uint8Array): Opening | undefined {
    const bytes = new Uint8Array(this.#bytes.length + chunk.length);
    bytes.set(this.#bytes);
    bytes.set(chunk, this.#bytes.length);
    this.#bytes = bytes;
    const [type, major, , high = 0, low = 0] = bytes;
    if (type !== HANDSHAKE_RECORD) return { kind: "not-tls", bytes };
    if (major !== undefined && major !== MAJOR_VERSION) return { kind: "rubbish" };
    if (bytes.length < HEAD_BYTES) return undefined;
    const bodyBytes = high * 256 + low;
    if (bodyBytes === 0 || bodyBytes > MAX_BODY_BYTES) return { kind: "rubbish" };
    return bytes.length >= HEAD_BYTES + bodyBytes ? { kind: "hello", bytes } : undefined;
  }
}
