/**
 * The bus on one node: it turns the records of the log into events for the chat. Replicas that were given
 * the same records are alike, but for what they say about the epochs of their own node. PURE.
 *
 * @module
 */

import type { ClientId, Millis } from "../../core/units.ts";
import { Agreement } from "./agreement.ts";
import { Digests } from "./digest.ts";
import type { LogRecord } from "../engine.ts";
import { type Applied, Outcome } from "./outcome.ts";
import { OwnEpochs } from "./own_epochs.ts";
import { readRecord } from "./read_record.ts";
import { type Birth, type BusRecord, LEVEL } from "./record.ts";
import type { ReplicaData } from "./replica_data.ts";
import type { Claim, Member } from "./roll.ts";
import { Verdicts } from "./verdicts.ts";

/** A live node, for those who look at the cluster. */
export interface NodeInfo extends Omit<Member, "beats"> {
  /** How many clients it has. */
  readonly clients: number;
}

/** The bus on one node. */
export class Replica {
  readonly #own = new OwnEpochs();
  readonly #agreement: Agreement;
  readonly #verdicts = new Verdicts();
  #digests: Digests;
  #position: number;

  /** An empty one, or as it was when the data was taken; of a program that knows this level. */
  constructor(data?: ReplicaData, known: number = LEVEL) {
    this.#agreement = new Agreement(data, this.#own, known);
    this.#digests = new Digests(data?.position, data?.digest);
    this.#position = data?.position ?? 0;
  }

  /** The birth of the log; undefined before it was read. */
  get birth(): Birth | undefined {
    return this.#agreement.birth;
  }

  /** The position of the last record that was applied; 0 before the first. */
  get position(): number {
    return this.#position;
  }

  /** The time of the log: the latest of the engine's stamps. It never goes back. */
  get time(): Millis {
    return this.#agreement.time.time;
  }

  /** The level in force: the `v` of the records that this node makes. */
  get level(): number {
    return this.#agreement.roll.level;
  }

  /** The settings in force; undefined while there is no live node. */
  get settings(): string | undefined {
    return this.#agreement.roll.settings;
  }

  /** The position that was last settled, and the digest of all up to it: what a beat says. */
  get digest(): Claim {
    return this.#digests.claim;
  }

  /** The epoch of this node from here on. Call it before its `up` can be in the log. */
  become(epoch: string): void {
    this.#own.become(epoch);
  }

  /** The epoch of the node that this client is at; undefined if it is not here. */
  homeOf(client: ClientId): string | undefined {
    return this.#agreement.homes.of(client);
  }

  /** The live nodes, by the order of their `up`. */
  nodes(): readonly NodeInfo[] {
    return this.#agreement.roll.members.map(({ beats: _, ...member }) => ({
      ...member,
      clients: this.#agreement.homes.population(member.epoch),
    }));
  }

  /**
   * Applies the next record; the first that is given to an empty replica may have any position. A record
   * that was applied before comes to nothing. Whatever the record holds, it does not throw.
   *
   * @throws {RangeError} If a record before it is missing, or too many positions are not settled.
   */
  apply(record: LogRecord): Applied {
    const { position } = record;
    const outcome = new Outcome();
    if (position <= this.#position) return outcome.done(this.#own.accepted);
    if (this.#position === 0) this.#digests = new Digests(position - 1);
    else if (position > this.#position + 1) {
      throw new RangeError(`Record ${position} cannot follow ${this.#position}`);
    }
    this.#position = position;
    const read = readRecord(record.data);
    if ("fault" in read) outcome.blame(read.fault);
    else this.#take(read.record, record.time, outcome);
    this.#digests.read(position);
    return outcome.done(this.#own.accepted);
  }

  /**
   * The chat has told a room something with this number, which all nodes tell alike: not the gathered
   * lines, which each node makes for its own people. Call it in the order of telling; it goes into the
   * digest.
   */
  told(room: string, seq: number): void {
    this.#digests.told(room, seq);
  }

  /**
   * The chat has applied all events of the record at this position, and `told` was called for them. Call
   * it for each position in order, also where a record comes to nothing.
   *
   * @throws {RangeError} If it is not the one after the last that was settled, or was not applied.
   */
  settled(position: number): void {
    this.#digests.settled(position);
  }

  /**
   * It as plain data. Take the chat at the same place.
   *
   * @throws {Error} If what was applied is not settled.
   */
  snapshot(): ReplicaData {
    if (!this.#digests.isSettled) throw new Error("Not all that was applied is settled");
    return {
      position: this.#position,
      ...this.#agreement.data(),
      digest: this.#digests.data(),
    };
  }

  #take(record: BusRecord, stamp: Millis, outcome: Outcome): void {
    const position = this.#position;
    const beats = record.i.some(({ kind }) => kind === "beat");
    // What a node said before is looked at before it says something else.
    const wasWrong = beats && this.#isWrong();
    const counted = this.#agreement.take({ record, position, stamp }, outcome);
    if (counted !== undefined) {
      this.#digests.counted(position, counted.epoch, counted.n, counted.count);
    }
    if (wasWrong || (beats && this.#isWrong())) outcome.doom("differs");
  }

  /** Whether most nodes have applied something else. */
  #isWrong(): boolean {
    return this.#verdicts.judge(this.#agreement.roll.members, this.#own.present, this.#digests);
  }
}
