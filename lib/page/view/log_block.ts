/**
 * A block of the log: up to 100 lines, which the browser need not lay out while they are out of
 * sight (`content-visibility` in style/4_log.css).
 *
 * @module
 */

import type { Line } from "../model/line.ts";
import { element } from "./element.ts";
import {
  drawDay,
  drawLine,
  drawPresence,
  followUp,
  isSameDay,
  type LineStyle,
} from "./log_line.ts";
import { isPresence, type Presence } from "./sentence.ts";

/** The most lines of a block. */
export const BLOCK_LINES = 100;

/** A block. Its owner puts `root` into the log. */
export class Block {
  /** The element with the lines. */
  readonly root: HTMLElement = element("div", { class: "block" });
  readonly #style: LineStyle;
  readonly #lines: Line[] = [];
  /** The element of each line; arrivals that share one have the same. */
  readonly #drawn: HTMLElement[] = [];
  #shared: { root: HTMLElement; lines: Presence[] } | undefined;

  /** An empty block. */
  constructor(style: LineStyle) {
    this.#style = style;
  }

  /** Its lines, oldest first. */
  get lines(): readonly Line[] {
    return this.#lines;
  }

  /** Whether another line must go into a new block. */
  get isFull(): boolean {
    return this.#lines.length >= BLOCK_LINES;
  }

  /** Adds a line at the end; `previous` is the line above it, also in another block. */
  add(line: Line, previous: Line | undefined): void {
    this.#lines.push(line);
    const isNewDay = previous === undefined || !isSameDay(line, previous);
    if (isNewDay) this.root.append(drawDay(line.at, this.#style));
    this.#drawn.push(this.#share(line, isNewDay) ?? this.#draw(line, previous));
  }

  /** Older lines stand above now, the last of which is `previous`: the first line of the block goes on from there. */
  joinTo(previous: Line): void {
    const [root] = this.#drawn;
    const [line] = this.#lines;
    if (root === undefined || line === undefined) return;
    if (isSameDay(line, previous)) this.root.querySelector(":scope > .day:first-child")?.remove();
    followUp(root, line, previous);
  }

  /** Forgets its first lines. */
  forget(count: number): void {
    const rest = this.#lines.slice(count);
    this.#lines.length = this.#drawn.length = 0;
    this.#shared = undefined;
    this.root.replaceChildren();
    let previous: Line | undefined;
    for (const line of rest) {
      this.add(line, previous);
      previous = line;
    }
  }

  /** The element that shows the line with this key. */
  find(key: number): HTMLElement | undefined {
    return this.#drawn[this.#lines.findIndex((line) => line.key === key)];
  }

  /** The key of the line that this element shows. */
  keyOf(drawn: Element): number | undefined {
    return this.#lines[this.#drawn.findIndex((each) => each === drawn)]?.key;
  }

  #draw(line: Line, previous: Line | undefined): HTMLElement {
    const root = drawLine(line, previous, this.#style);
    this.root.append(root);
    this.#shared = isPresence(line) ? { root, lines: [line] } : undefined;
    return root;
  }

  #share(line: Line, isNewDay: boolean): HTMLElement | undefined {
    if (this.#shared === undefined || isNewDay || !isPresence(line)) return undefined;
    if (this.root.lastElementChild !== this.#shared.root) return undefined;
    this.#shared.lines.push(line);
    drawPresence(this.#shared.root, this.#shared.lines, this.#style.words);
    return this.#shared.root;
  }
}
