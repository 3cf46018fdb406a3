/**
 * The ledger: the state that all processes agree on. It holds the names of the clients, the rooms, their
 * members, and the number of messages in each. It uses no Unicode tables, no clock and no language: it
 * counts, and compares strings that were computed outside. So the same changes in the same order give
 * the same ledger everywhere.
 *
 * @module
 */

import type { RoomMessage, Unstamped } from "../message.ts";
import type { Nick } from "../rules/names.ts";
import type { NickProblem } from "../notice.ts";
import { type ClientId, LOBBY, type Millis, type RoomName } from "../units.ts";
import { type Name, TakenNames } from "./taken_names.ts";

/** A room; changed by the ledger alone. */
export interface Room {
  /** Its name. */
  readonly name: RoomName;
  /** Its members, by order of entry. */
  readonly members: ReadonlySet<ClientId>;
  /** The number of its last message; 0 before the first. */
  readonly seq: number;
  /** The number of messages and actions; arrivals, departures and renames do not count. */
  readonly said: number;
}

/** A ledger as plain data, for `snapshot` and `restore`. */
export interface LedgerData {
  /** Names by order of entry. */
  readonly names: readonly (readonly [ClientId, Name])[];
  /** Rooms by order of making. */
  readonly rooms: readonly {
    readonly name: RoomName;
    readonly members: readonly ClientId[];
    readonly seq: number;
    readonly said: number;
  }[];
}

interface OwnRoom extends Room {
  readonly members: Set<ClientId>;
  seq: number;
  said: number;
}

/** The agreed state; owned by `Chat`. */
export class Ledger {
  readonly #taken = new TakenNames();
  readonly #rooms = new Map<RoomName, OwnRoom>();

  /** An empty ledger, or one as it was when `data` was taken. */
  constructor(data?: LedgerData) {
    const rooms = data?.rooms ?? [{ name: LOBBY, members: [], seq: 0, said: 0 }];
    for (const { name, members, seq, said } of rooms) {
      this.#rooms.set(name, { name, members: new Set(members), seq, said });
    }
    for (const [client, name] of data?.names ?? []) this.#taken.claim(name, client);
  }

  /** Everything, as plain data that shares nothing with the ledger. */
  snapshot(): LedgerData {
    return {
      names: Array.from(this.#taken.entries()),
      rooms: Array.from(
        this.#rooms.values(),
        ({ name, members, seq, said }) => ({ name, members: [...members], seq, said }),
      ),
    };
  }

  /** The name of a client. Throws if the client is not here: that is a bug. */
  nickOf(client: ClientId): Nick {
    const name = this.#taken.nameOf(client);
    if (name === undefined) throw new Error(`No name is known of client ${client}`);
    return name.nick;
  }

  /** A room that exists. Throws if it does not: that is a bug. */
  room(name: RoomName): Room {
    return this.#room(name);
  }

  /** The names of the first members of a room by order of entry, no more than `limit`. */
  names(room: RoomName, limit: number): Nick[] {
    const names: Nick[] = [];
    for (const client of this.#room(room).members) {
      if (names.length >= limit) break;
      names.push(this.nickOf(client));
    }
    return names;
  }

  /**
   * Lets a client in, under the first of these names that is free. Returns why the first name was
   * refused. Throws if none is free: the last must be one that no other client can have.
   */
  enter(client: ClientId, names: readonly Name[]): NickProblem | undefined {
    let problem: NickProblem | undefined;
    for (const name of names) {
      const found = this.#taken.claim(name, client);
      if (found === undefined) return problem;
      problem ??= found;
    }
    throw new Error(`No name can be had for client ${client}`);
  }

  /** Why a client cannot have a name; undefined if it can. */
  problemWith(name: Name, client: ClientId): NickProblem | undefined {
    return this.#taken.problemWith(name, client);
  }

  /** Gives a client another name. Throws if it is taken: call `problemWith` first. */
  rename(client: ClientId, name: Name): void {
    const problem = this.#taken.claim(name, client);
    if (problem !== undefined) throw new Error(`${name.nick} cannot be had: ${problem.code}`);
  }

  /** Puts a client into a room. */
  join(client: ClientId, room: RoomName): void {
    this.#room(room).members.add(client);
  }

  /** Takes a client out of a room. */
  part(client: ClientId, room: RoomName): void {
    this.#room(room).members.delete(client);
  }

  /** Makes the name of a client free; it must have left its rooms. */
  leave(client: ClientId): void {
    this.#taken.release(client);
  }

  /** Gives a message its place in the order of its room. `time` is since the epoch. */
  stamp<M extends Unstamped>(message: M, room: RoomName, time: Millis): Stamped<M> {
    const place = this.#room(room);
    if (message.kind === "message" || message.kind === "action") place.said++;
    return { ...message, seq: ++place.seq, time, room } as unknown as Stamped<M>;
  }

  #room(name: RoomName): OwnRoom {
    const room = this.#rooms.get(name);
    if (room === undefined) throw new Error(`There is no room ${name}`);
    return room;
  }
}

/** The room message type of an unstamped message. */
export type Stamped<M extends Unstamped> = Extract<RoomMessage, { kind: M["kind"] }>;
