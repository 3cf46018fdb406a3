/**
 * Whether the person is reading, where they stopped, and what has come since: the counts of unread messages, and
 * the lines below the rule. Pure.
 *
 * @module
 */

import { plainText, type StyledLine } from "../../format.ts";

/** The most lines that are kept to be shown again; of more, the last. */
const MAX_LINES = 1000;
/** The most UTF-16 units of all of them. */
const MAX_LENGTH = 256 * 1024;

/** How much is unread. */
export interface Unread {
  /** Messages of others. */
  readonly said: number;
  /** Those of them that mention the person. */
  readonly named: number;
}

/** A message of somebody else. */
export interface News {
  /** Whether it is shown, and not only counted. */
  readonly isShown: boolean;
  /** Whether it is of the room where the person speaks, or for the person alone. */
  readonly isHere: boolean;
  /** Whether it mentions the person. */
  readonly isMention: boolean;
}

/** What came below the rule while the person was away. */
export interface Missed {
  /** The lines, the oldest first. */
  readonly lines: readonly StyledLine[];
  /** How many lines before these are not kept any more. */
  readonly dropped: number;
}

const NOTHING: Unread = { said: 0, named: 0 };

/** One person's attention. It begins with the person reading. */
export class Absence {
  #isAway = false;
  /** Whether the next message that is shown is the first unread one. */
  #isRuleDue = false;
  /** Whether the lines that are printed now are below the rule. */
  #isKeeping = false;
  /** Whether the terminal has ever reported that its window has the focus, or has not. */
  #hasReports = false;
  #here = NOTHING;
  #all = NOTHING;
  #lines: StyledLine[] = [];
  #length = 0;
  #dropped = 0;

  /** Whether the person is known to be away. */
  get isAway(): boolean {
    return this.#isAway;
  }

  /** Whether the person is known to be reading: the terminal says when they are not. */
  get isSurelyHere(): boolean {
    return this.#hasReports && !this.#isAway;
  }

  /** What came where the person speaks while they were away; until their next key. */
  get unreadHere(): Unread {
    return this.#here;
  }

  /**
   * What came in all rooms while the person was away; where the terminal does not report the focus, since their
   * last key.
   */
  get unread(): Unread {
    return this.#all;
  }

  /** What came below the last rule, until the person was back; undefined if there has been no rule. */
  get missed(): Missed | undefined {
    const hasRule = this.#lines.length > 0 || this.#dropped > 0;
    return hasRule ? { lines: this.#lines, dropped: this.#dropped } : undefined;
  }

  /** The window has the focus, or has lost it. */
  reportFocus(hasFocus: boolean): void {
    this.#hasReports = true;
    if (hasFocus) this.#comeBack();
    else this.leave();
  }

  /** The person stops reading. */
  leave(): void {
    if (this.#isAway) return;
    this.#isAway = true;
    this.#isRuleDue = true;
    this.#here = NOTHING;
    this.#all = NOTHING;
  }

  /** The person has pressed a key. */
  press(): void {
    this.#comeBack();
    this.#here = NOTHING;
    this.#isKeeping = false;
  }

  /** Counts a message of somebody else; returns whether the rule has to stand before it. */
  note({ isShown, isHere, isMention }: News): boolean {
    if (this.#isAway && isHere) this.#here = more(this.#here, isMention);
    if (this.#isAway || !this.#hasReports) this.#all = more(this.#all, isMention);
    if (!this.#isRuleDue || !isShown) return false;
    this.#isRuleDue = false;
    this.#isKeeping = true;
    this.#lines = [];
    this.#length = 0;
    this.#dropped = 0;
    return true;
  }

  /** These lines were printed. */
  keep(lines: readonly StyledLine[]): void {
    if (!this.#isKeeping) return;
    for (const line of lines) {
      this.#lines.push(line);
      this.#length += plainText(line).length;
    }
    let excess = 0;
    while (this.#lines.length - excess > MAX_LINES || this.#length > MAX_LENGTH) {
      this.#length -= plainText(this.#lines[excess] ?? []).length;
      excess += 1;
    }
    this.#lines.splice(0, excess);
    this.#dropped += excess;
  }

  #comeBack(): void {
    this.#isAway = false;
    this.#isRuleDue = false;
    this.#all = NOTHING;
  }
}

/** The counts as a prompt or a title has them, as `+3 !1`; empty if nothing is unread. Never throws. */
export function countsOf({ said, named }: Unread): string {
  if (said === 0) return "";
  return `+${said}${named > 0 ? ` !${named}` : ""}`;
}

function more({ said, named }: Unread, isMention: boolean): Unread {
  return { said: said + 1, named: named + (isMention ? 1 : 0) };
}
