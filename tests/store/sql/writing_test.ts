/** @module */

import { assertEquals } from "@std/assert";
import { Database } from "../../../lib/store/sql/database.ts";
import { PlaceTable } from "../../../lib/store/sql/place_table.ts";
import { writePlace } from "../../../lib/store/sql/writing.ts";
import { DataFolder } from "../../support/data_folder.ts";
import { roomName, said } from "../../support/store_samples.ts";

/** What is written of a room that was told one message more. */
function batchOf(name: string, seq: number) {
  const room = roomName(name);
  const counts = { topic: "", seq, said: seq, openFrom: 0 };
  return { room, epoch: "e", ...counts, events: [said(seq, `${name} ${seq}`, { room })] };
}

Deno.test("a file with as many rooms as it can have records these, until one is removed", () => {
  using folder = new DataFolder();
  using database = Database.open(folder.data, { patience: 0 });
  const { db, events } = database;
  const small = { events, places: new PlaceTable(db, 2) } as unknown as Database;
  const written = () =>
    db.prepare("SELECT text FROM event ORDER BY id").all().map(({ text }) => text);
  writePlace(small, batchOf("one", 1), false);
  writePlace(small, batchOf("two", 1), false);
  assertEquals(writePlace(small, batchOf("three", 1), false), []);
  writePlace(small, batchOf("two", 2), false);
  assertEquals(written(), ["one 1", "two 1", "two 2"]);
  for (const place of small.places.unindexed()) events.index(place);
  events.remove(events.first(1, { from: 0, to: Infinity }, 9));
  small.places.remove(1);
  assertEquals(writePlace(small, batchOf("three", 2), false).length, 1);
  assertEquals(written(), ["three 2", "two 1", "two 2"]);
});
