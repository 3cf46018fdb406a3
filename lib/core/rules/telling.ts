/**
 * Telling: to a room, or to one client after everything that came before.
 *
 * @module
 */

import type { House } from "../house.ts";
import type { PrivateMessage, Unstamped } from "../message.ts";
import type { Notice } from "../notice.ts";
import type { Seat } from "../state/desk.ts";
import type { ClientId, RoomName } from "../units.ts";

/** Tells a room, after the arrivals and departures that are held there by name. */
export function tellRoom(house: House, room: RoomName, message: Unstamped): void {
  house.desk.announcer(room).release(house.effects);
  const stamped = house.ledger.stamp(message, room, house.time);
  house.effects.push({ kind: "publish", room, message: stamped });
}

/** Tells one client, whatever is held back. */
export function send({ effects }: House, to: ClientId, message: PrivateMessage): void {
  effects.push({ kind: "send", to, message });
}

/** Answers a client after everything that came before, held announcements included. */
export function answer(house: House, seat: Seat, message: PrivateMessage): void {
  if (seat.audience === "people") house.desk.announcer(seat.room).releaseAll(house.effects);
  send(house, seat.client, message);
}

/** Says a word to one client, after everything that came before. */
export function notify(house: House, seat: Seat, notice: Notice): void {
  answer(house, seat, { kind: "notice", notice });
}
