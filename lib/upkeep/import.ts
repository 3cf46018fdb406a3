/**
 * `import`: reads what `export` wrote into a new folder. The database is made in a folder beside its place
 * and moved there when it is complete, so that nothing of a broken import is ever taken for a whole one.
 *
 * @module
 */

import { FolderLock } from "../store/lock.ts";
import { SEAL_KEY_FILE } from "../store/seal_key.ts";
import { Database, DATABASE_FILE } from "../store/sql/database.ts";
import { type NumberedLine, numberedLines } from "./format/numbered_lines.ts";
import { type EventRecord, type RoomRecord } from "./format/record.ts";
import { RecordReader } from "./format/record_reader.ts";
import { type Job, type Outcome, unlessAborted, UpkeepFailure } from "./job.ts";
import { unfinishedFolder } from "../store/unfinished.ts";

/** The lines of one transaction. */
const BATCH = 1000;

/** What the lock of a folder leaves in it; such a folder still counts as empty. */
const LOCK_FILES: readonly string[] = ["hubbub.lock", "hubbub.pid"];

/** What may be in the folder: the key may come along, so that the passwords of kept rooms hold. */
const HARMLESS: readonly string[] = [...LOCK_FILES, SEAL_KEY_FILE];

/**
 * Imports the lines of a source into the folder of the job. If that fails, the folder is as it was before.
 *
 * @throws {UpkeepFailure} `not-empty`, `nothing-to-import`, or `bad-line` with its number.
 * @throws what the store or the source throws, or the signal's reason.
 */
export async function importAll(job: Job, source: AsyncIterable<Uint8Array>): Promise<Outcome> {
  const { folder } = job;
  const isNew = prepareFolder(folder);
  let isDone = false;
  try {
    using _ = FolderLock.take(folder);
    using unfinished = unfinishedFolder(folder);
    const counts = await fill(unfinished.path, job, source);
    Deno.renameSync(`${unfinished.path}/${DATABASE_FILE}`, `${folder}/${DATABASE_FILE}`);
    isDone = true;
    return { code: "imported", ...counts };
  } finally {
    if (!isDone) cleanUp(folder, isNew);
  }
}

/** Makes the folder if it is missing, and returns whether it was. */
function prepareFolder(folder: string): boolean {
  try {
    const names = [...Deno.readDirSync(folder)].map(({ name }) => name);
    if (names.every((name) => HARMLESS.includes(name))) return false;
    throw new UpkeepFailure({ code: "not-empty", folder });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  Deno.mkdirSync(folder, { recursive: true, mode: 0o700 });
  return true;
}

/** The rooms of an import, by epoch and name, with the ids that they have got in the file. */
type Places = Map<string, number>;

async function fill(
  folder: string,
  { report, signal }: Job,
  source: AsyncIterable<Uint8Array>,
): Promise<{ readonly rooms: number; readonly events: number; readonly decisions: number }> {
  using database = Database.open(folder, { patience: 0 });
  const reader = new RecordReader();
  const places: Places = new Map();
  const counts = { events: 0, decisions: 0 };
  for await (const batch of batchesOf(source, signal)) {
    database.transact(() => {
      for (const line of batch) {
        const read = recordOf(reader, line);
        if (read.kind === "room") addRoom(database, places, read.room);
        else if (read.kind === "order") {
          database.order.apply(read.change);
          counts.decisions += 1;
        } else {
          addEvent(database, places, read.record);
          counts.events += 1;
        }
      }
    });
    report({ step: "importing", done: counts.events, unit: "events" });
  }
  if (places.size + counts.decisions === 0) throw new UpkeepFailure({ code: "nothing-to-import" });
  database.emptyLog();
  return { rooms: places.size, ...counts };
}

/** The lines of a source, many at a time; ends early if the signal is aborted, by throwing its reason. */
async function* batchesOf(
  source: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<readonly NumberedLine[]> {
  const lines = numberedLines(source);
  let batch: NumberedLine[] = [];
  while (true) {
    const { done, value } = await unlessAborted(signal, lines.next());
    if (done) break;
    if ("fault" in value) throw new UpkeepFailure({ code: "bad-line", ...value });
    batch.push(value);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

function recordOf(
  reader: RecordReader,
  { line, text }: NumberedLine,
): Exclude<ReturnType<RecordReader["read"]>, { kind: "bad" }> {
  const read = reader.read(text);
  if (read.kind === "bad") throw new UpkeepFailure({ code: "bad-line", line, fault: read.fault });
  return read;
}

function addRoom({ places: table }: Database, places: Places, record: RoomRecord): void {
  const { room, epoch, closed } = record;
  const id = table.insert(room, epoch);
  table.update(id, record);
  if (closed !== undefined) table.close(id, closed);
  places.set(`${epoch} ${room}`, id);
}

function addEvent({ events }: Database, places: Places, { epoch, event }: EventRecord): void {
  const place = places.get(`${epoch} ${event.room}`);
  // The reader has refused events of rooms that have no line.
  if (place === undefined) throw new TypeError(`the room ${event.room} is not in the file`);
  events.insert(place, event);
}

/** Leaves the folder as it was before; what cannot be removed stays. */
function cleanUp(folder: string, isNew: boolean): void {
  const paths = LOCK_FILES.map((file) => `${folder}/${file}`);
  for (const path of isNew ? [...paths, folder] : paths) {
    try {
      Deno.removeSync(path);
    } catch {
      // It was not made, or somebody has put something into the folder.
    }
  }
}
