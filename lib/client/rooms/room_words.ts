/**
 * The lines about the client's own rooms that the daemon says to people, and the client by itself: only it knows
 * where its person speaks.
 *
 * @module
 */

import type { RoomName } from "../../core/units.ts";
import type { DaemonEvent } from "../../wire/json/daemon_event.ts";
import type { Phrases } from "../../words/phrases.ts";

/** What is typed goes to this room from now on. Never throws. */
export function speakingLine(phrases: Phrases, room: string): string {
  return `-- ${phrases.notice({ code: "speaking", room: room as RoomName })}`;
}

/** The client has left this room, and stays in others. Never throws. */
export function roomLeftLine(phrases: Phrases, room: string): string {
  return `-- ${phrases.notice({ code: "room-left", room: room as RoomName })}`;
}

/** Somebody has put the client out of a room: who, and why. Undefined for any other leaving. Never throws. */
export function putOutLine(
  phrases: Phrases,
  { room: name, reason: { known } }: DaemonEvent & { readonly kind: "left" },
): string | undefined {
  const room = name as RoomName;
  switch (known?.code) {
    case "kicked":
      return `-- ${phrases.notice({ code: "kicked", room, from: known.from, reason: known.text })}`;
    case "banned": {
      const { from, text: reason } = known;
      return `-- ${phrases.notice({ code: "banned", why: "you", room, from, reason })}`;
    }
    default:
      return undefined;
  }
}
