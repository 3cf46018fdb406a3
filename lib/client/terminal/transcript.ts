/**
 * The chat as it is shown on a terminal: with times, days and mentions. Arrivals and departures are one line
 * that grows until another line comes, if the terminal can draw that. Pure; it returns lines to print.
 *
 * @module
 */

import type { TimestampStyle } from "../settings/config.ts";
import type { DaemonEvent } from "../../wire/json/daemon_event.ts";
import {
  aside,
  formatEvent,
  isSpeech,
  labelOutsideLobby,
  type Reader,
  roomOf,
  type Span,
  stamp,
  type StyledLine,
} from "../format.ts";
import type { Phrases } from "../../words/phrases.ts";
import { LOBBY } from "../rooms/room_entry.ts";
import type { Rooms } from "../rooms/rooms.ts";
import { GrowingLine } from "./growing.ts";
import { mentions } from "./mention.ts";
import type { People } from "./people.ts";
import { roomLeftLine, speakingLine } from "../rooms/room_words.ts";

/** What {@linkcode Transcript} works with. */
export interface TranscriptParts {
  /** The words. */
  readonly phrases: Phrases;
  /** The time before each line. */
  readonly timestamps: TimestampStyle;
  /** The people in the rooms; the transcript keeps it up to date. */
  readonly people: People;
  /** The rooms; the transcript counts what is said in those where the person does not speak. */
  readonly rooms: Rooms;
  /** One's own name now. */
  readonly you: () => string;
  /**
   * Whether the last line may change and the prompt tells where the person speaks, as on a screen. If
   * not, each arrival has its own line, and each line of another room than the lobby names it.
   */
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
  #growing: GrowingLine | undefined;
  #isQuiet = false;
  /** Whether the lines of other rooms are hidden. */
  #isOnly = false;
  /** The room where the printed lines say that the person speaks. */
  #toldRoom: string;
  #isInHistory = false;
  /** The day of what was printed last, as the instant of its local midnight. */
  #day: number | undefined;

  /** Begins with nothing said. */
  constructor(parts: TranscriptParts) {
    this.#parts = parts;
    this.#toldRoom = LOBBY;
  }

  /** The line that still grows, to be shown below all others; undefined for none. */
  get growing(): StyledLine | undefined {
    const line = this.#growing;
    if (line === undefined) return undefined;
    return [...this.#stamp(line.since), ...aside(line.label + line.text(this.#parts.phrases))];
  }

  /** Hides arrivals and departures, or shows them again; returns a line about the new state. */
  toggleQuiet(now: Date): Printout {
    this.#isQuiet = !this.#isQuiet;
    return this.tell([this.#parts.phrases.quiet(this.#isQuiet)], now);
  }

  /** Hides the lines of other rooms, or shows them again; returns a line about the new state. */
  toggleOnly(now: Date): Printout {
    this.#isOnly = !this.#isOnly;
    return this.tell([this.#parts.phrases.only(this.#isOnly)], now);
  }

  /** The person speaks in another room from now on: lines without a room are of that one. */
  turn(room: string, now: Date): Printout {
    if (!this.#parts.canGrow) return this.tell([speakingLine(this.#parts.phrases, room)], now);
    // A person who looks for a room passes others: the line before is replaced.
    const lines = this.#growing?.turnedTo === undefined ? this.#settle() : [];
    this.#growing = room === this.#toldRoom ? undefined : GrowingLine.ofTurn(room, now);
    return { lines, isMention: false };
  }

  /** Words of the client's own, or of a daemon that does not speak the dialect, a line each. */
  tell(texts: readonly string[], now: Date): Printout {
    return { lines: this.#print(texts.map(aside), now), isMention: false };
  }

  /** Says that so much was said in an event's room and is not shown. */
  tellMissed(event: DaemonEvent, count: number, now: Date): Printout {
    const room = roomOf(event);
    const label = room === undefined ? "" : this.#label(room);
    return this.tell([label + this.#parts.phrases.missed(count)], now);
  }

  /** Shows an event that came now; `at` is the same instant by a clock that never jumps. */
  note(event: DaemonEvent, now: Date, at: number = now.getTime()): Printout {
    const { people, rooms, phrases } = this.#parts;
    const time = "time" in event ? event.time ?? now : now;
    const hadSpoken = event.kind === "left" && people.hasSpokenWith(event.name, event.room, at);
    people.note(event, at);
    const isMention = this.#isMention(event);
    if (isNews(event, this.#parts.you())) rooms.noteSaid(event.room, isMention);
    if (this.#isOnly && this.#isElsewhere(event)) return { lines: [], isMention };
    if (event.kind === "joined" || event.kind === "left") {
      return this.#noteComing(event, time, hadSpoken);
    }
    const lines = formatEvent(event, phrases, this.#reader).map((line) =>
      this.#dress(line, event, isMention)
    );
    if (lines.length === 0) return NOTHING;
    return { lines: [...this.#markHistory(event, time), ...this.#print(lines, time)], isMention };
  }

  #noteComing(
    event: DaemonEvent & { kind: "joined" | "left" },
    time: Date,
    hadSpoken: boolean,
  ): Printout {
    const isOwn = event.name === this.#parts.you();
    if (this.#isQuiet && !hadSpoken && !isOwn) return NOTHING;
    const isPlain = event.kind === "joined" || event.reason.text === undefined;
    if (hadSpoken || isOwn || !isPlain || event.isHistory || !this.#parts.canGrow) {
      const { phrases } = this.#parts;
      const lines = isOwn && event.kind === "left" && event.reason.code === "part"
        ? [aside(roomLeftLine(phrases, event.room))]
        : formatEvent(event, phrases, this.#reader);
      const marks = this.#markHistory(event, time);
      return { lines: [...marks, ...this.#print(lines, time)], isMention: false };
    }
    const lines = this.#markDay(time);
    if (this.#growing?.arrivalsIn(event.room) === undefined) {
      lines.push(...this.#settle());
      this.#growing = GrowingLine.ofArrivals(this.#label(event.room), event.room, time);
    }
    const arrivals = this.#growing?.arrivalsIn(event.room);
    if (event.kind === "joined") arrivals?.arrive(event.name);
    else arrivals?.leave(event.name);
    return { lines, isMention: false };
  }

  /** What stands before a line of a room: nothing where the person sees which room it is. */
  readonly #label = (room: string): string => {
    if (!this.#parts.canGrow) return labelOutsideLobby(room);
    return this.#parts.rooms.isPresent(room) ? "" : `#${room} `;
  };

  get #reader(): Reader {
    return { you: this.#parts.you(), label: this.#label };
  }

  #isElsewhere(event: DaemonEvent): boolean {
    const room = roomOf(event);
    return room !== undefined && !this.#parts.rooms.isPresent(room);
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
    this.#toldRoom = this.#growing?.turnedTo ?? this.#toldRoom;
    this.#growing = undefined;
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

  /** Whether the person is named, or written to in private. */
  #isMention(event: DaemonEvent): boolean {
    const you = this.#parts.you();
    if (event.kind === "private") return event.from !== you;
    return isNews(event, you) && mentions(event.text, you);
  }

  #dress(line: StyledLine, event: DaemonEvent, isMention: boolean): StyledLine {
    const you = this.#parts.you();
    const isDimmed = this.#isElsewhere(event) && !isMention;
    const dressed = line.map((span): Span => {
      if (isDimmed) return { ...span, role: "aside" };
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

/** Whether somebody else says something now. */
function isNews(
  event: DaemonEvent,
  you: string,
): event is DaemonEvent & { readonly kind: "message" | "action" } {
  return isSpeech(event) && !event.isHistory && event.from !== you;
}

function startOfDay(time: Date): number {
  return new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime();
}
