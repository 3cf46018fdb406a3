/**
 * The lines about the client's own rooms that the daemon says to people, and the client by itself: only it knows
 * where its person speaks.
 *
 * @module
 */

import type { RoomName } from "../../core/units.ts";
import type { Phrases } from "../../words/phrases.ts";

/** What is typed goes to this room from now on. Never throws. */
export function speakingLine(phrases: Phrases, room: string): string {
  return `-- ${phrases.notice({ code: "speaking", room: room as RoomName })}`;
}

/** The client has left this room, and stays in others. Never throws. */
export function roomLeftLine(phrases: Phrases, room: string): string {
  return `-- ${phrases.notice({ code: "room-left", room: room as RoomName })}`;
}
