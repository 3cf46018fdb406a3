/**
 * Access: whether a client may enter a room, and whether it may know of it. Every command that takes the
 * name of a room decides by these functions, so that a private room answers outsiders as a room that
 * does not exist.
 *
 * @module
 */

import type { Access } from "../state/access.ts";
import type { Room } from "../state/room.ts";
import type { ClientId, Millis } from "../units.ts";

/** How a client sees a room: as a `member`; `open`, so that it may enter; or `hidden`. */
export type View = "member" | "open" | "hidden";

/** Whether everybody may enter a room. Never throws. */
export function isPublic({ isPrivate }: Access): boolean {
  return !isPrivate;
}

/** How a client sees a room at this time of the monotonic clock. Never throws. */
export function viewOf({ members, access }: Room, client: ClientId, _at: Millis): View {
  if (members.has(client)) return "member";
  return isPublic(access) ? "open" : "hidden";
}

/** Why a client may not enter a room that exists; undefined if it may. Never throws. */
export function entryProblem(
  room: Room,
  client: ClientId,
  { at }: { readonly password?: string | undefined; readonly at: Millis },
): "room-private" | undefined {
  return viewOf(room, client, at) === "hidden" ? "room-private" : undefined;
}
