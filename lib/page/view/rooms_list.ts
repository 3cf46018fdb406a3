/**
 * The list of the rooms that one is in, and of the private conversations, with what is unread in each.
 *
 * @module
 */

import type { Words } from "../words/en.ts";
import { button, element, fill, glyph, isolated, setAttribute } from "./element.ts";
import { makeRows, type Row } from "./rows.ts";

/** A row of the list. */
export interface TalkRow {
  /** What identifies the talk; given back when it is chosen. */
  readonly key: string;
  /** What it is called: a room with its `#`, or the name of a person. */
  readonly name: string;
  /** Whether it is a private conversation. */
  readonly isPrivate: boolean;
  /** How many messages are unread. */
  readonly unread: number;
  /** How many of these mention you; none in a private conversation, where all are for you. */
  readonly mentions: number;
  /** Whether it is the one that is open. */
  readonly isCurrent: boolean;
  /** Whether one is not in it now: put out, or the person has left. */
  readonly isGone: boolean;
}

/** What the list asks for. */
export interface RoomsCallbacks {
  /** A row was chosen. */
  readonly open: (key: string) => void;
  /** Another room is wanted. */
  readonly enter: () => void;
}

/** The list in the page. */
export interface RoomsList {
  /** Shows these rows, in this order. */
  readonly show: (rows: readonly TalkRow[]) => void;
}

/** The most that a count shows; above, a plus stands behind it. */
const MOST_SHOWN = 99;

/** Makes the list in `parent`. */
export function makeRoomsList(parent: HTMLElement, words: Words, on: RoomsCallbacks): RoomsList {
  const rooms = element("ul", { "aria-label": words.rooms });
  const others = element("ul", { "aria-label": words.conversations });
  const othersTitle = element("h2", {}, words.conversations);
  const enter = button("", on.enter, { class: "row" });
  enter.append(glyph("plus"), words.enterRoom);
  fill(parent, element("h2", {}, words.rooms), rooms, enter, othersTitle, others);
  const make = (key: string) => makeRow(key, words, on);
  const showRooms = makeRows<TalkRow, HTMLElement>(rooms, keyOf, make);
  const showOthers = makeRows<TalkRow, HTMLElement>(others, keyOf, make);
  return {
    show: (rows) => {
      showRooms(rows.filter(({ isPrivate }) => !isPrivate));
      showOthers(rows.filter(({ isPrivate }) => isPrivate));
      othersTitle.hidden = others.childElementCount === 0;
    },
  };
}

function makeRow(key: string, words: Words, on: RoomsCallbacks): Row<TalkRow, HTMLElement> {
  const shown = isolated("");
  const count = element("span", { "aria-hidden": "true" });
  const press = button("", () => on.open(key));
  press.append(shown, count);
  return {
    root: element("li", {}, press),
    show: ({ name, unread, mentions, isPrivate, isCurrent, isGone }) => {
      const shownCount = mentions || unread;
      shown.textContent = name;
      count.textContent = shownCount > MOST_SHOWN ? `${MOST_SHOWN}+` : `${shownCount || ""}`;
      count.className = mentions > 0 || isPrivate ? "count called" : "count";
      press.className = `row${unread > 0 ? " unread" : ""}${isGone ? " gone" : ""}`;
      setAttribute(press, "aria-current", isCurrent && "true");
      setAttribute(press, "aria-label", words.talkLabel(name, unread, mentions));
    },
  };
}

function keyOf({ key }: TalkRow): string {
  return key;
}
