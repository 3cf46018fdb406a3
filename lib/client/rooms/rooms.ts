/**
 * The rooms of this client, across connections: those that it is in, the one where the person speaks, what
 * was said in the others meanwhile, and what to enter again after a reconnect. Pure.
 *
 * @module
 */

import { fold } from "../../text/fold.ts";
import {
  bareRoom,
  hasRooms,
  isEntryAnswer,
  LOBBY,
  requestsFor,
  requestsToJoin,
  type RoomRequest,
  type RoomWishes,
  wishesFor,
} from "./room_entry.ts";
import { RoomBars } from "./room_bars.ts";
import type { RoomNews, RoomVerdict } from "./room_news.ts";
import type { DaemonEvent } from "../../wire/json/daemon_event.ts";

/** The most rooms that are followed; a hostile daemon may tell of more. */
const MAX_ROOMS = 100;

/** The most rooms of a list that are remembered, to complete their names. */
const MAX_LISTED = 1000;

interface Room {
  name: string;
  /** Given in this run to enter it; for the next connection. */
  password?: string | undefined;
  /** Whether the daemon has said on this connection that the client is in it. */
  isIn: boolean;
  /** What closes it; a room that is left is forgotten with them. */
  readonly bars: RoomBars;
  said: number;
  named: number;
}

const NOTHING: RoomVerdict = {};

/** The rooms of one run. */
export class Rooms {
  /** By folded name, in the order in which they were entered. */
  readonly #rooms = new Map<string, Room>();
  /** Folded names of the rooms in which the person spoke, the present one last. */
  #trail: string[] = [];
  /**
   * The room of the last welcome, where the daemon says what names no room; undefined if the client has left
   * it, for then every request has to name its room.
   */
  #home: string | undefined = LOBBY;
  #isServed = true;
  /** The rooms of the daemon's last list. */
  #listed: readonly string[] = [];
  /** Requests to enter that the daemon has not answered yet. */
  #asked = 0;
  /** Whether the room is to be told where the person speaks, once it is entered. */
  #isTurning = false;

  /** How many lines of the history of each room to ask for on entry; 0 for none. */
  readonly history: number;

  /** Rooms to enter at the start, the first of which is spoken in; `isLobbyLeftOut` enters no other. */
  constructor(wanted: readonly string[] = [], isLobbyLeftOut = false, history = 0) {
    this.history = history;
    if (!isLobbyLeftOut || wanted.length === 0) this.#add(LOBBY);
    for (const name of wanted) this.#add(bareRoom(name));
    const [first] = wanted;
    this.#turn(first === undefined ? LOBBY : bareRoom(first));
    this.#isTurning = first !== undefined;
  }

  /** The name of the room where the person speaks. */
  get present(): string {
    return this.#rooms.get(this.#trail.at(-1) ?? "")?.name ?? LOBBY;
  }

  /**
   * The room that a request has to name; undefined where the daemon takes the right one without. Only the lobby
   * is not named: nobody is put out of it, so that a request on its way cannot be said elsewhere.
   */
  get spoken(): string | undefined {
    const { present } = this;
    const isImplied = this.isHome(present) && (!this.#isServed || fold(present) === LOBBY);
    return isImplied ? undefined : present;
  }

  /** Whether the daemon has rooms; true until it has told its commands. */
  get isServed(): boolean {
    return this.#isServed;
  }

  /** Whether other rooms than the lobby are entered or asked for. */
  get hasOthers(): boolean {
    return this.#rooms.size > (this.#rooms.has(LOBBY) ? 1 : 0);
  }

  /** Whether there is a choice. */
  get areSeveral(): boolean {
    return this.#rooms.size > 1;
  }

  /** All rooms of the client, by number. */
  get all(): readonly RoomNews[] {
    return [...this.#rooms.values()].map(({ name, said, named }, index) => ({
      name,
      number: index + 1,
      said,
      named,
    }));
  }

  /** The rooms that were asked for and that the daemon has not let the client into. */
  get missing(): readonly string[] {
    return [...this.#rooms.values()].filter(({ isIn }) => !isIn).map(({ name }) => name);
  }

  /** The names of the client's rooms, the present one first, and of others that the daemon has listed. */
  get names(): readonly string[] {
    const own = [...this.#rooms.values()].map(({ name }) => name);
    return [...new Set([this.present, ...own, ...this.#listed])];
  }

  /** Whether a name stands for the room where the person speaks. */
  isPresent(name: string): boolean {
    return fold(name) === fold(this.present);
  }

  /** Whether a name stands for the room of the last welcome. */
  isHome(name: string): boolean {
    return this.#home !== undefined && fold(name) === fold(this.#home);
  }

  /** What the next hello asks for. */
  get wishes(): RoomWishes {
    return wishesFor([...this.#rooms.values()]);
  }

  /** What to ask for after a welcome. From here on it is known whether the daemon has rooms. */
  requestsAfter(welcome: DaemonEvent & { readonly kind: "welcome" }): readonly RoomRequest[] {
    this.#isServed = hasRooms(welcome);
    return this.#isServed ? requestsFor([...this.#rooms.values()], this.history) : [];
  }

  /** Notes an event; `you` is the name of the client before it. */
  note(event: DaemonEvent, you: string): RoomVerdict {
    switch (event.kind) {
      case "welcome":
        return this.#begin(event);
      case "entered":
        return this.#enter(event);
      case "room":
        this.#rooms.get(fold(event.room))?.bars.change(event);
        return NOTHING;
      case "left":
        // Of a client whose node was given up for dead the connection lasts: it is back in a moment.
        return event.name === you && event.reason.code !== "node-lost"
          ? this.#leave(event.room)
          : NOTHING;
      case "pong":
        return isEntryAnswer(event) ? this.#settle() : NOTHING;
      case "rooms":
        this.#listed = event.rooms.slice(0, MAX_LISTED).map(({ room }) => room);
        return NOTHING;
      default:
        return NOTHING;
    }
  }

  /** Counts what was said in a room where the person does not speak. */
  noteSaid(room: string, isNamed: boolean): void {
    const elsewhere = this.isPresent(room) ? undefined : this.#rooms.get(fold(room));
    if (elsewhere === undefined) return;
    elsewhere.said += 1;
    if (isNamed) elsewhere.named += 1;
  }

  /**
   * The person enters a room, and speaks there from here on. Returns what to ask of the daemon; nothing
   * if the client is in it. If the daemon refuses, {@linkcode note} goes back.
   */
  join(name: string, password?: string): readonly RoomRequest[] {
    const wanted = bareRoom(name);
    const known = this.#rooms.get(fold(wanted));
    if (known?.isIn) {
      this.#turn(known.name);
      return [];
    }
    const room = this.#add(wanted);
    if (room !== undefined) {
      room.password = password;
      this.#turn(wanted);
      this.#isTurning = true;
    }
    this.#asked += 1;
    return requestsToJoin({ name: wanted, password }, this.history);
  }

  /** Speaks in the room with a number; returns its name, or undefined if there is none. */
  turnTo(number: number): string | undefined {
    const room = this.all[number - 1];
    if (room !== undefined) this.#turn(room.name);
    return room?.name;
  }

  /** Speaks in the next room, or the one before; returns its name. */
  turnBy(step: 1 | -1): string | undefined {
    const { all } = this;
    const at = all.findIndex(({ name }) => this.isPresent(name));
    return this.turnTo((at + step + all.length) % all.length + 1);
  }

  /** The daemon has let the client in, to its first room alone so far. */
  #begin(welcome: DaemonEvent & { readonly kind: "welcome" }): RoomVerdict {
    const isServed = hasRooms(welcome);
    const hadOthers = this.hasOthers;
    this.#home = welcome.room;
    this.#isServed = isServed;
    for (const room of this.#rooms.values()) room.isIn = false;
    const home = this.#add(welcome.room);
    if (home !== undefined) home.isIn = true;
    this.#asked = isServed && hadOthers ? 1 : 0;
    this.#isTurning = isServed && !this.isHome(this.present);
    if (isServed) return NOTHING;
    this.#forgetMissing();
    return { isWithoutRooms: hadOthers };
  }

  #enter({ room: name, isPublic }: DaemonEvent & { readonly kind: "entered" }): RoomVerdict {
    const room = this.#add(name);
    if (room === undefined) return NOTHING;
    const opened = room.bars.enter(isPublic) ? { opened: name } : NOTHING;
    room.name = name;
    room.isIn = true;
    if (this.#trail.length === 0) {
      this.#turn(name);
      this.#isTurning = true;
    }
    if (!this.#isTurning || !this.isPresent(name)) return opened;
    this.#isTurning = false;
    return { turnedTo: name, ...opened };
  }

  #leave(name: string): RoomVerdict {
    const before = this.present;
    if (this.isHome(name)) this.#home = undefined;
    this.#remove(fold(name));
    return this.#turnedFrom(before);
  }

  /** All that was asked for has been answered: what was not entered was refused. */
  #settle(): RoomVerdict {
    this.#asked = Math.max(0, this.#asked - 1);
    if (this.#asked > 0) return NOTHING;
    const before = this.present;
    this.#isTurning = false;
    this.#forgetMissing();
    return this.#turnedFrom(before);
  }

  #forgetMissing(): void {
    for (const [key, { isIn }] of [...this.#rooms]) if (!isIn) this.#remove(key);
  }

  /** The room before is spoken in again, otherwise the oldest. */
  #turnedFrom(before: string): RoomVerdict {
    const [oldest] = this.#rooms.values();
    if (this.#trail.length === 0 && oldest !== undefined) this.#turn(oldest.name);
    const { present } = this;
    this.#turn(present);
    return fold(present) === fold(before) ? NOTHING : { turnedTo: present };
  }

  #add(name: string): Room | undefined {
    const key = fold(name);
    const known = this.#rooms.get(key);
    if (known !== undefined || this.#rooms.size >= MAX_ROOMS) return known;
    const room: Room = { name, isIn: false, bars: new RoomBars(), said: 0, named: 0 };
    this.#rooms.set(key, room);
    return room;
  }

  #remove(key: string): void {
    this.#rooms.delete(key);
    this.#trail = this.#trail.filter((each) => each !== key);
  }

  /** Whatever was said there has been seen. */
  #turn(name: string): void {
    const key = fold(name);
    const room = this.#rooms.get(key);
    if (room === undefined) return;
    this.#trail = [...this.#trail.filter((each) => each !== key), key];
    room.said = 0;
    room.named = 0;
  }
}
