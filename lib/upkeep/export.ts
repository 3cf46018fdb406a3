/**
 * `export`: writes what is kept to standard output. It reads in pages and holds no lock between them, so
 * it may run beside a running daemon. What retention removes meanwhile is left out.
 *
 * @module
 */

import { LOBBY, type RoomName } from "../core/units.ts";
import type { Language } from "../core/language.ts";
import { Database } from "../store/sql/database.ts";
import { eventOf } from "../store/sql/event_table.ts";
import type { PlaceRow } from "../store/sql/place_table.ts";
import { fold } from "../text/fold.ts";
import { orderLines } from "./format/order_line.ts";
import { EventWriter, roomLine, type RoomRecord, textLine } from "./format/record.ts";
import { type Job, type Outcome, UpkeepFailure } from "./job.ts";
import { READING } from "./reading.ts";

/** The events of one page. */
const PAGE = 500;

/** What is exported, and where to. */
export interface ExportOrder {
  /** The room as typed; undefined for all. */
  readonly room: string | undefined;
  /** The kind of lines. */
  readonly format: "jsonl" | "text";
  /** The language of text. */
  readonly language: Language;
  /** Takes whole lines; rejects if they cannot be written. */
  write(text: string): Promise<void>;
}

/**
 * Writes the rooms, what was decided to keep order in them, and then the events of one room after the other.
 *
 * @throws {UpkeepFailure} `no-such-room`.
 * @throws what the store throws, or `write`, or the signal's reason.
 */
export async function exportAll(job: Job, order: ExportOrder): Promise<Outcome> {
  using database = Database.open(job.folder, READING);
  const places = database.places.all();
  const chosen = chosenOf(places, order.room);
  const records = chosen.map(recordOf);
  const lineOf = linesFor(order, records);
  if (order.format === "jsonl") {
    for (const record of records) {
      job.signal.throwIfAborted();
      await order.write(roomLine(record));
    }
    await order.write(decisionsOf(database, chosen, order.room).join(""));
  }
  const total = totalOf(database);
  let done = 0;
  for (const place of chosen) {
    for (let from = 1;;) {
      job.signal.throwIfAborted();
      // What is said from here on belongs to no room of this export, or is beyond its number.
      const rows = database.events.first(place.id, { from, to: place.seq }, PAGE);
      const last = rows.at(-1);
      if (last === undefined) break;
      const events = rows.map((row) => eventOf(row, place));
      await order.write(events.map((event) => lineOf(place.epoch, event)).join(""));
      from = (events.at(-1)?.seq ?? 0) + 1;
      done += rows.length;
      const shown = chosen.length === places.length ? total : undefined;
      job.report({ step: "exporting", done, total: shown, unit: "events" });
    }
  }
  return undefined;
}

/** The lines of what was decided: all, or what is about the chosen room. */
function decisionsOf(
  database: Database,
  chosen: readonly PlaceRow[],
  wanted: string | undefined,
): string[] {
  if (!database.hasOrder) return [];
  // What has ended stays in the file for up to an hour. The next start leaves it out.
  const order = database.order.inForce(0);
  if (wanted === undefined) return orderLines(order);
  const rooms = new Set(chosen.map(({ room }) => room));
  const isChosen = ({ room }: { readonly room: RoomName }) => rooms.has(room);
  return orderLines({
    isLockedDown: order.isLockedDown && rooms.has(LOBBY),
    rooms: order.rooms.filter(isChosen),
    bans: order.bans.filter(isChosen),
    mutes: order.mutes.filter(isChosen),
  });
}

type EventOf = ReturnType<typeof eventOf>;

function linesFor(
  { format, language }: ExportOrder,
  records: readonly RoomRecord[],
): (epoch: string, event: EventOf) => string {
  if (format === "text") return (_, event) => textLine(event, language);
  const writer = new EventWriter(records);
  return (epoch, event) => writer.line({ epoch, event });
}

/** The places of the wanted room, by its folded name. */
function chosenOf(places: readonly PlaceRow[], wanted: string | undefined): readonly PlaceRow[] {
  if (wanted === undefined) return places;
  const name = fold(wanted.replace(/^#/, ""));
  const chosen = places.filter(({ room }) => fold(room) === name);
  if (chosen.length === 0) throw new UpkeepFailure({ code: "no-such-room", room: wanted });
  return chosen;
}

function recordOf(place: PlaceRow): RoomRecord {
  const { room, epoch, seq, said, topic, reserved, openFrom, closed } = place;
  return {
    room: room as RoomName,
    epoch,
    seq,
    said,
    topic,
    reserved,
    openFrom,
    closed: closed ?? undefined,
  };
}

function totalOf({ db }: Database): number {
  return Number(db.prepare("SELECT count(*) AS total FROM event").get()?.["total"]);
}
