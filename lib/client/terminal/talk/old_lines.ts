/**
 * Lines of an earlier time on a terminal: what was missed, pages of history, and what a search found, each
 * between marks and under the line of its day. Pure; it returns lines to print.
 *
 * @module
 */

import type { MissedMark } from "../../connection/catch_up.ts";
import type { Recalled } from "../../connection/verdict.ts";
import type { DaemonEvent, RoomEvent } from "../../../wire/json/daemon_event.ts";
import { aside, formatEvent, type Span, stamp, type StyledLine } from "../../format.ts";
import type { Phrases } from "../../../words/phrases.ts";
import { missedLine } from "./missed_line.ts";
import type { Sheet } from "./sheet.ts";
import type { Viewpoint } from "./viewpoint.ts";

/** The mark before the line for which a page was opened; it needs no colour. */
const OPENED_MARK: Span = { role: "marker", text: "> " };

type HistoryEvent = DaemonEvent & { readonly kind: "history" };

/** The lines of an earlier time in one run. */
export class OldLines {
  readonly #phrases: Phrases;
  readonly #sheet: Sheet;
  readonly #viewpoint: Viewpoint;

  /** Begins with nothing recalled; it writes on the sheet of the transcript. */
  constructor(phrases: Phrases, sheet: Sheet, viewpoint: Viewpoint) {
    this.#phrases = phrases;
    this.#sheet = sheet;
    this.#viewpoint = viewpoint;
  }

  /** A mark of what was missed. */
  mark(mark: MissedMark, now: Date): StyledLine[] {
    const text = missedLine(mark, this.#phrases, this.#viewpoint.label);
    return mark.kind === "untold" ? this.#sheet.print([aside(text)], now) : this.#sheet.mark(text);
  }

  /** A line that was missed; `now` stands in for a time that the daemon did not tell. */
  tell(event: DaemonEvent, isMention: boolean, now: Date): StyledLine[] {
    const time = "time" in event ? event.time ?? now : now;
    return this.#print(this.#viewpoint.lines(event, isMention), time);
  }

  /** The answer to a question about an earlier time. */
  recall(event: DaemonEvent, recalled: Recalled): StyledLine[] {
    if (event.kind === "history") return this.#page(event, recalled);
    if (event.kind === "found") return this.#results(recalled, event.more);
    return [];
  }

  #page(answer: HistoryEvent, { events, opened }: Recalled): StyledLine[] {
    const { room } = answer;
    const phrases = this.#phrases;
    const sheet = this.#sheet;
    const label = this.#viewpoint.label(room);
    const [first] = events;
    if (first === undefined) {
      // Those who are ignored have said all that was looked at.
      const isEnd = answer.before === undefined;
      return sheet.mark(isEnd ? phrases.nothingEarlier(label) : phrases.historyEarlier("/history"));
    }
    // The line of the day tells since when.
    const lines = sheet.mark(phrases.historyBegin(label, events.length, undefined));
    if (first.time !== undefined) lines.push(...sheet.turnBack(first.time, true));
    for (const event of events) lines.push(...this.#old(event, event.seq === opened));
    lines.push(...sheet.mark(phrases.historyEnd(label)));
    const isMore = answer.more || answer.events[0] !== first;
    const hasEarlier = isMore && !this.#viewpoint.isElsewhere(first);
    return hasEarlier ? [...lines, ...sheet.mark(phrases.historyEarlier("/history"))] : lines;
  }

  /** An event without a time stands under the day of the one before, and has none. */
  #old(event: RoomEvent, isOpened: boolean): StyledLine[] {
    const lines = this.#viewpoint.lines(event, false);
    const marked = isOpened ? lines.map((line) => [OPENED_MARK, ...line]) : lines;
    return event.time === undefined ? marked : this.#print(marked, event.time);
  }

  /** The days may go back and forth: the daemon may tell one room after the other. */
  #print(lines: readonly StyledLine[], time: Date): StyledLine[] {
    return [...this.#sheet.turnBack(time), ...this.#sheet.print(lines, time)];
  }

  /** Each with its number, the instant and the room: they may be of any day and room. */
  #results({ events, first = 1 }: Recalled, hasMore: boolean): StyledLine[] {
    const { foundMore, foundNothing } = this.#phrases;
    if (events.length === 0) return this.#sheet.mark(hasMore ? foundMore : foundNothing);
    const lines = this.#sheet.settle();
    for (const [index, event] of events.entries()) {
      const time = event.time === undefined ? "" : minuteOf(event.time);
      const before = `-- [${first + index}] ${time}#${event.room} `;
      const found = formatEvent(event, this.#phrases, { label: () => "" });
      lines.push(...found.map((line): StyledLine => [{ role: "aside", text: before }, ...line]));
    }
    if (hasMore) lines.push(...this.#sheet.mark(foundMore));
    return [...lines, ...this.#sheet.mark(this.#phrases.openResult)];
  }
}

/** Date and time to the minute, in local time. */
function minuteOf(time: Date): string {
  return stamp(time, "full").replace(/:\d\d $/, " ");
}
