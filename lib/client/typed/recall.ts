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
/** The most lines that are shown before a result, and after it. */
const AROUND = 10;
/** How many numbers after a result are looked at: arrivals and departures have numbers as well. */
const NUMBERS_AFTER = 30;

/** The most results that can be opened; the oldest numbers are forgotten first. */
const MAX_RESULTS = 1000;
/** The most rooms in memory; a hostile daemon may tell of more. */
const MAX_ROOMS = 200;

/** An event by its number. */
interface Place {
  readonly room: string;
  readonly seq: number;
}

/** The part of a page that is shown. */
export interface ShownPage {
  /** The events, by order of their numbers. */
  readonly events: readonly RoomEvent[];
  /** The number of the one for which the page was opened; undefined if there is none. */
  readonly opened?: number;
}

/** A count has as many digits as the daemon reads. */
const PAGE = /^(?:0*([1-9]\d{0,8})(?:\s+|$))?(?:before\s+(\S.*))?$/u;

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
    const args = argumentsOf(line);
    return line.startsWith("/history") ? this.#page(args, room) : this.#search(args);
  }

  /** Whether the arguments of a typed line can be used. */
  canAsk(line: string): boolean {
    const args = argumentsOf(line);
    return line.startsWith("/history") ? PAGE.test(args) : args !== "";
  }

  /** The client has entered a room anew; what it hears comes after this number. */
  noteEntry(room: string, seq: number): void {
    this.#begin(room, seq + 1);
  }

  /**
   * The page that the client asks for by itself on entry has come, with these events, and perhaps the
   * number to go on before.
   */
  noteEntryPage(room: string, events: readonly RoomEvent[], goOn = Infinity): void {
    const known = this.#oldest.get(fold(room)) ?? Infinity;
    const least = Math.min(...events.map(({ seq }) => seq), known, goOn);
    if (Number.isFinite(least)) this.#begin(room, least);
  }

  /**
   * A page has come that the person has asked for, and perhaps the number to go on before. Returns the part
   * of it that is to be shown.
   */
  noteHistory(room: string, events: readonly RoomEvent[], goOn = Infinity): ShownPage {
    const page = this.#around(room, events);
    const least = page.events.reduce((least, { seq }) => Math.min(least, seq), goOn);
    if (least === Infinity) return page;
    // One answer may come in several parts, oldest first.
    const before = this.#isElsewhere ? least : this.#oldest.get(fold(room)) ?? least;
    this.#isElsewhere = false;
    this.#begin(room, Math.min(before, least));
    return page;
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
   * For `/history`: a number of lines, or that of a result of the last search, and `before` with a time or a
   * number. Without `before`, the page ends where the screen begins.
   */
  #page(args: string, room: string): Sendable | undefined {
    const found = PAGE.exec(args);
    if (found === null) return undefined;
    const [, number, given] = found;
    const result = given === undefined ? this.#results.get(Number(number)) : undefined;
    this.#opened = result;
    this.#isElsewhere = result !== undefined || given !== undefined;
    if (result !== undefined) {
      // However many of the numbers are messages, the result and those before it are among the answer.
      const limit = AROUND + 1 + NUMBERS_AFTER;
      return { type: "history", room: result.room, limit, before: result.seq + NUMBERS_AFTER + 1 };
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
  #search(words: string): Sendable | undefined {
    if (words === "") return undefined;
    this.#isGoingOn = words === "more";
    return this.#isGoingOn ? { type: "search", more: true } : { type: "search", words };
  }

  /** If the page was opened for a result: the lines around it. */
  #around(room: string, events: readonly RoomEvent[]): ShownPage {
    const opened = this.#opened;
    this.#opened = undefined;
    if (opened === undefined || fold(opened.room) !== fold(room)) return { events };
    const at = events.findIndex(({ seq }) => seq === opened.seq);
    if (at < 0) return { events };
    const around = events.slice(Math.max(0, at - AROUND), at + AROUND + 1);
    return { events: around, opened: opened.seq };
  }

  #begin(room: string, seq: number): void {
    const key = fold(room);
    if (this.#oldest.size < MAX_ROOMS || this.#oldest.has(key)) this.#oldest.set(key, seq);
  }
}

/** The rest of the line after the command. */
function argumentsOf(line: string): string {
  return line.replace(/^\/\S+/u, "").trim();
}

/** Digits alone are the number of an event. */
function timeOrNumber(text: string): string | number {
  return /^\d{1,15}$/.test(text) ? Number(text) : text;
}
