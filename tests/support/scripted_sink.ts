/**
 * A sink whose writes settle when the test says so, and take as much as it says.
 *
 * @module
 */

import type { Sink } from "../../lib/outbound/outbox_types.ts";

interface Write {
  readonly bytes: Uint8Array;
  readonly settled: PromiseWithResolvers<number>;
}

/** Where one client's bytes go. */
export class ScriptedSink implements Sink {
  /** The writes so far, as they were begun. */
  readonly writes: Uint8Array[] = [];
  readonly #decoder = new TextDecoder();
  #pending: Write | undefined;
  #text = "";

  /** What was taken so far. */
  get text(): string {
    return this.#text;
  }

  /** What the write under way would write; undefined if there is none. */
  get pending(): string | undefined {
    return this.#pending && new TextDecoder().decode(this.#pending.bytes);
  }

  /** The size of the write under way; 0 if there is none. */
  get pendingBytes(): number {
    return this.#pending?.bytes.length ?? 0;
  }

  write(bytes: Uint8Array): Promise<number> {
    if (this.#pending !== undefined) throw new Error("two writes at once");
    if (bytes.length === 0) throw new Error("a write of nothing");
    const settled = Promise.withResolvers<number>();
    this.writes.push(bytes);
    this.#pending = { bytes, settled };
    return settled.promise;
  }

  /** Takes so many bytes of the write under way, all by default; resolves when that has sunk in. */
  async take(count?: number): Promise<void> {
    const { bytes, settled } = this.#withdraw();
    const taken = count ?? bytes.length;
    this.#text += this.#decoder.decode(bytes.subarray(0, taken), { stream: true });
    settled.resolve(taken);
    await settle();
  }

  /** Takes everything, until no write is under way. */
  async takeAll(): Promise<void> {
    while (this.#pending !== undefined) await this.take();
  }

  /** Lets the write under way fail. */
  async fail(error: Error): Promise<void> {
    this.#withdraw().settled.reject(error);
    await settle();
  }

  #withdraw(): Write {
    const write = this.#pending;
    if (write === undefined) throw new Error("no write is under way");
    this.#pending = undefined;
    return write;
  }
}

/** Lets all promises that can settle do so. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 10; i++) await Promise.resolve();
}

/** Whether a promise has settled. */
export async function hasSettled(promise: Promise<unknown>): Promise<boolean> {
  let isSettled = false;
  promise.then(() => isSettled = true, () => isSettled = true);
  await settle();
  return isSettled;
}
