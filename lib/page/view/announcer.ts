/**
 * Tells screen readers what was said, author and text, each line once. The log itself is no live region:
 * they would read it again at every change. Of many lines at once only the count is told.
 *
 * @module
 */

import type { TalkWords } from "../words/talk_en.ts";
import { element } from "./element.ts";

/** So long lines are gathered before they are told, in milliseconds. */
const GATHER_MILLIS = 700;
/** More lines than these in that time are counted, because nobody can listen to them. */
const MOST_LINES = 3;
/** So many texts stay in the document, for readers that are still at them. */
const MOST_KEPT = 5;

/** Tells screen readers about lines. */
export interface Announcer {
  /** Tells a line. */
  readonly say: (text: string) => void;
}

/** Makes the announcer in a live region. */
export function makeAnnouncer(region: HTMLElement, words: TalkWords): Announcer {
  let waiting: string[] = [];

  function tell(): void {
    const texts = waiting.length > MOST_LINES ? [words.heardMany(waiting.length)] : waiting;
    waiting = [];
    region.append(...texts.map((text) => element("p", {}, text)));
    while (region.childElementCount > MOST_KEPT) region.firstElementChild?.remove();
  }

  return {
    say: (text) => {
      if (waiting.length === 0) setTimeout(tell, GATHER_MILLIS);
      // What is counted need not be kept.
      waiting.push(waiting.length > MOST_LINES ? "" : text);
    },
  };
}
