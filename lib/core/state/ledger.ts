/**
 * The ledger: the state that all processes agree on. It holds the names of the clients, who of
 * them is away, the rooms, their members, and the number of messages in each. It uses no Unicode tables, no clock and no language: it
 * counts, and compares strings that were computed outside. So the same changes in the same order give
 * the same ledger everywhere.
 *
 * @module
 */

import type { RoomMessage, Unstamped } from "../message.ts";
import type { Nick } from "../reading/names.ts";
import type { NickProblem } from "../notice.ts";
import { type ClientId, LOBBY, type Millis, type RoomName } from "../units.ts";
import type { Access } from "./access.ts";
import { Memory } from "./memory.ts";
import { dataOf, emptyRoom, FIRST_RESERVED, type OwnRoom, ownRoomOf } from "./own_room.ts";
import { topicWithout } from "./forgetting.ts";
import type { LedgerData } from "./ledger_data.ts";
import { isAboutAny } from "./names_in.ts";
import { Order } from "./order.ts";
import { Orphans } from "./orphans.ts";
import { LOBBY_TITLE, type Room, type RoomData, type Title } from "./room.ts";
import { type Name, TakenNames } from "./taken_names.ts";
import { WaitingRooms } from "./waiting_rooms.ts";

/** What a ledger is made with. */
export interface LedgerSettings {
  /** The epoch of the lobby; those of the other rooms begin with it. No other run has the same. */
  readonly epoch: string;
  /** How many messages and actions each room remembers. */
  readonly remember: number;
}

/** The agreed state; owned by `Chat`. */
export class Ledger {
  readonly #settings: LedgerSettings;
  readonly #memory: Memory;
  readonly #taken = new TakenNames();
  readonly #away: Map<ClientId, string>;
  #epochs: number;
  #ordinal: number;
  readonly #rooms = new Map<RoomName, OwnRoom>();
  readonly #byFold = new Map<string, OwnRoom>();
  readonly #bySkeleton = new Map<string, OwnRoom>();
  /** Rooms that stay for the people of a lost node. */
  readonly orphans: Orphans;
  /** Rooms of the last run that wait for their members; `make` continues them. */
  readonly waiting: WaitingRooms;
  /** What operators and moderators have decided about people: bans, mutes, the lockdown. */
  readonly order: Order;

  /** An empty ledger, or one as it was when `data` was taken. */
  constructor(settings: LedgerSettings, data?: LedgerData) {
    this.#settings = settings;
    this.#memory = new Memory(settings.remember);
    this.#epochs = data?.epochs ?? 0;
    this.#ordinal = data?.ordinal ?? 0;
    if (data === undefined) this.#restore(emptyRoom(LOBBY_TITLE, settings.epoch));
    for (const room of data?.rooms ?? []) this.#restore(room);
    for (const [client, name] of data?.names ?? []) this.#taken.claim(name, client);
    this.waiting = new WaitingRooms(data?.waiting);
    this.order = new Order(data?.order);
    this.#away = new Map(data?.away);
    this.orphans = new Orphans(data?.orphans);
  }

  /** Everything, as plain data that shares nothing with the ledger. */
  snapshot(): LedgerData {
    return {
      names: Array.from(this.#taken.entries()),
      away: Array.from(this.#away),
      epochs: this.#epochs,
      ordinal: this.#ordinal,
      rooms: Array.from(this.#rooms.values(), dataOf),
      orphans: this.orphans.snapshot(),
      waiting: this.waiting.snapshot(),
      order: this.order.snapshot(),
    };
  }

  /** The name of a client. Throws if the client is not here: that is a bug. */
  nickOf(client: ClientId): Nick {
    return this.nameOf(client).nick;
  }

  /** The same, with the strings that it is compared by. */
  nameOf(client: ClientId): Name {
    const name = this.#taken.nameOf(client);
    if (name === undefined) throw new Error(`No name is known of client ${client}`);
    return name;
  }

  /** The client with a name, by the name folded for case and width; undefined if nobody has it. */
  clientNamed(fold: string): ClientId | undefined {
    return this.#taken.holderOf(fold);
  }

  /** What a client says about being away; undefined if it is not away. */
  awayOf(client: ClientId): string | undefined {
    return this.#away.get(client);
  }

  /** Notes that a client is away, and what it says about it; undefined if it is back. */
  setAway(client: ClientId, text: string | undefined): void {
    if (text === undefined) this.#away.delete(client);
    else this.#away.set(client, text);
  }

  /** A room that exists. Throws if it does not: that is a bug. */
  room(name: RoomName): Room {
    return this.#room(name);
  }

  /** Whether there is a room with exactly this name. */
  has(name: RoomName): boolean {
    return this.#rooms.has(name);
  }

  /** The room whose name has this fold; undefined if there is none. */
  find(fold: string): Room | undefined {
    return this.#byFold.get(fold);
  }

  /** All rooms, by order of making; the first is the lobby. */
  rooms(): Iterable<Room> {
    return this.#rooms.values();
  }

  /** The place of the last event in the order of all rooms. */
  get ordinal(): number {
    return this.#ordinal;
  }

  /** The number of rooms, the lobby included. */
  get roomCount(): number {
    return this.#rooms.size;
  }

  /** Whether another room has this name, or one that looks like it. */
  isRoomTaken(title: Title): boolean {
    const { fold, skeleton } = title;
    return this.#byFold.has(fold) || this.#bySkeleton.has(skeleton) || this.waiting.isTaken(title);
  }

  /** Makes a room without members, or continues the one that waits under its name. Throws if its name is taken: call `isRoomTaken` first. */
  make(title: Title): Room {
    if (this.isRoomTaken(title)) throw new Error(`The room ${title.room} cannot be made`);
    return this.#restore(this.waiting.take(title.fold) ?? emptyRoom(title, this.#newEpoch()));
  }

  /** Removes a room that has no members, and returns whether it did. The lobby and kept rooms stay. */
  closeIfEmpty(name: RoomName): boolean {
    const { title, members, ring, access } = this.#room(name);
    if (name === LOBBY || members.size > 0 || access.isKept) return false;
    if (this.orphans.has(name)) return false;
    this.#memory.drop(ring);
    this.order.drop(name);
    this.#rooms.delete(name);
    this.#byFold.delete(title.fold);
    this.#bySkeleton.delete(title.skeleton);
    return true;
  }

  /** Sets the topic of a room; an empty text removes it. */
  setTopic(room: RoomName, topic: string): void {
    this.#room(room).topic = topic;
  }

  /** Sets who may enter a room. */
  setAccess(room: RoomName, access: Access): void {
    this.#room(room).access = access;
  }

  /** Everybody may read a room from its last event on, and nothing before. */
  openFromHere(name: RoomName): void {
    const room = this.#room(name);
    room.openFrom = room.seq;
  }

  /** The store has reserved the numbers of a room up to this one, under this epoch. */
  reserve(name: RoomName, epoch: string, upTo: number): void {
    const room = this.#rooms.get(name);
    if (room?.epoch === epoch) room.reserved = Math.max(room.reserved, upTo);
  }

  /**
   * Gives a recorded room another epoch if its next number is not reserved under this one, which
   * happens if the store cannot write for long. So no number is told twice under one epoch, whatever
   * the store has lost.
   */
  renewEpochIfSpent(name: RoomName): void {
    const room = this.#room(name);
    if (room.seq < room.reserved) return;
    room.epoch = this.#newEpoch();
    room.reserved = room.seq + FIRST_RESERVED;
  }

  /** The names of the first members of a room by order of entry, no more than `limit`. */
  names(room: RoomName, limit: number): Nick[] {
    const names: Nick[] = [];
    for (const client of this.#room(room).members.keys()) {
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
  join(client: ClientId, name: RoomName): void {
    const room = this.#room(name);
    room.members.set(client, room.seq);
  }

  /** Takes a client out of a room; then call `closeIfEmpty`. */
  part(client: ClientId, room: RoomName): void {
    this.#room(room).members.delete(client);
  }

  /** Makes the name of a client free; it must have left its rooms. */
  leave(client: ClientId): void {
    this.#taken.release(client);
    this.order.forget(client);
    this.#away.delete(client);
  }

  /**
   * Gives a message its place in the order of its room, which remembers it, and which client has said
   * it. `time` is since the epoch.
   */
  stamp<M extends Unstamped>(
    message: M,
    room: RoomName,
    { time, by }: { readonly time: Millis; readonly by?: ClientId | undefined },
  ): Stamped<M> {
    const place = this.#room(room);
    if (message.kind === "message" || message.kind === "action") place.said++;
    const event = { ...message, seq: ++place.seq, time, room } as unknown as Stamped<M>;
    this.#memory.add(place.ring, { event, ordinal: ++this.#ordinal, by });
    return event;
  }

  /** Forgets what was said and done under these names; see `forgetting.ts`. */
  forget(names: ReadonlySet<string>): void {
    for (const room of this.#rooms.values()) {
      room.topic = topicWithout(room.topic, room.ring.from(), names);
      this.#memory.remove(room.ring, (event) => isAboutAny(event, names));
    }
    this.waiting.forget(names);
    this.order.forgetAuthors(names);
  }

  #newEpoch(): string {
    return `${this.#settings.epoch}-${++this.#epochs}`;
  }

  #restore(data: RoomData): OwnRoom {
    const room = ownRoomOf(data);
    this.#memory.take(room.ring);
    this.#rooms.set(room.name, room);
    this.#byFold.set(room.title.fold, room);
    this.#bySkeleton.set(room.title.skeleton, room);
    return room;
  }

  #room(name: RoomName): OwnRoom {
    const room = this.#rooms.get(name);
    if (room === undefined) throw new Error(`There is no room ${name}`);
    return room;
  }
}

/** The room message type of an unstamped message. */
export type Stamped<M extends Unstamped> = Extract<RoomMessage, { kind: M["kind"] }>;
