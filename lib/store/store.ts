/**
 * The interface of a store, which keeps what recorded rooms were told. `sqlite_store.ts` is the real one,
 * `memory_store.ts` its twin for tests.
 *
 * @module
 */

import type { Reserved } from "../core/event.ts";
import type { RoomMessage } from "../core/message.ts";
import type { OrderChange, OrderKept } from "../core/order.ts";
import type { PageQuestion, SearchQuestion, StoreAnswer } from "../core/questions/question.ts";
import type { StartPlace } from "../core/rules/starting.ts";
import type { Bytes, Millis, RoomName } from "../core/units.ts";

/** The store reserves so many numbers of a room ahead, */
export const RESERVED_AHEAD = 10_000;
/** when fewer than this are left. */
export const RESERVED_LEAST = 5000;

/** What is written of one room. */
export interface PlaceBatch {
  /** The room. */
  readonly room: RoomName;
  /** Its epoch. */
  readonly epoch: string;
  /** Its topic; empty if it has none. */
  readonly topic: string;
  /** The last number that was told; events that are lost count. */
  readonly seq: number;
  /** How many messages and actions were said in it; those that are lost count. */
  readonly said: number;
  /** Everybody may read from this number on. */
  readonly openFrom: number;
  /** The events to write; those that are written already stay as they are. */
  readonly events: readonly RoomMessage[];
  /** When the room vanished or became private, since the epoch; undefined if it is recorded further. */
  readonly closed?: Millis | undefined;
}

/** What is written of what was decided to keep order. */
export interface OrderBatch {
  /** The decisions, by order; of several about one subject the last counts. */
  readonly changes: readonly OrderChange[];
  /** Whether they are all that is in force: everything else is removed. */
  readonly isWhole: boolean;
}

/** What is written at once: all of it or nothing. */
export interface Batch {
  /** The rooms; each at most once. */
  readonly places: readonly PlaceBatch[];
  /** What was decided; undefined if nothing was. It is on the disk when `write` resolves. */
  readonly order?: OrderBatch | undefined;
  /** Whether `write` resolves only when it is on the disk, so that a power cut does not undo it. */
  readonly isSynced: boolean;
  /** Whether nothing will be told after this: then no numbers are reserved, and none are lost. */
  readonly isFinal: boolean;
}

/** What a store gives back when it is opened. */
export interface Started {
  /**
   * The rooms that were recorded when it was closed, or when the process ended without closing it, by
   * order of making. Numbers of them are reserved.
   */
  readonly places: readonly StartPlace[];
  /** What was decided, as far as it is in force. */
  readonly order: OrderKept;
  /** The key of the digests of passwords, of {@linkcode SEAL_KEY_BYTES} random bytes. It is never changed. */
  readonly sealKey: Uint8Array<ArrayBuffer>;
}

/** How long a `sealKey` is. */
export const SEAL_KEY_BYTES: Bytes = 32;

/** What is kept. */
export interface Retention {
  /** The present, since the epoch: bans and mutes that have ended are removed. */
  readonly now: Millis;
  /** What was told before this instant is removed; since the epoch. */
  readonly before: Millis;
  /** The most messages and actions of a room; the oldest are removed. */
  readonly keepMessages: number;
}

/** An answer to a page. */
export type PageAnswer = Extract<StoreAnswer, { kind: "page" }>;
/** An answer to a search. */
export type SearchAnswer = Exclude<StoreAnswer, { kind: "page" }>;

/**
 * Keeps what recorded rooms were told. Calls are carried out in the order in which they were made. Every
 * method rejects with `StoreFailure` if the store cannot be used; the next call tries again.
 */
export interface Store {
  /**
   * Opens it; to be called first. Resolves with what goes on. Rooms beyond the limit end `now`, since the
   * epoch, unless they are kept.
   */
  open(now: Millis): Promise<Started>;
  /** Writes a batch; resolves when it is written, with what was reserved anew. */
  write(batch: Batch): Promise<readonly Reserved[]>;
  /** A page of one room; without events if the room is not known, and shorter than asked if they are long. */
  page(question: PageQuestion): Promise<PageAnswer>;
  /**
   * Searches the places of the question; `remembered` is not its affair. A question without words and
   * without an author finds nothing.
   */
  search(question: SearchQuestion): Promise<SearchAnswer>;
  /** Removes a part of what is not kept; resolves with whether nothing is left to remove. */
  prune(retention: Retention): Promise<boolean>;
  /** Closes it; no further call is allowed. Never rejects. */
  close(): Promise<void>;
}
