/**
 * Muting: who may speak where. People are muted by their network, so that to come again changes nothing;
 * those who come from this machine by their id. Those with a rank are muted by both: a rank goes with leaving.
 *
 * @module
 */

import type { Context } from "../../context.ts";
import type { Origin } from "../../event.ts";
import type { Notice } from "../../notice.ts";
import type { Sentence, Subject } from "../../order.ts";
import type { PersonText } from "../../reading/form.ts";
import type { Seat } from "../../state/seat.ts";
import { boundOf } from "../../state/mutes.ts";
import type { Room } from "../../state/room.ts";
import { isInForce } from "../../state/sentences.ts";
import type { Name } from "../../state/taken_names.ts";
import { LOBBY, type Millis, type RoomName } from "../../units.ts";
import { audit } from "./auditing.ts";
import { endOf } from "./barring.ts";
import { findNamed } from "../finding.ts";
import { isLasting, keepChange } from "./keeping.ts";
import { standingIn } from "./ranks.ts";
import { isAtLeast } from "./rights.ts";
import { aimAt } from "./targets.ts";
import { notify } from "../telling.ts";

/** Whom to mute, and for how long. */
export interface Muting {
  /** The name of the person, as it was typed. */
  readonly name: PersonText;
  /** For how long; undefined is until somebody ends it. */
  readonly lasts?: Millis | undefined;
}

/** Whether a client may speak in a room. If not, refuses with a notice. */
export function maySpeak(context: Context, seat: Seat, where: RoomName): boolean {
  const room = context.ledger.room(where);
  const mute = muteOf(context, seat, room);
  if (mute !== undefined) {
    refuse(context, seat, mute);
    return false;
  }
  if (!room.access.isModerated || hasVoice(seat, room)) return true;
  notify(context, seat, { code: "room-moderated", room: where });
  return false;
}

/**
 * Whether a client may tell people something outside of rooms, such as a private word or another name:
 * those who are muted in the lobby may not. If not, refuses with a notice.
 */
export function maySpeakAnywhere(context: Context, seat: Seat): boolean {
  const mute = muteOf(context, seat, context.ledger.room(LOBBY));
  if (mute === undefined) return true;
  refuse(context, seat, mute);
  return false;
}

/**
 * Why a newcomer may not have the name that it asks for: those who are muted in the lobby by their address
 * have no other name than before. Otherwise each new connection could tell everybody a name.
 */
export function whyNotNamed(
  context: Context,
  { isLoopback, isOperator, network }: Origin,
  { fold }: Name,
): Notice | undefined {
  if (isLoopback || isOperator || network === undefined) return undefined;
  const mute = context.ledger.order.mutes.find(LOBBY, { network }, context.at);
  if (mute === undefined || mute.fold === fold) return undefined;
  return refusalOf(context, { room: LOBBY, mute });
}

/** Whether a room hears what a client says in it, its last words above all. Tells nobody. */
export function isHeard(context: Context, seat: Seat, where: RoomName): boolean {
  const room = context.ledger.room(where);
  if (muteOf(context, seat, room) !== undefined) return false;
  return !room.access.isModerated || hasVoice(seat, room);
}

/** Mutes the person with this name in a room; for those who have the right. May refuse with a notice. */
export function mute(context: Context, seat: Seat, where: RoomName, wanted: Muting): void {
  const { ledger, at, time } = context;
  const { mutes } = ledger.order;
  const { name, lasts } = wanted;
  const room = ledger.room(where);
  const target = aimAt(context, seat, room, { verb: "mute", name });
  if (target === undefined) return;
  const subjects = subjectsFor(target, room);
  const { nick, fold } = ledger.nameOf(target.client);
  const before = mutes.find(where, subjects[0], at);
  if (before !== undefined && before.until === undefined && lasts === undefined) {
    return notify(context, seat, { code: "no-change", why: "muted", room: where, name: nick });
  }
  const by = ledger.nickOf(seat.client);
  const until = lasts === undefined ? undefined : at + lasts;
  const sentence = { name: nick, fold, until, by, reason: "", since: time };
  for (const subject of subjects) {
    if (!mutes.add(where, { ...sentence, subject })) {
      return notify(context, seat, { code: "mutes-full", room: where, limit: boundOf(where) });
    }
    // A mute without an end, in place of one that is kept, is not kept itself.
    keep(context, where, { ...sentence, subject });
  }
  const ends = endOf(context, sentence);
  audit(context, seat, { act: "mute", on: nick, room: where, ...ends });
  notify(context, target, { code: "muted", why: "you", room: where, from: by, ...ends });
  notify(context, seat, { code: "muted", why: "done", room: where, name: nick, ...ends });
}

/**
 * Lets the person with this name, who may have left, speak again in a room; for those who have the right.
 * May refuse with a notice.
 */
export function unmute(context: Context, seat: Seat, where: RoomName, name: PersonText): void {
  const { ledger, at } = context;
  const present = findNamed(context, name);
  const held = present && muteIn(context, present, ledger.room(where));
  const named = mutedNamed(context, where, name);
  const found = held ?? named.at(-1);
  // A former name means the client itself as well.
  const isOwn = named.some(({ subject }) => "client" in subject && subject.client === seat.client);
  if (isOwn || present?.client === seat.client) {
    return notify(context, seat, { code: "yourself", why: "unmute" });
  }
  if (found === undefined && present === undefined) {
    return notify(context, seat, { code: "no-such-name", why: "unknown", name });
  }
  const nick = present === undefined ? found?.name ?? name : ledger.nickOf(present.client);
  if (found === undefined || !isInForce(found, at)) {
    return notify(context, seat, { code: "no-change", why: "not-muted", room: where, name: nick });
  }
  // The name may be that of another person now.
  const target = held === undefined ? undefined : present;
  // One by address may be beside one of the person itself, who had a rank then.
  const subjects = target === undefined ? named.map(({ subject }) => subject) : subjectsOf(target);
  for (const subject of subjects) {
    const isEnded = subject !== undefined && ledger.order.mutes.remove(where, subject);
    if (isEnded) forget(context, where, subject);
  }
  audit(context, seat, { act: "unmute", on: nick, room: where });
  const from = ledger.nickOf(seat.client);
  if (target !== undefined) {
    notify(context, target, { code: "unmuted", why: "you", room: where, from });
  }
  notify(context, seat, { code: "unmuted", why: "done", room: where, name: nick });
}

function refuse(context: Context, seat: Seat, found: Found): void {
  notify(context, seat, refusalOf(context, found));
}

function refusalOf(context: Context, { room, mute }: Found): Notice {
  return { code: "muted", why: "refused", room, ...endOf(context, mute) };
}

/** A mute that holds, and the room that it was given in. */
interface Found {
  readonly room: RoomName;
  readonly mute: Sentence;
}

/** The mute that keeps a client from speaking in a room: one of the lobby, or one of the room. */
function muteOf(context: Context, seat: Seat, room: Room): Found | undefined {
  const { ledger } = context;
  if (ledger.order.mutes.isEmpty) return undefined;
  const everywhere = muteIn(context, seat, ledger.room(LOBBY));
  if (everywhere !== undefined) return { room: LOBBY, mute: everywhere };
  const here = room.name === LOBBY ? undefined : muteIn(context, seat, room);
  return here && { room: room.name, mute: here };
}

/** The mute of a client that was given in this room. One by network touches nobody with a rank there. */
function muteIn({ ledger, at }: Context, seat: Seat, room: Room): Sentence | undefined {
  const { mutes } = ledger.order;
  const [own, byNetwork] = subjectsOf(seat);
  const mute = mutes.find(room.name, own, at);
  if (mute !== undefined || byNetwork === undefined || isRanked(seat, room)) return mute;
  return mutes.find(room.name, byNetwork, at);
}

/** How a person is muted in a room: in each of these ways, that which holds now first. */
function subjectsFor(seat: Seat, room: Room): readonly [Subject, ...Subject[]] {
  const both = subjectsOf(seat);
  return isRanked(seat, room) ? both : [both[1] ?? both[0]];
}

/** By what a person can be muted: itself, and its network unless it comes from this machine. */
function subjectsOf(
  { client, origin: { isLoopback, network } }: Seat,
): readonly [Subject, ...Subject[]] {
  const own = { client };
  return isLoopback || network === undefined ? [own] : [own, { network }];
}

function isRanked(seat: Seat, { access }: Room): boolean {
  return isAtLeast(standingIn(access, seat), "moderator");
}

function hasVoice(seat: Seat, room: Room): boolean {
  return isRanked(seat, room) || room.access.voices.includes(seat.client);
}

/** The mutes of people who have left, by the name that they had, the newest last. */
function mutedNamed(
  { ledger, forms }: Context,
  where: RoomName,
  name: PersonText,
): readonly Sentence[] {
  const wanted = forms.foldOf(name);
  return ledger.order.mutes.of(where).filter(({ fold }) => fold === wanted);
}

/** Keeps a mute with a time, of the daemon or of a kept room; one without is over when the process ends. */
function keep(context: Context, room: RoomName, sentence: Sentence): void {
  const { ledger } = context;
  const { subject, until, fold: _, ...rest } = sentence;
  if (!("network" in subject) || !isLasting(ledger.room(room))) return;
  const { network } = subject;
  keepChange(
    context,
    until === undefined
      ? { kind: "unmute", room, network }
      : { kind: "mute", room, network, ...endOf(context, sentence), ...rest },
  );
}

function forget(context: Context, room: RoomName, subject: Subject): void {
  if (!("network" in subject) || !isLasting(context.ledger.room(room))) return;
  keepChange(context, { kind: "unmute", room, network: subject.network });
}
