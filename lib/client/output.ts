/**
 * Where the client's lines go when they simply follow one another: a pipe, a file, or a terminal on
 * which nothing is ever drawn over.
 *
 * @module
 */

import type { TimestampStyle } from "./config.ts";
import { type DaemonLine, toSafeJson } from "./daemon_event.ts";
import { aside, formatEvent, stamp, type StyledLine } from "./format.ts";
import type { Phrases } from "../words/phrases.ts";

/** Takes text; rejects when nobody reads it any more. Settles when it is written. */
export type Sink = (text: string) => Promise<void>;

/** Nobody reads the client's output any more. */
export class OutputClosed extends Error {
  /** The name of the error. */
  override readonly name = "OutputClosed";
}

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

  /** Writes what is for the reader to one sink, and what is about the client itself to another. */
  constructor(options: OutputOptions, sinks: { readonly out: Sink; readonly err: Sink }) {
    this.#options = options;
    this.#write = sinks.out;
    this.#warn = sinks.err;
  }

  /** Shows what the daemon said. Rejects with {@linkcode OutputClosed} when nobody reads. */
  async show(line: DaemonLine): Promise<void> {
    if (this.#options.isJson) return await this.#showJson(line);
    if (line.kind === "plain") return await this.print([aside(line.text)]);
    if (line.kind === "unknown") return;
    const time = "time" in line.event ? line.event.time : undefined;
    await this.print(formatEvent(line.event, this.#options.phrases), time);
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
    if (lines.length > 0) {
      await this.#write(lines.map((line) => `${paint(line)}\n`).join("") + last);
    }
  }

  /** A word of the client's own: among the lines for people, apart from the events of programs. */
  async tell(text: string): Promise<void> {
    if (this.#options.isJson) await this.#warn(`${text}\n`);
    else await this.print([aside(text)]);
  }

  /** A word of the client's own about a failure, apart from all lines, as every program says it. */
  async complain(text: string): Promise<void> {
    await this.#warn(`hubbub: ${text}\n`);
  }

  /** Programs read objects alone; what is none goes where people look. */
  async #showJson(line: DaemonLine): Promise<void> {
    if (line.kind === "plain") await this.#warn(`${line.text}\n`);
    else await this.#write(`${toSafeJson(line.object)}\n`);
  }
}

/**
 * A sink over one of the process's outputs, which it does not own: writes all of a text, one text
 * after the other, and rejects with {@linkcode OutputClosed} when nobody reads.
 */
export function sinkOf(file: { write(bytes: Uint8Array): Promise<number> }): Sink {
  const encoder = new TextEncoder();
  let last = Promise.resolve();
  return (text) => {
    last = last.then(() => writeAll(file, encoder.encode(text)));
    return last;
  };
}

async function writeAll(
  file: { write(bytes: Uint8Array): Promise<number> },
  bytes: Uint8Array,
): Promise<void> {
  try {
    for (let sent = 0; sent < bytes.length;) sent += await file.write(bytes.subarray(sent));
  } catch (error) {
    throw new OutputClosed("cannot write the output", { cause: error });
  }
}
