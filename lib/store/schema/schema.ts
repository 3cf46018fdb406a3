/**
 * The schema of the database: how a file is known as ours, its versions, and how an older file becomes
 * one of the present version.
 *
 * @module
 */

import type { DatabaseSync } from "node:sqlite";
import { VERSION_1 } from "./v1.ts";
import { VERSION_2 } from "./v2.ts";

/** Marks a file as ours: "hubb" in ASCII. Never changes. */
export const APPLICATION_ID = 0x68756262;

/** The present version of the schema. */
export const SCHEMA_VERSION = 2;

/** Makes a file of the version `to` of one of the version before. Runs in a transaction. */
interface Migration {
  readonly to: number;
  readonly sql: string;
}

/** By version, the oldest first. */
const MIGRATIONS: readonly Migration[] = [
  { to: 1, sql: VERSION_1 },
  { to: 2, sql: VERSION_2 },
];

/**
 * Brings the database to the present version, one transaction for each version. An empty database
 * becomes one of ours. The caller has looked at `fileKind`, and has made a backup of an older file.
 *
 * @throws what SQLite throws; then the version before is still there.
 */
export function migrate(db: DatabaseSync): void {
  const version = Number(db.prepare("PRAGMA user_version").get()?.["user_version"]);
  for (const { to, sql } of MIGRATIONS) {
    if (to <= version) continue;
    db.exec("BEGIN IMMEDIATE");
    try {
      db.exec(sql);
      // Numbers of this module, not of people: a pragma takes no parameters.
      db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${to}`);
      db.exec("COMMIT");
    } catch (error) {
      db.exec("ROLLBACK");
      throw error;
    }
  }
}

/** What a file is, by its first bytes. */
export type FileKind =
  /** There is nothing in it. */
  | { readonly kind: "empty" }
  /** It is a database of ours, of this version. */
  | { readonly kind: "ours"; readonly version: number }
  /** It belongs to another program, or is no database. */
  | { readonly kind: "foreign" };

/** How many of the first bytes of a file `fileKind` needs. */
export const HEADER_BYTES = 100;

const MAGIC = "SQLite format 3\0";
const USER_VERSION_AT = 60;
const APPLICATION_ID_AT = 68;

/** Tells what a file is, without opening it as a database, which could change it. Never throws. */
export function fileKind(head: Uint8Array): FileKind {
  if (head.length === 0) return { kind: "empty" };
  if (head.length < HEADER_BYTES) return { kind: "foreign" };
  if (new TextDecoder("latin1").decode(head.subarray(0, MAGIC.length)) !== MAGIC) {
    return { kind: "foreign" };
  }
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (view.getUint32(APPLICATION_ID_AT) !== APPLICATION_ID) return { kind: "foreign" };
  return { kind: "ours", version: view.getUint32(USER_VERSION_AT) };
}
