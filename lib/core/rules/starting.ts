/**
 * Starting: the chat goes on with what the store has kept of the last run.
 *
 * @module
 */

import type { Context } from "../context.ts";
import type { ChatData } from "../chat_data.ts";
import type { RoomMessage } from "../message.ts";
import { Desk } from "../state/desk.ts";
import { Ledger, type LedgerSettings } from "../state/ledger.ts";
import { emptyRoom } from "../state/own_room.ts";
import type { Remembered } from "../state/ring.ts";
import { LOBBY_TITLE, type RoomData } from "../state/room.ts";
import { LOBBY, type RoomName } from "../units.ts";
import { titleOf } from "./rooms.ts";

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

/**
 * A chat without clients in which the lobby goes on where it was, and the other rooms wait for their
 * members. Of several places of one name, the first counts. Never throws.
 */
export function startData(settings: LedgerSettings, places: readonly StartPlace[]): ChatData {
  const remembered = inOneOrder(places);
  const rooms = places.map((place, index) => roomOf(place, remembered[index] ?? []));
  const ledger = new Ledger(settings).snapshot();
  const lobby = rooms.find(({ room }) => room === LOBBY);
  return {
    ledger: {
      ...ledger,
      ordinal: remembered.reduce((sum, { length }) => sum + length, 0),
      rooms: lobby === undefined ? ledger.rooms : [lobby],
      waiting: { rooms: withoutTwins(rooms), until: undefined },
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

/** Rooms that can be made beside each other and the lobby. */
function withoutTwins(rooms: readonly RoomData[]): RoomData[] {
  const { fold, skeleton } = LOBBY_TITLE;
  const [folds, skeletons] = [new Set([fold]), new Set([skeleton])];
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
