/**
 * What a person asks to see again: older lines page by page, what a search finds, and the lines around one of the
 * results. Turns typed arguments into objects of the JSON dialect, and numbers the results. Pure.
 *
 * @module
 */

import { fold } from "../../text/fold.ts";
import type { RoomEvent } from "../../wire/json/daemon_event.ts";
import type { Sendable } from "./request.ts";

/** How many lines a page has if the person does not say. */
const USUAL_PAGE = 20;
/** How many lines are asked for around a result: those before it, the result, those after it. */
const AROUND = 10;

/** The most results that can be opened; the oldest numbers are forgotten first. */
const MAX_RESULTS = 1000;
/** The most rooms in memory; a hostile daemon may tell of more. */
const MAX_ROOMS = 200;

/** An event by its number. */
interface Place {
  readonly room: string;
  readonly seq: number;
}

const PAGE = /^(?:([1-9]\d{0,5})(?:\s+|$))?(?:before\s+(\S.*))?$/u;

/** Whether a command asks for what was said before. Never throws. */
export function isRecall({ type }: { readonly type: string }): boolean {
  return type === "history" || type === "search";
}

/** What was asked for and shown in one run. */
export class Recall {
  /** The lowest number that is on the screen, by folded room. */
  readonly #oldest = new Map<string, number>();
  readonly #results = new Map<number, Place>();
  #lastNumber = 0;
  /** The result whose page was asked for last. */
  #opened: Place | undefined;
  /** Whether the page that was asked for last does not end where the screen begins. */
  #isElsewhere = false;
  #isGoingOn = false;

  /**
   * What to send for a typed line with one of these commands; `room` is where the person speaks. Undefined if the
   * arguments cannot be used.
   */
  ask(line: string, room: string): Sendable | undefined {
    const args = line.replace(/^\/\S+/u, "");
    return line.startsWith("/history") ? this.#page(args, room) : this.#search(args);
  }

  /** The client has entered a room anew; what it hears comes after this number. */
  noteEntry(room: string, seq: number): void {
    this.#begin(room, seq + 1);
  }

  /** A page is shown. Returns the number of the event that it was opened for, if there is one. */
  noteHistory(room: string, events: readonly RoomEvent[]): number | undefined {
    const opened = this.#opened;
    this.#opened = undefined;
    const [first] = events;
    if (first === undefined) return undefined;
    const least = events.reduce((least, { seq }) => Math.min(least, seq), first.seq);
    // One answer may come in several parts, oldest first.
    const before = this.#isElsewhere ? least : this.#oldest.get(fold(room)) ?? least;
    this.#isElsewhere = false;
    this.#begin(room, Math.min(before, least));
    return opened !== undefined && fold(opened.room) === fold(room) ? opened.seq : undefined;
  }

  /** Results are shown. Returns the number of the first of them; the others follow it. */
  noteFound(events: readonly RoomEvent[]): number {
    if (!this.#isGoingOn) {
      this.#results.clear();
      this.#lastNumber = 0;
    }
    this.#isGoingOn = false;
    const first = this.#lastNumber + 1;
    for (const { room, seq } of events) {
      this.#lastNumber += 1;
      this.#results.set(this.#lastNumber, { room, seq });
      this.#results.delete(this.#lastNumber - MAX_RESULTS);
    }
    return first;
  }

  /**
   * For `/history`: a number of lines, or that of a result of the last search, and `before` with a time or a number. Without
   * `before`, the page ends where the screen begins.
   */
  #page(args: string, room: string): Sendable | undefined {
    const found = PAGE.exec(args.trim());
    if (found === null) return undefined;
    const [, number, given] = found;
    const result = given === undefined ? this.#results.get(Number(number)) : undefined;
    this.#opened = result;
    this.#isElsewhere = result !== undefined || given !== undefined;
    if (result !== undefined) {
      const limit = 2 * AROUND + 1;
      return { type: "history", room: result.room, limit, before: result.seq + AROUND + 1 };
    }
    const before = given === undefined ? this.#oldest.get(fold(room)) : timeOrNumber(given);
    return {
      type: "history",
      room,
      limit: number === undefined ? USUAL_PAGE : Number(number),
      ...(before !== undefined && { before }),
    };
  }

  /** For `/search`: what to find, which the daemon reads, or `more` alone. */
  #search(args: string): Sendable | undefined {
    const words = args.trim();
    if (words === "") return undefined;
    this.#isGoingOn = words === "more";
    return this.#isGoingOn ? { type: "search", more: true } : { type: "search", words };
  }

  #begin(room: string, seq: number): void {
    const key = fold(room);
    if (this.#oldest.size < MAX_ROOMS || this.#oldest.has(key)) this.#oldest.set(key, seq);
  }
}

/** Digits alone are the number of an event. */
function timeOrNumber(text: string): string | number {
  return /^\d{1,15}$/.test(text) ? Number(text) : text;
}
