/**
 * The list of the rooms that one is in, and of the private conversations, with what is unread in each.
 *
 * @module
 */

import type { Words } from "../words/words.ts";
import { button, element, fill, glyph, isolated, setAttribute } from "./element.ts";

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
  /** How many of these mention you; in a private conversation all do. */
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
  /** Shows these rows, in this order. The focus stays on the row where it is. */
  readonly show: (rows: readonly TalkRow[]) => void;
}

/** The most that a count shows; above, a plus stands behind it. */
const MOST_SHOWN = 99;

/** Makes the list in `parent`. */
export function makeRoomsList(
  parent: HTMLElement,
  words: Words,
  on: RoomsCallbacks,
): RoomsList {
  const rooms = element("ul", { "aria-label": words.rooms });
  const others = element("ul", { "aria-label": words.conversations });
  const othersTitle = element("h2", { hidden: true }, words.conversations);
  const enter = button("", on.enter, { class: "row" });
  enter.append(glyph("plus"), words.enterRoom);
  fill(
    parent,
    element("h2", {}, words.rooms),
    rooms,
    enter,
    othersTitle,
    others,
  );
  const shown = new Map<string, Row>();

  return {
    show: (rows) => {
      const keys = new Set(rows.map(({ key }) => key));
      for (const [key, row] of shown) {
        if (keys.has(key)) continue;
        row.root.remove();
        shown.delete(key);
      }
      const before = {
        rooms: rooms.firstElementChild,
        others: others.firstElementChild,
      };
      for (const data of rows) {
        const row = shown.get(data.key) ?? makeRow(data.key, words, on);
        shown.set(data.key, row);
        row.show(data);
        const side = data.isPrivate ? "others" : "rooms";
        if (before[side] === row.root) {
          before[side] = row.root.nextElementSibling;
        } else {(data.isPrivate ? others : rooms).insertBefore(
            row.root,
            before[side],
          );}
      }
      othersTitle.hidden = others.childElementCount === 0;
    },
  };
}

interface Row {
  readonly root: HTMLElement;
  readonly show: (data: TalkRow) => void;
}

function makeRow(key: string, words: Words, on: RoomsCallbacks): Row {
  const name = isolated("");
  name.className = "truncate";
  const count = element("span", { class: "count", "aria-hidden": "true" });
  const press = button("", () => on.open(key), { class: "row" });
  press.append(name, count);
  return {
    root: element("li", {}, press),
    show: (data) => {
      const called = data.mentions > 0;
      name.textContent = data.name;
      count.textContent = shownCount(called ? data.mentions : data.unread);
      count.className = called ? "count called" : "count";
      press.classList.toggle("unread", data.unread > 0);
      press.classList.toggle("gone", data.isGone);
      setAttribute(press, "aria-current", data.isCurrent ? "true" : undefined);
      press.setAttribute(
        "aria-label",
        words.talkLabel(
          data.name,
          data.unread,
          data.isPrivate ? 0 : data.mentions,
        ),
      );
    },
  };
}

function shownCount(count: number): string {
  return count === 0 ? "" : count > MOST_SHOWN ? `${MOST_SHOWN}+` : String(count);
}
