/**
 * Holds arrivals and departures for people for a moment, so that a crowd that comes or goes at once is
 * told as one line. (2,000 clients that quit together would otherwise cause four million lines.) A
 * message in the meantime first releases the held lines, so that every arrival is told before the
 * newcomer speaks. Programs are told each event at once, not here.
 *
 * @module
 */

import type { Effect } from "../event.ts";
import type { Announcement } from "../message.ts";
import type { ClientId, Millis, RoomName } from "../units.ts";

/** The longest time that an arrival or departure is held. */
export const CROWD_WINDOW: Millis = 100;

/** More than so many in one window are told as one line. */
export const CROWD_SIZE = 20;

/** Whether people arrived or left. */
export type Verb = "arrived" | "left";

/** One arrival or departure that is held; changed by its announcer alone. */
export interface Held {
  /** The message to tell. */
  readonly message: Announcement;
  /** The client that arrived and has not left; undefined for departures. */
  newcomer: ClientId | undefined;
  /** Whether the newcomer hears the room already. */
  isListening: boolean;
}

/** An announcer as plain data. */
export interface AnnouncerData {
  /** The room whose announcements are held. */
  readonly room: RoomName;
  /** Announcements that will be told by name. */
  readonly singles: readonly Readonly<Held>[];
  /** Announcements that will be told as a number. */
  readonly crowds: Readonly<Record<Verb, readonly Readonly<Held>[]>>;
  /** Listeners that were told the first part of a crowd otherwise, each with the last `seq` of that. */
  readonly since: readonly (readonly [client: ClientId, seq: number])[];
  /** The latest time at which everything held is told; undefined before anything was held. */
  readonly windowEnd: Millis | undefined;
  /** How many came and went in this window. */
  readonly counts: Readonly<Record<Verb, number>>;
}

/**
 * Holds the announcements of one room; owned by `Chat`. Never throws. The cost of a call does not grow
 * with the size of a held crowd, except for telling it.
 */
export class Announcer {
  readonly #room: RoomName;
  /** Announcements to tell by name, at most {@linkcode CROWD_SIZE} of each verb. */
  #singles: Held[] = [];
  #crowds: Record<Verb, Held[]> = { arrived: [], left: [] };
  readonly #newcomers = new Map<ClientId, Held>();
  /**
   * Clients that began to hear the room while something was held, each with the `seq` of its own arrival, or
   * with the last that it was told. They are told of what is held only what came after that.
   */
  readonly #since = new Map<ClientId, number>();
  #windowEnd: Millis = -Infinity;
  #counts: Record<Verb, number> = { arrived: 0, left: 0 };

  /** An announcer for this room, holding nothing. */
  constructor(room: RoomName) {
    this.#room = room;
  }

  /** An announcer as it was when the data was taken. */
  static restore(data: AnnouncerData): Announcer {
    const announcer = new Announcer(data.room);
    const take = (held: readonly Readonly<Held>[]) => held.map((each) => announcer.#take(each));
    announcer.#singles = take(data.singles);
    announcer.#crowds = { arrived: take(data.crowds.arrived), left: take(data.crowds.left) };
    for (const [client, seq] of data.since) announcer.#since.set(client, seq);
    announcer.#windowEnd = data.windowEnd ?? -Infinity;
    announcer.#counts = { ...data.counts };
    return announcer;
  }

  /** Everything held, as plain data that shares nothing with the announcer. */
  snapshot(): AnnouncerData {
    const copy = (held: readonly Held[]) => held.map((each) => ({ ...each }));
    const windowEnd = this.#windowEnd === -Infinity ? undefined : this.#windowEnd;
    return {
      room: this.#room,
      singles: copy(this.#singles),
      crowds: { arrived: copy(this.#crowds.arrived), left: copy(this.#crowds.left) },
      since: [...this.#since],
      windowEnd,
      counts: { ...this.#counts },
    };
  }

  /** The number of newcomers that are still here and whose arrival is held; for tests of its bound. */
  get newcomers(): number {
    return this.#newcomers.size;
  }

  /**
   * Takes an arrival or a departure, to tell it within {@linkcode CROWD_WINDOW}. A newcomer hears
   * the room from directly after its own arrival is told, or at once in a crowd. Of what is held, it is
   * told what came after its own arrival and nothing else.
   */
  hold(message: Announcement, at: Millis, effects: Effect[], newcomer?: ClientId): void {
    if (this.#isEmpty) {
      if (at >= this.#windowEnd) {
        this.#windowEnd = at + CROWD_WINDOW;
        this.#counts = { arrived: 0, left: 0 };
      }
      effects.push({ kind: "wake", at: this.#windowEnd });
    }
    const held = this.#take({ message, newcomer, isListening: false });
    const verb = verbOf(message);
    const count = ++this.#counts[verb];
    if (count === CROWD_SIZE + 1) this.#gather(verb, effects);
    if (count <= CROWD_SIZE) return void this.#singles.push(held);
    // A newcomer hears the room from here on, and not the departures from before it came.
    if (verb === "arrived") this.release(effects);
    this.#addToCrowd(held, effects);
  }

  /**
   * A client that was told everything up to this `seq` hears the room from here on. Nothing that is held
   * is told for that: thousands that come back together stay a crowd.
   */
  follow(client: ClientId, seq: number, effects: Effect[]): void {
    if (!this.#isEmpty) this.#since.set(client, seq);
    effects.push({ kind: "join", client, room: this.#room });
  }

  /** Tells everything held except crowds, before another message to the room. */
  release(effects: Effect[]): void {
    if (this.#singles.length === 0) return;
    for (const held of this.#singles) this.#tell(held, effects);
    this.#singles = [];
  }

  /** Tells everything held: the window has ended, or an answer must come after it. */
  releaseAll(effects: Effect[]): void {
    if (this.#isEmpty) return;
    this.release(effects);
    const crowds = this.#crowds;
    this.#crowds = { arrived: [], left: [] };
    // The crowd that began first goes first: a client that came and left must not be told as present.
    const verbs: readonly Verb[] = beginOf(crowds.arrived) < beginOf(crowds.left)
      ? ["arrived", "left"]
      : ["left", "arrived"];
    for (const verb of verbs) this.#tellCrowd(verb, crowds[verb], effects);
    this.#newcomers.clear();
    this.#since.clear();
  }

  /** Tells everything held if the window has ended. */
  tick(at: Millis, effects: Effect[]): void {
    if (at >= this.#windowEnd) this.releaseAll(effects);
  }

  /** A client has left; its held arrival is still told, but the client is not joined to the room. */
  forget(client: ClientId): void {
    this.#since.delete(client);
    const held = this.#newcomers.get(client);
    if (held === undefined) return;
    held.newcomer = undefined;
    this.#newcomers.delete(client);
  }

  #take(data: Readonly<Held>): Held {
    const held = { ...data };
    if (held.newcomer !== undefined) this.#newcomers.set(held.newcomer, held);
    return held;
  }

  get #isEmpty(): boolean {
    return this.#singles.length === 0 && !this.#hasCrowd;
  }

  get #hasCrowd(): boolean {
    const { arrived, left } = this.#crowds;
    return arrived.length > 0 || left.length > 0;
  }

  /**
   * Makes a crowd: moves the announcements to tell by name into it. Tells the departures among the
   * arrivals, so that each newcomer hears those from after it came and no others.
   */
  #gather(verb: Verb, effects: Effect[]): void {
    const singles = this.#singles;
    this.#singles = [];
    for (const held of singles) {
      if (verbOf(held.message) === verb) this.#addToCrowd(held, effects);
      else if (verb === "arrived") this.#tell(held, effects);
      else this.#singles.push(held);
    }
  }

  #addToCrowd(held: Held, effects: Effect[]): void {
    this.#crowds[verbOf(held.message)].push(held);
    this.#listen(held, effects);
  }

  #tell(held: Held, effects: Effect[]): void {
    const { message } = held;
    const except = this.#toldUpTo(message.seq);
    effects.push({
      ...{ kind: "publish", room: this.#room, message, detail: "gathered" },
      ...(except.length > 0 && { except }),
    });
    this.#listen(held, effects);
    if (held.newcomer !== undefined) this.#newcomers.delete(held.newcomer);
  }

  /** Tells one line to all; tells each client that came in the middle how many came after it. */
  #tellCrowd(verb: Verb, crowd: readonly Held[], effects: Effect[]): void {
    const [first] = crowd;
    if (first === undefined) return;
    const room = this.#room;
    const late = this.#toldUpTo(first.message.seq);
    for (const client of late) effects.push({ kind: "part", client, room });
    const whole = { kind: "crowd", room, verb, count: crowd.length } as const;
    const message = crowd.length === 1 ? { ...whole, only: first.message } : whole;
    effects.push({ kind: "publish", room, message, detail: "gathered" });
    for (const client of late) {
      const count = countAfter(crowd, this.#since.get(client) ?? 0);
      if (count > 0) effects.push({ kind: "send", to: client, message: { ...whole, count } });
      effects.push({ kind: "join", client, room });
    }
  }

  #listen(held: Held, effects: Effect[]): void {
    const { newcomer, message } = held;
    if (newcomer === undefined || held.isListening) return;
    held.isListening = true;
    if (this.#hasCrowd) this.#since.set(newcomer, message.seq);
    effects.push({ kind: "join", client: newcomer, room: this.#room });
  }

  /** Those who hear the room, and have been told this `seq` already. */
  #toldUpTo(seq: number): ClientId[] {
    return Array.from(this.#since).filter(([, since]) => since >= seq).map(([client]) => client);
  }
}

/** How many of a crowd have a higher `seq`; they are in its order. */
function countAfter(crowd: readonly Held[], seq: number): number {
  let [from, to] = [0, crowd.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((crowd[middle]?.message.seq ?? Infinity) > seq) to = middle;
    else from = middle + 1;
  }
  return crowd.length - from;
}

function verbOf(message: Announcement): Verb {
  return message.kind === "joined" ? "arrived" : "left";
}

/** When a crowd began, as its place in the order of the room. */
function beginOf(crowd: readonly Held[]): number {
  return crowd[0]?.message.seq ?? Infinity;
}
