/**
 * What nodes agree on: what each record of the right shape does to the roll, to the homes of the clients and
 * to the time of the log, and which events it gives to the chat. PURE.
 *
 * @module
 */

import type { ChatEvent } from "../../core/event.ts";
import type { Millis } from "../../core/units.ts";
import type { Stamped } from "../../loop/event_log.ts";
import type { Place } from "./beats.ts";
import { countOf } from "./counting.ts";
import { Homes } from "./homes.ts";
import { LogTime } from "./log_time.ts";
import { NODE_LOST, NODE_STOPPED, type Outcome } from "./outcome.ts";
import type { OwnEpochs } from "./own_epochs.ts";
import { isOfAdmin } from "./read_record.ts";
import type { AdminEntry, Birth, BusRecord, Entry } from "./record.ts";
import type { AgreedData } from "./replica_data.ts";
import { type Member, Roll } from "./roll.ts";

/** What it means to a node that its epoch has ended so. */
const FATE_OF = { down: undefined, lost: "dead", replaced: "fenced" } as const;

/** Entries that count: so many of an epoch, from `n` on. */
export interface Counted {
  /** The epoch, or the id of the birth. */
  readonly epoch: string;
  /** The number of the first. */
  readonly n: number;
  /** How many. */
  readonly count: number;
}

/** A record of the right shape, and where it stands in the log. */
export interface Placed {
  /** What it holds. */
  readonly record: BusRecord;
  /** Its position. */
  readonly position: number;
  /** When the engine took it in. */
  readonly stamp: Millis;
}

/** What the nodes agree on. */
export class Agreement {
  /** The live nodes, and what is in force. */
  readonly roll: Roll;
  /** Their clients. */
  readonly homes: Homes;
  /** The time of the log. */
  readonly time: LogTime;
  /** The epochs of this node; they decide nothing that others must know. */
  readonly #own: OwnEpochs;
  /** The highest level that this program knows. */
  readonly #known: number;
  #birth: Birth | undefined;
  #position = 0;

  /** As it was when the data was taken, in a program that knows this level. */
  constructor(data: AgreedData | undefined, own: OwnEpochs, known: number) {
    this.roll = new Roll(data?.roll);
    this.homes = new Homes(data?.homes);
    this.time = new LogTime(data?.time, data?.ticked);
    this.#birth = data?.birth;
    this.#own = own;
    this.#known = known;
  }

  /** The birth of the log; undefined before it was read. */
  get birth(): Birth | undefined {
    return this.#birth;
  }

  /** It as plain data. */
  data(): AgreedData {
    return {
      birth: this.#birth,
      time: this.time.time,
      ticked: this.time.ticked,
      roll: this.roll.data(),
      homes: this.homes.data(),
    };
  }

  /** Applies a record. Returns which entries count; undefined if none does. Never throws. */
  take({ record, position, stamp }: Placed, outcome: Outcome): Counted | undefined {
    this.#position = position;
    const { v, e, i: [first] } = record;
    if (first?.kind === "birth") return this.#bear(first, v, outcome);
    if (this.#birth === undefined) return outcome.blame("the log has no birth before it");
    if (v > this.roll.level) return outcome.blame(`its level, ${v}, is not in force`);
    if (first !== undefined && isOfAdmin(first)) {
      this.#passTime(stamp, outcome);
      return this.#administer(first, e, outcome);
    }
    if (this.roll.member(e) === undefined) {
      // Epochs that have ended, and those that were never let in.
      if (first?.kind !== "up") return undefined;
      this.#passTime(stamp, outcome);
      if (!this.#begin(first, e, outcome)) return undefined;
    } else {
      this.#passTime(stamp, outcome);
      this.roll.see(e, position);
    }
    return this.#takeEntries(record, outcome);
  }

  #bear({ id, key }: Birth, level: number, outcome: Outcome): Counted | undefined {
    if (this.#birth !== undefined) {
      if (this.#birth.id !== id) outcome.doom("another-birth");
      return undefined;
    }
    this.#birth = { id, key };
    this.roll.bear(level);
    if (level > this.#known) outcome.doom("level");
    return { epoch: id, n: 1, count: 1 };
  }

  /** An administrator's entry; the same one may come twice. */
  #administer(entry: AdminEntry, epoch: string, outcome: Outcome): Counted {
    if (entry.kind === "forget") {
      outcome.add(this.#stamped({ kind: "forget", names: entry.names }));
    } else if (entry.kind === "keep") outcome.keep();
    return { epoch, n: 1, count: 1 };
  }

  /** Before anything of a record is applied: the time of the log, and the agreed tick if it is due. */
  #passTime(stamp: Millis, outcome: Outcome): void {
    const { isTick, wasQuiet } = this.time.pass(stamp);
    if (wasQuiet) this.roll.spare(this.time.time);
    if (isTick) outcome.add(this.#stamped({ kind: "tick", part: "agreed" }));
  }

  /** An epoch begins, if it may. */
  #begin(up: Extract<Entry, { kind: "up" }>, epoch: string, outcome: Outcome): boolean {
    const { fenced, dead, refusal } = this.roll.up(up, epoch, this.#place);
    this.#bury(dead, outcome);
    if (fenced !== undefined) this.#end(fenced, "replaced", outcome);
    if (refusal !== undefined) {
      if (this.#own.refuse(epoch)) outcome.doom(refusal);
      return false;
    }
    this.homes.begin(up.node, epoch);
    outcome.change({ kind: "up", node: up.node, epoch, clients: 0 });
    return true;
  }

  /** Applies those entries that are next in their epoch, each once, in order. */
  #takeEntries({ e, n, i }: BusRecord, outcome: Outcome): Counted | undefined {
    const before = this.roll.member(e)?.accepted ?? 0;
    const first = before + 1 - n;
    if (first < 0) return undefined;
    let last = before;
    for (let index = first; index < i.length; index++) {
      const entry = i[index];
      // After `down` the rest counts as nothing.
      if (entry === undefined || this.roll.member(e) === undefined) break;
      last++;
      this.#takeEntry(entry, e, outcome);
    }
    this.roll.accept(e, last);
    this.#own.accept(e, last);
    return { epoch: e, n: before + 1, count: last - before };
  }

  #takeEntry(entry: Entry, epoch: string, outcome: Outcome): void {
    switch (entry.kind) {
      case "event":
        return this.#takeEvent(entry.event, epoch, outcome);
      case "beat":
        if (entry.position >= this.#position) outcome.blame("a beat is about what comes after it");
        return this.#bury(this.roll.beat(epoch, this.#place, entry), outcome);
      case "ids": {
        const block = this.homes.grant(epoch, entry.count);
        if (block !== undefined && epoch === this.#own.present) outcome.grant(block);
        return;
      }
      case "level":
        if (this.roll.raise(entry.level) && entry.level > this.#known) outcome.doom("level");
        return;
      case "down": {
        const member = this.roll.member(epoch);
        this.roll.end(epoch);
        if (member !== undefined) this.#end(member, "down", outcome);
        return;
      }
      case "up":
      case "birth":
      case "forget":
      case "fill":
      case "keep":
        // They are where they may be, and done.
        return;
      default:
        entry satisfies never;
    }
  }

  #takeEvent(event: ChatEvent, epoch: string, outcome: Outcome): void {
    const count = countOf(event, epoch, this.homes);
    if (count === "late") return;
    if (count !== "counts") return outcome.blame(count.fault);
    const isForeign = event.kind === "connected" && !this.#own.has(epoch);
    outcome.add(this.#stamped(isForeign ? { ...event, isForeign: true } : event));
  }

  /** Where the record stands that is being applied. */
  get #place(): Place {
    return { position: this.#position, time: this.time.time };
  }

  /** Nodes are found dead. */
  #bury(dead: readonly Member[], outcome: Outcome): void {
    for (const member of dead) this.#end(member, "lost", outcome);
  }

  /** An epoch has ended: its people leave, all of them here. */
  #end({ node, epoch }: Member, kind: keyof typeof FATE_OF, outcome: Outcome): void {
    const clients = this.homes.end(node, epoch, kind !== "down");
    outcome.change({ kind, node, epoch, clients: clients.length });
    if (clients.length > 0) {
      const reason = kind === "down" ? NODE_STOPPED : NODE_LOST;
      const isOwn = this.#own.has(epoch) ? { isOwn: true as const } : {};
      outcome.add(this.#stamped({ kind: "gone", clients, reason, ...isOwn }));
    }
    const fate = FATE_OF[kind];
    if (fate !== undefined && epoch === this.#own.present) outcome.doom(fate);
  }

  #stamped(event: ChatEvent): Stamped {
    const { time } = this.time;
    return { event, at: time, time };
  }
}
