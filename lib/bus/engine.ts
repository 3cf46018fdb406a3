/**
 * What the bus needs of an engine that several nodes share: a log of records in one order, requests
 * between nodes, and a place for snapshots. `jetstream/` is the engine of real clusters; tests have one in
 * memory.
 *
 * @module
 */

import type { Bytes, Millis } from "../core/units.ts";

/** A record as it stands in the log. */
export interface LogRecord {
  /** Its place in the log, counted from 1 without a gap. */
  readonly position: number;
  /** When the engine took it in, since the epoch, by the engine's clock, which may jump. */
  readonly time: Millis;
  /** What it holds: JSON, see `record.ts`. */
  readonly data: string;
}

/** Which positions the log still has. */
export interface LogBounds {
  /** The first; one more than the last if the log is empty. */
  readonly first: number;
  /** The last that was given; 0 if there was none. */
  readonly last: number;
}

/** A state of the chat that was kept, so that a node need not read the whole log. */
export interface KeptSnapshot {
  /** It holds all records up to this position. */
  readonly position: number;
  /** What it holds: JSON, see `snapshot.ts`. */
  readonly data: string;
}

/**
 * Why an engine did not do what it was asked for. After a failed `append` the record may stand in the log
 * all the same.
 */
export class EngineFailure extends Error {
  /** The name of the class. */
  override readonly name = "EngineFailure";
}

/**
 * A connection of one node to the engine. Every promise settles within a few seconds, and rejects with
 * `EngineFailure` alone.
 */
export interface Engine {
  /** The longest record that the log takes. */
  readonly maxRecord: Bytes;
  /** Appends a record. Resolves with its position when the engine will not lose it. */
  append(data: string): Promise<number>;
  /**
   * Calls `heard` with records as they are appended, from now on, in the order of the log. Some may be
   * missed without a sign, and some may come twice: the reader looks at the positions. Call it once.
   */
  listen(heard: (record: LogRecord) => void): void;
  /** The records from this position on that the log still has, at most `limit`, in order. */
  read(from: number, limit: number): Promise<readonly LogRecord[]>;
  /** Which positions the log has, asked of the engine now. */
  bounds(): Promise<LogBounds>;
  /** Calls `changed` whenever the connection is lost (false) or there again (true). Call it once. */
  watch(changed: (isConnected: boolean) => void): void;
  /** Asks another node, by its epoch, and resolves with its answer. Rejects if it does not answer in time. */
  ask(node: string, question: string): Promise<string>;
  /** Answers what other nodes ask this one, which is called `node`. Call it once for each epoch of the node. */
  answer(node: string, respond: (question: string) => Promise<string>): void;
  /** Keeps a snapshot beside those before it, of which one more is kept. */
  keep(snapshot: KeptSnapshot): Promise<void>;
  /**
   * The newest snapshot, or the newest of those that hold less than the records up to `before`; undefined
   * if there is none.
   */
  newest(before?: number): Promise<KeptSnapshot | undefined>;
  /** Ends the connection. Never rejects. */
  close(): Promise<void>;
}
