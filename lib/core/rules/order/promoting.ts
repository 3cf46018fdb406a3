/**
 * Promoting: gives members of a room a rank or a voice, and takes them away. The lobby has no ranks.
 *
 * @module
 */

import type { Context } from "../../context.ts";
import type { Rank } from "../../state/access.ts";
import type { PersonText } from "../../reading/form.ts";
import type { Seat } from "../../state/seat.ts";
import { LOBBY, type RoomName } from "../../units.ts";
import { rankOf, withRank, withVoice } from "../access.ts";
import { audit } from "./auditing.ts";
import { aimAt } from "./targets.ts";
import { notify, tellDone, tellRoom } from "../telling.ts";

/**
 * Gives the person with this name a rank in a room and tells the room; `member` takes its rank away. For
 * those who have the right. May refuse with a notice.
 */
export function setRank(
  context: Context,
  seat: Seat,
  where: RoomName,
  { name, rank }: { readonly name: PersonText; readonly rank: Rank },
): void {
  const { ledger } = context;
  if (where === LOBBY) {
    return notify(context, seat, { code: "not-allowed", why: "lobby", room: where });
  }
  const { access } = ledger.room(where);
  const verb = rank === "member" ? "deop" : "op";
  const target = aimAt(context, seat, ledger.room(where), { verb, name });
  if (target === undefined) return;
  const nick = ledger.nickOf(target.client);
  const before = rankOf(access, target.client);
  // To make an owner a moderator takes /deop first, so that nobody is lowered by a slip.
  if (before === rank || (before === "owner" && rank === "moderator")) {
    const why = before === "member" ? "no-rank" : before;
    return notify(context, seat, { code: "no-change", why, room: where, name: nick });
  }
  const from = ledger.nickOf(seat.client);
  tellRoom(context, where, { kind: "room", from, setting: "rank", name: nick, value: rank });
  ledger.setAccess(where, withRank(access, target.client, rank));
  audit(context, seat, { act: verb, on: nick, room: where, setting: `rank ${rank}` });
  tellDone(context, seat, where);
}

/**
 * Lets the person with this name speak while a room is moderated, or no more, and tells the room. For
 * those who have the right. May refuse with a notice.
 */
export function setVoice(
  context: Context,
  seat: Seat,
  where: RoomName,
  { name, isOn }: { readonly name: PersonText; readonly isOn: boolean },
): void {
  const { ledger } = context;
  const verb = isOn ? "voice" : "devoice";
  const target = aimAt(context, seat, ledger.room(where), { verb, name });
  if (target === undefined) return;
  const { access, members } = ledger.room(where);
  const nick = ledger.nickOf(target.client);
  if (!members.has(target.client)) {
    // In the lobby, where people are found who are not in it.
    return notify(context, seat, { code: "no-such-name", why: "not-in-room", name, room: where });
  }
  if (access.voices.includes(target.client) === isOn) {
    const why = isOn ? "voiced" : "not-voiced";
    return notify(context, seat, { code: "no-change", why, room: where, name: nick });
  }
  const from = ledger.nickOf(seat.client);
  tellRoom(context, where, { kind: "room", from, setting: "voice", name: nick, value: isOn });
  ledger.setAccess(where, withVoice(access, target.client, isOn));
  audit(context, seat, { act: verb, on: nick, room: where });
  tellDone(context, seat, where);
}
