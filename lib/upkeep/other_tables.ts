/**
 * Copies the tables that `forget` has nothing to do with, whatever later versions of the schema have.
 *
 * @module
 */

import type { DatabaseSync } from "node:sqlite";

/** These are written by their own rules: the events are chosen, and the index is made of them. */
const OWN = /^(?:event|word(?:_.*)?|sqlite_.*)$/;

/**
 * Copies every row of the other tables. What the new database has already stays. Rooms count no messages
 * afterwards: they count them as they are written.
 *
 * @throws what SQLite throws.
 */
export function copyOtherTables(from: DatabaseSync, to: DatabaseSync): void {
  const tables = from.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all()
    .map((row) => String(row["name"]))
    .filter((name) => !OWN.test(name));
  to.exec("BEGIN");
  for (const table of tables) copyTable(from, to, table);
  to.exec("UPDATE place SET kept = 0; COMMIT");
}

function copyTable(from: DatabaseSync, to: DatabaseSync, table: string): void {
  // The name is one of our schema. A name cannot be a parameter.
  const name = `"${table.replaceAll('"', '""')}"`;
  for (const row of from.prepare(`SELECT * FROM ${name}`).iterate()) {
    const values = Object.values(row);
    const places = values.map(() => "?").join(", ");
    to.prepare(`INSERT OR IGNORE INTO ${name} VALUES (${places})`).run(...values);
  }
}
