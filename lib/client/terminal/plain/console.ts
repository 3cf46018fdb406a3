/**
 * The terminal of the append-only mode: shows what is typed, and holds the lines that come in meanwhile, so that none is
 * glued to a half-typed word. Owns the timer for that.
 *
 * @module
 */

import type { Clock } from "../../clock.ts";
import type { Sink } from "../../pipe/output.ts";
import type { Key } from "../input/key.ts";
import { Keyboard } from "../input/keyboard.ts";
import { PlainLine } from "./line.ts";

/** What {@linkcode PlainConsole} works with. */
export interface PlainConsoleParts {
  /** What the keyboard sends; cancelled at the end. */
  readonly input: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** Writes to the terminal. */
  readonly write: Sink;
  /** Characters in a row. */
  readonly columns: () => number;
  /** Tells the time. */
  readonly clock: Pick<Clock, "steady">;
  /** Calls after a time in milliseconds; returns a function that cancels it. A timer if undefined. */
  readonly later?: ((millis: number, act: () => void) => () => void) | undefined;
}

/** Lines are held while keys are pressed, and so long after the last one. */
export const HOLD_MILLIS: number = 5000;
/** Lines are held so long at most. */
export const MOST_HOLD_MILLIS: number = 30_000;
/** So many pieces of text are held at most. */
export const MAX_HELD: number = 100;
/** So many UTF-16 units of text are held at most: a hostile daemon may send long lines. */
export const MAX_HELD_UNITS: number = 262_144;

/** One terminal: keys come in, and lines go out. */
export class PlainConsole {
  readonly #parts: PlainConsoleParts;
  readonly #line: PlainLine;
  readonly #keyboard: Keyboard;
  readonly #lines = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
  readonly #writer = this.#lines.writable.getWriter();
  #held: string[] = [];
  #heldUnits = 0;
  #heldAt = 0;
  #pressedAt = -Infinity;
  #cancel: () => void = () => {};

  /** Takes the input over. */
  constructor(parts: PlainConsoleParts) {
    this.#parts = parts;
    this.#line = new PlainLine(parts.columns);
    this.#keyboard = new Keyboard({ input: parts.input, press: (keys) => this.#press(keys) });
  }

  /** The lines that were entered, each with its end. It fails as the input does. */
  get lines(): ReadableStream<Uint8Array<ArrayBuffer>> {
    return this.#lines.readable;
  }

  /**
   * Writes text that ends its lines, or holds it while a line is being typed. A bell is never held. Resolves when it is
   * written or held; rejects as the sink does.
   */
  readonly write: Sink = async (text): Promise<void> => {
    if (this.#line.text === "") return await this.#parts.write(text);
    if (text.includes("\x07")) await this.#parts.write("\x07");
    if (this.#held.length === 0) {
      this.#heldAt = this.#parts.clock.steady();
      this.#wait();
    }
    this.#held.push(text.replaceAll("\x07", ""));
    this.#heldUnits += text.length;
    const isFull = this.#held.length >= MAX_HELD || this.#heldUnits > MAX_HELD_UNITS;
    if (isFull) await this.#release();
  };

  /**
   * Reads keys until the input ends, or {@linkcode close} is called. A half-typed line is not entered then: nobody has
   * ended it. Never rejects.
   */
  async read(): Promise<void> {
    try {
      await this.#keyboard.read();
      await this.#writer.close();
    } catch (error) {
      await this.#writer.abort(error).catch(() => {});
    }
  }

  /** Ctrl-C: gives up a half-typed line, and shows that as shells do; false if there is none. */
  interrupt(): boolean {
    if (this.#line.text === "") return false;
    this.#line.take();
    this.#echo("^C\n");
    void this.#release().catch(() => {});
    return true;
  }

  /** Writes what is held now: the person must know it before the line is entered. Rejects if it cannot be written. */
  async showHeld(): Promise<void> {
    await this.#release();
  }

  /** The screen may be another one: shows the line that is being typed again. */
  showAgain(): void {
    this.#echo(this.#line.text);
  }

  /** Stops reading, and writes what was held. Rejects if that cannot be written. */
  async close(): Promise<void> {
    await this.#keyboard.close();
    if (this.#line.take() !== "") this.#echo("\n");
    await this.#release();
  }

  async #press(keys: readonly Key[]): Promise<void> {
    for (const key of keys) {
      this.#pressedAt = this.#parts.clock.steady();
      const { echo, entered, isOver } = this.#line.press(key);
      this.#echo(echo);
      // The answer to a line comes after the lines that came before it.
      if (this.#line.text === "") await this.#release().catch(() => {});
      await this.#enter(entered);
      if (isOver) await this.#keyboard.close();
    }
  }

  async #enter(lines: readonly string[]): Promise<void> {
    try {
      for (const line of lines) await this.#writer.write(new TextEncoder().encode(`${line}\n`));
    } catch {
      // Nobody reads lines any more: the client ends.
    }
  }

  /** A failure is kept by the sink, and comes back at the next line. */
  #echo(text: string): void {
    if (text !== "") void this.#parts.write(text).catch(() => {});
  }

  /** Writes what was held: on rows of its own, with what is typed once more below. */
  async #release(): Promise<void> {
    this.#cancel();
    const held = this.#held.join("");
    this.#held = [];
    this.#heldUnits = 0;
    if (held === "") return;
    const { text } = this.#line;
    await this.#parts.write(text === "" ? held : `\n${held}${text}`);
  }

  #wait(): void {
    const { clock, later = afterMillis } = this.#parts;
    const now = clock.steady();
    const isQuietAt = Math.max(this.#heldAt, this.#pressedAt) + HOLD_MILLIS;
    const until = Math.min(isQuietAt, this.#heldAt + MOST_HOLD_MILLIS);
    if (until <= now) void this.#release().catch(() => {});
    else this.#cancel = later(until - now, () => this.#wait());
  }
}

function afterMillis(millis: number, act: () => void): () => void {
  const timer = setTimeout(act, millis);
  return () => clearTimeout(timer);
}
