/**
 * Finds out when every client has been answered: each asks something last, and the answer is looked for
 * in all that it is sent.
 *
 * @module
 */

import { Buffer } from "node:buffer";

/** Looks for one answer at each of several clients. */
export class Answers {
  readonly #answer: Buffer;
  readonly #tails = new Map<number, Buffer>();

  /** Nobody has been answered. `answer` is ASCII. */
  constructor(clients: Iterable<number>, answer: string) {
    this.#answer = Buffer.from(answer, "ascii");
    for (const client of clients) this.#tails.set(client, Buffer.alloc(0));
  }

  /** How many have not been answered. */
  get missing(): number {
    return this.#tails.size;
  }

  /** Takes the next bytes of a client: the first `length` of `bytes`. */
  take(client: number, bytes: Uint8Array, length: number): void {
    const tail = this.#tails.get(client);
    if (tail === undefined) return;
    const all = Buffer.concat([tail, bytes.subarray(0, length)]);
    if (all.includes(this.#answer)) this.#tails.delete(client);
    else this.#tails.set(client, all.subarray(Math.max(0, all.length - this.#answer.length + 1)));
  }
}
