/**
 * The log: the lines of the talk that is open. It shows the end of them first, and more when one scrolls up.
 *
 * @module
 */

import type { Line } from "../model/line.ts";
import type { Talk } from "../model/talk.ts";
import { byId } from "./by_id.ts";
import { button, element, fill } from "./element.ts";
import { Block } from "./log_block.ts";
import { blankLine, drawPending, type LineStyle, type LineTexts } from "./log_line.ts";
import { Place } from "./log_place.ts";
import { makeNewest, type Newest } from "./newest.ts";
import { isSpoken } from "./sentence.ts";

/** So many lines are drawn when a talk is opened, and so many more each time that one reaches the first. */
const PAGE_LINES = 300;
/** So many lines stand above the place to which one comes back. */
const BEFORE_PLACE = 50;
/** Nearer than this to the first line, in CSS pixels, more are drawn. */
const NEAR_START = 600;

/** What the log asks for. */
export interface LogCallbacks {
  /** The lines before the first that the model has. */
  readonly earlier: () => void;
  /** A name was pressed; `opener` is where. */
  readonly person: (name: string, opener: HTMLElement) => void;
  /** A text that may not have been said should be sent again. */
  readonly resend: (key: number) => void;
  /** It should go back into the box. */
  readonly takeBack: (key: number) => void;
  /** The newest line came into sight, or went. */
  readonly looked: (isAtEnd: boolean) => void;
}

/** The log in the page. Its methods draw what a change tells of the talk that is open. */
export class Log {
  readonly #log = byId("log");
  readonly #style: LineStyle;
  readonly #on: LogCallbacks;
  readonly #earlier: HTMLButtonElement;
  readonly #empty: HTMLElement;
  readonly #waiting = element("div", { class: "waiting" });
  readonly #lines = element("div", { class: "lines" });
  readonly #fresh: HTMLElement;
  readonly #newest: Newest;
  readonly #place: Place;
  /** Where one had scrolled to in talks that are not open: the key of a line. */
  readonly #places = new Map<string, number>();
  #blocks: Block[] = [];
  #talk: Talk | undefined;
  /** What is drawn: changes may tell of lines that `show` has drawn already. */
  #drawn = new WeakSet<Line>();
  /** Messages since the end went out of sight. */
  #unseen = 0;
  #wasAtEnd = true;
  /** Whether lines that are forgotten are about to be removed. */
  #isForgetting = false;

  /** Makes the log in the elements of index.html. */
  constructor(texts: LineTexts, on: LogCallbacks) {
    const { words } = texts;
    this.#style = { ...texts, blank: blankLine() };
    this.#on = on;
    this.#earlier = button(words.earlier, () => this.#reveal(), { class: "earlier" });
    this.#empty = element("p", { class: "empty" }, words.nothingYet);
    this.#fresh = element(
      "div",
      { class: "new", role: "separator", "aria-label": words.fresh },
      element("span", {}, words.fresh),
    );
    fill(this.#log, this.#lines);
    this.#place = new Place(this.#log, this.#lines, () => this.#moved());
    this.#newest = makeNewest(byId("newest"), words, () => this.#place.toEnd());
    this.#log.addEventListener("click", ({ target }) => {
      if (target instanceof HTMLElement && target.matches(".from")) {
        on.person(target.textContent, target);
      }
    });
  }

  /** Whether the newest line is in sight. */
  get isAtEnd(): boolean {
    return this.#place.isAtEnd;
  }

  /** Goes to the newest line. */
  toEnd(): void {
    this.#place.toEnd();
  }

  /** Shows a talk: its end, or where one had scrolled to. `you` is the user's name. */
  show(talk: Talk, you: string): void {
    this.#remember();
    this.#show(talk, you);
  }

  /** Shows a line of the talk that is open, and marks it. */
  goTo(talk: Talk, you: string, line: Line): void {
    this.#places.set(talk.id, line.key);
    this.#show(talk, you);
    const found = this.#find(line.key);
    found?.scrollIntoView({ block: "center" });
    found?.classList.add("sought");
  }

  #show(talk: Talk, you: string): void {
    const { words } = this.#style;
    const isOther = talk.id !== this.#talk?.id;
    this.#talk = talk;
    this.#unseen = 0;
    const name = talk.kind === "room"
      ? words.messagesIn(`#${talk.name}`)
      : words.messagesWith(talk.name);
    this.#log.setAttribute("aria-label", name);
    const at = this.#places.get(talk.id);
    const from = at === undefined ? -1 : talk.lines.findIndex(({ key }) => key === at);
    const wanted = talk.lines.length - PAGE_LINES;
    const start = Math.max(0, from === -1 ? wanted : Math.min(wanted, from - BEFORE_PLACE));
    this.#drawn = new WeakSet();
    this.#blocks = this.#blocksOf(talk.lines.slice(start));
    fill(
      this.#lines,
      this.#earlier,
      this.#empty,
      ...this.#blocks.map(({ root }) => root),
      this.#waiting,
    );
    this.pending(talk, you);
    this.mark(talk);
    const line = from === -1 || at === undefined ? undefined : this.#find(at);
    if (line !== undefined) this.#place.to(line);
    else if (isOther || this.#place.isAtEnd) this.#place.toEnd();
  }

  /** The talk has another line at its end. */
  add(talk: Talk, line: Line): void {
    this.#talk = talk;
    if (this.#drawn.has(line)) return;
    this.#drawn.add(line);
    this.#empty.hidden = true;
    const last = this.#blocks.at(-1);
    const previous = last?.lines.at(-1);
    if (last === undefined || last.isFull) {
      const block = new Block(this.#style);
      block.add(line, previous);
      this.#blocks.push(block);
      this.#waiting.before(block.root);
    } else last.add(line, previous);
    if (this.#place.isAtEnd || !isSpoken(line)) return;
    this.#newest.show(false, ++this.#unseen);
  }

  /** It has these lines before all others. */
  older(talk: Talk, lines: readonly Line[]): void {
    this.#talk = talk;
    // Else there are lines that are not drawn yet between these and the first that is.
    const last = lines.at(-1);
    if (
      last !== undefined && this.#hidden === talk.lines.findIndex(({ key }) => key === last.key) + 1
    ) {
      this.#place.keep(() => this.#prepend(lines));
    }
    this.mark(talk);
  }

  /** It has lost some of its first lines. What follows at once is drawn first: each removal is laid out. */
  forget(talk: Talk, you: string): void {
    this.#talk = talk;
    if (this.#isForgetting) return;
    this.#isForgetting = true;
    queueMicrotask(() => {
      this.#isForgetting = false;
      if (this.#talk !== undefined) this.#forget(this.#talk, you);
    });
  }

  /** Other texts are on their way. */
  pending(talk: Talk, you: string): void {
    this.#talk = talk;
    const last = talk.lines.at(-1);
    let isSame = last?.kind === "message" && last.isOwn;
    fill(
      this.#waiting,
      ...talk.pending.map((pending) => {
        const drawn = drawPending(pending, you, isSame, this.#style, this.#on);
        isSame = pending.kind !== "action";
        return drawn;
      }),
    );
    this.#empty.hidden = talk.lines.length + talk.pending.length > 0;
  }

  /** The mark "new" stands elsewhere, or earlier lines are awaited, or not. */
  mark(talk: Talk): void {
    this.#talk = talk;
    const hasMore = this.#hidden > 0 || talk.hasEarlier;
    this.#earlier.hidden = !hasMore;
    this.#earlier.disabled = talk.isLoading;
    this.#empty.hidden = talk.lines.length + talk.pending.length > 0;
    const first = talk.firstUnread === undefined ? undefined : this.#find(talk.firstUnread);
    if (first === undefined) this.#fresh.remove();
    else if (first.previousElementSibling !== this.#fresh) first.before(this.#fresh);
  }

  #forget(talk: Talk, you: string): void {
    const first = talk.lines[0];
    if (first === undefined || this.#hidden > 0) return this.mark(talk);
    const at = this.#blocks.findIndex((block) => block.lines.includes(first));
    const block = this.#blocks[at];
    if (block === undefined) return this.show(talk, you);
    this.#place.keep(() => {
      for (const { root } of this.#blocks.splice(0, at)) root.remove();
      block.forget(block.lines.indexOf(first));
    });
    this.mark(talk);
  }

  /** Draws more lines above, or asks for them. */
  #reveal(): void {
    const talk = this.#talk;
    if (talk === undefined || talk.isLoading) return;
    if (this.#hidden === 0) {
      if (talk.hasEarlier) this.#on.earlier();
      return;
    }
    const hidden = this.#hidden;
    const lines = talk.lines.slice(Math.max(0, hidden - PAGE_LINES), hidden);
    this.#place.keep(() => this.#prepend(lines));
    this.mark(talk);
  }

  #prepend(lines: readonly Line[]): void {
    const last = lines.at(-1);
    if (last === undefined) return;
    const blocks = this.#blocksOf(lines);
    this.#blocks[0]?.joinTo(last);
    this.#empty.after(...blocks.map(({ root }) => root));
    this.#blocks.unshift(...blocks);
    this.#empty.hidden = true;
  }

  #blocksOf(lines: readonly Line[]): Block[] {
    const blocks: Block[] = [];
    let previous: Line | undefined;
    for (const line of lines) {
      let block = blocks.at(-1);
      if (block === undefined || block.isFull) blocks.push(block = new Block(this.#style));
      block.add(line, previous);
      this.#drawn.add(line);
      previous = line;
    }
    return blocks;
  }

  /** How many of the talk's first lines are not drawn. */
  get #hidden(): number {
    const lines = this.#talk?.lines ?? [];
    const first = this.#blocks[0]?.lines[0];
    return first === undefined ? lines.length : Math.max(0, lines.indexOf(first));
  }

  #find(key: number): HTMLElement | undefined {
    for (let at = this.#blocks.length - 1; at >= 0; at--) {
      const line = this.#blocks[at]?.find(key);
      if (line !== undefined) return line;
    }
    return undefined;
  }

  #moved(): void {
    const { isAtEnd } = this.#place;
    const log = this.#log;
    if (isAtEnd) this.#unseen = 0;
    this.#newest.show(isAtEnd, this.#unseen);
    if (log.scrollTop < NEAR_START && (!isAtEnd || log.scrollHeight <= log.clientHeight)) {
      this.#reveal();
    }
    if (isAtEnd !== this.#wasAtEnd) this.#on.looked(isAtEnd);
    this.#wasAtEnd = isAtEnd;
  }

  #remember(): void {
    if (this.#talk === undefined) return;
    const line = this.#place.isAtEnd ? undefined : this.#place.firstLine;
    const block = this.#blocks.find(({ root }) => line !== undefined && root.contains(line));
    const key = line === undefined ? undefined : block?.keyOf(line);
    if (key === undefined) this.#places.delete(this.#talk.id);
    else this.#places.set(this.#talk.id, key);
  }
}
