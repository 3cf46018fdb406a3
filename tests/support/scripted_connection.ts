/**
 * A connection for tests: its input comes, and its writes settle, when the test says so.
 *
 * @module
 */

import type { Peer, PeerOrigin } from "../../lib/net/peer.ts";

interface Write {
  readonly bytes: Uint8Array;
  readonly settled: PromiseWithResolvers<number>;
}

/** One end of a connection. */
export class ScriptedConnection implements Peer {
  readonly origin: PeerOrigin = { transport: "web" };
  /** All that was taken, in order. */
  readonly taken: Uint8Array[] = [];
  isEnded = false;
  isClosed = false;
  #write: Write | undefined;
  #reading: PromiseWithResolvers<Uint8Array | null> | undefined;
  readonly #input: (Uint8Array | null)[] = [];

  /** How many bytes the write under way would write; 0 if there is none. */
  get pending(): number {
    return this.#write?.bytes.length ?? 0;
  }

  read(): Promise<Uint8Array | null> {
    if (this.#reading !== undefined) throw new Error("two reads at once");
    const next = this.#input.shift();
    if (next !== undefined) return Promise.resolve(next);
    this.#reading = Promise.withResolvers();
    return this.#reading.promise;
  }

  write(bytes: Uint8Array): Promise<number> {
    if (this.#write !== undefined) throw new Error("two writes at once");
    if (this.isEnded || this.isClosed) throw new Error("a write after the end");
    if (bytes.length === 0) throw new Error("a write of nothing");
    this.#write = { bytes, settled: Promise.withResolvers() };
    return this.#write.settled.promise;
  }

  closeWrite(): Promise<void> {
    if (this.#write !== undefined) throw new Error("ended within a write");
    this.isEnded = true;
    return Promise.resolve();
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    const error = new Deno.errors.Interrupted("closed");
    this.#reading?.reject(error);
    this.#reading = undefined;
    this.#write?.settled.reject(error);
    this.#write = undefined;
  }

  [Symbol.dispose](): void {
    this.close();
  }

  /** Bytes come, or the end of input. The daemon may overwrite them. */
  give(bytes: Uint8Array | null): void {
    const copy = bytes?.slice() ?? null;
    const reading = this.#reading;
    this.#reading = undefined;
    if (reading === undefined) this.#input.push(copy);
    else reading.resolve(copy);
  }

  /** Takes at most so many bytes of the write under way, if there is one. Resolves when that has sunk in. */
  async take(count = Infinity): Promise<void> {
    const write = this.#write;
    if (write !== undefined) {
      this.#write = undefined;
      const taken = Math.min(count, write.bytes.length);
      this.taken.push(write.bytes.slice(0, taken));
      write.settled.resolve(taken);
    }
    await settle();
  }

  /** Takes everything until no write is under way. */
  async takeAll(): Promise<void> {
    while (this.pending > 0) await this.take();
  }
}

/** Lets all promises that can settle do so. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn++) await Promise.resolve();
}
