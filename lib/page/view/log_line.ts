/**
 * Draws one line of the log: its time, the name, and what was said.
 *
 * @module
 */

import type { Line } from "../model/line.ts";
import type { Pending } from "../model/talk.ts";
import { type Piece, piecesOf } from "../text/links.ts";
import type { TalkWords } from "../words/talk_en.ts";
import { button, element, setAttribute } from "./element.ts";
import { isPresence, isSpoken, type Presence, presenceSentence, sentenceOf } from "./sentence.ts";

/** How lines are told. */
export interface LineTexts {
  /** The texts of the page. */
  readonly words: TalkWords;
  /** Tells a day, for the marks between days; `at` in milliseconds since 1970. */
  readonly day: (at: number) => string;
}

/** What drawing needs beside the line. */
export interface LineStyle extends LineTexts {
  /** Made by `blankLine`. Lines are copies of it: to make each of its elements anew takes twice as long. */
  readonly blank: HTMLElement;
}

/** Names have one of so many colours, by their letters; style/4_log.css has them as `h0` and so on. */
const HUES = 8;
/** Lines of one person share one name for so long: 5 minutes in milliseconds. */
const SAME_MILLIS = 300_000;
const MINUTE_MILLIS = 60_000;

/** The elements of a line, without texts. */
export function blankLine(): HTMLElement {
  return element("div", {}, element("time"), element("b"), element("span", { class: "text" }));
}

/** Draws a line; `previous` is the one above it. */
export function drawLine(line: Line, previous: Line | undefined, style: LineStyle): HTMLElement {
  const root = style.blank.cloneNode(true) as HTMLElement;
  const [time, name, text] = root.children;
  if (time === undefined || name === undefined || text === undefined) return root;
  setAttribute(time, "datetime", new Date(line.at).toISOString());
  time.textContent = clock(line.at);
  if (isSpoken(line)) {
    name.className = classOfName(line.from);
    name.textContent = line.from;
    text.append(...piecesOf(line.text).map(drawPiece));
  } else {
    name.remove();
    text.append(...piecesOf(sentenceOf(line, style.words)).map(drawPiece));
  }
  followUp(root, line, previous);
  return root;
}

/** Tells in the line's classes what it is, and whether it goes on where `previous` ended. */
export function followUp(root: HTMLElement, line: Line, previous: Line | undefined): void {
  const isOwn = isSpoken(line) && line.isOwn;
  const isMention = isSpoken(line) && line.isMention && !isOwn;
  const isAgain = previous !== undefined && isSameMinute(line, previous);
  root.className = `line ${classOf(line)}${isOwn ? " own" : ""}${isMention ? " mention" : ""}${
    isSame(line, previous) ? " same" : ""
  }${isAgain ? " again" : ""}`;
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
    element("b", { class: classOfName(you) }, you),
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
  // Most lines follow within a minute, and dates are dear.
  return isSameMinute(one, other) ||
    new Date(one.at).toDateString() === new Date(other.at).toDateString();
}

function isSameMinute(one: Line, other: Line): boolean {
  return Math.floor(one.at / MINUTE_MILLIS) === Math.floor(other.at / MINUTE_MILLIS);
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

function clock(at: number): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}

function classOfName(name: string): string {
  return `from h${hueOf(name)}`;
}

function textOf(text: string): HTMLElement {
  return element("span", { class: "text" }, ...piecesOf(text).map(drawPiece));
}

function drawPiece({ text, href }: Piece): Node | string {
  return href === undefined
    ? text
    : element("a", { href, target: "_blank", rel: "noopener noreferrer" }, text);
}
