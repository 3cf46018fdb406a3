/**
 * The chat as it is shown on a terminal: with times, days and mentions. Arrivals and departures are one line
 * that grows until another line comes, if the terminal can draw that. Pure; it returns lines to print.
 *
 * @module
 */

import type { TimestampStyle } from "../config.ts";
import type { DaemonEvent } from "../../wire/json/daemon_event.ts";
import { aside, formatEvent, type Span, stamp, type StyledLine } from "../format.ts";
import type { Phrases } from "../../words/phrases.ts";
import { Arrivals } from "./arrivals.ts";
import { mentions } from "./mention.ts";
import type { People } from "./people.ts";

/** What {@linkcode Transcript} works with. */
export interface TranscriptParts {
  /** The words. */
  readonly phrases: Phrases;
  /** The time before each line. */
  readonly timestamps: TimestampStyle;
  /** The people in the room; the transcript keeps it up to date. */
  readonly people: People;
  /** One's own name now. */
  readonly you: () => string;
  /** Whether arrivals and departures share a line that grows, or have one each. */
  readonly canGrow: boolean;
}

/** Lines to print, and whether one of them mentions the person. */
export interface Printout {
  /** The lines. */
  readonly lines: StyledLine[];
  /** Whether the person is spoken of. */
  readonly isMention: boolean;
}

const NOTHING: Printout = { lines: [], isMention: false };

/** The mark before a line that mentions the person; it needs no colour. */
const MENTION_MARK: Span = { role: "marker", text: "» " };

/** One run's talk. */
export class Transcript {
  readonly #parts: TranscriptParts;
  #arrivals: Arrivals | undefined;
  #isQuiet = false;
  #isInHistory = false;
  /** The day of what was printed last, as the instant of its local midnight. */
  #day: number | undefined;

  /** Begins with nothing said. */
  constructor(parts: TranscriptParts) {
    this.#parts = parts;
  }

  /** The line that still grows, to be shown below all others; undefined for none. */
  get growing(): StyledLine | undefined {
    if (this.#arrivals === undefined) return undefined;
    const before = this.#stamp(this.#arrivals.since);
    return [...before, ...aside(this.#arrivals.text(this.#parts.phrases))];
  }

  /** Hides arrivals and departures, or shows them again; returns a line about the new state. */
  toggleQuiet(now: Date): Printout {
    this.#isQuiet = !this.#isQuiet;
    return this.tell([this.#parts.phrases.quiet(this.#isQuiet)], now);
  }

  /** Messages of the client itself, or text of a daemon that does not use the dialect, a line each. */
  tell(texts: readonly string[], now: Date): Printout {
    return { lines: this.#print(texts.map(aside), now), isMention: false };
  }

  /** Shows an event that came now; `at` is the same instant by a clock that never jumps. */
  note(event: DaemonEvent, now: Date, at: number = now.getTime()): Printout {
    const time = "time" in event ? event.time ?? now : now;
    const hadSpoken = event.kind === "left" && this.#parts.people.hasSpokenWith(event.name, at);
    this.#parts.people.note(event, at);
    if (event.kind === "joined" || event.kind === "left") {
      return this.#noteComing(event, time, hadSpoken);
    }
    const isMention = this.#isMention(event);
    const lines = formatEvent(event, this.#parts.phrases).map((line) =>
      this.#dress(line, isMention)
    );
    if (lines.length === 0) return NOTHING;
    return { lines: [...this.#markHistory(event, time), ...this.#print(lines, time)], isMention };
  }

  #noteComing(
    event: DaemonEvent & { kind: "joined" | "left" },
    time: Date,
    hadSpoken: boolean,
  ): Printout {
    if (this.#isQuiet && !hadSpoken) return NOTHING;
    const isPlain = event.kind === "joined" || event.reason.text === undefined;
    if (hadSpoken || !isPlain || event.isHistory || !this.#parts.canGrow) {
      const lines = formatEvent(event, this.#parts.phrases);
      const marks = this.#markHistory(event, time);
      return { lines: [...marks, ...this.#print(lines, time)], isMention: false };
    }
    const lines = this.#markDay(time);
    this.#arrivals ??= new Arrivals(time);
    if (event.kind === "joined") this.#arrivals.arrive(event.name);
    else this.#arrivals.leave(event.name);
    return { lines, isMention: false };
  }

  /** Lines with their times, after the line that grew until now. */
  #print(lines: readonly StyledLine[], time: Date): StyledLine[] {
    const before = this.#settle();
    const days = this.#markDay(time);
    return [...before, ...days, ...lines.map((line) => [...this.#stamp(time), ...line])];
  }

  /** Ends the growing line. */
  #settle(): StyledLine[] {
    const line = this.growing;
    this.#arrivals = undefined;
    return line === undefined ? [] : [line];
  }

  #markDay(time: Date): StyledLine[] {
    const day = startOfDay(time);
    // The clocks of daemon and client may differ; the shown day must not change back and forth.
    const isNew = this.#day !== undefined && day > this.#day;
    this.#day = Math.max(day, this.#day ?? day);
    return isNew ? [...this.#settle(), aside(this.#parts.phrases.day(time))] : [];
  }

  /** The separating lines before and after the history. */
  #markHistory(event: DaemonEvent, time: Date): StyledLine[] {
    const isHistory = "isHistory" in event && event.isHistory;
    if (isHistory === this.#isInHistory) return [];
    this.#isInHistory = isHistory;
    const { phrases } = this.#parts;
    if (!isHistory) return [...this.#settle(), aside(phrases.historyEnds)];
    this.#day = startOfDay(time);
    return [...this.#settle(), aside(phrases.historyBegins), aside(phrases.day(time))];
  }

  #isMention(event: DaemonEvent): boolean {
    if (event.kind !== "message" && event.kind !== "action") return false;
    const you = this.#parts.you();
    return event.from !== you && !event.isHistory && mentions(event.text, you);
  }

  #dress(line: StyledLine, isMention: boolean): StyledLine {
    const you = this.#parts.you();
    const dressed = line.map((span): Span => {
      if (span.role === "name" && span.text === you) return { ...span, role: "own" };
      return span.role === "text" && isMention ? { ...span, role: "mention" } : span;
    });
    return isMention ? [MENTION_MARK, ...dressed] : dressed;
  }

  #stamp(time: Date): Span[] {
    const text = stamp(time, this.#parts.timestamps);
    return text === "" ? [] : [{ role: "time", text }];
  }
}

function startOfDay(time: Date): number {
  return new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime();
}
