/**
 * The roll: which nodes are there, by the log alone. It decides which epochs count, who is dead, and which
 * settings and which level are in force, at the same place of the log on every node. PURE.
 *
 * @module
 */

import type { Millis } from "../../core/units.ts";
import { counted, firstOfDeath, type Place } from "./beats.ts";
import type { Entry } from "./record.ts";

/** So long after the engine was away beats do not count: not all nodes have it again at the same time. */
const SPARED_FOR: Millis = 5000;
/** The most live nodes. */
export const MAX_NODES = 256;
/** So many epochs are known to have ended; those before them are known by their age. */
export const MAX_ENDED = 1024;
/** Of so many names at most the refused attempts are counted. */
export const MAX_KNOCKS = 64;

/** What a node says that it has applied. */
export interface Claim {
  /** The position. */
  readonly position: number;
  /** The digest of everything up to it. */
  readonly digest: string;
}

/** A live node. */
export interface Member {
  /** Its name. */
  readonly node: string;
  /** Its epoch. */
  readonly epoch: string;
  /** The highest level that it knows. */
  readonly level: number;
  /** Where it began. */
  readonly since: number;
  /** Where its last record stands, whether or not it counts. */
  readonly seen: number;
  /** The number of its last entry that counts. */
  readonly accepted: number;
  /** Where its last beats stand that count, oldest first. */
  readonly beats: readonly Place[];
  /** What it said with the last of them; undefined before the first. */
  readonly claim: Claim | undefined;
}

/** A roll as plain data. */
export interface RollData {
  /** The level in force. */
  readonly level: number;
  /** The settings in force; undefined while there is no live node. */
  readonly settings: string | undefined;
  /** The live nodes, by the order of their `up`. */
  readonly members: readonly Member[];
  /** Epochs that have ended or were refused, oldest first, and where each began. */
  readonly ended: readonly { readonly epoch: string; readonly since: number }[];
  /** An `up` that was made before this position may be a copy of one whose epoch is forgotten. */
  readonly horizon: number;
  /** Beats before this time of the log do not count. */
  readonly sparedUntil: Millis;
  /** Where the last refused `up`s of each name stand that count, oldest first. */
  readonly knocks: readonly { readonly node: string; readonly places: readonly Place[] }[];
}

/** The roll of a new log. */
export const EMPTY_ROLL: RollData = {
  level: 1,
  settings: undefined,
  members: [],
  ended: [],
  horizon: 0,
  sparedUntil: 0,
  knocks: [],
};

/**
 * Why an `up` does not count: its epoch has ended, or may have; its node does not know the level in force;
 * other nodes have other settings; there are too many nodes.
 */
export type Refusal = "dead" | "level" | "settings" | "full";

/** What an `up` comes to: who has ended by it, and why it does not count, if so. */
export interface Upshot {
  /** The elder node of its name, which is fenced. */
  readonly fenced: Member | undefined;
  /** Nodes that are found dead. */
  readonly dead: readonly Member[];
  /** Why it does not count; undefined if it does. */
  readonly refusal: Refusal | undefined;
}

/** The beginning of an epoch. */
export type Up = Extract<Entry, { kind: "up" }>;
type Changing<T> = { -readonly [K in keyof T]: T[K] };

/** The live nodes, and what is in force. */
export class Roll {
  readonly #members = new Map<string, Changing<Member>>();
  /** Where each of these epochs began. */
  readonly #ended: Map<string, number>;
  readonly #knocks: Map<string, readonly Place[]>;
  #horizon: number;
  #sparedUntil: Millis;
  #level: number;
  #settings: string | undefined;

  /** As it was when the data was taken. */
  constructor(data: RollData = EMPTY_ROLL) {
    for (const member of data.members) this.#members.set(member.epoch, { ...member });
    this.#ended = new Map(data.ended.map(({ epoch, since }) => [epoch, since]));
    this.#knocks = new Map(data.knocks.map(({ node, places }) => [node, places]));
    this.#horizon = data.horizon;
    this.#sparedUntil = data.sparedUntil;
    this.#level = data.level;
    this.#settings = data.settings;
  }

  /** The level in force. */
  get level(): number {
    return this.#level;
  }

  /** The settings in force; undefined while there is no live node. */
  get settings(): string | undefined {
    return this.#settings;
  }

  /** The live nodes, by the order of their `up`. */
  get members(): readonly Member[] {
    return [...this.#members.values()];
  }

  /** The live node of this epoch. */
  member(epoch: string): Member | undefined {
    return this.#members.get(epoch);
  }

  /** A node of a new epoch begins, if it may. */
  up(entry: Up, epoch: string, place: Place): Upshot {
    const { position } = place;
    if (this.#ended.has(epoch) || entry.since < this.#horizon || entry.since >= position) {
      return { fenced: undefined, dead: [], refusal: "dead" };
    }
    let dead: readonly Member[] = [];
    let refusal = this.#refusalOf(entry);
    if (refusal === "settings" || refusal === "full") {
      dead = this.#knock(entry.node, place);
      refusal = this.#refusalOf(entry);
    }
    if (refusal !== undefined) {
      this.#remember(epoch, position);
      return { fenced: undefined, dead, refusal };
    }
    const fenced = this.members.find(({ node }) => node === entry.node);
    if (fenced !== undefined) this.end(fenced.epoch);
    this.#begin(entry, epoch, position);
    return { fenced, dead, refusal };
  }

  /** A record of a live node was read. */
  see(epoch: string, position: number): void {
    const member = this.#members.get(epoch);
    if (member !== undefined) member.seen = position;
  }

  /** So many entries of a live node count by now. */
  accept(epoch: string, accepted: number): void {
    const member = this.#members.get(epoch);
    if (member !== undefined) member.accepted = accepted;
  }

  /** A live node puts in a beat, at this place of the log. Returns the nodes that are dead by it, which have ended. */
  beat(epoch: string, place: Place, { position, digest }: Claim): readonly Member[] {
    const member = this.#members.get(epoch);
    if (member === undefined) return [];
    // What is not there yet cannot have been applied.
    if (position < place.position) member.claim = { position, digest };
    if (place.time < this.#sparedUntil) return [];
    member.beats = counted(member.beats, place);
    return this.#bury(member.beats);
  }

  /** Nothing came for a while up to this time of the log: nobody is found dead by beats for some time. */
  spare(time: Millis): void {
    this.#sparedUntil = time + SPARED_FOR;
    for (const member of this.#members.values()) member.beats = [];
  }

  /** The nodes are to keep a higher level from here on. Whether they do: all must know it. */
  raise(level: number): boolean {
    if (level <= this.#level || this.members.some((member) => member.level < level)) return false;
    this.#level = level;
    return true;
  }

  /** A log begins with this level. */
  bear(level: number): void {
    this.#level = level;
  }

  /** An epoch ends: it is fenced from here on. */
  end(epoch: string): void {
    const member = this.#members.get(epoch);
    if (member === undefined) return;
    this.#members.delete(epoch);
    this.#remember(epoch, member.since);
    if (this.#members.size === 0) this.#settings = undefined;
  }

  /** It as plain data. */
  data(): RollData {
    return {
      level: this.#level,
      settings: this.#settings,
      members: this.members.map((member) => ({ ...member })),
      ended: [...this.#ended].map(([epoch, since]) => ({ epoch, since })),
      horizon: this.#horizon,
      sparedUntil: this.#sparedUntil,
      knocks: [...this.#knocks].map(([node, places]) => ({ node, places })),
    };
  }

  /** Why a node may not begin. The elder one of its name does not stand in its way. */
  #refusalOf({ node, level, settings }: Up): Refusal | undefined {
    if (level < this.#level) return "level";
    const others = this.members.filter((member) => member.node !== node);
    if (others.length >= MAX_NODES) return "full";
    return others.length > 0 && settings !== this.#settings ? "settings" : undefined;
  }

  /**
   * A node may not begin. It cannot beat, so its attempts count instead: otherwise nodes that were killed
   * all together would stand in its way for ever.
   */
  #knock(node: string, place: Place): readonly Member[] {
    const places = counted(this.#knocks.get(node) ?? [], place);
    this.#knocks.delete(node);
    this.#knocks.set(node, places);
    for (const oldest of this.#knocks.keys()) {
      if (this.#knocks.size <= MAX_KNOCKS) break;
      this.#knocks.delete(oldest);
    }
    return this.#bury(places);
  }

  /** Ends all nodes that have put in nothing since the first of these beats; the one that beats has. */
  #bury(beats: readonly Place[]): readonly Member[] {
    const first = firstOfDeath(beats);
    if (first === undefined) return [];
    const dead = this.members.filter(({ seen }) => seen < first);
    for (const { epoch } of dead) this.end(epoch);
    return dead;
  }

  #begin(entry: Up, epoch: string, position: number): void {
    const { node, level } = entry;
    if (this.#members.size === 0) this.#settings = entry.settings;
    this.#knocks.delete(node);
    this.#members.set(epoch, {
      node,
      epoch,
      level,
      since: position,
      seen: position,
      accepted: 0,
      beats: [],
      claim: undefined,
    });
  }

  /**
   * Fences an epoch that began here. What is kept of those that are forgotten is the last place at which
   * one of them began: its `up` was made before it, and so was every copy.
   */
  #remember(epoch: string, since: number): void {
    this.#ended.set(epoch, since);
    for (const [oldest, began] of this.#ended) {
      if (this.#ended.size <= MAX_ENDED) break;
      this.#ended.delete(oldest);
      this.#horizon = Math.max(this.#horizon, began);
    }
  }
}
