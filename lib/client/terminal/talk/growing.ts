/**
 * The line that may still change, at the bottom of the talk: who came and who went since something else
 * was said, or where the person speaks from now on. Pure.
 *
 * @module
 */

import type { Phrases } from "../../../words/phrases.ts";
import { Arrivals } from "./arrivals.ts";
import { speakingLine } from "../../rooms/room_words.ts";

/** The line that may still change. */
export class GrowingLine {
  /** What stands before it, so that it keeps its room when the person turns to another. */
  readonly label: string;
  /** When it began. */
  readonly since: Date;
  readonly #arrivals: Arrivals | undefined;
  readonly #room: string;

  private constructor(label: string, room: string, since: Date, arrivals?: Arrivals) {
    this.label = label;
    this.since = since;
    this.#room = room;
    this.#arrivals = arrivals;
  }

  /** Begins with nobody in a room. */
  static ofArrivals(label: string, room: string, since: Date): GrowingLine {
    return new GrowingLine(label, room, since, new Arrivals());
  }

  /** Says that the person speaks in a room. */
  static ofTurn(room: string, since: Date): GrowingLine {
    return new GrowingLine("", room, since);
  }

  /** Those who come and go in a room; undefined if the line is about something else. */
  arrivalsIn(room: string): Arrivals | undefined {
    return room === this.#room ? this.#arrivals : undefined;
  }

  /** The room where the person speaks, if it says that. */
  get turnedTo(): string | undefined {
    return this.#arrivals === undefined ? this.#room : undefined;
  }

  /** The line without its label. */
  text(phrases: Phrases): string {
    return this.#arrivals?.text(phrases) ?? speakingLine(phrases, this.#room);
  }
}
