/**
 * A peer that goes on where somebody else has stopped to read.
 *
 * @module
 */

import type { Ending, Peer, PeerOrigin } from "./peer.ts";

/**
 * A peer that somebody has read from: its first read has begun, and perhaps ended. It may have another
 * origin than the connection itself, such as that of the client behind a proxy.
 */
export class ResumedPeer implements Peer {
  readonly origin: PeerOrigin;
  readonly #inner: Peer;
  #first: Promise<Uint8Array | null> | undefined;

  /** `first` is what the first read gives; undefined if none has begun. It owns the inner peer. */
  constructor(inner: Peer, origin: PeerOrigin, first: Promise<Uint8Array | null> | undefined) {
    this.#inner = inner;
    this.origin = origin;
    this.#first = first;
  }

  /** See `Peer`; the first call gives what was read before. */
  read(): Promise<Uint8Array | null> {
    const first = this.#first;
    this.#first = undefined;
    return first ?? this.#inner.read();
  }

  write(bytes: Uint8Array): Promise<number> {
    return this.#inner.write(bytes);
  }

  closeWrite(ending?: Ending): Promise<void> {
    return this.#inner.closeWrite(ending);
  }

  close(): void {
    this.#inner.close();
  }

  /** Closes it. */
  [Symbol.dispose](): void {
    this.close();
  }
}
