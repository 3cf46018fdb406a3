/**
 * Order: what operators and moderators have decided about people: the mutes of each room that has any,
 * those of the lobby for the whole daemon, and the lockdown.
 *
 * @module
 */

import type { ClientId, Millis, RoomName } from "../units.ts";
import { type MuteData, Mutes } from "./mutes.ts";

/** The order as plain data. */
export interface OrderData {
  /** Whether only people from this machine may enter. */
  readonly isLockedDown: boolean;
  /** The mutes of all rooms, the oldest first. */
  readonly mutes: readonly MuteData[];
}

/** The order; owned by the ledger. Never throws. */
export class Order {
  /** Whether only people from this machine may enter. */
  isLockedDown: boolean;
  /** Who is muted where. */
  readonly mutes: Mutes;

  /** No decisions, or those when the data was taken. */
  constructor(data?: OrderData) {
    this.isLockedDown = data?.isLockedDown ?? false;
    this.mutes = new Mutes(data?.mutes);
  }

  /** Everything, as plain data. */
  snapshot(): OrderData {
    return { isLockedDown: this.isLockedDown, mutes: this.mutes.snapshot() };
  }

  /** A client has left: forgets what was decided about it by its id. */
  forget(client: ClientId): void {
    this.mutes.forget(client);
  }

  /** Time has passed: forgets what is over. */
  expire(at: Millis): void {
    this.mutes.expire(at);
  }

  /** A room has vanished: forgets what was decided in it. */
  drop(room: RoomName): void {
    this.mutes.drop(room);
  }
}
