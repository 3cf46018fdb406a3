/**
 * One key, or one run of text, independent of how the terminal encodes it.
 *
 * @module
 */

/** One key, or one run of text. */
export interface Key {
  /**
   * `text`, `paste`, `enter`, `tab`, `escape`, `backspace`, `delete`, `up`, `down`, `left`, `right`,
   * `home`, `end`, `page-up`, `page-down`, `insert`, `f1` to `f9`; before it `ctrl-`, `alt-` or `shift-`; `ctrl-a`
   * and `alt-b` for letters. `focus-in` and `focus-out` are reports of the terminal about its window.
   */
  readonly name: string;
  /** What was typed or pasted; empty for a named key. */
  readonly text: string;
  /** For a paste: whether it was longer than the part that is kept. */
  readonly isCut?: boolean;
  /** For a paste: whether it continues the one before. */
  readonly isContinued?: boolean;
}

/** Whether it is a report of the terminal about its window, and nothing that was pressed. Never throws. */
export function isFocusReport({ name }: Key): boolean {
  return name === "focus-in" || name === "focus-out";
}

/** A named key. */
export function key(name: string): Key {
  return { name, text: "" };
}
