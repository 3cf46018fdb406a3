/**
 * Bans: the networks and the people that may not enter, by room. Those of the lobby may not enter the
 * daemon. A ban that is over has no effect from that instant on, and is forgotten some time later.
 *
 * @module
 */

import { NetworkMap } from "../../ip/network_map.ts";
import type { Sentence, Subject } from "../order.ts";
import { type ClientId, LOBBY, type Millis, type RoomName } from "../units.ts";
import { isMark } from "./marks.ts";
import { isInForce, keyOf, withoutAuthor } from "./sentences.ts";

/** The most bans of the lobby, which are those of the daemon. */
export const MAX_DAEMON_BANS = 100_000;

/** The most bans of another room. */
export const MAX_ROOM_BANS = 1000;

/** The most bans of all other rooms together. They do not count against those of the daemon. */
export const MAX_BANS_OF_ROOMS = 100_000;

/** How often the bans that are over are forgotten. */
const SWEEP_EVERY: Millis = 60_000;

/** A ban as plain data. */
export interface BanData {
  /** Where; the lobby is the whole daemon. */
  readonly room: RoomName;
  /** The ban. */
  readonly ban: Sentence;
}

/** A client that a ban may be against. */
export interface Suspect {
  /** The client; undefined before it has entered. */
  readonly client?: ClientId | undefined;
  /** Its IP address; undefined if bans of networks do not concern it. */
  readonly ip?: string | undefined;
  /** The mark of its network, where the address is not known; undefined if there is none. */
  readonly mark?: string | undefined;
}

/** The bans of one room. */
interface RoomBans {
  /** By subject, the oldest first. */
  readonly bySubject: Map<string, Sentence>;
  /** Those of networks. */
  readonly byNetwork: NetworkMap<Sentence>;
}

/** The bans of all rooms; owned by the order. Never throws. */
export class Bans {
  /** Only rooms that have bans. */
  readonly #rooms = new Map<RoomName, RoomBans>();
  /** How many bans the rooms besides the lobby have. */
  #countOfRooms = 0;
  /** When those that are over are forgotten next; undefined is at once. */
  nextSweep: Millis | undefined;

  /** None, or those when the data was taken. */
  constructor(data: readonly BanData[] = []) {
    for (const { room, ban } of data) this.#set(room, ban);
  }

  /** Everything, as plain data. */
  snapshot(): BanData[] {
    return Array.from(
      this.#rooms,
      ([room, { bySubject }]) => Array.from(bySubject.values(), (ban) => ({ room, ban })),
    ).flat();
  }

  /**
   * The ban of a room that is against a client at this time: that of the client itself, else that of
   * its mark, else that of the smallest network with its address. Undefined if there is none.
   */
  find(room: RoomName, { client, ip, mark }: Suspect, at: Millis): Sentence | undefined {
    const bans = this.#rooms.get(room);
    if (bans === undefined) return undefined;
    const own = client && bans.bySubject.get(keyOf({ client }));
    if (own !== undefined && isInForce(own, at)) return own;
    const marked = mark === undefined ? undefined : bans.bySubject.get(mark);
    if (marked !== undefined && isInForce(marked, at)) return marked;
    return ip === undefined ? undefined : bans.byNetwork.all(ip).find((ban) => isInForce(ban, at));
  }

  /** The ban of a subject in a room at this time; undefined if there is none. */
  sentenceOn(room: RoomName, subject: Subject, at: Millis): Sentence | undefined {
    const ban = this.#rooms.get(room)?.bySubject.get(keyOf(subject));
    return ban !== undefined && isInForce(ban, at) ? ban : undefined;
  }

  /** How many bans a room has; those that are over may count until they are forgotten. */
  countIn(room: RoomName): number {
    return this.#rooms.get(room)?.bySubject.size ?? 0;
  }

  /** The bans of a room that are in force at this time, the oldest first. */
  *of(room: RoomName, at: Millis): Iterable<Sentence> {
    for (const ban of this.#rooms.get(room)?.bySubject.values() ?? []) {
      if (isInForce(ban, at)) yield ban;
    }
  }

  /**
   * Adds a ban to a room, in place of the one of the same subject. Returns the bound if the room, or all
   * rooms together, can have no more; then nothing changes.
   */
  add(room: RoomName, ban: Sentence, at: Millis): number | undefined {
    if (!this.#rooms.get(room)?.bySubject.has(keyOf(ban.subject))) {
      if (this.#boundOf(room) !== undefined) this.#sweep(at);
      const bound = this.#boundOf(room);
      if (bound !== undefined) return bound;
    }
    this.#set(room, ban);
    return undefined;
  }

  /** Ends a ban. Returns whether there was one, over or not. */
  remove(room: RoomName, subject: Subject): boolean {
    const bans = this.#rooms.get(room);
    if (bans === undefined || !bans.bySubject.delete(keyOf(subject))) return false;
    if ("network" in subject && !isMark(subject.network)) bans.byNetwork.delete(subject.network);
    if (room !== LOBBY) this.#countOfRooms--;
    if (bans.bySubject.size === 0) this.#rooms.delete(room);
    return true;
  }

  /** Time has passed: forgets the bans that are over, at most once a minute. */
  expire(at: Millis): void {
    if (at >= (this.nextSweep ?? -Infinity)) this.#sweep(at);
  }

  /** A client has left: forgets the bans of it by its id, which nobody has again. */
  forget(client: ClientId): void {
    for (const room of this.#rooms.keys()) this.remove(room, { client });
  }

  /** Forgets who has imposed bans, and why, if it was somebody with one of these names. */
  forgetAuthors(names: ReadonlySet<string>): void {
    for (const { room, ban } of this.snapshot()) this.#set(room, withoutAuthor(ban, names));
  }

  /** A room has vanished: forgets its bans. */
  drop(room: RoomName): void {
    if (room !== LOBBY) this.#countOfRooms -= this.countIn(room);
    this.#rooms.delete(room);
  }

  /** The bound that a room has reached; undefined if it can have another ban. */
  #boundOf(room: RoomName): number | undefined {
    const count = this.countIn(room);
    const limit = room === LOBBY ? MAX_DAEMON_BANS : MAX_ROOM_BANS;
    if (count >= limit) return limit;
    const isFull = room !== LOBBY && this.#countOfRooms >= MAX_BANS_OF_ROOMS;
    return isFull ? MAX_BANS_OF_ROOMS : undefined;
  }

  #sweep(at: Millis): void {
    this.nextSweep = at + SWEEP_EVERY;
    for (const [room, { bySubject }] of this.#rooms) {
      for (const ban of bySubject.values()) {
        if (!isInForce(ban, at)) this.remove(room, ban.subject);
      }
    }
  }

  #set(room: RoomName, ban: Sentence): void {
    let bans = this.#rooms.get(room);
    if (bans === undefined) {
      this.#rooms.set(room, bans = { bySubject: new Map(), byNetwork: new NetworkMap() });
    }
    const { subject } = ban;
    const key = keyOf(subject);
    if (room !== LOBBY && !bans.bySubject.has(key)) this.#countOfRooms++;
    // Moved to the end: the order is that of the sentences.
    bans.bySubject.delete(key);
    bans.bySubject.set(key, ban);
    if ("network" in subject && !isMark(subject.network)) bans.byNetwork.set(subject.network, ban);
  }
}
