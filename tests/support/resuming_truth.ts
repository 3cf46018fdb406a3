/**
 * What was said in all rooms, as lists, and what of it a client may be told: the simplest model of rooms
 * that remember, of a store beside them, and of who may read what.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import type { Effect, Publish } from "../../lib/core/event.ts";
import type { RoomMessage } from "../../lib/core/message.ts";
import type { Notice } from "../../lib/core/notice.ts";
import type { StartPlace } from "../../lib/core/rules/starting.ts";
import { LOBBY, type RoomName } from "../../lib/core/units.ts";

/** A room from its making to its end: all that was told in it. */
export interface TrueRoom {
  readonly room: string;
  readonly epoch: string;
  /** The event with `seq` N is at N - 1; undefined for numbers that were never told. */
  readonly events: (RoomMessage | undefined)[];
  /** The numbers of events that memory has lost in a crash. */
  readonly lost: Set<number>;
  /** The numbers that the store has. */
  readonly stored: Set<number>;
  readonly members: Set<number>;
  isPrivate: boolean;
  hasPassword: boolean;
  /** Everybody may read from this `seq` on, as long as the room is public. */
  openFrom: number;
}

/** All that was said. */
export class Truth {
  /** By epoch. */
  readonly rooms = new Map<string, TrueRoom>();
  /** The place of each event in the order of all. */
  readonly order = new Map<RoomMessage, number>();
  readonly #remember: number;
  /** The epoch of each room now. */
  readonly #epochs = new Map<string, string>();
  readonly #names = new Map<string, number>();
  /** Whom each client ignores. */
  readonly #ignored = new Map<number, Set<number>>();
  /** Who said each message. */
  readonly #speakers = new Map<RoomMessage, number>();
  /** Whose arrival or departure an event is. */
  readonly #owners = new Map<RoomMessage, number>();

  constructor(remember: number) {
    this.#remember = remember;
  }

  /** Takes what follows from an event of the chat, in order. */
  take(effect: Effect): void {
    if (effect.kind === "publish") return this.#publish(effect);
    if (effect.kind !== "send") return;
    const { message } = effect;
    if (message.kind === "notice") return this.#ignore(effect.to, message.notice);
    if (message.kind !== "welcome" && message.kind !== "entered") return;
    this.#names.set(message.you, effect.to);
    this.#epochs.set(message.room, message.tally.epoch);
  }

  /** The room of this epoch; made at the first call. */
  roomOf(epoch: string, room = ""): TrueRoom {
    let known = this.rooms.get(epoch);
    if (known === undefined) {
      const rules = { isPrivate: false, hasPassword: false, openFrom: 0 };
      const sets = {
        stored: new Set<number>(),
        members: new Set<number>(),
        lost: new Set<number>(),
      };
      known = { room, epoch, events: [], ...sets, ...rules };
      this.rooms.set(epoch, known);
    }
    return known;
  }

  /** Whether this is the arrival or departure of a client. */
  isOwn(event: RoomMessage | undefined, client: number): boolean {
    return event !== undefined && this.#owners.get(event) === client;
  }

  /**
   * Whether a client may miss an event, because it ignores who said it, or who has the name now under
   * which it was said: the store does not know who it was.
   */
  mayMiss(event: RoomMessage | undefined, client: number): boolean {
    if (event?.kind !== "message" && event?.kind !== "action") return false;
    const holder = this.#names.get(event.from) ?? 0;
    return this.isMissedBy(event, client) || this.#ignored.get(client)?.has(holder) === true;
  }

  /** Whether a client is not told an event now, because it ignores who said it. */
  isMissedBy(event: RoomMessage | undefined, client: number): boolean {
    const speaker = event && this.#speakers.get(event);
    return speaker !== undefined && this.#ignored.get(client)?.has(speaker) === true;
  }

  /** Whether a room has not vanished with its last member. */
  isThere({ room, epoch, members }: TrueRoom): boolean {
    return (room === LOBBY || members.size > 0) && this.#epochs.get(room) === epoch;
  }

  /** Whether a room that is there remembers the event with this number. */
  isRemembered(room: TrueRoom, seq: number): boolean {
    const isKnown = room.events[seq - 1] !== undefined && !room.lost.has(seq);
    return isKnown && seq > forgotten(room, this.#remember);
  }

  /**
   * The daemon is killed: the store has lost the last so many events. Returns what it has of the rooms
   * that go on, which are those that everybody may read; their numbers go on beyond all that were told.
   */
  crash(lost: number): StartPlace[] {
    const places: StartPlace[] = [];
    for (const room of this.rooms.values()) {
      const isGoingOn = this.isThere(room) && isOpen(room);
      room.members.clear();
      for (const seq of [...room.stored].slice(-lost || room.stored.size)) room.stored.delete(seq);
      for (const seq of room.events.keys()) if (!room.stored.has(seq + 1)) room.lost.add(seq + 1);
      this.#epochs.delete(room.room);
      if (!isGoingOn || room.stored.size === 0) continue;
      room.openFrom = 0;
      const events = room.events.filter((event) =>
        event !== undefined && this.isRemembered(room, event.seq)
      );
      room.events.length += RESERVED;
      places.push(placeOf(room, events as RoomMessage[]));
    }
    this.#names.clear();
    this.#ignored.clear();
    return places;
  }

  #ignore(client: number, notice: Notice): void {
    if (notice.code !== "ignore" || notice.why !== "begun") return;
    const ignored = this.#ignored.get(client) ?? new Set();
    this.#ignored.set(client, ignored.add(this.#names.get(notice.name) ?? 0));
  }

  #publish({ room: name, message, detail, epoch: recorded }: Publish): void {
    if (message.kind === "crowd" || (detail ?? "every") !== "every") return;
    const room = this.roomOf(this.#epochs.get(name) ?? "", name);
    assertEquals(message.seq, room.events.push(message), `the seq in ${name}`);
    if (recorded !== undefined) room.stored.add(message.seq);
    this.order.set(message, this.order.size);
    if (message.kind === "message" || message.kind === "action") {
      this.#speakers.set(message, this.#names.get(message.from) ?? 0);
    }
    if (message.kind === "joined" || message.kind === "left") this.#move(room, message);
    if (message.kind === "renamed") {
      this.#names.set(message.to, this.#names.get(message.from) ?? 0);
    }
    if (message.kind === "room" && message.setting !== "owner") {
      const wasOpen = isOpen(room);
      if (message.setting === "private") room.isPrivate = message.value;
      if (message.setting === "password") room.hasPassword = message.value;
      if (!wasOpen && isOpen(room)) room.openFrom = message.seq;
    }
  }

  #move(room: TrueRoom, event: RoomMessage & { kind: "joined" | "left" }): void {
    const client = this.#names.get(event.name) ?? 0;
    this.#owners.set(event, client);
    if (event.kind === "joined") room.members.add(client);
    else room.members.delete(client);
  }
}

/** Whether anybody may read in a room now. */
export function isOpen({ isPrivate, hasPassword }: TrueRoom): boolean {
  return !isPrivate && !hasPassword;
}

/** How many numbers are reserved beyond the last that was told. */
const RESERVED = 5;

/** What the store has of a room, whose numbers go on after the reserved ones. */
function placeOf({ room: name, epoch, events }: TrueRoom, remembered: RoomMessage[]): StartPlace {
  const [room, seq] = [name as RoomName, events.length];
  return {
    room,
    epoch,
    seq,
    reserved: seq + 10_000,
    said: 0,
    openFrom: 0,
    topic: "",
    events: remembered,
  };
}

/** How many events of a room are forgotten. */
function forgotten({ events, lost }: TrueRoom, remember: number): number {
  if (remember === 0) return events.length;
  let said = 0;
  for (let index = events.length - 1; index >= 0; index--) {
    const kind = lost.has(index + 1) ? undefined : events[index]?.kind;
    if ((kind === "message" || kind === "action") && ++said === remember) return index;
  }
  return 0;
}
