/**
 * A record of the log: up to 256 entries of one node, in the order in which the node made them. The
 * entries of an epoch of a node are counted without a gap, so that a reader sees what is missing and what
 * came twice.
 *
 * @module
 */

import type { ChatEvent } from "../../core/event.ts";

/** The level of the rules that this program knows: the form of records and what applying them does. */
export const LEVEL = 2;

/** The level from which on an administrator may have the nodes forget. */
export const FORGETTING_LEVEL = 2;

/** The most entries of one record. */
export const MAX_ENTRIES = 256;

/** What one node puts into the log. */
export type Entry =
  /**
   * The first entry of an epoch: a node begins, under this name. `level` is the highest that it knows.
   * `settings` are those that all nodes must agree on, as JSON in one fixed order of keys. `since` is the
   * last position that the node had applied when it took the epoch: a copy that comes much later is
   * recognised by it when the epoch itself is forgotten.
   */
  | {
    readonly kind: "up";
    readonly node: string;
    readonly level: number;
    readonly settings: string;
    readonly since: number;
  }
  /** The node stops in good order: its people have left, and the epoch ends. */
  | { readonly kind: "down" }
  /** The node is there. `position` and `digest` are what it has applied, to find nodes that differ. */
  | { readonly kind: "beat"; readonly position: number; readonly digest: string }
  /** The node asks for so many numbers for its clients. */
  | { readonly kind: "ids"; readonly count: number }
  /** From here on the rules of this level hold. */
  | { readonly kind: "level"; readonly level: number }
  /** Something that happened to a client of the node. */
  | { readonly kind: "event"; readonly event: ChatEvent }
  /** The first entry of a log, alone in its record, put there by `cluster-init`. */
  | ({ readonly kind: "birth" } & Birth)
  | AdminEntry;

/**
 * What `cluster-forget` puts into the log: it is of no node, alone in its record, and counts wherever its
 * level is in force.
 */
export type AdminEntry =
  /** What was said and done under these names, as they are written, is forgotten. */
  | { readonly kind: "forget"; readonly names: readonly string[] }
  /** Nothing: it fills the file in which the engine has what came before, so that the file can be removed. */
  | { readonly kind: "fill"; readonly text: string }
  /** From here on the nodes keep two snapshots, sooner than they would. */
  | { readonly kind: "keep" };

/** The birth of a log. */
export interface Birth {
  /** The epoch of all numbers of messages. */
  readonly id: string;
  /** The key, in base64, of the digests of passwords and networks, so that all nodes make the same. */
  readonly key: string;
}

/** A record, as JSON with one letter for each field: most of them are small and many. */
export interface BusRecord {
  /**
   * The level in force where the node stood when it made the record: its form, and what applying it does.
   * Not the highest that the program knows; see `Replica.level`.
   */
  readonly v: number;
  /** The epoch of the node: its name, a dot, and a random part. */
  readonly e: string;
  /** The number of its first entry in the epoch, from 1. */
  readonly n: number;
  /** The entries; never empty. */
  readonly i: readonly Entry[];
}
