/**
 * Ordering: gives a command the orders that its client may give.
 *
 * @module
 */

import type { Orders } from "../commands/orders.ts";
import type { Context } from "../context.ts";
import type { Seat } from "../state/desk.ts";
import type { RoomName } from "../units.ts";
import { invite, type Kick, kick } from "./moderating.ts";
import { setPassword, setPrivate, showSettings } from "./settings.ts";

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

  /** Invites a person into a room, or refuses with a notice. */
  invite(room: RoomName, name: string): void {
    invite(this.#context, this.#seat, room, name);
  }

  /** Puts a person out of a room, or refuses with a notice. */
  kick(room: RoomName, wanted: Kick): void {
    kick(this.#context, this.#seat, room, wanted);
  }
}
