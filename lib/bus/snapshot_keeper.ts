/**
 * Keeps snapshots, so that a node that begins need not read the whole log. One node of all keeps them.
 *
 * @module
 */

import type { Millis } from "../core/units.ts";
import type { Log } from "../log/log.ts";
import { encodeSlowly } from "./encode_slowly.ts";
import type { Engine } from "./engine.ts";
import type { Replica } from "./agreed/replica.ts";
import type { Snapshot } from "./agreed/snapshot.ts";

/** So many records lie between two snapshots. */
export const SNAPSHOT_EVERY = 5000;

/** For each of these records so many events: full records are few, and take as long to apply. */
const EVENTS_FOR_RECORD = 20;

/** So many are kept at once when an administrator asks for it: as many as the engine keeps. */
const OWED = 2;

/** Of those, the next is tried at the earliest so long after one that could not be kept. */
const TRIED_AGAIN_AFTER: Millis = 1000;

/** The parts of a keeper. */
export interface KeeperParts {
  /** Where they are kept. */
  readonly engine: Pick<Engine, "keep">;
  /** Where it is logged that one could not be kept. */
  readonly log: Log;
  /** The state of the bus. */
  readonly replica: Pick<Replica, "nodes" | "position" | "snapshot" | "time">;
  /** So many records lie between two of them. */
  readonly every: number;
  /** Resolves when the event loop had its turn. */
  breathe(): Promise<void>;
}

/** Keeps the snapshots of one node. */
export class SnapshotKeeper {
  readonly #parts: KeeperParts;
  /** The last position that was looked at. */
  #seen: number;
  /** How many events were applied since a snapshot was last due. */
  #events = 0;
  #keeping: Promise<void> | undefined;
  /** So many more are to be kept, each of another position from this one on. */
  #owed = 0;
  #owedFrom = 0;
  /** By the time of the log. */
  #notBefore: Millis = 0;

  /** A keeper that has kept nothing. */
  constructor(parts: KeeperParts) {
    this.#parts = parts;
    this.#seen = parts.replica.position;
  }

  /**
   * The chat has applied everything up to the position of the replica, so many events since the last call:
   * keeps a snapshot if it is time, and this node, called `node`, is the one that does it.
   */
  reached(node: string, events: number, chat: () => Snapshot["chat"]): void {
    const { every, replica } = this.#parts;
    const { position } = replica;
    this.#events += events;
    const isDue = Math.floor(position / every) > Math.floor(this.#seen / every) ||
      this.#events >= every * EVENTS_FOR_RECORD;
    this.#seen = position;
    if (isDue) this.#events = 0;
    // While one is being kept the next is not taken, and a later one comes.
    if (!(isDue || this.#isOwing) || this.#keeping !== undefined) return;
    const [least] = replica.nodes().map((each) => each.node).sort();
    if (least === node) void this.keep(chat);
  }

  /**
   * What was forgotten must be in no snapshot any more: the next two are kept soon, at two records from the
   * present one on. Each node owes them, and the one that keeps snapshots pays.
   */
  owe(): void {
    this.#owed = OWED;
    this.#owedFrom = this.#parts.replica.position;
    this.#notBefore = 0;
  }

  /** Keeps a snapshot of now. Resolves when it is kept, or could not be, which is logged. Never rejects. */
  async keep(chat: () => Snapshot["chat"]): Promise<void> {
    const keeping = this.#keep(chat);
    this.#keeping = keeping;
    await keeping;
    if (this.#keeping === keeping) this.#keeping = undefined;
  }

  /** Resolves when nothing is being kept any more. Never rejects. */
  async settled(): Promise<void> {
    await this.#keeping;
  }

  get #isOwing(): boolean {
    const { position, time } = this.#parts.replica;
    return this.#owed > 0 && position >= this.#owedFrom && time >= this.#notBefore;
  }

  async #keep(chat: () => Snapshot["chat"]): Promise<void> {
    const { engine, log, replica, breathe } = this.#parts;
    const { position } = replica;
    try {
      const snapshot: Snapshot = { replica: replica.snapshot(), chat: chat() };
      await engine.keep({ position, data: await encodeSlowly(snapshot, breathe) });
      log.debug("snapshot-kept", { position });
      this.#pay(position);
    } catch (error) {
      this.#notBefore = replica.time + TRIED_AGAIN_AFTER;
      const why = error instanceof Error ? error.message : String(error);
      log.warn("snapshot-not-kept", { position, why });
    }
  }

  #pay(position: number): void {
    if (this.#owed === 0 || position < this.#owedFrom) return;
    this.#owed--;
    this.#owedFrom = position + 1;
  }
}
