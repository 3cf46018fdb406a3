/**
 * Holds arrivals and departures for people for a moment, so that a crowd that comes or goes at once is
 * told as one line. (2,000 clients that quit together would otherwise cause four million lines.) A
 * message in the meantime first releases the held lines, so that every arrival is told before the
 * newcomer speaks. Programs are told each event at once, not here.
 *
 * @module
 */

import type { Effect } from "../event.ts";
import type { RoomMessage } from "../message.ts";
import type { ClientId, Millis, RoomName } from "../units.ts";

/** The longest time that an arrival or departure is held. */
export const CROWD_WINDOW: Millis = 100;

/** More than so many in one window are told as one line. */
export const CROWD_SIZE = 20;

/** A message that can be held. */
export type Announcement = Extract<RoomMessage, { kind: "joined" | "left" }>;
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
      windowEnd,
      counts: { ...this.#counts },
    };
  }

  /** The number of newcomers that are still here and whose arrival is held; for tests of its bound. */
  get newcomers(): number {
    return this.#newcomers.size;
  }

  /**
   * Takes an arrival or a departure, to tell people within {@linkcode CROWD_WINDOW}. A newcomer hears
   * the room from directly after its own arrival is told, or at once in a crowd.
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
  }

  /** Tells everything held if the window has ended. */
  tick(at: Millis, effects: Effect[]): void {
    if (at >= this.#windowEnd) this.releaseAll(effects);
  }

  /** A client has left; its held arrival is still told, but the client is not joined to the room. */
  forget(client: ClientId): void {
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
    const { arrived, left } = this.#crowds;
    return this.#singles.length === 0 && arrived.length === 0 && left.length === 0;
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
    effects.push({
      kind: "publish",
      room: this.#room,
      message: held.message,
      detail: "gathered",
    });
    this.#listen(held, effects);
    if (held.newcomer !== undefined) this.#newcomers.delete(held.newcomer);
  }

  /** Tells one line to all; tells each newcomer in the crowd how many came after it. */
  #tellCrowd(verb: Verb, crowd: readonly Held[], effects: Effect[]): void {
    const [only] = crowd;
    if (only === undefined) return;
    if (crowd.length === 1) return this.#tellLast(only, effects);
    const room = this.#room;
    const insiders = crowd.filter((held) => held.newcomer !== undefined);
    for (const { newcomer } of insiders) {
      if (newcomer !== undefined) effects.push({ kind: "part", client: newcomer, room });
    }
    const message = { kind: "crowd", room, verb, count: crowd.length } as const;
    effects.push({ kind: "publish", room, message, detail: "gathered" });
    for (const [index, { newcomer }] of crowd.entries()) {
      if (newcomer === undefined) continue;
      const count = crowd.length - 1 - index;
      if (count > 0) {
        effects.push({ kind: "send", to: newcomer, message: { kind: "crowd", room, verb, count } });
      }
      effects.push({ kind: "join", client: newcomer, room });
    }
  }

  /** Tells the only untold member of a crowd by name, but not to itself. */
  #tellLast(held: Held, effects: Effect[]): void {
    if (held.newcomer !== undefined && held.isListening) {
      effects.push({ kind: "part", client: held.newcomer, room: this.#room });
      held.isListening = false;
    }
    this.#tell(held, effects);
  }

  #listen(held: Held, effects: Effect[]): void {
    if (held.newcomer === undefined || held.isListening) return;
    held.isListening = true;
    effects.push({ kind: "join", client: held.newcomer, room: this.#room });
  }
}

function verbOf(message: Announcement): Verb {
  return message.kind === "joined" ? "arrived" : "left";
}

/** When a crowd began, as its place in the order of the room. */
function beginOf(crowd: readonly Held[]): number {
  return crowd[0]?.message.seq ?? Infinity;
}
