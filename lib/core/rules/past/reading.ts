/**
 * Reading: how far back a client may read in a room. History, resuming and searching decide by this one
 * function, and a room that a client may not read answers as a room that does not exist.
 *
 * @module
 */

import type { Room } from "../../state/room.ts";
import type { ClientId } from "../../units.ts";
import { isPublic } from "../access.ts";

/**
 * The lowest `seq` that a client may read in a room; undefined if it may read nothing. In a public room
 * that is the one since when the room has been public, or the client's own last entry if that was
 * earlier. In a room that is private or has a password, members may read from their own last entry on,
 * and others nothing. Never throws.
 */
export function readableFrom(
  { members, access, openFrom }: Pick<Room, "members" | "access" | "openFrom">,
  client: ClientId,
): number | undefined {
  const entry = members.get(client);
  const own = entry === undefined ? undefined : entry + 1;
  if (!isPublic(access)) return own;
  return own === undefined ? openFrom : Math.min(openFrom, own);
}
