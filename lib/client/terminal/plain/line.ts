/**
 * The line that is typed in append-only mode, where nothing on the screen is changed but the end of this line. Pure:
 * it takes keys, and returns what to write on the terminal and which lines were entered.
 *
 * @module
 */

import type { Key } from "../input/key.ts";
import { columnsOf, graphemes } from "../drawing/width.ts";
import { MAX_DRAFT } from "../typing/editor.ts";
import { cleanPaste, cleanTyped } from "../typing/paste.ts";

/** What follows from a key. */
export interface PlainStep {
  /** What to write. */
  readonly echo: string;
  /** The lines that were entered, in order; usually none. */
  readonly entered: readonly string[];
  /** Whether there is no more input. */
  readonly isOver: boolean;
}

const NOTHING: PlainStep = { echo: "", entered: [], isOver: false };

/** The line that is being typed; the cursor is at its end. */
export class PlainLine {
  readonly #columns: () => number;
  #text = "";

  /** Begins empty, on a terminal with so many columns. */
  constructor(columns: () => number) {
    this.#columns = columns;
  }

  /** What is typed so far. */
  get text(): string {
    return this.#text;
  }

  /** Handles a key, as terminals do that edit lines by themselves. Never throws. */
  press(key: Key): PlainStep {
    switch (key.name) {
      case "text":
        return this.#add(cleanTyped(key.text));
      case "tab":
        return this.#add("    ");
      case "paste":
        return this.#paste(key.text);
      case "enter":
        return { ...NOTHING, echo: "\n", entered: [this.take()] };
      case "backspace":
        return this.#erase((graphemes(this.#text).at(-1) ?? "").length);
      case "ctrl-w":
      case "alt-backspace":
        return this.#erase(/\S*\s*$/u.exec(this.#text)?.[0].length ?? 0);
      case "ctrl-u":
        return this.#erase(this.#text.length);
      case "ctrl-l":
      case "ctrl-r":
        return this.#text === "" ? NOTHING : { ...NOTHING, echo: `\n${this.#text}` };
      case "ctrl-d":
        return { ...NOTHING, isOver: this.#text === "" };
      default:
        return NOTHING;
    }
  }

  /** What is typed so far, which is given up. */
  take(): string {
    const text = this.#text;
    this.#text = "";
    return text;
  }

  #add(text: string): PlainStep {
    const fitting = text.slice(0, MAX_DRAFT - this.#text.length);
    this.#text += fitting;
    return { ...NOTHING, echo: fitting };
  }

  /** Several lines that came at once are lines like others: nobody can be asked here. */
  #paste(text: string): PlainStep {
    const lines = text.split(/\r\n|\r|\n/).map((line) => cleanPaste(line).join(""));
    const entered: string[] = [];
    let echo = "";
    for (const [index, line] of lines.entries()) {
      echo += this.#add(line).echo;
      if (index === lines.length - 1) break;
      echo += "\n";
      entered.push(this.take());
    }
    return { ...NOTHING, echo, entered };
  }

  /** Erases the end of the line. A line that has left its row is shown again on the next one. */
  #erase(length: number): PlainStep {
    if (length === 0) return NOTHING;
    const width = columnsOf(this.#text);
    this.#text = this.#text.slice(0, -length);
    if (width >= this.#columns()) return { ...NOTHING, echo: `\n${this.#text}` };
    const erased = width - columnsOf(this.#text);
    const back = "\b".repeat(erased);
    return { ...NOTHING, echo: back + " ".repeat(erased) + back };
  }
}
