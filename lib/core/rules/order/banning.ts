/**
 * Banning: moderators keep people and networks out of a room, and operators out of the daemon, whose bans
 * are those of the lobby. A person is banned by its address, or by its id if it comes from this machine.
 * A ban of addresses does not concern people from this machine, operators, and those who have a rank.
 *
 * @module
 */

import { isLoopbackNetwork, parseNetwork, testOf } from "../../../ip/network.ts";
import type { BanNotice } from "../../ban_notice.ts";
import type { Context } from "../../context.ts";
import type { BanInfo } from "../../info.ts";
import type { PutOut } from "../../message.ts";
import type { Notice } from "../../notice.ts";
import type { Sentence, Subject } from "../../order.ts";
import type { PersonText } from "../../reading/form.ts";
import type { Seat } from "../../state/seat.ts";
import { isMark } from "../../state/marks.ts";
import type { Room } from "../../state/room.ts";
import type { Name } from "../../state/taken_names.ts";
import { type Bytes, LOBBY, type Millis, type RoomName } from "../../units.ts";
import { audit } from "./auditing.ts";
import { endOf } from "./barring.ts";
import { leaveTogether } from "../leaving.ts";
import { isLasting, keepChange } from "./keeping.ts";
import { putOut } from "./moderating.ts";
import { proposeIfBarred } from "../proposing.ts";
import { findNamed } from "../finding.ts";
import { hasRight, standingIn } from "./ranks.ts";
import { maySpeak } from "./muting.ts";
import { isAtLeast } from "./rights.ts";
import { answer, notify } from "../telling.ts";

/** The most bans that one answer lists. */
export const MAX_LISTED = 100;

/** The most bytes of the reason of a ban: it is held as long as the ban, and everybody refused is told it. */
export const MAX_REASON: Bytes = 400;

/** A ban that a client asks for. Nothing in it has been checked. */
export interface BanWish {
  /** The name of a person, an address or a network. */
  readonly target: PersonText;
  /** How long; undefined is without end. */
  readonly lasts?: Millis | undefined;
  /** Why; possibly empty. */
  readonly reason: string;
}

/** What a ban is against. */
interface Target {
  readonly subject: Subject;
  /** The person, and its name; undefined for an address or a network. */
  readonly person?: { readonly seat: Seat; readonly name: Name } | undefined;
  /** What the client is told: the name, or the network. */
  readonly on: string;
}

/**
 * Bans a person or a network from a room and puts out those it is against; for those who have the right.
 * May refuse with a notice.
 */
export function ban(context: Context, seat: Seat, where: RoomName, wish: BanWish): void {
  const { ledger, at, time } = context;
  const room = ledger.room(where);
  const target = targetOf(context, seat, room, wish.target);
  if ("code" in target) return notify(context, seat, target);
  const { lasts, reason } = wish;
  if (new TextEncoder().encode(reason).length > MAX_REASON) {
    return notify(context, seat, { code: "reason-too-long", limit: MAX_REASON });
  }
  // Those it is against, and their room, would be told what the muted say.
  if (reason !== "" && !maySpeak(context, seat, where)) return;
  const sentence: Sentence = {
    subject: target.subject,
    name: target.person?.name.nick,
    fold: target.person?.name.fold,
    until: lasts === undefined ? undefined : at + lasts,
    by: ledger.nickOf(seat.client),
    reason,
    since: time,
  };
  const limit = ledger.order.bans.add(where, sentence, at);
  if (limit !== undefined) {
    return notify(context, seat, { code: "bans-full", room: where, limit });
  }
  const end = endOf(context, sentence);
  note(context, seat, where, { act: "ban", target, reason, ...end });
  const count = putOutBanned(context, room, sentence, target);
  notify(context, seat, { code: "ban-set", room: where, on: target.on, count, ...end });
}

/** Ends the bans of a person, by the name that it had, or of a network; answers with a notice. */
export function unban(context: Context, seat: Seat, where: RoomName, wanted: PersonText): void {
  const { forms, ledger: { order: { bans } } } = context;
  const network = parseNetwork(wanted);
  const wantedFold = network === undefined ? forms.foldOf(wanted) : undefined;
  const ended: Sentence[] = [];
  for (const each of bans.of(where, context.at)) {
    const { subject, fold } = each;
    const isMeant = network === undefined
      ? fold === wantedFold
      : "network" in subject && subject.network === network;
    if (isMeant) ended.push(each);
  }
  const on = network ?? ended[0]?.name ?? wanted;
  if (ended.length === 0) return notify(context, seat, { code: "not-banned", room: where, on });
  for (const { subject } of ended) {
    bans.remove(where, subject);
    note(context, seat, where, { act: "unban", target: { subject, on } });
  }
  notify(context, seat, { code: "ban-ended", room: where, on });
}

/** Shows the bans of a room; for those who may ban. */
export function showBans(context: Context, seat: Seat, where: RoomName): void {
  const { ledger, at } = context;
  const room = ledger.room(where);
  const seesNetworks = hasRight(seat, room, "see-origins");
  const bans: BanInfo[] = [];
  let more = 0;
  for (const each of ledger.order.bans.of(where, at)) {
    if (bans.length >= MAX_LISTED) {
      more++;
      continue;
    }
    const { subject, name, by, since, reason } = each;
    const isShown = "network" in subject && !isMark(subject.network) &&
      (name === undefined || seesNetworks);
    bans.push({
      ...(name !== undefined && { name }),
      ...(isShown && { network: subject.network }),
      by,
      since,
      ...endOf(context, each),
      reason,
    });
  }
  answer(context, seat, { kind: "bans", room: where, bans, more });
}

/** The person or the network that a text means, if it can be banned; otherwise the refusal. */
function targetOf(context: Context, by: Seat, room: Room, text: PersonText): Target | Notice {
  const seat = findNamed(context, text);
  if (seat !== undefined) return personOf(context, by, room, seat);
  const network = parseNetwork(text);
  if (network === undefined) {
    // No name has these characters.
    const isName = !/[/:]|^[\d.]+$/.test(text);
    return isName
      ? { code: "no-such-name", why: "unknown", name: text }
      : { code: "bad-network", value: text };
  }
  if (isLoopbackNetwork(network)) {
    return { code: "not-bannable", why: "this-machine", on: network };
  }
  return { subject: { network }, on: network };
}

function personOf(context: Context, by: Seat, room: Room, seat: Seat): Target | Notice {
  const { client, origin } = seat;
  const name = context.ledger.nameOf(client);
  const { nick } = name;
  if (client === by.client) return { code: "yourself", why: "ban" };
  const problem = whyNotBannable(room, seat);
  if (problem !== undefined) return { code: "not-bannable", why: problem, on: nick };
  if (!isAtLeast(standingIn(room.access, by), standingIn(room.access, seat))) {
    return { code: "higher-rank", name: nick, room: room.name };
  }
  const { network, isLoopback } = origin;
  const subject = network === undefined || isLoopback ? { client } : { network };
  return { subject, person: { seat, name }, on: nick };
}

function whyNotBannable(
  { name }: Room,
  { origin: { isOperator, isLoopback, network } }: Seat,
): Extract<BanNotice, { code: "not-bannable" }>["why"] | undefined {
  if (isOperator) return "operator";
  if (name !== LOBBY) return undefined;
  if (isLoopback) return "this-machine";
  return network === undefined ? "no-address" : undefined;
}

/** Puts out all that a new ban is against; returns how many. */
function putOutBanned(context: Context, room: Room, sentence: Sentence, target: Target): number {
  const { settings } = context;
  const { by: from, reason: text } = sentence;
  const reason: PutOut = { by: "daemon", code: "banned", from, text };
  if (settings.isShared && target.person === undefined) return proposeAll(context, room);
  const isAgainst = aimOf(target.subject, room);
  const people = [...peopleIn(context, room)].filter((seat) =>
    seat === target.person?.seat || isAgainst(seat)
  );
  if (room.name === LOBBY) {
    leaveTogether(context, people, reason);
    return people.length;
  }
  const end = endOf(context, sentence);
  const notice: Notice = {
    code: "banned",
    why: "you",
    room: room.name,
    from,
    reason: text,
    ...end,
  };
  for (const seat of people) {
    putOut(context, seat, context.ledger.room(room.name), { reason, notice });
  }
  return people.length;
}

/**
 * Only the node of a client knows its address: each proposes to put out its own. Returns how many; those of
 * other nodes are not counted.
 */
function proposeAll(context: Context, room: Room): number {
  const before = context.effects.length;
  for (const seat of peopleIn(context, room)) proposeIfBarred(context, seat, room.name);
  return context.effects.length - before;
}

/** The members of a room; of the lobby, everybody in the daemon. */
function* peopleIn({ desk }: Context, { name, members }: Room): Iterable<Seat> {
  if (name === LOBBY) return yield* desk.seats();
  for (const client of members.keys()) {
    const seat = desk.seatOf(client);
    if (seat !== undefined) yield seat;
  }
}

/** Tells of a person whether a ban of this subject is against it. */
function aimOf(subject: Subject, { access }: Room): (seat: Seat) => boolean {
  if ("client" in subject) return ({ client }) => client === subject.client;
  if (isMark(subject.network)) {
    return (seat) =>
      seat.origin.network === subject.network && !seat.origin.isLoopback &&
      standingIn(access, seat) === "member";
  }
  const isIn = testOf(subject.network);
  return (seat) => {
    const { ip, isLoopback } = seat.origin;
    if (ip === undefined || isLoopback || standingIn(access, seat) !== "member") return false;
    return isIn(ip);
  };
}

/** What was done, for the log and for the store. */
interface Noted {
  readonly act: "ban" | "unban";
  readonly target: Target;
  readonly reason?: string | undefined;
  readonly until?: Millis | undefined;
}

/** Has an act logged, and kept if it outlives the process. */
function note(context: Context, seat: Seat, room: RoomName, noted: Noted): void {
  const { ledger, time } = context;
  const { act, target: { subject, person, on }, reason, until } = noted;
  const network = "network" in subject && !isMark(subject.network) ? subject.network : undefined;
  const by = ledger.nickOf(seat.client);
  const name = person?.name.nick ?? (network === on ? undefined : on);
  audit(context, seat, { act, on: name, network, room, reason, until });
  if (network === undefined || !isLasting(ledger.room(room))) return;
  keepChange(
    context,
    act === "unban"
      ? { kind: "unban", room, network }
      : { kind: "ban", room, network, name, by, reason: reason ?? "", since: time, until },
  );
}
