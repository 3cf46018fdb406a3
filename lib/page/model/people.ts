/**
 * Who is in a room, as far as the page knows: names, how many there are, ranks, voices, and who is away.
 * PURE.
 *
 * @module
 */

import { fold } from "../text/mentions.ts";
import type { Person, Rank } from "./talk.ts";

/** The most names that are kept of one room; the daemon lists fewer. */
const MAX_NAMES = 2000;

/** What is known of one person beside the name. */
export interface Known {
  /** What the person may do. */
  readonly rank?: Rank;
  /** Whether it may speak in a moderated room. */
  readonly hasVoice?: boolean;
  /** What it says about being away. */
  readonly away?: string | undefined;
}

/** The people of one room. */
export class People {
  /** Names by their folded form, in the order of entry. */
  #names = new Map<string, string>();
  #known = new Map<string, Known>();
  #population = 0;
  #isStale = false;

  /** How many people are in the room. */
  get population(): number {
    return this.#population;
  }

  /** How many names are known. */
  get size(): number {
    return this.#names.size;
  }

  /** Whether names are listed of people who have left in a crowd. */
  get isStale(): boolean {
    return this.#isStale;
  }

  /** The daemon has listed so many people of the room, perhaps not all. */
  list(names: readonly string[], population: number): void {
    this.#names = new Map(names.slice(0, MAX_NAMES).map((name) => [fold(name), name]));
    this.#population = population;
    this.#isStale = false;
  }

  /** Forgets ranks, voices and who is away: they may have changed unheard. */
  forgetKnown(): void {
    this.#known.clear();
  }

  /** Somebody has arrived. */
  add(name: string): void {
    this.#population += 1;
    if (this.#names.size < MAX_NAMES) this.#names.set(fold(name), name);
  }

  /** Somebody has left. */
  remove(name: string): void {
    this.#population = Math.max(0, this.#population - 1);
    this.#names.delete(fold(name));
    this.forget(name);
  }

  /** The rank and the voice of somebody have ended. */
  forget(name: string): void {
    this.#known.delete(fold(name));
  }

  /** So many people have arrived, or left if it is below 0, whose names were not told. */
  addCrowd(count: number): void {
    this.#population = Math.max(0, this.#population + count);
    this.#isStale ||= count < 0;
  }

  /** Somebody has another name. */
  rename(from: string, to: string): void {
    const [old, known] = [fold(from), this.#known.get(fold(from))];
    if (this.#names.has(old)) {
      const names = [...this.#names.values()].map((name) => fold(name) === old ? to : name);
      this.#names = new Map(names.map((name) => [fold(name), name]));
    }
    this.#known.delete(old);
    if (known !== undefined) this.#known.set(fold(to), known);
  }

  /** Something was told about somebody. */
  note(name: string, known: Known): void {
    if (this.#known.size >= MAX_NAMES && !this.#known.has(fold(name))) return;
    this.#known.set(fold(name), { ...this.#known.get(fold(name)), ...known });
  }

  /** Whether the name is known to be of somebody in the room. */
  has(name: string): boolean {
    return this.#names.has(fold(name));
  }

  /** The rank of somebody, as far as it is known. */
  rankOf(name: string): Rank {
    return this.#known.get(fold(name))?.rank ?? "member";
  }

  /** Everybody whose name is known, in the order of entry. */
  all(you: string, ignored: ReadonlySet<string>): Person[] {
    return [...this.#names].map(([folded, name]) => {
      const { rank = "member", hasVoice = false, away } = this.#known.get(folded) ?? {};
      const [isYou, isIgnored] = [folded === fold(you), ignored.has(folded)];
      return { name, rank, hasVoice, away, isYou, isIgnored };
    });
  }
}
