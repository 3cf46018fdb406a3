/**
 * When a letter is the answer to a question, and when it is text that a person types on who has not read the
 * question. Pure.
 *
 * @module
 */

import type { Key } from "../input/key.ts";

/** How a key was pressed. */
export interface Press {
  /** When, by a clock that never jumps, in milliseconds. */
  readonly at: number;
  /** Whether it came alone; keys that come together are typed or pasted text, and no answer. */
  readonly isAlone: boolean;
}

/** A key that is pressed alone, when everything has stood for long. */
export const LEISURELY: Press = { at: Infinity, isAlone: true };

/** A person who has pressed no key for so long does not type on: the next key can be an answer. */
export const QUIET_MILLIS = 1500;

/** So long a question has stood before a letter is the answer to it. */
const READING_MILLIS = 1000;

/** The time from which on a question can be answered. */
export class AnswerTime {
  #press = LEISURELY;
  #from = Infinity;

  /** A key is pressed; tell it before what it leads to. */
  press(press: Press): void {
    this.#press = press;
  }

  /** The question is asked at this instant, or with the last key. */
  ask(at: number = this.#press.at): void {
    this.#from = at + READING_MILLIS;
  }

  /** The last key was no answer, and the question stays: the letters that follow soon belong to it. */
  typeOn(): void {
    this.#from = this.#press.at + QUIET_MILLIS + READING_MILLIS;
  }

  /**
   * The answer that the last key is: a letter, in lower case, if it came alone and it is time; or the name of any other
   * key. Undefined if it is text that is typed on. Never throws.
   */
  answerBy({ name, text }: Key): string | undefined {
    if (name !== "text") return name;
    const { at, isAlone } = this.#press;
    return isAlone && at >= this.#from ? text.toLowerCase() : undefined;
  }
}
