/**
 * The line under the log that tells how the connection stands. While all is well it is empty.
 *
 * @module
 */

import type { Status } from "../model/status.ts";
import type { TalkWords } from "../words/talk_en.ts";
import { button, fill } from "./element.ts";

/** A check is told when it has no answer after so many milliseconds: most have one at once. */
const SLOW_MILLIS = 1000;

/** What the line needs. */
export interface StatusCallbacks {
  /** The user wants a connection at once. */
  readonly connect: () => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The line in the page. */
export interface StatusLine {
  /** Shows how the connection stands, and counts the seconds by itself. */
  readonly show: (status: Status) => void;
}

/** Makes the line in this element, a live region. */
export function makeStatusLine(
  line: HTMLElement,
  words: TalkWords,
  on: StatusCallbacks,
): StatusLine {
  const text = document.createElement("span");
  const connect = button(words.connectNow, on.connect);
  let timer: ReturnType<typeof setInterval> | undefined;

  return {
    show: (status) => {
      clearInterval(timer);
      if (status.kind === "checking") {
        timer = setTimeout(() => fill(line, words.checking), SLOW_MILLIS);
        return;
      }
      // Readers are told that the connection is lost, and not each second of the wait.
      line.setAttribute("aria-live", "polite");
      const said = sentenceOf(status, words, on.now());
      text.textContent = said;
      const hasWay = status.kind === "waiting" || status.kind === "ended";
      fill(line, ...said === "" ? [] : hasWay ? [text, " ", connect] : [text]);
      if (status.kind !== "waiting") return;
      timer = setInterval(() => {
        line.setAttribute("aria-live", "off");
        text.textContent = sentenceOf(status, words, on.now());
      }, 1000);
    },
  };
}

function sentenceOf(status: Status, words: TalkWords, now: number): string {
  switch (status.kind) {
    case "idle":
    case "checking":
      return "";
    case "open":
      return status.host && words.at(status.host);
    case "connecting":
      return words.connecting;
    case "waiting": {
      const wait = words.waiting(Math.max(0, Math.ceil((status.until - now) / 1000)));
      return status.reason === "" ? wait : `${status.reason} · ${wait}`;
    }
    case "ended":
      return words.ended(status.reason);
  }
}
