/**
 * A digest of all that a node has applied, to find nodes that have applied something else. It finds
 * mistakes and broken memory, not forgeries. It is made of whole numbers and units of UTF-16 alone, so
 * it does not depend on the runtime. PURE.
 *
 * @module
 */

import type { Claim } from "./roll.ts";

/** For so many positions the digest is kept. */
export const KEPT_DIGESTS = 16_384;

/** A running hash of 64 bits, in two halves that are mixed differently. */
export class RunningHash {
  #a: number;
  #b: number;

  /** One of nothing, or of as much as another had. */
  constructor(a = 0x6a09e667, b = 0xbb67ae85) {
    this.#a = a | 0;
    this.#b = b | 0;
  }

  /** The two halves, as signed numbers of 32 bits. */
  get halves(): readonly [number, number] {
    return [this.#a, this.#b];
  }

  /** Adds a whole number that is not negative. Never throws. */
  addNumber(value: number): void {
    this.#add(value % 0x1_0000_0000);
    this.#add(Math.floor(value / 0x1_0000_0000));
  }

  /** Adds a text. Never throws. */
  addText(text: string): void {
    for (let index = 0; index < text.length; index++) this.#add(text.charCodeAt(index));
    // Where it ends, so that two texts are not taken for other two.
    this.#add(-1 - text.length);
  }

  #add(word: number): void {
    this.#a = Math.imul(turned(this.#a ^ Math.imul(word, 0xcc9e2d51), 13), 5) + 0xe6546b64 | 0;
    this.#b = Math.imul(turned(this.#b ^ Math.imul(word, 0x1b873593), 17), 9) + 0x52dce729 | 0;
  }
}

/**
 * The digests of one node by position. What counts of a record is known when it is read, what the chat
 * told for it some time later: `counted` and `settled` are each called for every position, in order.
 */
export class Digests {
  readonly #counted: RunningHash;
  readonly #told: RunningHash;
  /** Two halves for each of the last positions: of what counts until it is settled, then of all. */
  readonly #halves = new Int32Array(2 * KEPT_DIGESTS);
  readonly #first: number;
  #last: number;
  #settled: number;

  /** The digests from this position on; `halves` are those of `data()` there, none at the beginning. */
  constructor(position = 0, halves: readonly number[] = []) {
    this.#counted = new RunningHash(halves[0], halves[1]);
    this.#told = new RunningHash(halves[2], halves[3]);
    // Before the first record there is nothing to compare.
    this.#first = Math.max(1, position);
    this.#last = position;
    this.#settled = position - 1;
    this.#keep(position, this.#counted.halves);
    this.settled(position);
  }

  /** Adds what counts of the record at this position; `count` 0 is nothing. Never throws. */
  counted(position: number, epoch: string, n: number, count: number): void {
    if (count === 0) return;
    this.#counted.addNumber(position);
    this.#counted.addText(epoch);
    this.#counted.addNumber(n);
    this.#counted.addNumber(count);
  }

  /**
   * The record at this position is read.
   *
   * @throws {RangeError} If the chat is more than `KEPT_DIGESTS` positions behind.
   */
  read(position: number): void {
    if (position - this.#settled > KEPT_DIGESTS) {
      throw new RangeError(
        `Position ${this.#settled + 1} must be settled before ${position} is read`,
      );
    }
    this.#last = position;
    this.#keep(position, this.#counted.halves);
  }

  /** Adds the number of what a room was told. Never throws. */
  told(room: string, seq: number): void {
    this.#told.addText(room);
    this.#told.addNumber(seq);
  }

  /**
   * All that the record at this position makes the chat tell was told.
   *
   * @throws {RangeError} If it is not the one after the last that was settled, or was not read.
   */
  settled(position: number): void {
    if (position !== this.#settled + 1 || position > this.#last) {
      throw new RangeError(`Position ${position} cannot be settled after ${this.#settled}`);
    }
    const [a, b] = this.#at(position);
    const [c, d] = this.#told.halves;
    const both = new RunningHash(a, b);
    both.addNumber(c >>> 0);
    both.addNumber(d >>> 0);
    this.#keep(position, both.halves);
    this.#settled = position;
  }

  /** The last settled position, and the digest of all up to it. */
  get claim(): Claim {
    return { position: this.#settled, digest: this.#hexAt(this.#settled) };
  }

  /** Whether everything that was read is settled. */
  get isSettled(): boolean {
    return this.#settled === this.#last;
  }

  /** The digest at a position; undefined if it is not settled yet, or is known no more. Never throws. */
  at(position: number): string | undefined {
    if (
      position > this.#settled || position < this.#first || position <= this.#last - KEPT_DIGESTS
    ) return undefined;
    return this.#hexAt(position);
  }

  /** What a snapshot keeps of it, if all is settled. */
  data(): readonly number[] {
    return [...this.#counted.halves, ...this.#told.halves];
  }

  #at(position: number): readonly [number, number] {
    const slot = 2 * (position % KEPT_DIGESTS);
    return [this.#halves[slot] ?? 0, this.#halves[slot + 1] ?? 0];
  }

  #keep(position: number, [a, b]: readonly [number, number]): void {
    const slot = 2 * (position % KEPT_DIGESTS);
    this.#halves[slot] = a;
    this.#halves[slot + 1] = b;
  }

  #hexAt(position: number): string {
    return this.#at(position).map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
  }
}

/** The 32 bits, turned to the left. */
function turned(bits: number, by: number): number {
  return (bits << by) | (bits >>> (32 - by));
}
