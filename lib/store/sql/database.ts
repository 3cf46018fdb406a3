/**
 * The database file: made, checked, opened and brought to the present version. A file that is not ours
 * is never changed, not even by opening it.
 *
 * @module
 */

import { DatabaseSync } from "node:sqlite";
import process from "node:process";
import type { Millis } from "../../core/units.ts";
import { SEARCH_RULES } from "../../text/search_terms.ts";
import { failureOf, StoreFailure } from "../failure.ts";
import { fileKind, HEADER_BYTES, migrate, SCHEMA_VERSION } from "../schema/schema.ts";
import { EventTable } from "./event_table.ts";
import { identityOf, type LogFile, logFileOf, removeIfThere, sizeOf } from "./files.ts";
import { OrderTable } from "./order_table.ts";
import { PlaceTable } from "./place_table.ts";
import { scrub } from "./scrub.ts";
import { WordIndex } from "./word_index.ts";

/** The name of the database file in its folder. */
export const DATABASE_FILE = "hubbub.db";

/** How a database is opened. */
export interface OpenOptions {
  /** How long a statement waits for another process that has locked the file. */
  readonly patience: Millis;
  /** Whether nothing is written: then nothing is made, and an older version stays as it is. */
  readonly isReadOnly?: boolean | undefined;
}

/** The first version of the schema with what was decided to keep order. */
const ORDER_SINCE = 2;

/** How many pages the write-ahead log has before it is written back, of 4 KiB each. */
const WAL_PAGES = 1000;

/** An open database and its tables; held with `using`. */
export class Database implements Disposable {
  /** The connection, for statements that belong to no table. */
  readonly db: DatabaseSync;
  /** The rooms. */
  readonly places: PlaceTable;
  /** What they were told. */
  readonly events: EventTable;
  /** The index of what was said. */
  readonly index: WordIndex;
  /** See {@linkcode Database.order}. */
  readonly #order: OrderTable | undefined;
  readonly #path: string;
  readonly #file: string;
  /** The write-ahead log; undefined if nothing is written. */
  readonly #log: LogFile | undefined;

  private constructor(
    db: DatabaseSync,
    path: string,
    { version, isReadOnly = false }: { version: number; isReadOnly?: boolean | undefined },
  ) {
    this.db = db;
    this.#order = version < ORDER_SINCE ? undefined : new OrderTable(db);
    this.#path = path;
    this.#file = identityOf(path);
    this.#log = isReadOnly ? undefined : logFileOf(path);
    this.places = new PlaceTable(db);
    this.index = new WordIndex(db);
    this.events = new EventTable(db, this);
  }

  /**
   * Opens the database in a folder, and makes the folder (mode 0700) and the file (0600) if they are
   * missing. Of a file of an older version a copy is made first, `hubbub.db.v1` and so on. The caller
   * holds the lock of the folder, unless it only reads.
   *
   * @throws {StoreFailure}
   */
  static open(folder: string, options: OpenOptions): Database {
    const path = `${folder}/${DATABASE_FILE}`;
    try {
      if (!options.isReadOnly) make(folder, path);
      const version = versionOf(path);
      if (version < SCHEMA_VERSION && !options.isReadOnly) copyAside(path, version, options);
      const db = connect(path, options);
      try {
        if (!options.isReadOnly) prepare(db);
        const { isReadOnly } = options;
        return new Database(db, path, {
          version: isReadOnly ? version : SCHEMA_VERSION,
          isReadOnly,
        });
      } catch (error) {
        db.close();
        throw error;
      }
    } catch (error) {
      throw failureOf(error);
    }
  }

  /** Whether the file has what was decided to keep order: one of version 1 that is only read has not. */
  get hasOrder(): boolean {
    return this.#order !== undefined;
  }

  /** What was decided to keep order. Throws if the file has none of that: look at `hasOrder` before. */
  get order(): OrderTable {
    if (this.#order === undefined) throw new TypeError("A file of version 1 has no decisions");
    return this.#order;
  }

  /**
   * Whether the file that is open is still the one in the folder, and its write-ahead log too: what is
   * written to a log that was removed is lost when the process is killed. Never throws.
   */
  get isInPlace(): boolean {
    return this.#isFileInPlace && this.#isLogInPlace;
  }

  get #isFileInPlace(): boolean {
    return identityOf(this.#path) === this.#file;
  }

  get #isLogInPlace(): boolean {
    return this.#log === undefined || identityOf(this.#log.path) === this.#log.identity;
  }

  /**
   * Runs `act` in one transaction, which is undone if it throws.
   *
   * @param isSynced whether it is on the disk when this returns, so that a power cut does not undo it.
   * @throws what `act` or SQLite throws.
   */
  transact<T>(act: () => T, isSynced = false): T {
    this.db.exec(`PRAGMA synchronous = ${isSynced ? "FULL" : "NORMAL"}; BEGIN IMMEDIATE`);
    try {
      const result = act();
      this.db.exec("COMMIT");
      return result;
    } catch (error) {
      undo(this.db);
      throw error;
    }
  }

  /** Sets how long a statement waits for another process that has locked the file. */
  setPatience(patience: Millis): void {
    this.db.exec(`PRAGMA busy_timeout = ${patience}`);
  }

  /** Writes the write-ahead log back and empties it, so that what was removed is in no file any more. */
  emptyLog(): void {
    this.db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  }

  /**
   * Overwrites the unused parts of `count` pages from the page `from`, and returns the next one, or undefined
   * at the end. The database is to be closed after this, also if it throws.
   *
   * @throws {StoreFailure} `locked` if the write-ahead log cannot be emptied.
   * @throws what SQLite or the file system throws.
   */
  scrub(from: number, count: number): number | undefined {
    this.emptyLog();
    // Nobody writes until this ends, and all that was written is in the file itself.
    this.db.exec("BEGIN IMMEDIATE");
    try {
      if (this.#log !== undefined && sizeOf(this.#log.path) > 0) {
        throw new StoreFailure({ code: "locked" });
      }
      using file = Deno.openSync(this.#path, { read: true, write: true });
      return scrub(file, from, count);
    } finally {
      undo(this.db);
    }
  }

  /**
   * Closes the file. The write-ahead log of a file that was replaced is removed: SQLite would take it for
   * one of the other file.
   */
  [Symbol.dispose](): void {
    this.db.close();
    if (this.#log === undefined || this.#isFileInPlace || !this.#isLogInPlace) return;
    removeIfThere(this.#log.path);
  }
}

/** What the terms of the index were made by: our rules, and the Unicode tables of the runtime. */
export function searchRules(): string {
  return `${SEARCH_RULES}/${process.versions["unicode"] ?? ""}`;
}

/** Makes the folder and an empty database of ours, if they are missing. */
function make(folder: string, path: string): void {
  makeFolder(folder);
  if (sizeOf(path) > 0) return;
  // A new file gets its name when it is complete: a crash leaves no half of one.
  const unfinished = `${path}.new`;
  removeIfThere(unfinished);
  removeIfThere(`${unfinished}-journal`);
  Deno.openSync(unfinished, { createNew: true, write: true, mode: 0o600 }).close();
  const db = new DatabaseSync(unfinished);
  try {
    db.exec("PRAGMA auto_vacuum = INCREMENTAL; PRAGMA secure_delete = ON");
    migrate(db);
    db.prepare("INSERT INTO setting (key, value) VALUES ('search', ?)").run(searchRules());
  } finally {
    db.close();
  }
  // What is left of a database that is gone does not belong to this one.
  for (const rest of ["-wal", "-shm", "-journal"]) removeIfThere(path + rest);
  Deno.renameSync(unfinished, path);
}

/**
 * Makes the folder, for its owner alone, if it is missing.
 *
 * @throws {StoreFailure} `not-a-folder`.
 * @throws what the file system throws.
 */
export function makeFolder(folder: string): void {
  if (isFolder(folder)) return;
  Deno.mkdirSync(folder, { recursive: true, mode: 0o700 });
  // A umask may have taken from the owner what it needs.
  if (Deno.build.os !== "windows") Deno.chmodSync(folder, 0o700);
}

/** Throws a StoreFailure if there is something else in its place. */
function isFolder(path: string): boolean {
  try {
    if (Deno.statSync(path).isDirectory) return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    // A part of the path is a file.
    if (error instanceof Deno.errors.NotADirectory) {
      throw new StoreFailure({ code: "not-a-folder" });
    }
    throw error;
  }
  throw new StoreFailure({ code: "not-a-folder" });
}

/** The version of a file of ours; throws if it is not ours, or of a later version. */
function versionOf(path: string): number {
  const found = fileKind(headOf(path));
  if (found.kind !== "ours") throw new StoreFailure({ code: "foreign" });
  const { version } = found;
  if (version > SCHEMA_VERSION) throw new StoreFailure({ code: "newer", version });
  return version;
}

function headOf(path: string): Uint8Array {
  using file = Deno.openSync(path);
  const head = new Uint8Array(HEADER_BYTES);
  return head.subarray(0, file.readSync(head) ?? 0);
}

function connect(path: string, { patience, isReadOnly = false }: OpenOptions): DatabaseSync {
  return new DatabaseSync(path, { timeout: patience, readOnly: isReadOnly });
}

/**
 * Copies an older file as it is. SQLite's own way of copying needs the right to attach databases, which
 * the runtime gives to programs alone that may do everything.
 */
function copyAside(path: string, version: number, options: OpenOptions): void {
  const db = connect(path, options);
  try {
    db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  } finally {
    db.close();
  }
  const copy = `${path}.v${version}`;
  removeIfThere(copy);
  Deno.copyFileSync(path, copy);
  if (Deno.build.os !== "windows") Deno.chmodSync(copy, 0o600);
}

/** Sets what holds for a connection, and brings the file to the present version. */
function prepare(db: DatabaseSync): void {
  db.exec(
    "PRAGMA journal_mode = WAL; PRAGMA secure_delete = ON; PRAGMA cache_size = -8192; " +
      `PRAGMA wal_autocheckpoint = ${WAL_PAGES}; PRAGMA journal_size_limit = 4194304`,
  );
  migrate(db);
}

function undo(db: DatabaseSync): void {
  try {
    db.exec("ROLLBACK");
  } catch {
    // SQLite has undone it already, as it does when the disk is full.
  }
}
