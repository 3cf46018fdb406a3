/**
 * The buffer of an unfinished line.
 *
 * @module
 */

const SMALLEST_BUFFER_BYTES = 64;
const NO_BUFFER = new Uint8Array(0);

/** The bytes of one unfinished line, bounded. */
export class HeldLine {
  /** Its capacity may be larger than the line. */
  #buffer: Uint8Array = NO_BUFFER;
  #length = 0;

  /** The size of the buffer, in bytes; 0 if nothing is held. */
  get size(): number {
    return this.#buffer.length;
  }

  /** The bytes of the line; valid until the next change. */
  get bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }

  /** Copies the next part of a line of at most `limitBytes`, which the caller must check. */
  add(part: Uint8Array, limitBytes: number): void {
    const length = this.#length + part.length;
    if (length > this.#buffer.length) {
      const size = Math.max(length, 2 * this.#buffer.length, SMALLEST_BUFFER_BYTES);
      const larger = new Uint8Array(Math.min(size, limitBytes));
      larger.set(this.#buffer);
      this.#buffer = larger;
    }
    this.#buffer.set(part, this.#length);
    this.#length = length;
  }

  /** Empties the buffer. */
  clear(): void {
    this.#buffer = NO_BUFFER;
    this.#length = 0;
  }
}
