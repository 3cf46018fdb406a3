/** @module */

import { assertEquals } from "@std/assert";
import { Database } from "../../../lib/store/sql/database.ts";
import { eventId } from "../../../lib/store/sql/event_row.ts";
import { MAX_THOROUGH, OTHERS_KEPT, Pruner } from "../../../lib/store/sql/retention.ts";
import { DataFolder } from "../../support/data_folder.ts";
import { nick, roomName, said } from "../../support/store_samples.ts";

const DEV = roomName("dev");

/** A database with so many messages in one room, each with a word of its own. */
function filled(folder: DataFolder, count: number): Database {
  const database = Database.open(folder.data, { patience: 0 });
  database.transact(() => {
    const id = database.places.insert(DEV, "e1");
    for (let seq = 1; seq <= count; seq++) {
      database.events.insert(id, said(seq, `common zanzibar${seq}x 珊瑚礁`));
    }
  });
  return database;
}

/** Removes all that is not kept, and returns how many calls it took. */
function pruneAll(database: Database, keepMessages: number): number {
  const pruner = new Pruner(database);
  let calls = 1;
  while (!pruner.prune({ now: 0, before: 0, keepMessages })) calls++;
  return calls;
}

function found({ index }: Database, term: string): number[] {
  const range = { first: eventId(1, 0), last: eventId(1, 100_000), limit: 100 };
  return index.find({ terms: [{ term, isPrefix: false }] }, range).map((id) => id % 2 ** 32);
}

for (const [how, count] of [["little", 400], ["much", MAX_THOROUGH + 1000]] as const) {
  Deno.test(`Pruner removes ${how}: it is in no file and in no search any more`, () => {
    using folder = new DataFolder();
    using database = filled(folder, count);
    assertEquals(folder.holds("zanzibar123x"), true);
    assertEquals(pruneAll(database, 3) > 5, true);
    assertEquals(found(database, "common"), [count, count - 1, count - 2]);
    assertEquals(found(database, "珊瑚").length, 3);
    for (const seq of [1, 123, count - 3]) assertEquals(folder.holds(`zanzibar${seq}x`), false);
    assertEquals(folder.holds(`zanzibar${count}x`), true);
    // Terms of the index share their beginnings; "123x" is what the file would have of one.
    assertEquals(folder.holds("r123x"), false);
    assertEquals(database.index.isThorough, true);
    database.db.exec("INSERT INTO word (word) VALUES ('integrity-check')");
  });
}

Deno.test("Pruner goes on with what another one has begun and only marked", () => {
  using folder = new DataFolder();
  using database = filled(folder, MAX_THOROUGH + 1000);
  const first = new Pruner(database);
  while (database.index.isThorough) first.prune({ now: 0, before: 0, keepMessages: 3 });
  pruneAll(database, 3);
  assertEquals(database.index.isThorough, true);
  assertEquals(folder.holds("zanzibar123x"), false);
});

Deno.test("Pruner looks at so many rooms at a time that writing does not wait for long", () => {
  using folder = new DataFolder();
  using database = filled(folder, 10);
  database.transact(() => {
    for (let room = 0; room < 450; room++) database.places.insert(roomName(`r${room}`), "e1");
  });
  assertEquals(pruneAll(database, 3), 3);
  assertEquals(found(database, "common"), [10, 9, 8]);
});

Deno.test("Pruner bounds arrivals as well, where nobody speaks", () => {
  using folder = new DataFolder();
  using database = filled(folder, 2);
  const last = OTHERS_KEPT + 100;
  database.transact(() => {
    for (let seq = 3; seq <= last; seq++) {
      const { time, room } = said(seq, "");
      database.events.append({ id: 1, indexed: 0 }, {
        kind: "joined",
        name: nick("bob"),
        seq,
        time,
        room,
      });
    }
  });
  pruneAll(database, 20);
  const [first] = database.events.first(1, { from: 0, to: last }, 1);
  assertEquals(first?.id, eventId(1, last - 2 * 20 - OTHERS_KEPT + 1));
  assertEquals(database.places.find(DEV, "e1")?.kept, 0);
});

Deno.test("Pruner gives the disk back what is no longer needed", () => {
  using folder = new DataFolder();
  using database = filled(folder, MAX_THOROUGH + 1000);
  database.emptyLog();
  const before = Deno.statSync(folder.file).size;
  pruneAll(database, 3);
  assertEquals(Deno.statSync(folder.file).size < before, true);
});
