/**
 * Draws on the terminal: collects the lines to print, and writes them together with the new area at the bottom
 * in one write.
 *
 * @module
 */

import type { Painter } from "../../colors.ts";
import type { StyledLine } from "../../format.ts";
import type { WrapStyle } from "../../settings/config.ts";
import type { Sink } from "../../pipe/output.ts";
import { type Bottom, layoutArea } from "./area.ts";
import { NEXT_ROW, Screen } from "./screen.ts";
import type { Printout } from "../talk/transcript.ts";
import type { Tty } from "./tty.ts";
import type { Measure } from "./width.ts";
import { paintWrapped } from "./wrap.ts";

/** What {@linkcode Canvas} works with; it owns none of it. */
export interface CanvasParts {
  /** Writes to the screen. */
  readonly write: Sink;
  /** The device. */
  readonly tty: Tty;
  /** Draws a line. */
  readonly paint: Painter;
  /** Where lines of the talk are broken; at the edge of the terminal if undefined. */
  readonly wrap?: WrapStyle | undefined;
  /** The most columns that the terminal may give to a text. */
  readonly measure: Measure;
  /** Whether the terminal certainly is tmux. */
  readonly isTmux: boolean;
  /** Whether to ring when the person is mentioned. */
  readonly hasBell: boolean;
}

/** One terminal's screen. */
export class Canvas {
  readonly #parts: CanvasParts;
  readonly #screen: Screen;
  #lines: string[] = [];
  /** What goes with the next update, though it may draw nothing. */
  #sequences = "";

  /** Draws nothing yet. */
  constructor(parts: CanvasParts) {
    this.#parts = parts;
    this.#screen = new Screen(parts.isTmux);
  }

  /** Adds lines to the next update. */
  print({ lines, isMention }: Printout): void {
    this.#lines.push(...lines.map((line) => this.#paint(line)));
    if (!isMention || !this.#parts.hasBell) return;
    if (this.#lines.length > 0) this.#lines[this.#lines.length - 1] += "\x07";
    else this.#sequences += "\x07";
  }

  /** Adds a sequence that draws nothing, such as a notification, to the next update. */
  send(sequence: string): void {
    this.#sequences += sequence;
  }

  /** Gives the window a title with the next update; it has its own again when the terminal is left. */
  setTitle(text: string): void {
    this.send(this.#parts.tty.setTitle(text));
  }

  /** Writes what was printed and the bottom as it is now; nothing if nothing has changed. */
  async draw(bottom: Bottom): Promise<void> {
    const { tty, measure, paint, wrap } = this.#parts;
    const size = tty.size();
    const area = layoutArea(bottom, { ...size, measure, wrap }, paint);
    const update = this.#screen.update(this.#lines, area, size);
    const sequences = this.#sequences;
    this.#lines = [];
    this.#sequences = "";
    if (sequences + update !== "") await this.#parts.write(sequences + update);
  }

  /** Writes the printed lines and removes the bottom area: other programs may write next. */
  async finish(growing: StyledLine | undefined): Promise<void> {
    const last = growing === undefined ? [] : [this.#paint(growing)];
    const lines = [...this.#lines, ...last];
    this.#lines = [];
    const text = this.#screen.clear();
    await this.#parts.write(text + lines.map((line) => line + NEXT_ROW).join(""));
  }

  /** Removes the area at the bottom until the next update. */
  async clear(): Promise<void> {
    await this.#parts.write(this.#screen.clear());
  }

  /** Empties the whole screen; what was said goes into the scrollback. */
  async wipe(): Promise<void> {
    await this.#parts.write(this.#screen.wipe(this.#parts.tty.size().rows));
  }

  /** Another program may have drawn: the next area begins in the row where the cursor is. */
  forget(): void {
    this.#screen.forget();
  }

  /** A line of the talk, broken as it was chosen. */
  #paint(line: StyledLine): string {
    const { tty, measure, paint, wrap } = this.#parts;
    if (wrap !== "words") return paint(line);
    return paintWrapped(line, { columns: tty.size().columns, measure }, paint);
  }
}
