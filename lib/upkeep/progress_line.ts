/**
 * One line on a terminal that says how far a subcommand is, drawn over itself and removed at the end.
 *
 * @module
 */

import type { Millis } from "../core/units.ts";
import type { Writable } from "../program/standard_streams.ts";
import type { Pacer } from "../time/pacer.ts";
import type { UpkeepProgress } from "../words/upkeep.ts";

/** What takes less than this is not reported. */
const SHORTEST: Millis = 1000;
/** The time between two drawings. */
const PERIOD: Millis = 250;

/** What a progress line is made of. */
export interface ProgressParts {
  /** The terminal; undefined if nobody looks. */
  readonly terminal: Writable | undefined;
  /** Time. */
  readonly pacer: Pacer;
  /** The words for the line. */
  say(progress: UpkeepProgress): string;
}

/** How far the work is, or a function that finds it out for a drawing. */
export type Reported = UpkeepProgress | (() => UpkeepProgress);

/** The line of one subcommand, from the beginning of the work to `clear`. */
export class ProgressLine {
  readonly #parts: ProgressParts;
  #latest: Reported | undefined;
  /** When the latest report came. */
  #reportedAt: Millis = 0;
  #isDrawn = false;
  /** The drawing that the terminal has not taken yet; it never rejects. */
  #drawing: Promise<unknown> | undefined;
  #cancel: (() => void) | undefined;

  /** The work begins now. */
  constructor(parts: ProgressParts) {
    this.#parts = parts;
    if (parts.terminal !== undefined) this.#drawAfter(SHORTEST, parts.terminal);
  }

  /**
   * Notes how far the work is, for the next drawing: the first after a second, then four in a second. What
   * is counted in seconds is counted on from here. Never throws.
   */
  report(progress: Reported): void {
    this.#latest = progress;
    this.#reportedAt = this.#parts.pacer.now();
  }

  /**
   * Removes the line and draws no more; resolves when the terminal has taken that. Never rejects.
   *
   * @param hasEcho whether the terminal may show a typed `^C`, which is then removed as well.
   */
  async clear(hasEcho = false): Promise<void> {
    this.#cancel?.();
    const { terminal } = this.#parts;
    if (terminal === undefined || !(this.#isDrawn || hasEcho)) return;
    await this.#drawing;
    this.#isDrawn = false;
    await this.#draw(terminal, "\r\x1b[K");
  }

  #drawAfter(wait: Millis, terminal: Writable): void {
    this.#cancel = this.#parts.pacer.later(wait, () => {
      this.#drawLatest(terminal);
      this.#drawAfter(PERIOD, terminal);
    });
  }

  #drawLatest(terminal: Writable): void {
    if (this.#latest === undefined || this.#drawing !== undefined) return;
    const latest = typeof this.#latest === "function" ? this.#latest() : this.#latest;
    const passed = Math.floor((this.#parts.pacer.now() - this.#reportedAt) / 1000);
    const done = latest.unit === "seconds" ? latest.done + passed : latest.done;
    this.#isDrawn = true;
    this.#draw(terminal, `\r${this.#parts.say({ ...latest, done })}\x1b[K`);
  }

  #draw(terminal: Writable, text: string): Promise<unknown> {
    // If the terminal takes only a part, the next text is drawn over it.
    const ignore = () => {};
    this.#drawing = terminal.write(new TextEncoder().encode(text)).catch(ignore).finally(() => {
      this.#drawing = undefined;
    });
    return this.#drawing;
  }
}
