/**
 * Follows one person through all that it heard: finds holes and what came twice, and learns under which
 * names and in which rooms it was at any time.
 *
 * @module
 */

import type { Findings } from "./findings.ts";
import type { PersonRecord, StayRecord } from "./run_record.ts";
import type { Entered, RoomEvent, TellingReader } from "./told.ts";
import { keyOf, type Whole } from "./whole.ts";

/** What a person knows of a room. */
interface KnownRoom {
  epoch: string;
  /** The last number that it was told. */
  last: number;
  /** The last number before its own arrival in this stay. */
  entered: number;
}

/** A name and since when it holds. */
interface NameFrom {
  readonly at: number;
  readonly name: string;
}

/** What all walks share. */
export interface Ground {
  /** Reads lines. */
  readonly reader: TellingReader;
  /** Where faults go. */
  readonly findings: Findings;
  /** What everybody heard. */
  readonly whole: Whole;
}

/** One person's way through the run. */
export class Walk {
  /** The person. */
  readonly person: PersonRecord;
  /** When each of its lines came back to it, by token. */
  readonly acknowledged = new Map<string, number>();
  /** The rooms that it is in, and what it was told of them. */
  readonly rooms = new Map<string, KnownRoom>();
  /** When it was welcomed, by stay; undefined if it was not. */
  readonly welcomes: (number | undefined)[] = [];
  /** The lines that it heard. */
  heard = 0;
  readonly #names: NameFrom[] = [];
  readonly #ground: Ground;
  readonly #own: ReadonlySet<string>;
  /** What it heard last, if the order is that of all rooms. */
  #before: string | undefined;

  /** Nothing is looked at yet. */
  constructor(person: PersonRecord, ground: Ground) {
    this.person = person;
    this.#ground = ground;
    this.#own = new Set(person.said.map(({ token }) => token));
  }

  /** Goes all the way. Call it once. */
  go(): void {
    for (const stay of this.person.stays) this.#stay(stay);
  }

  /** The name that it had at a time; undefined before its first entry. */
  nameAt(time: number): string | undefined {
    return this.#names.findLast(({ at }) => at <= time)?.name;
  }

  #stay({ lines, times }: StayRecord): void {
    const index = this.welcomes.push(undefined) - 1;
    const entered = new Set<string>();
    this.#before = undefined;
    for (const [i, line] of lines.entries()) {
      const at = times[i] ?? 0;
      const told = this.#ground.reader.read(line);
      if (told.kind === "entered") {
        if (told.you !== undefined) this.welcomes[index] = at;
        entered.add(told.room);
        this.#enter(told, at);
      } else if (told.kind === "event") {
        this.#hear(told, at);
        if (index > 0 && !this.#isCaughtUp(entered)) this.#before = undefined;
      } else if (told.kind === "gap") {
        this.#add("hole", `is told of a gap in ${told.room}: ${told.from} to ${told.to}`);
        const room = this.rooms.get(told.room);
        if (room !== undefined) room.last = told.to;
      } else if (told.kind === "skipped") {
        this.#add("hole", `${told.count} lines of ${told.room} are skipped`);
      }
    }
  }

  #enter({ room, epoch, seq, you }: Entered, at: number): void {
    if (you !== undefined) this.#names.push({ at, name: you });
    this.#ground.whole.enter(room, epoch);
    const known = this.rooms.get(room);
    if (known?.epoch === epoch) known.entered = seq;
    else this.rooms.set(room, { epoch, last: seq, entered: seq });
  }

  #hear(event: RoomEvent, at: number): void {
    const room = this.rooms.get(event.room);
    if (room === undefined) return this.#add("hole", `has not entered: ${event.line}`);
    this.heard++;
    const { seq, token } = event;
    if (seq <= room.last) return this.#add("twice", `after ${room.last}: ${event.line}`);
    if (seq > room.last + 1) this.#add("hole", `after ${room.last}: ${event.line}`);
    room.last = seq;
    this.#ground.whole.hear(room.epoch, event, at);
    this.#chain(keyOf(room.epoch, seq));
    if (event.type === "renamed" && event.from === this.nameAt(at) && event.to !== undefined) {
      this.#names.push({ at, name: event.to });
    }
    if (token !== undefined && this.#own.has(token) && !this.acknowledged.has(token)) {
      this.acknowledged.set(token, at);
    }
  }

  #chain(key: string): void {
    if (this.#before !== undefined) this.#ground.whole.order.follow(this.#before, key);
    this.#before = key;
  }

  /** While it is told what it missed, its rooms may come one after the other. */
  #isCaughtUp(entered: ReadonlySet<string>): boolean {
    for (const name of entered) {
      const room = this.rooms.get(name);
      if (room !== undefined && room.last <= room.entered) return false;
    }
    return true;
  }

  #add(kind: "hole" | "twice", text: string): void {
    this.#ground.findings.add(kind, `${this.person.name} ${text}`);
  }
}
