/**
 * Order: what operators and moderators have decided about people: the bans and the mutes of each
 * room that has any, those of the lobby for the whole daemon, and the lockdown.
 *
 * @module
 */

import type { ClientId, Millis, RoomName } from "../units.ts";
import { type BanData, Bans } from "./bans.ts";
import { type MuteData, Mutes } from "./mutes.ts";

/** The order as plain data. */
export interface OrderData {
  /** Whether only people from this machine may enter. */
  readonly isLockedDown: boolean;
  /** The bans of all rooms; those of each room the oldest first. */
  readonly bans: readonly BanData[];
  /** The mutes of all rooms, the oldest first. */
  readonly mutes: readonly MuteData[];
  /** When the bans that are over are forgotten next; undefined is at once. */
  readonly nextSweep?: Millis | undefined;
}

/** The order; owned by the ledger. Never throws. */
export class Order {
  /** Whether only people from this machine may enter. */
  isLockedDown: boolean;
  /** Who is banned from where. */
  readonly bans: Bans;
  /** Who is muted where. */
  readonly mutes: Mutes;

  /** No decisions, or those when the data was taken. */
  constructor(data?: OrderData) {
    this.isLockedDown = data?.isLockedDown ?? false;
    this.bans = new Bans(data?.bans);
    this.bans.nextSweep = data?.nextSweep;
    this.mutes = new Mutes(data?.mutes);
  }

  /** Everything, as plain data. */
  snapshot(): OrderData {
    const { isLockedDown, bans, mutes } = this;
    const { nextSweep } = bans;
    const sweep = nextSweep === undefined ? {} : { nextSweep };
    return { isLockedDown, bans: bans.snapshot(), mutes: mutes.snapshot(), ...sweep };
  }

  /** A client has left: forgets what was decided about it by its id. */
  forget(client: ClientId): void {
    this.bans.forget(client);
    this.mutes.forget(client);
  }

  /** Bans and mutes by people with these names stay in force, and say no more by whom they are, and why. */
  forgetAuthors(names: ReadonlySet<string>): void {
    this.bans.forgetAuthors(names);
    this.mutes.forgetAuthors(names);
  }

  /** Time has passed: forgets what is over. */
  expire(at: Millis): void {
    this.bans.expire(at);
    this.mutes.expire(at);
  }

  /** A room has vanished: forgets what was decided in it. */
  drop(room: RoomName): void {
    this.bans.drop(room);
    this.mutes.drop(room);
  }
}
