/**
 * Telling: sends messages to a room or to one client, in order.
 *
 * @module
 */

import type { House } from "../house.ts";
import type { PrivateMessage, Unstamped } from "../message.ts";
import type { Notice } from "../notice.ts";
import type { Seat } from "../state/desk.ts";
import type { ClientId, RoomName } from "../units.ts";

/** Tells a room, after releasing the arrivals and departures that it holds by name. */
export function tellRoom(house: House, room: RoomName, message: Unstamped): void {
  house.desk.announcer(room).release(house.effects);
  const stamped = house.ledger.stamp(message, room, house.time);
  house.effects.push({ kind: "publish", room, message: stamped });
}

/** Tells one client; does not release held announcements. */
export function send({ effects }: House, to: ClientId, message: PrivateMessage): void {
  effects.push({ kind: "send", to, message });
}

/** Answers a client after all earlier messages, held announcements included. */
export function answer(house: House, seat: Seat, message: PrivateMessage): void {
  if (seat.hearing.detail === "gathered") house.desk.announcer(seat.room).releaseAll(house.effects);
  send(house, seat.client, message);
}

/** Sends a notice to one client, after all earlier messages. */
export function notify(house: House, seat: Seat, notice: Notice): void {
  answer(house, seat, { kind: "notice", notice });
}
