/**
 * Append-only output of the client's lines: to a pipe, a file, or a terminal in append-only mode.
 *
 * @module
 */

import type { TimestampStyle } from "../settings/config.ts";
import type { DaemonEvent, DaemonLine } from "../../wire/json/daemon_event.ts";
import { toSafeJson } from "../../wire/json/object.ts";
import { aside, formatEvent, labelOutsideLobby, stamp, type StyledLine } from "../format.ts";
import type { Phrases } from "../../words/phrases.ts";
import { type Writable, writeText } from "../../program/standard_streams.ts";

/** Writes text. Resolves when it is written; rejects as {@linkcode writeText} does. */
export type Sink = (text: string) => Promise<void>;

/** How lines are written. */
export interface OutputOptions {
  /** Whether events are passed on as JSON. */
  readonly isJson: boolean;
  /** The time before each line. */
  readonly timestamps: TimestampStyle;
  /** Turns a line into text, in colour or not. */
  readonly paint: (line: StyledLine) => string;
  /** The words. */
  readonly phrases: Phrases;
}

/** Append-only output. */
export class Output {
  readonly #options: OutputOptions;
  readonly #write: Sink;
  readonly #warn: Sink;

  /** Writes chat lines to one sink, and messages about the client itself to another. */
  constructor(options: OutputOptions, sinks: { readonly out: Sink; readonly err: Sink }) {
    this.#options = options;
    this.#write = sinks.out;
    this.#warn = sinks.err;
  }

  /**
   * Shows a line of the daemon; `you` is the name of the client. Rejects if it cannot be written, or if the reader
   * has gone.
   */
  async show(line: DaemonLine, you = ""): Promise<void> {
    if (this.#options.isJson) return await this.#showJson(line);
    if (line.kind === "plain") return await this.print([aside(line.text)]);
    if (line.kind === "unknown") return;
    const { event } = line;
    // Each line of history has its own time, as other lines have; the words for it are not needed then.
    if (event.kind === "history" && this.#options.timestamps !== "off" && event.events.length > 0) {
      return await this.#showHistory(event);
    }
    const time = "time" in event ? event.time : undefined;
    await this.print(formatEvent(event, this.#options.phrases, { you }), time);
  }

  /** Writes lines for people; without a time, now is meant. */
  async print(lines: readonly StyledLine[], time: Date = new Date()): Promise<void> {
    if (lines.length === 0) return;
    const before = stamp(time, this.#options.timestamps);
    await this.append(
      lines.map((line) => before === "" ? line : [{ role: "time", text: before }, ...line]),
    );
  }

  /** Writes lines that have their times already; `last` follows them. */
  async append(lines: readonly StyledLine[], last = ""): Promise<void> {
    const { paint } = this.#options;
    const text = lines.map((line) => `${paint(line)}\n`).join("") + last;
    if (text !== "") await this.#write(text);
  }

  /** Writes a message of the client itself: for people among the chat lines, for programs apart from the events. */
  async tell(text: string): Promise<void> {
    if (this.#options.isJson) await this.#warn(`${text}\n`);
    else await this.print([aside(text)]);
  }

  /** Writes a message about a failure, with the name of the program, to the sink for messages about the client. */
  async complain(text: string): Promise<void> {
    await this.#warn(`hubbub: ${text}\n`);
  }

  async #showHistory({ room, events }: DaemonEvent & { readonly kind: "history" }): Promise<void> {
    const { phrases } = this.#options;
    const label = labelOutsideLobby(room);
    await this.print([aside(phrases.historyBegin(label, events.length, undefined))]);
    for (const event of events) await this.print(formatEvent(event, phrases), event.time);
    await this.print([aside(phrases.historyEnd(label))]);
  }

  /** Programs read only objects from standard output; other lines go to standard error. */
  async #showJson(line: DaemonLine): Promise<void> {
    if (line.kind === "plain") await this.#warn(`${line.text}\n`);
    else await this.#write(`${toSafeJson(line.object)}\n`);
  }
}

/**
 * A sink for one of the outputs of the process, which it does not own. It writes each text in full, one after
 * the other. After a text that could not be written, it writes nothing more.
 */
export function sinkOf(file: Writable): Sink {
  let last = Promise.resolve();
  return (text) => {
    last = last.then(() => writeText(file, text));
    return last;
  };
}

/** A sink for complaints. It never rejects: a complaint that cannot be written is lost. */
export function complaintsTo(file: Writable): Sink {
  const write = sinkOf(file);
  return async (text) => {
    try {
      await write(text);
    } catch {
      // There is no other place to report it; the exit code remains.
    }
  };
}
