/**
 * Ordering: gives a command the orders that its client may give.
 *
 * @module
 */

import type { Orders } from "../../commands/orders.ts";
import type { Context } from "../../context.ts";
import type { Rank } from "../../state/access.ts";
import type { PersonText } from "../../reading/form.ts";
import type { Seat } from "../../state/seat.ts";
import type { RoomName } from "../../units.ts";
import { ban, type BanWish, showBans, unban } from "./banning.ts";
import { setKept } from "./keeping.ts";
import { invite, type Kick, kick } from "./moderating.ts";
import { mute, type Muting, unmute } from "./muting.ts";
import { setRank, setVoice } from "./promoting.ts";
import { announceAll, orderStop, setLockdown, type StopWish } from "./running.ts";
import { setModerated, setPassword, setPrivate, setTopicLock, showSettings } from "./settings.ts";

/** The orders of one client, for one command. */
export class Ordering implements Orders {
  readonly #context: Context;
  readonly #seat: Seat;

  /** For this client. */
  constructor(context: Context, seat: Seat) {
    this.#context = context;
    this.#seat = seat;
  }

  /** Shows the settings of a room. */
  showSettings(room: RoomName): void {
    showSettings(this.#context, this.#seat, room);
  }

  /** Makes a room private or public, or refuses with a notice. */
  setPrivate(room: RoomName, isPrivate: boolean): void {
    setPrivate(this.#context, this.#seat, room, isPrivate);
  }

  /** Sets or removes the password of a room, or refuses with a notice. */
  setPassword(room: RoomName, digest: string | undefined): void {
    setPassword(this.#context, this.#seat, room, digest);
  }

  /** Says whether only moderators may set the topic of a room, or refuses with a notice. */
  setTopicLock(room: RoomName, isOn: boolean): void {
    setTopicLock(this.#context, this.#seat, room, isOn);
  }

  /** Says whether only people with a voice may speak in a room, or refuses with a notice. */
  setModerated(room: RoomName, isOn: boolean): void {
    setModerated(this.#context, this.#seat, room, isOn);
  }

  /** Keeps a room, or keeps it no more, or refuses with a notice. */
  setKept(room: RoomName, isOn: boolean): void {
    setKept(this.#context, this.#seat, room, isOn);
  }

  /** Invites a person into a room, or refuses with a notice. */
  invite(room: RoomName, name: PersonText): void {
    invite(this.#context, this.#seat, room, name);
  }

  /** Puts a person out of a room, or refuses with a notice. */
  kick(room: RoomName, wanted: Kick): void {
    kick(this.#context, this.#seat, room, wanted);
  }

  /** Gives a person a rank in a room, or refuses with a notice. */
  setRank(room: RoomName, name: PersonText, rank: Rank): void {
    setRank(this.#context, this.#seat, room, { name, rank });
  }

  /** Gives a person a voice in a room, or takes it away, or refuses with a notice. */
  setVoice(room: RoomName, name: PersonText, isOn: boolean): void {
    setVoice(this.#context, this.#seat, room, { name, isOn });
  }

  /** Mutes a person in a room, or refuses with a notice. */
  mute(room: RoomName, muting: Muting): void {
    mute(this.#context, this.#seat, room, muting);
  }

  /** Ends the mute of a person in a room, or refuses with a notice. */
  unmute(room: RoomName, name: PersonText): void {
    unmute(this.#context, this.#seat, room, name);
  }

  /** Bans a person or a network, or refuses with a notice. */
  ban(room: RoomName, wish: BanWish): void {
    ban(this.#context, this.#seat, room, wish);
  }

  /** Ends bans, or refuses with a notice. */
  unban(room: RoomName, target: PersonText): void {
    unban(this.#context, this.#seat, room, target);
  }

  /** Shows the bans of a room. */
  showBans(room: RoomName): void {
    showBans(this.#context, this.#seat, room);
  }

  /** Says something to everybody. */
  announceAll(text: string): void {
    announceAll(this.#context, this.#seat, text);
  }

  /** Closes the daemon for newcomers, or opens it. */
  setLockdown(isOn: boolean): void {
    setLockdown(this.#context, this.#seat, isOn);
  }

  /** Announces a stop of the daemon, or calls it off. */
  orderStop(wish: StopWish): void {
    orderStop(this.#context, this.#seat, wish);
  }
}
