/**
 * The work of `forget` in its worker: copies everything but one person into a new file, and puts that in
 * the place of the old one. To remove rows from the old file would leave traces of them: in pages that
 * are still in use, even with SQLite's secure deletion.
 *
 * @module
 */

import type { DatabaseSync } from "node:sqlite";
import { StoreFailure } from "../store/failure.ts";
import { Database, DATABASE_FILE } from "../store/sql/database.ts";
import { EVENT_KINDS } from "../store/sql/event_row.ts";
import { eventOf, type StoredRow } from "../store/sql/event_table.ts";
import type { PlaceRow } from "../store/sql/place_table.ts";
import { isShared } from "../store/sql/replayed.ts";
import { fold } from "../text/fold.ts";
import type { UpkeepProgress, UpkeepResult } from "../words/upkeep.ts";
import { isAbout } from "./about.ts";
import { copyOtherTables } from "./other_tables.ts";
import { unfinishedFolder } from "../store/unfinished.ts";

/** The events of one transaction. */
const PAGE = 2000;

/** See `Database.open`. */
const COPY = /^hubbub\.db\.v\d+$/;

/** Whom to forget, and where. */
export interface ForgetOrder {
  /** Tells it from other orders. */
  readonly kind: "forget";
  /** The folder; the caller holds its lock. */
  readonly folder: string;
  /** The name as typed. */
  readonly person: string;
}

/** What the copying is about. */
interface Copying {
  readonly from: Database;
  readonly to: Database;
  /** The folded name of the person. */
  readonly name: string;
  readonly report: (progress: UpkeepProgress) => void;
}

/**
 * Forgets a person. Until the very end the old file stays as it is, also if this throws or the process ends.
 *
 * @throws what the store throws, or `report`, which is called before each step.
 */
export function forget(
  { folder, person }: ForgetOrder,
  report: (progress: UpkeepProgress) => void,
): UpkeepResult {
  report({ step: "copying", done: 0, unit: "events" });
  using unfinished = unfinishedFolder(folder);
  const target = { folder: unfinished.path, report };
  const copied = copyWithout({ folder, person }, target);
  replace(`${folder}/${DATABASE_FILE}`, `${unfinished.path}/${DATABASE_FILE}`);
  return { code: "forgotten", name: person, copies: copiesIn(folder), ...copied };
}

/**
 * Puts a new file in the place of an old one, with its owner and mode: an administrator may forget for a
 * daemon that runs as another user. Of a symbolic link the file that it leads to is replaced.
 */
function replace(path: string, fresh: string): void {
  const place = Deno.realPathSync(path);
  const { uid, gid, mode } = Deno.statSync(place);
  const made = Deno.statSync(fresh);
  if (uid !== null && gid !== null && (uid !== made.uid || gid !== made.gid)) {
    Deno.chownSync(fresh, uid, gid);
  }
  if (mode !== null && Deno.build.os !== "windows") Deno.chmodSync(fresh, mode & 0o777);
  Deno.renameSync(fresh, place);
}

/** The copies that were made before the schema was brought to a later version. */
function copiesIn(folder: string): string[] {
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name);
  return names.filter((name) => COPY.test(name)).sort();
}

/** Copies from one folder to another; returns how many events were left out, and whether other nodes have them too. */
function copyWithout(
  { folder, person }: Omit<ForgetOrder, "kind">,
  target: { readonly folder: string; readonly report: Copying["report"] },
): { readonly events: number; readonly isShared: boolean } {
  using from = Database.open(folder, { patience: 0 });
  using to = Database.open(target.folder, { patience: 0 });
  const copying = { from, to, name: fold(person), report: target.report };
  leaveLog(from);
  copyOtherTables(from.db, to.db);
  to.transact(() => forgetInSentences(to.db, copying.name));
  const places = from.places.all();
  const total = Number(from.db.prepare("SELECT count(*) AS n FROM event").get()?.["n"]);
  let [seen, removed] = [0, 0];
  for (const place of places) {
    for (const rows of pagesOf(from, place)) {
      removed += copyRows(copying, place, rows);
      seen += rows.length;
      target.report({ step: "copying", done: seen, total, unit: "events" });
    }
  }
  to.emptyLog();
  return { events: removed, isShared: isShared(from.db) };
}

/**
 * Ends the write-ahead log of the old file: a log that stays would be taken for one of the new file. The
 * daemon begins another. Throws if another process reads the file, because then the log cannot be ended.
 */
function leaveLog({ db }: Database): void {
  const mode = db.prepare("PRAGMA journal_mode = DELETE").get()?.["journal_mode"];
  if (mode !== "delete") throw new StoreFailure({ code: "locked" });
}

/** All events of a place, a page at a time. */
function* pagesOf({ events }: Database, place: PlaceRow): Generator<readonly StoredRow[]> {
  for (let from = 1;;) {
    const rows = events.first(place.id, { from, to: Infinity }, PAGE);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    from = eventOf(last, place).seq + 1;
  }
}

/** Copies what is not about the person; returns how many events are. */
function copyRows({ to, name }: Copying, place: PlaceRow, rows: readonly StoredRow[]): number {
  return to.transact(() => {
    let removed = 0;
    for (const row of rows) {
      const event = eventOf(row, place);
      if (isAbout(event, name)) {
        removed += 1;
        if (isTopicOf(row, place)) removeTopic(to, place);
      } else {
        to.events.insert(place.id, event);
        // Another person may have set the same topic again.
        if (isTopicOf(row, place)) restoreTopic(to, place);
      }
    }
    return removed;
  });
}

/** Bans and mutes stay in force, but say no more who imposed them, and whom they were against. */
function forgetInSentences(db: DatabaseSync, name: string): void {
  for (const row of db.prepare("SELECT id, name, author FROM sentence").all()) {
    const { id = null } = row;
    if (fold(String(row["author"])) === name) {
      db.prepare("UPDATE sentence SET author = '', reason = '' WHERE id = ?").run(id);
    }
    if (row["name"] !== null && fold(String(row["name"])) === name) {
      db.prepare("UPDATE sentence SET name = NULL WHERE id = ?").run(id);
    }
  }
}

function isTopicOf({ kind, text }: StoredRow, { topic }: PlaceRow): boolean {
  return kind === EVENT_KINDS.topic && topic !== "" && text === topic;
}

function removeTopic({ db }: Database, { id }: PlaceRow): void {
  db.prepare("UPDATE place SET topic = '' WHERE id = ?").run(id);
}

function restoreTopic({ db }: Database, { id, topic }: PlaceRow): void {
  db.prepare("UPDATE place SET topic = ? WHERE id = ?").run(topic, id);
}
