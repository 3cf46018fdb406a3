/**
 * Draws on the terminal: collects the lines to print, and writes them together with the new area at the bottom
 * in one write.
 *
 * @module
 */

import type { Painter } from "../colors.ts";
import type { StyledLine } from "../format.ts";
import type { Sink } from "../pipe/output.ts";
import { type Bottom, layoutArea } from "./area.ts";
import { Screen } from "./screen.ts";
import type { Printout } from "./transcript.ts";
import type { Tty } from "./tty.ts";
import type { Measure } from "./width.ts";

/** What {@linkcode Canvas} works with; it owns none of it. */
export interface CanvasParts {
  /** Writes to the screen. */
  readonly write: Sink;
  /** The device. */
  readonly tty: Tty;
  /** Draws a line. */
  readonly paint: Painter;
  /** The most columns that the terminal may give to a text. */
  readonly measure: Measure;
  /** Whether the terminal certainly wraps its rows again when it is made narrower. */
  readonly isReflowing: boolean;
  /** Whether to ring when the person is mentioned. */
  readonly hasBell: boolean;
}

/** One terminal's screen. */
export class Canvas {
  readonly #parts: CanvasParts;
  readonly #screen: Screen;
  #lines: string[] = [];
  /** Whether the next update rings, though it may have no lines. */
  #isRinging = false;

  /** Draws nothing yet. */
  constructor(parts: CanvasParts) {
    this.#parts = parts;
    this.#screen = new Screen(parts.isReflowing);
  }

  /** Adds lines to the next update. */
  print({ lines, isMention }: Printout): void {
    this.#lines.push(...lines.map(this.#parts.paint));
    if (!isMention || !this.#parts.hasBell) return;
    if (this.#lines.length > 0) this.#lines[this.#lines.length - 1] += "\x07";
    else this.#isRinging = true;
  }

  /** Writes what was printed and the bottom as it is now; nothing if nothing has changed. */
  async draw(bottom: Bottom): Promise<void> {
    const { tty, measure, paint } = this.#parts;
    const frame = { ...tty.size(), measure };
    const area = layoutArea(bottom, frame, paint);
    const update = this.#screen.update(this.#lines, area, frame.columns);
    const bell = this.#isRinging ? "\x07" : "";
    this.#lines = [];
    this.#isRinging = false;
    if (bell + update !== "") await this.#parts.write(bell + update);
  }

  /** Writes the printed lines and removes the bottom area: other programs may write next. */
  async finish(growing: StyledLine | undefined): Promise<void> {
    const last = growing === undefined ? [] : [this.#parts.paint(growing)];
    const lines = [...this.#lines, ...last];
    this.#lines = [];
    const text = this.#screen.clear(this.#parts.tty.size().columns);
    await this.#parts.write(text + lines.map((line) => `${line}\r\n`).join(""));
  }

  /** Removes the area at the bottom until the next update. */
  async clear(): Promise<void> {
    await this.#parts.write(this.#screen.clear(this.#parts.tty.size().columns));
  }

  /** Empties the whole screen. */
  async wipe(): Promise<void> {
    await this.#parts.write(this.#screen.wipe());
  }

  /** Another program has drawn: the next area begins where the cursor is. */
  forget(): void {
    this.#screen.forget();
  }
}
