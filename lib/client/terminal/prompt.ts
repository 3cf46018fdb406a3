/**
 * The prompt: the name, the room where the person speaks, what is new in the others, and the state of the
 * connection. Pure.
 *
 * @module
 */

import { LOBBY } from "../rooms/room_entry.ts";
import type { RoomNews } from "../rooms/room_news.ts";
import type { Rooms } from "../rooms/rooms.ts";
import type { UplinkState } from "../connection/uplink.ts";
import type { Phrases } from "../../words/phrases.ts";
import { clip, type Measure } from "./drawing/width.ts";
import { countsOf, type Unread } from "./talk/absence.ts";

/** What a prompt shows. */
export interface PromptParts {
  /** The name that the others see; empty before the first welcome. */
  readonly you: string;
  /** The rooms. */
  readonly rooms: Rooms;
  /** The state of the connection, if there is none, or will soon be none. */
  readonly trouble?: string | undefined;
  /** What is unread in the room where the person speaks. */
  readonly unread?: Unread | undefined;
  /** The width of the screen. */
  readonly columns: number;
  /** Measures text. */
  readonly measure: Measure;
}

/** So much of the screen's width a prompt takes at most; the rest is for the draft. */
const WIDTH_FOR_PROMPT = 2 / 3;

/** A name is shown so far, beside what is new in its room. */
const MAX_NAME_COLUMNS = 16;

/**
 * `ann> `, or with rooms `ann #dev (3 #ops +2 !1, 1 #lobby +3)> `: by its number each room in which
 * something was said, `+` and how often, and `!` and how often the person was named. Rooms in which the
 * person was named come first. What is unread where the person speaks stands before them: `ann #dev +4 !1> `. What
 * does not fit into most of the screen's width is left out, the room where the person speaks last. Never throws.
 */
export function promptFor(parts: PromptParts): string {
  const { you, rooms, trouble, columns, measure } = parts;
  const isRoomShown = you !== "" && (rooms.areSeveral || rooms.present !== LOBBY);
  const room = isRoomShown ? `#${rooms.present}` : "";
  const unread = countsOf(parts.unread ?? { said: 0, named: 0 });
  const limit = Math.floor(columns * WIDTH_FOR_PROMPT);
  const space = limit - measure(joined(you, room, unread)) - 1;
  const more = trouble === undefined ? newsOf(rooms.all, space, measure) : `(${trouble})`;
  const whole = joined(you, room, unread, more);
  const shorter = trouble === undefined
    ? [joined(you, room, unread), joined(you, room)]
    : [joined(you, room, more), joined(room, more)];
  const least = isRoomShown ? joined(room) : joined(you, more);
  return [whole, ...isRoomShown ? shorter : []].find((way) => measure(way) <= limit) ?? least;
}

function joined(...words: readonly string[]): string {
  return `${words.filter((word) => word !== "").join(" ")}> `;
}

/** The state of the connection in words; undefined if it is made. `at` is by the steady clock. */
export function troubleIn(state: UplinkState, phrases: Phrases, at: number): string | undefined {
  switch (state.kind) {
    case "online":
    case "leaving":
      return undefined;
    case "connecting":
      return phrases.connecting;
    case "waiting":
      return phrases.offline(Math.max(0, Math.ceil((state.until - at) / 1000)));
    default:
      return state satisfies never;
  }
}

/** A slow connection in words; undefined if there is nothing to say. Never throws. */
export function lagIn(seconds: number | undefined, phrases: Phrases): string | undefined {
  return seconds === undefined ? undefined : phrases.lag(seconds);
}

/** As many rooms as fit into the space, and a mark for the others. */
function newsOf(rooms: readonly RoomNews[], space: number, measure: Measure): string {
  const entries = [
    ...rooms.filter(({ named }) => named > 0),
    ...rooms.filter(({ said, named }) => said > 0 && named === 0),
  ].map((room) => entryOf(room, measure));
  if (entries.length === 0) return "";
  const whole = `(${entries.join(", ")})`;
  if (measure(whole) <= space) return whole;
  for (let count = entries.length - 1; count > 0; count--) {
    const some = `(${entries.slice(0, count).join(", ")}, …)`;
    if (measure(some) <= space) return some;
  }
  return "(…)";
}

function entryOf({ name, number, said, named }: RoomNews, measure: Measure): string {
  const isShort = measure(name) <= MAX_NAME_COLUMNS;
  const shown = isShort ? name : `${clip(name, MAX_NAME_COLUMNS - 1, measure)}…`;
  return `${number} #${shown} +${said}${named > 0 ? ` !${named}` : ""}`;
}
