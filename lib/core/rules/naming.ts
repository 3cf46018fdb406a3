/**
 * Naming: the name of a newcomer, and another name for a client. Here, and not in the ledger, a name is
 * checked by the rules of names and given the strings that it is compared by.
 *
 * @module
 */

import { fold } from "../../text/fold.ts";
import type { ChatEvent } from "../event.ts";
import type { House } from "../house.ts";
import { addressNick, guestNick, type Nick, parseNick } from "./names.ts";
import type { NickProblem } from "../notice.ts";
import { skeleton } from "../../text/skeleton.ts";
import type { Seat } from "../state/desk.ts";
import type { Name } from "../state/roll.ts";
import { notify, tellRoom } from "./telling.ts";

/** A name with what it is compared by. Never throws. */
export function nameOf(nick: Nick): Name {
  return { nick, fold: fold(nick), skeleton: skeleton(nick) };
}

/**
 * Enters a newcomer into the ledger, under the name asked for if it can be had, otherwise under the
 * default name. Returns why the name asked for could not be had.
 */
export function nameNewcomer(
  { ledger }: House,
  { client, origin, nick }: Extract<ChatEvent, { kind: "connected" }>,
): NickProblem | undefined {
  const { address, isNamedByAddress } = origin;
  const spare = [nameOf(guestNick(client))];
  if (isNamedByAddress && address !== undefined) spare.unshift(nameOf(addressNick(address)));
  const wanted = nick === undefined ? undefined : parseNick(nick);
  if (typeof wanted === "string") return ledger.enter(client, [nameOf(wanted), ...spare]);
  // Why a default name could not be had is of no concern: nobody asked for it.
  ledger.enter(client, spare);
  return wanted;
}

/** Gives a client another name and tells everybody, or says why not. */
export function rename(house: House, seat: Seat, wanted: string): void {
  const { ledger } = house;
  const from = ledger.nickOf(seat.client);
  // Asked first: a default name is one's own, and yet no name that could be chosen.
  if (wanted === from) return notify(house, seat, { code: "name-unchanged", name: from });
  const nick = parseNick(wanted);
  if (typeof nick !== "string") return notify(house, seat, nick);
  if (nick === from) return notify(house, seat, { code: "name-unchanged", name: from });
  const name = nameOf(nick);
  const problem = ledger.problemWith(name, seat.client);
  if (problem !== undefined) return notify(house, seat, problem);
  // Told first: if there is a bug in that, the others still know the client by its old name.
  tellRoom(house, seat.room, { kind: "renamed", from, to: nick });
  ledger.rename(seat.client, name);
}
