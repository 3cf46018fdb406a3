/**
 * Marks: what stands in the log in place of the networks of people. All nodes make the same mark of a
 * network, so a ban by the mark holds on all of them; without the key nobody finds the network of a mark.
 *
 * @module
 */

import { createHmac } from "node:crypto";

/** So many hexadecimal digits: two of a million networks have one mark with a chance of 1 in 30 million. */
const DIGITS = 16;

/** The bytes of the key of a birth, which is in base64. */
export function keyBytes(key: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(key), (character) => character.charCodeAt(0));
}

/** Makes marks with the key of the birth. */
export class Marks {
  readonly #key: Uint8Array;

  /** With this key, in base64. */
  constructor(key: string) {
    this.#key = keyBytes(key);
  }

  /** The mark of a network, in its canonical form: `#` and 16 hexadecimal digits. It takes microseconds. */
  of(network: string): string {
    const digest = createHmac("sha256", this.#key).update(`network ${network}`).digest("hex");
    return `#${digest.slice(0, DIGITS)}`;
  }
}
