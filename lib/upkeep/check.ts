/**
 * The work of `check` in its worker: asks SQLite for damage, and then looks whether the rows mean what they
 * should. It sees one state of the file, also while a daemon writes.
 *
 * @module
 */

import { NO_ORDER, type OrderKept } from "../core/order.ts";
import { failureOf } from "../store/failure.ts";
import { Database, DATABASE_FILE, searchRules } from "../store/sql/database.ts";
import { LAST_SAID_KIND, partsOfId } from "../store/sql/event_row.ts";
import { eventOf, type StoredRow } from "../store/sql/event_table.ts";
import type { PlaceRow } from "../store/sql/place_table.ts";
import { fold } from "../text/fold.ts";
import type { Finding, UpkeepResult } from "../words/upkeep.ts";
import { parseObject } from "../wire/json/object.ts";
import { orderLines, readOrder } from "./format/order_line.ts";
import { storeProblemOf, UpkeepFailure } from "./job.ts";
import { READING } from "./reading.ts";

/** The most findings that are told. */
const MAX_FINDINGS = 20;

/** The events that are read at a time. */
const PAGE = 2000;

/** What to check. */
export interface CheckOrder {
  /** Tells it from other orders. */
  readonly kind: "check";
  /** The folder. */
  readonly folder: string;
}

/**
 * Checks the database of a folder.
 *
 * @throws {UpkeepFailure} `damaged`, with the findings.
 * @throws what the store throws, for a file that is not of this program above all.
 */
export function check({ folder }: CheckOrder): UpkeepResult {
  const path = `${folder}/${DATABASE_FILE}`;
  const findings = new Findings();
  using database = openOr(folder, path);
  database.db.exec("BEGIN");
  const counts = { rooms: 0, events: 0 };
  try {
    for (const row of database.db.prepare(`PRAGMA integrity_check(${MAX_FINDINGS})`).all()) {
      // Some versions of SQLite tell several faults in one row, under a title.
      for (const text of String(row["integrity_check"]).split("\n")) {
        if (text !== "ok" && !text.startsWith("***")) findings.add({ code: "sqlite", text });
      }
    }
    if (findings.isEmpty) {
      look(database, findings, counts);
      if (database.hasOrder) lookAtOrder(database.order.inForce(0), findings);
    }
  } catch (error) {
    // Damage may be so great that SQLite cannot read on.
    if (storeProblemOf(error).code !== "damaged") throw error;
    findings.add({ code: "sqlite", text: textOf(error) });
  }
  if (!findings.isEmpty) throw new UpkeepFailure({ code: "damaged", path, ...findings.told() });
  return { code: "sound", path, ...counts, bytes: Deno.statSync(path).size };
}

/** Opens the database; damage that is seen already then is a finding as well. */
function openOr(folder: string, path: string): Database {
  try {
    return Database.open(folder, READING);
  } catch (error) {
    const failure = failureOf(error);
    if (failure.problem.code !== "damaged") throw error;
    const finding = { code: "sqlite", text: textOf(failure.cause ?? failure) } as const;
    throw new UpkeepFailure({ code: "damaged", path, findings: [finding], more: 0 });
  }
}

/** Looks at every row. */
function look(
  database: Database,
  findings: Findings,
  counts: { rooms: number; events: number },
): void {
  let known = 0;
  for (const place of database.places.all()) {
    counts.rooms += 1;
    let said = 0;
    for (let from = 0;;) {
      const rows = database.events.first(place.id, { from, to: Infinity }, PAGE);
      const last = rows.at(-1);
      if (last === undefined) break;
      for (const row of rows) {
        if (row.kind <= LAST_SAID_KIND) said += 1;
        lookAt(row, place, findings);
      }
      lookUp(database, rows, place, findings);
      known += rows.length;
      from = partsOfId(last.id).seq + 1;
    }
    if (said !== place.kept) {
      findings.add({ code: "miscounted", room: place.room, counted: place.kept, found: said });
    }
  }
  counts.events = Number(database.db.prepare("SELECT count(*) AS n FROM event").get()?.["n"]);
  if (known < counts.events) findings.add({ code: "homeless", count: counts.events - known });
}

/**
 * Looks one message of a page up in the index, if that was made by the rules by which it is asked. The
 * daemon indexes many messages together, so the last ones may not be there yet.
 */
function lookUp(
  { db, index }: Database,
  rows: readonly StoredRow[],
  { room, indexed }: PlaceRow,
  findings: Findings,
): void {
  const said = rows.findLast(({ id, kind }) =>
    kind <= LAST_SAID_KIND && partsOfId(id).seq <= indexed
  );
  const rules = db.prepare("SELECT value FROM setting WHERE key = 'search'").get()?.["value"];
  if (said === undefined || rules !== searchRules()) return;
  const { id, name } = said;
  const found = index.find({ terms: [], by: fold(name) }, { first: id, last: id, limit: 1 });
  if (found.length === 0) findings.add({ code: "not-indexed", room, seq: partsOfId(id).seq });
}

/** Looks whether an import would take what was decided: its rules are those of the daemon. */
function lookAtOrder(order: OrderKept, findings: Findings): void {
  for (const room of order.rooms) {
    if (!isSound({ ...NO_ORDER, rooms: [room] })) {
      findings.add({ code: "bad-kept-room", room: room.room });
    }
  }
  for (const kind of ["bans", "mutes"] as const) {
    for (const sentence of order[kind]) {
      const { room, network } = sentence;
      if (isSound({ ...NO_ORDER, [kind]: [sentence] })) continue;
      findings.add({ code: "bad-sentence", room, network });
    }
  }
}

function isSound(order: OrderKept): boolean {
  try {
    return orderLines(order).every((line) => !("code" in readOrder(parseObject(line) ?? {})));
  } catch {
    // A time that no date has is reported only by throwing.
    return false;
  }
}

function lookAt(row: StoredRow, place: PlaceRow, findings: Findings): void {
  const { seq } = partsOfId(row.id);
  const { room } = place;
  if (seq < 1 || seq > place.seq) findings.add({ code: "seq-beyond", room, seq, last: place.seq });
  try {
    // A time that no date has is none of ours.
    new Date(eventOf(row, place).time).toISOString();
  } catch {
    // A row that has no meaning is reported only by throwing.
    findings.add({ code: "unreadable", room, seq });
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What was found, as far as it is told. */
class Findings {
  readonly #first: Finding[] = [];
  #count = 0;

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  add(finding: Finding): void {
    this.#count += 1;
    if (this.#first.length < MAX_FINDINGS) this.#first.push(finding);
  }

  told(): { readonly findings: readonly Finding[]; readonly more: number } {
    return { findings: this.#first, more: this.#count - this.#first.length };
  }
}
