/**
 * The client on a terminal where nothing may be drawn over: for screen readers and dumb terminals.
 * The terminal itself edits the line; what comes is appended. Connects again when it must.
 *
 * @module
 */

import type { DaemonLine } from "./daemon_event.ts";
import { EXIT } from "./ending.ts";
import { aside } from "./format.ts";
import type { Link } from "./link.ts";
import { type Output, OutputClosed } from "./output.ts";
import { chooseLanguage } from "./catalogue.ts";
import type { Phrases } from "./phrases.ts";
import { inputLines, stopReading } from "./pipe.ts";
import { parseTyped } from "./request.ts";
import type { Standing } from "./standing.ts";
import { Uplink } from "./uplink.ts";

/** What {@linkcode PlainSession} works with; it owns none of it. */
export interface PlainParts {
  /** Opens a connection under a name; rejects if it cannot be made. */
  readonly connect: (nick: string | undefined) => Promise<Link>;
  /** Where the client stands, at its beginning. */
  readonly standing: Standing;
  /** The input as bytes; cancelled at the end. */
  readonly input: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** Where lines go. */
  readonly output: Output;
  /** Whether to come back when the connection is lost. */
  readonly isReconnecting: boolean;
  /** The words. */
  readonly phrases: Phrases;
}

/** One run of the client in append-only mode. */
export class PlainSession {
  readonly #parts: PlainParts;
  readonly #uplink: Uplink;

  /** Does nothing yet. */
  constructor(parts: PlainParts) {
    const { connect, isReconnecting, output, phrases, standing } = parts;
    this.#parts = parts;
    this.#uplink = new Uplink({
      connect,
      isReconnecting,
      standing,
      show: (line) => this.#show(line),
      onLost: () => output.tell(phrases.lost),
    });
  }

  /** Runs until the person leaves, or the connection ends for good; returns the exit code. */
  async run(): Promise<number> {
    const lines = inputLines(this.#parts.input);
    const typing = this.#type(lines);
    try {
      return await this.#uplink.run();
    } catch (error) {
      if (error instanceof OutputClosed) return EXIT.ok;
      throw error;
    } finally {
      await stopReading(lines);
      await typing;
    }
  }

  async #show(line: DaemonLine): Promise<void> {
    const { output, phrases } = this.#parts;
    if (line.kind === "event") {
      const { isShown, missed } = this.#parts.standing.note(line.event);
      if (missed > 0) await output.print([aside(phrases.missed(missed))]);
      if (!isShown) return;
    }
    await output.show(line);
  }

  async #type(lines: ReadableStreamDefaultReader<string>): Promise<void> {
    try {
      while (true) {
        const { value: line, done } = await lines.read();
        if (done) break;
        await this.#take(line);
      }
    } catch {
      // The terminal is gone, for reading or for writing.
    }
    await this.#uplink.leave();
  }

  async #take(line: string): Promise<void> {
    const { output, phrases } = this.#parts;
    const typed = parseTyped(line);
    if (typed.kind === "command") {
      if (typed.name === "reconnect") return this.#uplink.reconnectNow();
      const isLanguage = typed.name === "lang";
      return await output.tell(
        isLanguage ? chooseLanguage(phrases, typed.rest) : phrases.unknownCommand(typed.name),
      );
    }
    if (typed.kind === "incomplete") return await output.tell(phrases.usage(typed.usage));
    const isSent = await this.#uplink.send(
      typed.kind === "blank" ? "" : JSON.stringify(typed.request),
    );
    if (typed.kind === "request" && typed.request.type === "quit") this.#uplink.noteQuit();
    else if (!isSent && typed.kind === "request") await output.tell(phrases.notSent);
  }
}
