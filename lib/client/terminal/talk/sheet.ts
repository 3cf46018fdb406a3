/**
 * The lines of a talk in the order in which they are printed: each with its time, each new day with a line of its
 * own, and at the bottom the line that may still change. Pure; it returns lines to print.
 *
 * @module
 */

import type { TimestampStyle } from "../../settings/config.ts";
import { aside, type Span, stamp, type StyledLine } from "../../format.ts";
import { LOBBY } from "../../rooms/room_entry.ts";
import type { Phrases } from "../../../words/phrases.ts";
import type { GrowingLine } from "./growing.ts";
import { blanksBefore } from "./name_column.ts";

/** How lines are printed. */
export interface SheetParts {
  /** The words. */
  readonly phrases: Phrases;
  /** The time before each line. */
  readonly timestamps: TimestampStyle;
  /** The columns that names take, so that all texts begin in the same one; 0 or undefined for no such column. */
  readonly nameColumns?: number | undefined;
}

/** One run's lines. */
export class Sheet {
  readonly #parts: SheetParts;
  /** The line that may still change. */
  #growing: GrowingLine | undefined;
  /** The room where the printed lines say that the person speaks. */
  #toldRoom = LOBBY;
  /** The day of what was printed last, as the instant of its local midnight. */
  #day: number | undefined;

  /** Begins empty. */
  constructor(parts: SheetParts) {
    this.#parts = parts;
  }

  /** The line that still grows, as it is now; undefined for none. */
  get growing(): StyledLine | undefined {
    const line = this.#growing;
    if (line === undefined) return undefined;
    return this.#dated(aside(line.label + line.text(this.#parts.phrases)), line.since);
  }

  /** The same line, to be changed. */
  get grower(): GrowingLine | undefined {
    return this.#growing;
  }

  /** The room where the printed lines say that the person speaks. */
  get toldRoom(): string {
    return this.#toldRoom;
  }

  /** From now on this line grows, in place of the one before; undefined for none. */
  grow(line: GrowingLine | undefined): void {
    this.#growing = line;
  }

  /** Ends the growing line. */
  settle(): StyledLine[] {
    const line = this.growing;
    this.#toldRoom = this.#growing?.turnedTo ?? this.#toldRoom;
    this.#growing = undefined;
    return line === undefined ? [] : [line];
  }

  /** Lines with their times, after the line that grew until now. */
  print(lines: readonly StyledLine[], time: Date): StyledLine[] {
    const before = this.settle();
    const days = this.markDay(time);
    return [...before, ...days, ...lines.map((line) => this.#dated(line, time))];
  }

  /** A line without a time, after the line that grew until now. */
  mark(text: string): StyledLine[] {
    return [...this.settle(), aside(text)];
  }

  /** The line of the day, if it is a later day than the one before. */
  markDay(time: Date): StyledLine[] {
    const day = startOfDay(time);
    // The clocks of daemon and client may differ; the shown day must not change back and forth.
    const isNew = this.#day !== undefined && day > this.#day;
    this.#day = Math.max(day, this.#day ?? day);
    return isNew ? this.mark(this.#parts.phrases.day(time)) : [];
  }

  /**
   * Lines of an earlier time follow: the line of their day, if it is another than the one before, or if
   * `isAlways` is set.
   */
  turnBack(time: Date, isAlways = false): StyledLine[] {
    const day = startOfDay(time);
    const isOther = day !== this.#day;
    this.#day = day;
    return isOther || isAlways ? this.mark(this.#parts.phrases.day(time)) : [];
  }

  /** A line with its time, and the blanks that bring its text into the column of all texts. */
  #dated(line: StyledLine, time: Date): StyledLine {
    const text = stamp(time, this.#parts.timestamps);
    const before: Span[] = text === "" ? [] : [{ role: "time", text }];
    return [...before, ...blanksBefore(line, this.#parts.nameColumns ?? 0), ...line];
  }
}

function startOfDay(time: Date): number {
  return new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime();
}
