/**
 * Ctrl-_: takes changes of the draft back, the last one first. What is typed in one go is one change up to the
 * end of a word. Pure.
 *
 * @module
 */

import type { Key } from "../input/key.ts";
import type { Draft } from "./editor.ts";

/** The most changes of one line in memory; the oldest are forgotten first. */
export const MAX_UNDO: number = 200;
/** The most UTF-16 units of all drafts in memory. */
const MAX_UNITS = 1_000_000;

/** Keys that turn to another line of the history, which has no changes yet. */
const OTHER_LINE: ReadonlySet<string> = new Set(["up", "down", "ctrl-p", "ctrl-n"]);

/** What a key has done to the draft. */
export interface Change {
  /** The key. */
  readonly key: Key;
  /** The draft before it. */
  readonly before: Draft;
  /** The draft after it. */
  readonly after: Draft;
}

/** The changes of one line. */
export class UndoList {
  #drafts: Draft[] = [];
  #units = 0;
  /** Where typing goes on if it belongs to the last change; undefined if that was no typing. */
  #typedTo: number | undefined;

  /** Takes note of a change; a key that has not changed the text is none. */
  note({ key, before, after }: Change): void {
    if (OTHER_LINE.has(key.name) || before.text === after.text) {
      this.#typedTo = undefined;
      if (before.text !== after.text) this.clear();
      return;
    }
    const isTyped = key.name === "text" &&
      after.text.length - before.text.length === key.text.length;
    const isContinued = isTyped && this.#typedTo === before.cursor && !/^\s/u.test(key.text);
    if (!isContinued) this.#keep(before);
    this.#typedTo = isTyped ? after.cursor : undefined;
  }

  /** The draft before the last change that made this text; undefined if there is none. */
  back(text: string): Draft | undefined {
    this.#typedTo = undefined;
    for (let draft = this.#take(); draft !== undefined; draft = this.#take()) {
      if (draft.text !== text) return draft;
    }
    return undefined;
  }

  /** Forgets all changes: the line was sent. */
  clear(): void {
    this.#drafts = [];
    this.#units = 0;
    this.#typedTo = undefined;
  }

  #keep(draft: Draft): void {
    this.#drafts.push(draft);
    this.#units += draft.text.length;
    while (this.#drafts.length > MAX_UNDO || this.#units > MAX_UNITS) {
      this.#units -= this.#drafts.shift()?.text.length ?? 0;
    }
  }

  #take(): Draft | undefined {
    const draft = this.#drafts.pop();
    this.#units -= draft?.text.length ?? 0;
    return draft;
  }
}
