/**
 * A room: who is in it, in order of entry, and the count that orders what is told there.
 *
 * @module
 */

import { Announcer } from "./announcer.ts";
import type { Client } from "./client.ts";
import type { RoomMessage, Unstamped } from "./message.ts";
import type { Nick } from "./names.ts";
import type { Millis, RoomName } from "./units.ts";

/** One room; owned by `Chat`. */
export class Room {
  /** Its name. */
  readonly name: RoomName;
  /** Everybody in it, by order of entry. */
  readonly members: Set<Client> = new Set();
  /** What it holds back of arrivals and departures. */
  readonly announcer: Announcer;
  #seq = 0;
  #said = 0;

  /** An empty room. */
  constructor(name: RoomName) {
    this.name = name;
    this.announcer = new Announcer(name);
  }

  /** The `seq` of the last message; 0 before the first. */
  get seq(): number {
    return this.#seq;
  }

  /** How many messages and actions were said so far; who comes, goes or renames says nothing. */
  get said(): number {
    return this.#said;
  }

  /** Gives a message its place in the room's order. */
  stamp(message: Unstamped, time: Millis): RoomMessage {
    if (message.kind === "message" || message.kind === "action") this.#said += 1;
    return { ...message, seq: ++this.#seq, time, room: this.name };
  }

  /** The names of the first members by order of entry, no more than `limit`. */
  names(limit: number): Nick[] {
    const names: Nick[] = [];
    for (const { nick } of this.members) {
      if (names.length >= limit) break;
      names.push(nick);
    }
    return names;
  }
}
