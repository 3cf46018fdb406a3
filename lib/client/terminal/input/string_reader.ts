/**
 * Skips a control string, in which a terminal reports a colour, a title or its version. Nothing of it is kept.
 * Pure.
 *
 * @module
 */

import type { Opening } from "./sequence.ts";

/** The longest time for the whole string, even if parts of it keep coming. */
const MAX_MILLIS = 10_000;

const ESC = 0x1b;
const BEL = 0x07;
const CTRL_C = 0x03;
const CANCEL = 0x18;
const SUBSTITUTE = 0x1a;

/** One control string, from its introducer on. */
export class StringReader {
  /** When it is given up. */
  readonly endsAt: number;
  readonly #opening: Opening;
  #isOver = false;

  /** Begins after the introducer. */
  constructor(opening: Opening, at: number) {
    this.#opening = opening;
    this.endsAt = at + MAX_MILLIS;
  }

  /** Whether it has ended, or was broken off. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** How many of the bytes belong to it; 0 if more bytes must come before that is known. */
  read(bytes: Uint8Array): number {
    let place = 0;
    while (place < bytes.length && !this.#isOver) {
      const length = this.#step(bytes, place);
      if (length === 0) break;
      place += length;
    }
    return place;
  }

  #step(bytes: Uint8Array, place: number): number {
    const [byte = 0, next] = bytes.subarray(place, place + 2);
    switch (byte) {
      case ESC:
        return this.#escape(next);
      case CANCEL:
      case SUBSTITUTE:
        return this.#end(1);
      case CTRL_C:
        // The person's: no terminal sends it by itself.
        return this.#end(0);
      case BEL:
        return this.#opening.introducer === "]" ? this.#end(1) : 1;
      case 0x9c:
        return this.#opening.bytes.length === 1 && this.#opening.bytes[0] !== ESC
          ? this.#end(1)
          : 1;
      case 0xc2:
        if (this.#opening.bytes[0] !== 0xc2) return 1;
        if (next === undefined) return 0;
        return next === 0x9c ? this.#end(2) : 1;
      default:
        return 1;
    }
  }

  #escape(next: number | undefined): number {
    if (next === undefined) return 0;
    if (next === 0x5c) return this.#end(2);
    // Doubled, it is a part of what tmux passes on; anything else begins something new.
    return next === ESC ? 2 : this.#end(0);
  }

  #end(length: number): number {
    this.#isOver = true;
    return length;
  }
}
