/**
 * The log of a talk, which the client keeps beside its screen: what the daemon tells, each line with date and
 * local time, also what `/quiet` and `/only` hide. What was said before the run, and pages of history and results
 * of a search, are not in it.
 *
 * @module
 */

import { reasonOf } from "../connection/fault.ts";
import type { Verdict } from "../connection/verdict.ts";
import { labelOutsideLobby, plainText, stamp } from "../format.ts";
import type { Rooms } from "../rooms/rooms.ts";
import { missedLine } from "../terminal/talk/missed_line.ts";
import { Viewpoint } from "../terminal/talk/viewpoint.ts";
import { faultOf } from "../../program/standard_streams.ts";
import { escapeUnprintable } from "../../text/printable.ts";
import { sanitize } from "../../text/sanitize.ts";
import type { DaemonEvent } from "../../wire/json/daemon_event.ts";
import type { Phrases } from "../../words/phrases.ts";
import { type LogFile, NotALog, openLogFile } from "./log_file.ts";
import { LogWriter } from "./log_writer.ts";
import { Written } from "./written.ts";

/** What {@linkcode ChatLog} works with; it owns none of it. */
export interface ChatLogParts {
  /** The path, in which `%Y-%m-%d` stands for the day. */
  readonly path: string;
  /** Where the daemon is, as it stands in the log. */
  readonly address: string;
  /** The words. */
  readonly phrases: Phrases;
  /** The rooms. */
  readonly rooms: Rooms;
  /** One's own name now. */
  readonly you: () => string;
  /** Opens a file, if not that of the system. */
  readonly open?: ((path: string) => Promise<LogFile>) | undefined;
}

/** How an event looks to the person. */
export interface Look {
  /** When it came; stands in for a time that the daemon did not tell. */
  readonly now: Date;
  /** Whether the person is mentioned. */
  readonly isMention: boolean;
}

/** Failures that may pass: the talk goes on without a log until then. */
const PASSING: readonly string[] = ["no-space", "quota", "io"];

/** The log of one run. */
export class ChatLog {
  readonly #parts: ChatLogParts;
  readonly #writer: LogWriter;
  readonly #viewpoint: Viewpoint;
  readonly #written = new Written();
  #hasBegun = false;
  #tellPerson: ((text: string) => void) | undefined;
  /** What could not be told to the person yet. */
  #untold: readonly string[] = [];

  private constructor(parts: ChatLogParts) {
    const { phrases, path, rooms, you, open = openLogFile } = parts;
    this.#parts = parts;
    this.#viewpoint = new Viewpoint({ phrases, rooms, you, isDrawn: false });
    this.#writer = new LogWriter({
      path,
      open,
      now: () => new Date(),
      rest: restFor,
      fails: (at, error) => this.#report(phrases.logFails(shown(at), whyNot(error, phrases))),
      works: (lost) => this.#report(phrases.logWorks(lost)),
      lostLine: (lost) => this.#stamped(new Date(), phrases.logGap(lost)),
    });
  }

  /**
   * Opens the log. A full disk is told later, and the log begins when it has room. Rejects with a sentence for the
   * person if the path cannot be used. The caller closes it.
   */
  static async open(parts: ChatLogParts): Promise<ChatLog> {
    const log = new ChatLog(parts);
    try {
      await log.#writer.begin();
    } catch (error) {
      if (!PASSING.includes(faultOf(error).code)) {
        const { path, phrases } = parts;
        throw new Error(phrases.cannotLog(shown(path), whyNot(error, phrases)), { cause: error });
      }
    }
    return log;
  }

  /** From now on tells the person here when the log fails, and when it works again. */
  attach(tell: (text: string) => void): void {
    this.#tellPerson = tell;
    for (const text of this.#untold) tell(text);
    this.#untold = [];
  }

  /** Writes what there is to keep of an event. Never throws, and waits for nothing. */
  hear(event: DaemonEvent, verdict: Verdict, { now, isMention }: Look): void {
    const { phrases } = this.#parts;
    const isEntry = event.kind === "welcome" || event.kind === "entered";
    if (isEntry) this.#written.enter(event);
    const marks = verdict.marks.map((mark) => missedLine(mark, phrases, labelOutsideLobby));
    const lines = marks.map((mark) => this.#stamped(now, mark));
    for (const each of this.#kept(event, verdict)) {
      const time = "time" in each ? each.time ?? now : now;
      lines.push(
        ...this.#viewpoint.lines(each, isMention).map((line) =>
          this.#stamped(time, plainText(line))
        ),
      );
      // The number of an entry is that of the room, not of an event that is written.
      if (!isEntry && "seq" in each && each.seq !== undefined) {
        this.#written.note({ room: each.room, seq: each.seq });
      }
    }
    this.#add(lines, now);
  }

  /** Writes words of the client's own about the connection, or of a daemon that does not speak the dialect. */
  tell(text: string, now: Date): void {
    this.#add([this.#stamped(now, text)], now);
  }

  /** Writes what waits; resolves with a sentence if something could not be kept. Never rejects. */
  async close(): Promise<string | undefined> {
    const lost = await this.#writer.close();
    return lost === 0 ? undefined : this.#parts.phrases.logCut(shown(this.#parts.path), lost);
  }

  #kept(event: DaemonEvent, { isShown, recalled }: Verdict): readonly DaemonEvent[] {
    if (recalled !== undefined) {
      return recalled.isOfEntry === undefined ? [] : this.#written.fresh(recalled.events);
    }
    return isShown ? [event] : [];
  }

  #add(lines: readonly string[], now: Date): void {
    if (lines.length === 0) return;
    const { phrases, address } = this.#parts;
    const begin = this.#hasBegun ? [] : [this.#stamped(now, phrases.logBegins(address))];
    this.#hasBegun = true;
    this.#writer.add([...begin, ...lines]);
  }

  /** A line of the file. The texts are safe already; the log does not depend on that. */
  #stamped(time: Date, text: string): string {
    return sanitize(`${stamp(time, "full")}${text}`.replaceAll("\t", " "));
  }

  #report(text: string): void {
    if (this.#tellPerson === undefined) this.#untold = [...this.#untold, text];
    else this.#tellPerson(text);
  }
}

function shown(path: string): string {
  return escapeUnprintable(path);
}

function whyNot(error: unknown, phrases: Phrases): string {
  return error instanceof NotALog ? phrases.noLog[error.found] : reasonOf(error, phrases);
}

function restFor(millis: number): readonly [promise: Promise<void>, end: () => void] {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, millis);
  return [promise, () => {
    clearTimeout(timer);
    resolve();
  }];
}
