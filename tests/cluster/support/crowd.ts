/**
 * Many people who talk at a pace: their coming, their talk, the quiet at the end, and the record of it all.
 *
 * @module
 */

import { Person, type Place, type Surroundings } from "./person.ts";
import type { Death, RunRecord } from "./run_record.ts";
import { TellingReader } from "./told.ts";

/** Who is to come. */
export interface CrowdPlan {
  /** The nodes; people are spread over them in turn. */
  readonly places: readonly Place[];
  /** How many people. */
  readonly count: number;
  /** The room in which every second of them is, beside the lobby. */
  readonly room?: string;
}

const TICK_MILLIS = 20;
/** So many people come at once. */
const LOT = 20;
/** When nothing has come for so long, all is told. */
const QUIET_MILLIS = 1000;
/** Longer than it takes to be told everything since the beginning. */
const LATE_MILLIS = 20_000;

/** People. Hold it with `await using`: at its end they are gone. */
export class Crowd implements AsyncDisposable {
  readonly #people: Person[] = [];
  readonly #rooms: (readonly string[])[] = [];
  readonly #around: Surroundings;
  readonly #deaths: Death[] = [];
  #talk: ReturnType<typeof setInterval> | undefined;
  #lines = 0;
  #next = 0;
  #from = 0;
  #to = 0;

  private constructor(places: readonly Place[]) {
    this.#around = { places, reader: new TellingReader(), now: () => performance.now() };
  }

  /** Resolves when everybody is there. */
  static async gather({ places, count, room }: CrowdPlan): Promise<Crowd> {
    const crowd = new Crowd(places);
    for (let first = 0; first < count; first += LOT) {
      const lot = Array.from({ length: Math.min(LOT, count - first) }, (_, i) => {
        const number = first + i;
        const isInRoom = room !== undefined && Math.floor(number / places.length) % 2 === 0;
        return crowd.#add(`p${number}`, isInRoom ? [room] : [], number % places.length);
      });
      await Promise.all(lot.map((person) => person.enter()));
    }
    return crowd;
  }

  /** Begins to talk, so many lines a second of all people together. */
  startTalk(linesPerSecond: number): void {
    const from = this.#from = this.#around.now();
    let due = 0;
    let last = from;
    this.#talk = setInterval(() => {
      const now = this.#around.now();
      // What could not be said in time is not made up for.
      due = Math.min(due + (now - last) * linesPerSecond / 1000, linesPerSecond / 10);
      last = now;
      for (; due >= 1; due--) this.#sayNext();
    }, TICK_MILLIS);
  }

  /**
   * A node has been killed, frozen or cut off now, and its people will be told to have left; or perhaps none
   * of them, if it may be spared.
   */
  mourn(node: string, code: Death["code"], mayBeSpared = false): void {
    this.#deaths.push({ node, at: this.#around.now(), code, mayBeSpared });
  }

  /**
   * Ends the talk, and resolves when everything has come back, everybody has its own name and has heard the
   * same, and nothing more comes; or after `limitMillis`.
   */
  async stopTalk(limitMillis: number): Promise<void> {
    clearInterval(this.#talk);
    this.#to = this.#around.now();
    await this.#untilQuiet(this.#to + limitMillis);
  }

  /**
   * Somebody new comes to each node and asks for everything since the beginning: what a node tells of the
   * past must be what was heard live. Call it when the talk has ended.
   */
  async askForAll(): Promise<void> {
    const first = this.#people[0];
    if (first === undefined) return;
    for (const [index, { node }] of this.#around.places.entries()) {
      const rooms = (this.#rooms[0] ?? []).filter((room) => room !== "lobby");
      const person = this.#add(`late-${node}`, rooms, index);
      person.beginAs(first.record);
      await person.enter();
    }
    await this.#untilQuiet(this.#around.now() + LATE_MILLIS);
  }

  /** What was heard and said. */
  record(): RunRecord {
    const people = this.#people.map(({ record }) => record);
    return { people, deaths: this.#deaths, from: this.#from, to: this.#to };
  }

  /** Everybody goes. The record stays, with the connections that were open as open. */
  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#talk);
    await Promise.all(this.#people.map((person) => person.end()));
  }

  #add(name: string, rooms: readonly string[], place: number): Person {
    const person = new Person({ name, rooms, place }, this.#around);
    this.#people.push(person);
    this.#rooms.push(["lobby", ...rooms]);
    return person;
  }

  #sayNext(): void {
    for (let tries = 0; tries < this.#people.length; tries++) {
      const index = this.#next++ % this.#people.length;
      const person = this.#people[index];
      if (person?.canSay !== true) continue;
      const rooms = this.#rooms[index] ?? [];
      const line = ++this.#lines;
      return person.say(`${person.record.name}-${line}`, rooms[line % rooms.length] ?? "lobby");
    }
  }

  async #untilQuiet(deadline: number): Promise<void> {
    let before = "";
    for (let quiet = 0; quiet < QUIET_MILLIS && this.#around.now() < deadline;) {
      await new Promise((resolve) => setTimeout(resolve, TICK_MILLIS * 5));
      const { text, isSettled } = this.#state();
      quiet = isSettled && text === before ? quiet + TICK_MILLIS * 5 : 0;
      before = text;
    }
  }

  #state(): { readonly text: string; readonly isSettled: boolean } {
    const ends = new Map<string, Set<number>>();
    for (const { positions } of this.#people) {
      for (const [epoch, seq] of positions) {
        ends.set(epoch, (ends.get(epoch) ?? new Set()).add(seq));
      }
    }
    const isSettled = this.#people.every(({ pending, isItself }) => pending === 0 && isItself) &&
      [...ends.values()].every(({ size }) => size === 1);
    return { text: JSON.stringify([...ends].map(([epoch, seqs]) => [epoch, ...seqs])), isSettled };
  }
}
