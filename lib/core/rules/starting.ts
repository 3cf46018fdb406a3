/**
 * Starting: the chat goes on with what the store has kept of earlier runs.
 *
 * @module
 */

import type { Context } from "../context.ts";
import type { ChatData } from "../chat_data.ts";
import type { RoomMessage } from "../message.ts";
import {
  type KeptRoom,
  type KeptSentence,
  NO_ORDER,
  type OrderKept,
  type Sentence,
} from "../order.ts";
import { type Access, OPEN } from "../state/access.ts";
import { Desk } from "../state/desk.ts";
import type { OrderData } from "../state/order.ts";
import { Ledger, type LedgerSettings } from "../state/ledger.ts";
import type { LedgerData } from "../state/ledger_data.ts";
import { emptyRoom } from "../state/own_room.ts";
import type { Remembered } from "../state/ring.ts";
import { LOBBY_TITLE, type RoomData } from "../state/room.ts";
import { LOBBY, type Millis, type RoomName } from "../units.ts";
import { foldOf, titleOf } from "../reading/keys.ts";

/** A recorded room of the last run that had not vanished, as the store has kept it. */
export interface StartPlace {
  /** Its name. */
  readonly room: RoomName;
  /** Its epoch, which goes on. */
  readonly epoch: string;
  /** The last number that may have been told; after a crash that is the last that was reserved. */
  readonly seq: number;
  /** The last number that is reserved from now on. */
  readonly reserved: number;
  /** The number of messages and actions so far. */
  readonly said: number;
  /** Its topic; empty if it has none. */
  readonly topic: string;
  /** Everybody may read from this number on. */
  readonly openFrom: number;
  /** The last events that are kept, by order of `seq`; at least as many as the room remembers. */
  readonly events: readonly RoomMessage[];
}

/** What was decided in earlier runs, and the present on both clocks. */
export interface StartOrder {
  /** What is in force. */
  readonly order: OrderKept;
  /** By the monotonic clock. */
  readonly at: Millis;
  /** Since the epoch. */
  readonly time: Millis;
}

/**
 * A chat without clients in which the lobby and the kept rooms go on where they were, and the other rooms
 * wait for their members. Of several places of one name, the first counts. Never throws.
 */
export function startData(
  settings: LedgerSettings,
  places: readonly StartPlace[],
  decided: StartOrder = { order: NO_ORDER, at: 0, time: 0 },
): ChatData {
  const kept = new Map(decided.order.rooms.map((each) => [each.room, each]));
  const remembered = inOneOrder(places);
  const rooms = places.map((place, index) => roomOf(place, remembered[index] ?? []));
  const going = withoutTwins(rooms.filter(({ room }) => kept.has(room)));
  const waiting = withoutTwins(rooms.filter(({ room }) => !kept.has(room)), going);
  const { ledger, made } = startLedger(settings, [...kept.keys()], [...going, ...waiting]);
  const lobby = rooms.find(({ room }) => room === LOBBY) ?? ledger.rooms[0];
  const all = [...lobby === undefined ? [] : [lobby], ...going, ...made];
  return {
    ledger: {
      ...ledger,
      ordinal: remembered.reduce((sum, { length }) => sum + length, 0),
      rooms: all.map((room) => withSettings(room, kept.get(room.room))),
      waiting: { rooms: waiting, until: undefined },
      order: orderOf(decided),
    },
    desk: new Desk().snapshot(),
  };
}

/** Time has passed: the rooms that nobody has entered since the start are closed. */
export function closeWaiting({ ledger, effects, at }: Context): void {
  for (const { room, epoch } of ledger.waiting.expire(at)) {
    effects.push({ kind: "closed", room, epoch });
  }
}

function roomOf(place: StartPlace, remembered: readonly Remembered[]): RoomData {
  const { room, epoch, seq, reserved, said, topic, openFrom } = place;
  const counts = { seq, reserved, said, topic, openFrom };
  const title = room === LOBBY ? LOBBY_TITLE : titleOf(room);
  return { ...emptyRoom(title, epoch), ...counts, remembered };
}

/** A new ledger with the kept rooms of which the store has no events. */
function startLedger(
  settings: LedgerSettings,
  kept: readonly RoomName[],
  others: readonly RoomData[],
): { readonly ledger: LedgerData; readonly made: readonly RoomData[] } {
  const ledger = new Ledger(settings);
  const known = new Set(others.map(({ room }) => room));
  for (const room of kept) {
    const title = titleOf(room);
    if (room !== LOBBY && !known.has(room) && !ledger.isRoomTaken(title)) ledger.make(title);
  }
  const data = ledger.snapshot();
  return { ledger: data, made: withoutTwins(data.rooms, others) };
}

function withSettings(room: RoomData, kept: KeptRoom | undefined): RoomData {
  if (kept === undefined) return room;
  const { isPrivate, isTopicLocked, isModerated, password } = kept;
  const isKept = room.room !== LOBBY;
  const access: Access = { ...OPEN, isKept, isPrivate, isTopicLocked, isModerated, password };
  return { ...room, access, openFrom: Math.max(room.openFrom, kept.openFrom) };
}

/** What was decided about people, with the times of the monotonic clock. */
function orderOf({ order, at, time }: StartOrder): OrderData {
  const sentenceOf = ({ network, until, name, by, reason, since }: KeptSentence): Sentence => {
    const end = until === undefined ? undefined : at + until - time;
    const fold = name === undefined ? {} : { fold: foldOf(name) };
    return { subject: { network }, name, ...fold, by, reason, since, until: end };
  };
  // The store leaves one that was given anew at its first place.
  const byTime = (sentences: readonly KeptSentence[]) =>
    sentences.toSorted((one, other) => one.since - other.since);
  // A room that is not there has no bans and no mutes, whatever an import has brought.
  const rooms = new Set(order.rooms.map(({ room }) => room));
  const holds = ({ room }: KeptSentence) => room === LOBBY || rooms.has(room);
  return {
    isLockedDown: order.isLockedDown,
    bans: byTime(order.bans).filter(holds)
      .map((ban) => ({ room: ban.room, ban: sentenceOf(ban) })),
    mutes: byTime(order.mutes).filter(holds)
      .map((mute) => ({ room: mute.room, mute: sentenceOf(mute) })),
  };
}

/** Rooms that can be made beside each other, the lobby and these others. */
function withoutTwins(rooms: readonly RoomData[], others: readonly RoomData[] = []): RoomData[] {
  const all = [LOBBY_TITLE, ...others];
  const folds = new Set(all.map(({ fold }) => fold));
  const skeletons = new Set(all.map(({ skeleton }) => skeleton));
  return rooms.filter((room) => {
    if (folds.has(room.fold) || skeletons.has(room.skeleton)) return false;
    folds.add(room.fold);
    skeletons.add(room.skeleton);
    return true;
  });
}

/**
 * Gives the events of all rooms places in one order: by time, and in each room by `seq`, even if the
 * clock was set back.
 */
function inOneOrder(places: readonly StartPlace[]): Remembered[][] {
  const all = places.flatMap(({ events }, place) => {
    let latest = -Infinity;
    return events.map((event) => {
      latest = Math.max(latest, event.time);
      return { event, place, time: latest };
    });
  });
  const remembered: Remembered[][] = places.map(() => []);
  for (const [index, { event, place }] of all.sort((a, b) => a.time - b.time).entries()) {
    remembered[place]?.push({ event, ordinal: index + 1 });
  }
  return remembered;
}
