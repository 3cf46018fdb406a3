/**
 * The rooms as a program must be able to follow them: `seq` without a gap but where one is told, and
 * members whose names are never two's at once.
 *
 * @module
 */

import { fold } from "../../lib/text/fold.ts";
import { skeleton } from "../../lib/text/skeleton.ts";
import { Finding } from "./finding.ts";
import type { Fields } from "./heard.ts";

/** Events of a room; a `topic` or `room` without `seq` is an answer. */
const STAMPED = ["message", "action", "joined", "left", "renamed", "topic", "room"];

/** Follows the events of one program in all of its rooms. */
export class Census {
  readonly #rooms = new Map<string, RoomCensus>();
  #you: string | undefined;
  #isWhole = true;
  /** Whether it ignores somebody: what that person says is a gap. */
  #isIgnoring = false;

  /** The names of all who are in the lobby; undefined once events were skipped. */
  get members(): ReadonlySet<string> | undefined {
    return this.#isWhole ? this.#rooms.get("lobby")?.members : undefined;
  }

  /** Takes the next event; fails if it does not follow from those before. */
  take(event: Fields): void {
    const { type } = event;
    const room = String(event.room);
    if (type === "welcome") this.#welcome(room, event);
    else if (type === "notice" && event.code === "ignore") this.#isIgnoring = true;
    else if (type === "entered") this.#enter(room, event);
    else if (type === "skipped") this.#skip(room, Number(event.count));
    else if (STAMPED.includes(String(type)) && event.seq !== undefined) this.#next(room, event);
    else if (type === "members" && this.#isWhole) this.#rooms.get(room)?.compare(event.members);
  }

  #welcome(room: string, event: Fields): void {
    if (this.#you !== undefined) throw new Finding("welcomed twice");
    this.#you = String(event.you);
    this.#rooms.set(room, new RoomCensus(room, event, this.#you));
  }

  /** One may enter a room that one is in already; then nothing has changed. */
  #enter(room: string, event: Fields): void {
    if (this.#you === undefined) throw new Finding("entered a room before the welcome");
    const known = this.#rooms.get(room);
    if (known === undefined || !this.#isWhole) {
      this.#rooms.set(room, new RoomCensus(room, event, this.#you));
    } else known.compareEntry(event, this.#isIgnoring);
  }

  #skip(room: string, count: number): void {
    if (!(count > 0)) throw new Finding(`skipped ${count}`);
    this.#isWhole = false;
    // Of a room that one has left since, the count may come late.
    this.#rooms.get(room)?.skip(count);
  }

  #next(room: string, event: Fields): void {
    const census = this.#rooms.get(room);
    if (census === undefined) throw new Finding(`a ${event.type} of ${room}, where one is not`);
    census.next(event, this.#isIgnoring);
    if (!this.#isWhole) return;
    census.follow(event);
    if (event.type === "renamed" && event.from === this.#you) this.#rename(event);
    if (event.type === "left" && event.name === this.#you) this.#rooms.delete(room);
  }

  /** The other rooms are told of it later in the same turn. */
  #rename({ to }: Fields): void {
    this.#you = String(to);
    for (const census of this.#rooms.values()) census.you = this.#you;
  }
}

/** Follows one room. */
class RoomCensus {
  /** The names of all who are here. */
  readonly members = new Set<string>();
  /** The client that is told; it is here whether or not its own arrival has been told. */
  you: string;
  readonly #room: string;
  readonly #keys = new Set<string>();
  #seq: number;
  #skipped = 0;

  /** One's own arrival follows what is told on entry, so it is not yet counted. */
  constructor(room: string, { members, seq }: Fields, you: string) {
    this.#room = room;
    this.you = you;
    this.#seq = Number(seq);
    if (!Array.isArray(members)) throw new Finding(`in ${room} without being told its members`);
    if (!members.includes(you)) throw new Finding(`in ${room} and not among its members`);
    for (const name of members) if (name !== you) this.#arrive(String(name));
  }

  skip(count: number): void {
    this.#skipped += count;
  }

  next({ seq, type, time }: Fields, isIgnoring: boolean): void {
    const expected = this.#seq + this.#skipped + 1;
    const isNext = isIgnoring ? Number(seq) >= expected : seq === expected;
    if (!isNext) {
      throw new Finding(`the ${type} in ${this.#room} has seq ${seq} in place of ${expected}`);
    }
    if (Number.isNaN(Date.parse(String(time)))) {
      throw new Finding(`the ${type} of seq ${seq} in ${this.#room} has no time`);
    }
    this.#seq = Number(seq);
    this.#skipped = 0;
  }

  follow(event: Fields): void {
    const { type } = event;
    if (type === "joined") this.#arrive(String(event.name));
    else if (type === "left") this.#depart(String(event.name));
    else if (type === "renamed") {
      this.#depart(String(event.from));
      this.#arrive(String(event.to));
    } else this.#mustBeHere(String(event.from ?? event.value));
  }

  compare(members: unknown): void {
    const told = Array.isArray(members) ? members.map((member) => String(member.name)) : [];
    this.#compareNames(told);
  }

  compareEntry({ members, seq }: Fields, isIgnoring: boolean): void {
    if (isIgnoring ? Number(seq) < this.#seq : seq !== this.#seq) {
      throw new Finding(`entered ${this.#room} again at seq ${seq}, and not at ${this.#seq}`);
    }
    this.#compareNames(Array.isArray(members) ? members.map(String) : []);
  }

  /** One's own arrival may not have been told yet. */
  #compareNames(told: readonly string[]): void {
    if (!told.includes(this.you)) throw new Finding(`not among the members of ${this.#room}`);
    const here = new Set([...this.members, this.you]);
    if (told.length === here.size && told.every((name) => here.has(name))) return;
    const names = [...here].join(", ");
    throw new Finding(`${this.#room} is said to have ${told.join(", ")}, and not ${names}`);
  }

  #arrive(name: string): void {
    for (const key of keysOf(name)) {
      if (this.#keys.has(key)) throw new Finding(`two are called ${name}, or look so`);
    }
    for (const key of keysOf(name)) this.#keys.add(key);
    this.members.add(name);
  }

  #depart(name: string): void {
    this.#mustBeHere(name);
    this.members.delete(name);
    for (const key of keysOf(name)) this.#keys.delete(key);
  }

  #mustBeHere(name: string): void {
    // After a late hello, one's own arrival was told before.
    if (name === this.you && !this.members.has(name)) this.#arrive(name);
    if (!this.members.has(name)) {
      throw new Finding(`${name} acts in ${this.#room} and is not here`);
    }
  }
}

function keysOf(name: string): readonly string[] {
  return [`fold ${fold(name)}`, `skeleton ${skeleton(name)}`];
}
