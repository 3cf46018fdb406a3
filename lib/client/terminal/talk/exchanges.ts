/**
 * The people with whom the person has just exchanged words: those who named the person, those whom the person named, and
 * the other side of private words. Their departure is shown where others are hidden. Pure.
 *
 * @module
 */

import { mentions } from "./mention.ts";

/** Words are exchanged just now if they were said within this time. */
export const RECENT_MILLIS = 5 * 60_000;

/** The most people in memory. */
const MAX_PEOPLE = 100;
/** The most of one's own lines in memory; they are searched when somebody leaves. */
const MAX_LINES = 20;

/** One's own line. */
interface OwnLine {
  readonly room: string;
  readonly text: string;
  readonly at: number;
}

/** The last words for the person and by the person. Times are in milliseconds by a steady clock. */
export class Exchanges {
  /** When somebody addressed the person last, by room and name; the last one is last. */
  readonly #addressed = new Map<string, number>();
  #lines: readonly OwnLine[] = [];

  /** Somebody named the person in a room, or exchanged private words with them, which belong to no room. */
  note(name: string, room: string | undefined, at: number): void {
    const key = keyOf(name, room);
    this.#addressed.delete(key);
    this.#addressed.set(key, at);
    const [oldest] = this.#addressed.keys();
    if (this.#addressed.size > MAX_PEOPLE && oldest !== undefined) this.#addressed.delete(oldest);
  }

  /** The person said something in a room. */
  noteOwn(text: string, room: string, at: number): void {
    this.#lines = [...this.#lines, { room, text, at }].slice(-MAX_LINES);
  }

  /** Somebody in a room has another name from now on. */
  rename(from: string, to: string, room: string): void {
    for (const place of [room, undefined]) {
      const at = this.#addressed.get(keyOf(from, place));
      if (at === undefined) continue;
      this.#addressed.delete(keyOf(from, place));
      this.#addressed.set(keyOf(to, place), at);
    }
  }

  /** Whether one of the two has just addressed the other, in this room or in private. */
  has(name: string, room: string, at: number): boolean {
    const isRecent = (then = -Infinity) => at - then <= RECENT_MILLIS;
    return isRecent(this.#addressed.get(keyOf(name, room))) ||
      isRecent(this.#addressed.get(keyOf(name, undefined))) ||
      this.#lines.some((line) =>
        line.room === room && isRecent(line.at) && mentions(line.text, name)
      );
  }
}

/** No name has a blank in it. */
function keyOf(name: string, room = ""): string {
  return `${room} ${name}`;
}
