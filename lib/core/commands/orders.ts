/**
 * Orders: what a command can do to a room and to people, for a client that has the right to it. A row
 * says the right with `needs`, and it is checked before the row runs.
 *
 * @module
 */

import type { RoomName } from "../units.ts";
import type { Kick } from "../rules/moderating.ts";

/** The orders of one client. Each answers or tells the room, or refuses with a notice. */
export interface Orders {
  /** Shows the client the settings of a room. */
  showSettings(room: RoomName): void;
  /** Makes a room private or public. */
  setPrivate(room: RoomName, isPrivate: boolean): void;
  /** Sets or removes the password of a room. */
  setPassword(room: RoomName, digest: string | undefined): void;
  /** Invites a person into a room. */
  invite(room: RoomName, name: string): void;
  /** Puts a person out of a room. */
  kick(room: RoomName, kick: Kick): void;
}
