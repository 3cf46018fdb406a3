/**
 * Mutes: the people who may not speak, by room. Those of the lobby may not speak anywhere.
 *
 * @module
 */

import type { Sentence, Subject } from "../order.ts";
import { type ClientId, LOBBY, type Millis, type RoomName } from "../units.ts";
import { isInForce, keyOf, withoutAuthor } from "./sentences.ts";

/** The most mutes of a room. */
export const MAX_ROOM_MUTES = 1000;

/** The most mutes of the lobby. */
export const MAX_LOBBY_MUTES = 10_000;

/** The most mutes of a room. Never throws. */
export function boundOf(room: RoomName): number {
  return room === LOBBY ? MAX_LOBBY_MUTES : MAX_ROOM_MUTES;
}

/** A mute as plain data. */
export interface MuteData {
  /** Where; the lobby is the whole daemon. */
  readonly room: RoomName;
  /** The mute. */
  readonly mute: Sentence;
}

/** The mutes of all rooms; owned by the order. Never throws. */
export class Mutes {
  /** Only rooms that have mutes; each by subject, the oldest first. */
  readonly #rooms = new Map<RoomName, Map<string, Sentence>>();
  /** No mute ends before this time. */
  #nextEnd: Millis = Infinity;

  /** None, or those when the data was taken. */
  constructor(data: readonly MuteData[] = []) {
    for (const { room, mute } of data) this.#add(room, mute);
  }

  /** Everything, as plain data. */
  snapshot(): MuteData[] {
    return Array.from(
      this.#rooms,
      ([room, mutes]) => Array.from(mutes.values(), (mute) => ({ room, mute })),
    ).flat();
  }

  /** Whether nobody is muted anywhere. */
  get isEmpty(): boolean {
    return this.#rooms.size === 0;
  }

  /** The mutes of a room, the oldest first; some may be over. */
  of(room: RoomName): Sentence[] {
    return Array.from(this.#rooms.get(room)?.values() ?? []);
  }

  /** The mute of a subject in a room at this time; undefined if there is none. */
  find(room: RoomName, subject: Subject, at: Millis): Sentence | undefined {
    const mute = this.#rooms.get(room)?.get(keyOf(subject));
    return mute !== undefined && isInForce(mute, at) ? mute : undefined;
  }

  /** Mutes a subject in a room, in place of its mute there; returns false if the room has too many. */
  add(room: RoomName, mute: Sentence): boolean {
    const mutes = this.#rooms.get(room);
    const isFull = mutes !== undefined && mutes.size >= boundOf(room);
    if (isFull && !mutes.has(keyOf(mute.subject))) return false;
    this.#add(room, mute);
    return true;
  }

  /** Ends a mute. Returns whether there was one, over or not. */
  remove(room: RoomName, subject: Subject): boolean {
    const mutes = this.#rooms.get(room);
    const isRemoved = mutes?.delete(keyOf(subject)) ?? false;
    if (mutes?.size === 0) this.#rooms.delete(room);
    return isRemoved;
  }

  /** Time has passed: forgets the mutes that are over. */
  expire(at: Millis): void {
    if (at < this.#nextEnd) return;
    this.#nextEnd = Infinity;
    for (const [room, mutes] of this.#rooms) {
      for (const { subject, until = Infinity } of mutes.values()) {
        if (at >= until) this.remove(room, subject);
        else this.#nextEnd = Math.min(this.#nextEnd, until);
      }
    }
  }

  /** A client has left the daemon: forgets its mutes by id, which nobody can have again. */
  forget(client: ClientId): void {
    for (const room of this.#rooms.keys()) this.remove(room, { client });
  }

  /** Forgets who has imposed mutes, and why, if it was somebody with one of these names. */
  forgetAuthors(names: ReadonlySet<string>): void {
    for (const { room, mute } of this.snapshot()) this.#add(room, withoutAuthor(mute, names));
  }

  /** A room has vanished: forgets its mutes. */
  drop(room: RoomName): void {
    this.#rooms.delete(room);
  }

  #add(room: RoomName, mute: Sentence): void {
    let mutes = this.#rooms.get(room);
    if (mutes === undefined) this.#rooms.set(room, mutes = new Map());
    const key = keyOf(mute.subject);
    // Moved to the end: the order is that of the sentences.
    mutes.delete(key);
    mutes.set(key, mute);
    this.#nextEnd = Math.min(this.#nextEnd, mute.until ?? Infinity);
  }
}
