/**
 * The chat as it is shown on a terminal: with times, days and mentions. Arrivals and departures are one line
 * that grows until another line comes, if the terminal can draw that. Pure; it returns lines to print.
 *
 * @module
 */

import type { Verdict } from "../../connection/verdict.ts";
import type { DaemonEvent } from "../../../wire/json/daemon_event.ts";
import { aside, type StyledLine } from "../../format.ts";
import { Absence } from "./absence.ts";
import { GrowingLine } from "./growing.ts";
import { OldLines } from "./old_lines.ts";
import type { People } from "./people.ts";
import { putOutLine, roomLeftLine, speakingLine } from "../../rooms/room_words.ts";
import { Sheet, type SheetParts } from "./sheet.ts";
import { Viewpoint, type ViewpointParts } from "./viewpoint.ts";

/** What {@linkcode Transcript} works with; it counts what is said in rooms where the person does not speak. */
export interface TranscriptParts extends SheetParts, ViewpointParts {
  /** The people in the rooms; the transcript keeps it up to date. */
  readonly people: People;
  /** Whether arrivals and departures are hidden at the start. */
  readonly isQuiet?: boolean;
  /** Whether the person is reading; the transcript counts what they have not read. */
  readonly absence?: Absence;
}

/** Lines to print, and whether one of them mentions the person. */
export interface Printout {
  /** The lines. */
  readonly lines: StyledLine[];
  /** Whether the person is spoken of. */
  readonly isMention: boolean;
}

const NOTHING: Printout = { lines: [], isMention: false };

/** One run's talk. */
export class Transcript {
  readonly #parts: TranscriptParts;
  readonly #sheet: Sheet;
  readonly #viewpoint: Viewpoint;
  readonly #oldLines: OldLines;
  readonly #absence: Absence;
  #isQuiet: boolean;
  /** Whether the lines of other rooms are hidden. */
  #isOnly = false;

  /** Begins with nothing said. */
  constructor(parts: TranscriptParts) {
    this.#parts = parts;
    this.#isQuiet = parts.isQuiet ?? false;
    this.#absence = parts.absence ?? new Absence();
    this.#sheet = new Sheet(parts);
    this.#viewpoint = new Viewpoint(parts);
    this.#oldLines = new OldLines(parts.phrases, this.#sheet, this.#viewpoint);
  }

  /** The line that still grows, to be shown below all others; undefined for none. */
  get growing(): StyledLine | undefined {
    return this.#sheet.growing;
  }

  /** Hides arrivals and departures, or shows them again; returns a line about the new state. */
  toggleQuiet(now: Date): Printout {
    this.#isQuiet = !this.#isQuiet;
    return this.tell([this.#parts.phrases.quiet(this.#isQuiet)], now);
  }

  /** Hides the lines of other rooms, or shows them again; returns a line about the new state. */
  toggleOnly(now: Date): Printout {
    this.#isOnly = !this.#isOnly;
    const { phrases, isDrawn } = this.#parts;
    return this.tell([phrases.only(this.#isOnly, isDrawn)], now);
  }

  /** The person speaks in another room from now on: lines without a room are of that one. */
  turn(room: string, now: Date): Printout {
    if (!this.#parts.isDrawn) return this.tell([speakingLine(this.#parts.phrases, room)], now);
    const sheet = this.#sheet;
    // A person who looks for a room passes others: the line before is replaced.
    const lines = sheet.grower?.turnedTo === undefined ? sheet.settle() : [];
    sheet.grow(room === sheet.toldRoom ? undefined : GrowingLine.ofTurn(room, now));
    return { lines, isMention: false };
  }

  /** Words of the client's own, or of a daemon that does not speak the dialect, a line each. */
  tell(texts: readonly string[], now: Date): Printout {
    return this.#kept({ lines: this.#sheet.print(texts.map(aside), now), isMention: false });
  }

  /** Shows again what came while the person was away. */
  since(now: Date): Printout {
    const { phrases, isDrawn } = this.#parts;
    const { missed } = this.#absence;
    if (missed === undefined) return this.tell([phrases.nothingUnread(isDrawn)], now);
    const begin = this.#sheet.mark(phrases.unreadAgain(missed.lines.length, missed.dropped));
    const lines = [...begin, ...missed.lines, ...this.#sheet.mark(phrases.unreadEnds)];
    return { lines, isMention: false };
  }

  /** Shows what there is to show of an event that came now; `at` is the same instant by a clock that never jumps. */
  hear(event: DaemonEvent, verdict: Verdict, now: Date, at: number = now.getTime()): Printout {
    const rule = verdict.isShown && !verdict.isOwn ? this.#ruleBefore(event) : [];
    const marks = verdict.marks.flatMap((mark) => this.#oldLines.mark(mark, now));
    const { lines, isMention } = verdict.isShown ? this.#show(event, verdict, now, at) : NOTHING;
    const printout = this.#kept({ lines: [...marks, ...lines], isMention });
    return { lines: [...rule, ...printout.lines], isMention };
  }

  /** Shows an event that happened now; `at` is the same instant by a clock that never jumps. */
  note(event: DaemonEvent, now: Date, at: number = now.getTime(), isOwn = false): Printout {
    const { people } = this.#parts;
    const time = "time" in event ? event.time ?? now : now;
    const hadSpoken = event.kind === "left" && people.hasSpokenWith(event.name, event.room, at);
    people.note(event, at);
    if (event.kind === "left" && event.name === this.#parts.you()) {
      const word = putOutLine(this.#parts.phrases, event);
      if (word !== undefined) return this.#warn(word, time);
    }
    const isMention = !isOwn && this.#count(event);
    if (this.#isHidden(event)) return { lines: [], isMention };
    if (event.kind === "joined" || event.kind === "left") {
      return this.#noteComing(event, time, hadSpoken);
    }
    const lines = this.#viewpoint.lines(event, isMention);
    if (lines.length === 0) return NOTHING;
    return { lines: this.#sheet.print(lines, time), isMention };
  }

  /** Counts an event that is to be read; before the first one since the person left stands the rule. */
  #ruleBefore(event: DaemonEvent): StyledLine[] {
    const viewpoint = this.#viewpoint;
    const isMention = viewpoint.isMention(event);
    if (!isMention && !viewpoint.isNews(event)) return [];
    const isShown = !this.#isHidden(event);
    const isRule = this.#absence.note({
      isShown,
      isHere: !viewpoint.isElsewhere(event),
      isMention,
    });
    // Without a screen there are no reports of the focus, and no key that marks a place.
    return isRule && this.#parts.isDrawn ? this.#sheet.mark(this.#parts.phrases.unreadBelow) : [];
  }

  #kept(printout: Printout): Printout {
    this.#absence.keep(printout.lines);
    return printout;
  }

  #show(event: DaemonEvent, verdict: Verdict, now: Date, at: number): Printout {
    const { recalled } = verdict;
    if (recalled !== undefined) {
      const [first] = recalled.events;
      const isHidden = recalled.isOfEntry && first !== undefined && this.#isHidden(first);
      if (isHidden) return NOTHING;
      return { lines: this.#oldLines.recall(event, recalled), isMention: false };
    }
    if (verdict.when !== "missed") return this.note(event, now, at, verdict.isOwn);
    const isMention = !verdict.isOwn && this.#count(event);
    if (this.#isHidden(event)) return { lines: [], isMention };
    return { lines: this.#oldLines.tell(event, isMention, now), isMention };
  }

  /** Counts what is said elsewhere; returns whether the person is mentioned. */
  #count(event: DaemonEvent): boolean {
    const isMention = this.#viewpoint.isMention(event);
    if (this.#viewpoint.isNews(event)) this.#parts.rooms.noteSaid(event.room, isMention);
    return isMention;
  }

  #isHidden(event: DaemonEvent): boolean {
    return this.#isOnly && this.#viewpoint.isElsewhere(event);
  }

  /** What concerns the person above all is shown also where the lines of other rooms are hidden. */
  #warn(text: string, time: Date): Printout {
    return { lines: this.#sheet.print([this.#viewpoint.marked(text)], time), isMention: true };
  }

  #noteComing(
    event: DaemonEvent & { kind: "joined" | "left" },
    time: Date,
    hadSpoken: boolean,
  ): Printout {
    const isOwn = event.name === this.#parts.you();
    if (this.#isQuiet && !hadSpoken && !isOwn) return NOTHING;
    const isPlain = event.kind === "joined" || event.reason.text === undefined;
    if (hadSpoken || isOwn || !isPlain || !this.#parts.isDrawn) {
      const lines = isOwn && event.kind === "left" && event.reason.code === "part"
        ? [aside(roomLeftLine(this.#parts.phrases, event.room))]
        : this.#viewpoint.lines(event, false);
      return { lines: this.#sheet.print(lines, time), isMention: false };
    }
    return { lines: this.#growByComing(event, time), isMention: false };
  }

  #growByComing(event: DaemonEvent & { kind: "joined" | "left" }, time: Date): StyledLine[] {
    const sheet = this.#sheet;
    const lines = sheet.markDay(time);
    if (sheet.grower?.arrivalsIn(event.room) === undefined) {
      lines.push(...sheet.settle());
      sheet.grow(GrowingLine.ofArrivals(this.#viewpoint.label(event.room), event.room, time));
    }
    const arrivals = sheet.grower?.arrivalsIn(event.room);
    if (event.kind === "joined") arrivals?.arrive(event.name);
    else arrivals?.leave(event.name);
    return lines;
  }
}
