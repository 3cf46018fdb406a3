/**
 * The title of the window: what is unread, the name, and the room where the person speaks. Pure.
 *
 * @module
 */

import { LOBBY } from "../rooms/room_entry.ts";
import type { Rooms } from "../rooms/rooms.ts";
import { countsOf, type Unread } from "./talk/absence.ts";

/** What a title shows. */
export interface TitleParts {
  /** One's own name; empty before the first welcome. */
  readonly you: string;
  /** The rooms. */
  readonly rooms: Rooms;
  /** What is unread in all rooms. */
  readonly unread: Unread;
  /** The address of the connection, if it is not the first; undefined there. */
  readonly elsewhere?: string | undefined;
}

/** `+3 !1 ann #dev - hubbub`: the counts come first, because a list of windows cuts the end. At another address than the
 * first `ann - chat.example.org:8000 - hubbub`. Never throws. */
export function titleFor({ you, rooms, unread, elsewhere }: TitleParts): string {
  const room = rooms.areSeveral || rooms.present !== LOBBY ? `#${rooms.present}` : "";
  const place = you === "" ? [] : [you, room];
  const before = [countsOf(unread), ...place].filter((word) => word !== "").join(" ");
  return [before, elsewhere ?? "", "hubbub"].filter((word) => word !== "").join(" - ");
}
