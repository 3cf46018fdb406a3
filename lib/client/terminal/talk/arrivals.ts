/**
 * Consecutive arrivals and departures, in one line. Pure.
 *
 * @module
 */

import type { Phrases } from "../../../words/phrases.ts";

/** The most names in the line; further ones are counted. */
const MAX_NAMES = 10;

/** Names of one direction: the first few, and how many more. */
interface Crowd {
  readonly names: string[];
  more: number;
}

/** One line with the arrivals and departures since the last other line. */
export class Arrivals {
  readonly #arrived: Crowd = { names: [], more: 0 };
  readonly #left: Crowd = { names: [], more: 0 };

  /** Notes an arrival. */
  arrive(name: string): void {
    add(this.#arrived, name);
  }

  /** Notes a departure. */
  leave(name: string): void {
    add(this.#left, name);
  }

  /** The line. */
  text(phrases: Phrases): string {
    const parts = [];
    if (this.#arrived.names.length > 0) {
      parts.push(phrases.arrived(this.#arrived.names, this.#arrived.more));
    }
    if (this.#left.names.length > 0) parts.push(phrases.left(this.#left.names, this.#left.more));
    return phrases.together(parts);
  }
}

function add(crowd: Crowd, name: string): void {
  if (crowd.names.length < MAX_NAMES) crowd.names.push(name);
  else crowd.more += 1;
}
