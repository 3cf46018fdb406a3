/**
 * Checks that bytes are UTF-8 (RFC 3629), however they are cut into pieces. Pure.
 *
 * @module
 */

const LOWEST_CONTINUATION = 0x80;
const HIGHEST_CONTINUATION = 0xbf;

/** Checks one text. After a fault it must not be used again. */
export class Utf8Check {
  /** The bytes that the character under way still needs. */
  #missing = 0;
  /** The bounds of its next byte. They exclude overlong forms, surrogates and what is above U+10FFFF. */
  #lowest = LOWEST_CONTINUATION;
  #highest = HIGHEST_CONTINUATION;

  /** Whether the text would end within a character. */
  get isWithin(): boolean {
    return this.#missing > 0;
  }

  /**
   * Takes the next bytes of the text: those of the array from `from` up to `to`, exclusive. Returns false
   * at the first byte that no text can have there. Never throws.
   */
  add(bytes: Uint8Array, from: number, to: number): boolean {
    for (let at = from; at < to; at++) {
      const byte = bytes[at] ?? 0;
      if (this.#missing > 0) {
        if (byte < this.#lowest || byte > this.#highest) return false;
        this.#missing--;
        this.#lowest = LOWEST_CONTINUATION;
        this.#highest = HIGHEST_CONTINUATION;
      } else if (byte >= 0x80 && !this.#begin(byte)) return false;
    }
    return true;
  }

  /** Takes the first byte of a character of several. */
  #begin(byte: number): boolean {
    if (byte < 0xc2 || byte > 0xf4) return false;
    this.#missing = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    if (byte === 0xe0) this.#lowest = 0xa0;
    else if (byte === 0xed) this.#highest = 0x9f;
    else if (byte === 0xf0) this.#lowest = 0x90;
    else if (byte === 0xf4) this.#highest = 0x8f;
    return true;
  }
}
