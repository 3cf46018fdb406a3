/**
 * The table `place`: the rooms that were ever recorded, each from its making to its end.
 *
 * @module
 */

import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Millis, RoomName } from "../../core/units.ts";

/** A room from its making to its end, as the file has it. */
export interface PlaceRow {
  /** Identifies it in the file, from 1. */
  readonly id: number;
  /** The room. */
  readonly room: RoomName;
  /** Its epoch. */
  readonly epoch: string;
  /** Its topic; empty if it has none. */
  readonly topic: string;
  /** The last number that was written. */
  readonly seq: number;
  /** The last number that may have been told; at least `seq`. */
  readonly reserved: number;
  /** How many messages and actions were said in it. */
  readonly said: number;
  /** How many of them are still here. */
  readonly kept: number;
  /** Messages up to this number are in the index. */
  readonly indexed: number;
  /** Everybody may read from this number on. */
  readonly openFrom: number;
  /** When it vanished or became private, since the epoch; null while it is recorded. */
  readonly closed: Millis | null;
}

/** What changes of a place while it is recorded. */
export type PlaceState = Pick<
  PlaceRow,
  "topic" | "seq" | "reserved" | "said" | "openFrom"
>;

/** The most places of a file; an id has so many bits that an event's id stays exact in a double. */
export const MAX_PLACES = 2 ** 20 - 1;

const COLUMNS =
  "id, room, epoch, topic, seq, reserved, said, kept, indexed, open_from AS openFrom, closed";

/** Reads and writes places. Every method throws what SQLite throws. */
export class PlaceTable {
  readonly #find: StatementSync;
  readonly #open: StatementSync;
  readonly #all: StatementSync;
  readonly #unindexed: StatementSync;
  readonly #indexed: StatementSync;
  readonly #last: StatementSync;
  readonly #gap: StatementSync;
  readonly #insert: StatementSync;
  readonly #update: StatementSync;
  readonly #keep: StatementSync;
  readonly #close: StatementSync;
  readonly #remove: StatementSync;
  readonly #maxPlaces: number;
  /** Whether there was no room for another place when it was last looked at, and none was removed since. */
  #isFull = false;

  /** The table of this database, which must have the present schema. A test may set the most places. */
  constructor(db: DatabaseSync, maxPlaces: number = MAX_PLACES) {
    this.#maxPlaces = maxPlaces;
    this.#find = db.prepare(`SELECT ${COLUMNS} FROM place WHERE room = ? AND epoch = ?`);
    this.#open = db.prepare(`SELECT ${COLUMNS} FROM place WHERE closed IS NULL ORDER BY id`);
    this.#all = db.prepare(`SELECT ${COLUMNS} FROM place ORDER BY id`);
    this.#unindexed = db.prepare(`SELECT ${COLUMNS} FROM place WHERE indexed < seq`);
    this.#indexed = db.prepare("UPDATE place SET indexed = max(indexed, ?) WHERE id = ?");
    this.#last = db.prepare("SELECT coalesce(max(id), 0) AS id FROM place");
    this.#gap = db.prepare(
      "SELECT CASE WHEN EXISTS (SELECT 1 FROM place WHERE id = 1) THEN (" +
        "SELECT min(id) + 1 FROM place AS one " +
        "WHERE NOT EXISTS (SELECT 1 FROM place AS next WHERE next.id = one.id + 1)) ELSE 1 END AS id",
    );
    this.#insert = db.prepare(
      "INSERT INTO place (id, room, epoch, topic, seq, reserved, said, kept, indexed, open_from) " +
        "VALUES (?, ?, ?, '', 0, 0, 0, 0, 0, 0)",
    );
    this.#update = db.prepare(
      "UPDATE place SET topic = ?, seq = ?, reserved = ?, said = ?, open_from = ?, closed = NULL " +
        "WHERE id = ?",
    );
    this.#keep = db.prepare("UPDATE place SET kept = kept + ? WHERE id = ?");
    this.#close = db.prepare("UPDATE place SET closed = ?, reserved = seq WHERE id = ?");
    this.#remove = db.prepare("DELETE FROM place WHERE id = ?");
  }

  /** The place with this room and epoch; undefined if there is none. */
  find(room: RoomName, epoch: string): PlaceRow | undefined {
    return this.#find.get(room, epoch) as PlaceRow | undefined;
  }

  /** The places that are recorded, by order of making. */
  open(): PlaceRow[] {
    return this.#open.all() as unknown as PlaceRow[];
  }

  /** All places, by order of making. */
  all(): PlaceRow[] {
    return this.#all.all() as unknown as PlaceRow[];
  }

  /** The places of which something is not in the index. */
  unindexed(): PlaceRow[] {
    return this.#unindexed.all() as unknown as PlaceRow[];
  }

  /** The highest id of a place; 0 if there is none. */
  last(): number {
    return Number(this.#last.get()?.["id"]);
  }

  /** Notes that the messages of a place are in the index up to this number. */
  setIndexed(id: number, seq: number): void {
    this.#indexed.run(seq, id);
  }

  /** Whether the file has as many places as it can. To find that out all of them are read, but once. */
  get isFull(): boolean {
    this.#isFull ||= this.#freeId() > this.#maxPlaces;
    return this.#isFull;
  }

  /**
   * Makes a place, and returns its id: the next one, or one that has become free.
   *
   * @throws {RangeError} if the file has as many as it can.
   */
  insert(room: RoomName, epoch: string): number {
    const id = this.#freeId();
    if (id > this.#maxPlaces) {
      throw new RangeError(`Cannot record more than ${this.#maxPlaces} rooms`);
    }
    this.#insert.run(id, room, epoch);
    return id;
  }

  #freeId(): number {
    const next = this.last() + 1;
    return next > this.#maxPlaces ? Number(this.#gap.get()?.["id"]) : next;
  }

  /** Writes what has changed of a place, which is recorded from here on if it was closed. */
  update(id: number, { topic, seq, reserved, said, openFrom }: PlaceState): void {
    this.#update.run(topic, seq, reserved, said, openFrom, id);
  }

  /** Counts messages that were written, or with a negative number removed. */
  countKept(id: number, change: number): void {
    this.#keep.run(change, id);
  }

  /** Notes that the room vanished or became private at this time. No further number will be told. */
  close(id: number, at: Millis): void {
    this.#close.run(at, id);
  }

  /** Removes a place that has no events. */
  remove(id: number): void {
    this.#remove.run(id);
    this.#isFull = false;
  }
}
