/**
 * Draws one line of the log: its time, the name, and what was said.
 *
 * @module
 */

import type { Line } from "../model/line.ts";
import type { Pending } from "../model/talk.ts";
import { type Piece, piecesOf } from "../text/links.ts";
import type { TalkWords } from "../words/talk_en.ts";
import { button, element } from "./element.ts";
import { isPresence, isSpoken, type Presence, presenceSentence, sentenceOf } from "./sentence.ts";

/** What drawing needs beside the line. */
export interface LineStyle {
  /** The texts of the page. */
  readonly words: TalkWords;
  /** Tells a day, for the marks between days; `at` in milliseconds since 1970. */
  readonly day: (at: number) => string;
}

/** Names have one of so many colours, by their letters; style/4_log.css has them as `h0` and so on. */
const HUES = 8;
/** Lines of one person share one name for so long: 5 minutes in milliseconds. */
const SAME_MILLIS = 300_000;

/** Draws a line; `previous` is the one above it. */
export function drawLine(line: Line, previous: Line | undefined, style: LineStyle): HTMLElement {
  const root = element("div", { class: `line ${classOf(line)}` });
  root.append(timeOf(line.at));
  if (isSpoken(line)) {
    root.append(nameOf(line.from), textOf(line.text));
    root.classList.toggle("own", line.isOwn);
    root.classList.toggle("mention", line.isMention && !line.isOwn);
  } else {
    root.append(textOf(sentenceOf(line, style.words)));
  }
  followUp(root, line, previous);
  return root;
}

/** Tells in the line's classes whether it goes on where `previous` ended. */
export function followUp(root: HTMLElement, line: Line, previous: Line | undefined): void {
  root.classList.toggle("same", isSame(line, previous));
  root.classList.toggle(
    "again",
    previous !== undefined && clock(line.at) === clock(previous.at) && isSameDay(line, previous),
  );
}

/** Draws these arrivals and departures in the line that has the first of them. */
export function drawPresence(
  root: HTMLElement,
  lines: readonly Presence[],
  words: TalkWords,
): void {
  const text = root.querySelector(".text");
  if (text !== null) text.textContent = presenceSentence(lines, words);
}

/** Draws a text on its way; with `isSameAuthor` its name is for screen readers alone. */
export function drawPending(
  pending: Pending,
  you: string,
  isSameAuthor: boolean,
  style: LineStyle,
  on: { readonly resend: (key: number) => void; readonly takeBack: (key: number) => void },
): HTMLElement {
  const { words } = style;
  const isUnsure = pending.state === "unsure";
  const kind = pending.kind === "action" ? "action" : "message";
  const root = element(
    "div",
    { class: `line own ${kind} ${isUnsure ? "unsent" : "pending"}${isSameAuthor ? " same" : ""}` },
    nameOf(you),
    textOf(pending.text),
    element("span", { class: "state" }, isUnsure ? words.unsure : words.sending),
  );
  if (isUnsure) {
    root.append(element(
      "span",
      { class: "ways" },
      button(words.resend, () => on.resend(pending.key)),
      button(words.takeBack, () => on.takeBack(pending.key)),
    ));
  }
  return root;
}

/** Draws the mark above the first line of a day. */
export function drawDay(at: number, style: LineStyle): HTMLElement {
  const text = style.day(at);
  return element(
    "div",
    { class: "day", role: "separator", "aria-label": text },
    element("span", {}, text),
  );
}

/** Whether both happened on one day of the reader's clock. */
export function isSameDay(one: Line, other: Line): boolean {
  return new Date(one.at).toDateString() === new Date(other.at).toDateString();
}

/** Names of the same letters have the same colour, in whatever case. */
function hueOf(name: string): number {
  let sum = 7;
  for (const letter of name.toLowerCase()) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum % HUES;
}

function classOf(line: Line): string {
  switch (line.kind) {
    case "message":
    case "action":
      return line.kind;
    case "joined":
    case "left":
    case "crowd":
      return line.kind === "crowd" || isPresence(line) ? "event presence" : "event";
    case "renamed":
    case "topic":
    case "setting":
      return "event";
    case "notice":
      return "notice";
    case "gap":
    case "skipped":
      return "gap";
    case "unknown-command":
    case "outside":
    case "usage":
      return "error";
  }
}

function isSame(line: Line, previous: Line | undefined): boolean {
  if (previous === undefined || !isSameDay(line, previous)) return false;
  if (!isSpoken(line)) return !isSpoken(previous);
  return line.kind === "message" && previous.kind === "message" && line.from === previous.from &&
    line.at - previous.at < SAME_MILLIS;
}

function timeOf(at: number): HTMLElement {
  return element("time", { datetime: new Date(at).toISOString() }, clock(at));
}

function clock(at: number): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}

function nameOf(name: string): HTMLElement {
  return element("b", { class: `from h${hueOf(name)}` }, name);
}

function textOf(text: string): HTMLElement {
  return element("span", { class: "text" }, ...piecesOf(text).map(drawPiece));
}

function drawPiece({ text, href }: Piece): Node | string {
  return href === undefined
    ? text
    : element("a", { href, target: "_blank", rel: "noopener noreferrer" }, text);
}
