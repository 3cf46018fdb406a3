/**
 * The button that goes to the newest line, shown while that is out of sight.
 *
 * @module
 */

import type { TalkWords } from "../words/talk_en.ts";

/** The button in the page. */
export interface Newest {
  /** Shows it unless the end is in sight; `count` messages have come since it went. */
  readonly show: (isAtEnd: boolean, count: number) => void;
}

/** Makes the button of index.html go to the newest line. */
export function makeNewest(button: HTMLElement, words: TalkWords, press: () => void): Newest {
  const text = button.querySelector("span");
  button.addEventListener("click", press);
  return {
    show: (isAtEnd, count) => {
      button.hidden = isAtEnd;
      const said = words.toNewest(count);
      if (text !== null && text.textContent !== said) text.textContent = said;
    },
  };
}
