/**
 * One key, or one run of text, whatever the terminal sent for it.
 *
 * @module
 */

/** One key, or one run of text. */
export interface Key {
  /**
   * `text`, `paste`, `enter`, `tab`, `escape`, `backspace`, `delete`, `up`, `down`, `left`, `right`,
   * `home`, `end`, `page-up`, `page-down`, `insert`; before it `ctrl-`, `alt-` or `shift-`; `ctrl-a`
   * and `alt-b` for letters.
   */
  readonly name: string;
  /** What was typed or pasted; empty for a named key. */
  readonly text: string;
  /** Of a paste: whether it was longer than what is kept. */
  readonly isCut?: boolean;
  /** Of a paste: whether it goes on where the one before ended. */
  readonly isContinued?: boolean;
}

/** A named key. */
export function key(name: string): Key {
  return { name, text: "" };
}
