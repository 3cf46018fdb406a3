/** @module */

import { assert, assertEquals, assertThrows } from "@std/assert";
import { StoreFailure } from "../../../lib/store/failure.ts";
import { Database } from "../../../lib/store/sql/database.ts";
import { eventOf } from "../../../lib/store/sql/event_table.ts";
import { eventId } from "../../../lib/store/sql/event_row.ts";
import { indexTerms, searchQuery } from "../../../lib/text/search_terms.ts";
import { SCHEMA_VERSION } from "../../../lib/store/schema/schema.ts";
import { oneOfEach, roomName, said } from "../../support/store_samples.ts";

const DEV = roomName("dev");

/** A folder that is removed at the end. */
function temporary(): Disposable & { readonly path: string } {
  const path = Deno.makeTempDirSync();
  return { path, [Symbol.dispose]: () => Deno.removeSync(path, { recursive: true }) };
}

function opened(path: string): Database {
  return Database.open(path, { patience: 0 });
}

function problemOf(act: () => unknown): string {
  return assertThrows(act, StoreFailure).problem.code;
}

Deno.test("a missing folder and file are made, for their owner alone", () => {
  using folder = temporary();
  const path = `${folder.path}/a/b`;
  using _ = opened(path);
  const modeOf = (file: string) => (Deno.statSync(file).mode ?? 0) & 0o777;
  assertEquals(modeOf(path), 0o700);
  assertEquals(modeOf(`${path}/hubbub.db`), 0o600);
});

Deno.test("what was written is there after the file was closed", () => {
  using folder = temporary();
  const events = oneOfEach();
  {
    using database = opened(folder.path);
    const place = database.transact(() => {
      const id = database.places.insert(DEV, "e1");
      for (const event of events) database.events.insert(id, event);
      database.places.update(id, { topic: "tea", seq: 10, reserved: 20, said: 2, openFrom: 0 });
      return id;
    });
    assertEquals(place, 1);
  }
  using database = opened(folder.path);
  const place = database.places.find(DEV, "e1");
  assert(place !== undefined);
  const { kept, topic, seq, reserved } = place;
  assertEquals({ kept, topic, seq, reserved }, { kept: 2, topic: "tea", seq: 10, reserved: 20 });
  const rows = database.events.first(place.id, { from: 1, to: Infinity }, 100);
  assertEquals(rows.map((row) => eventOf(row, place)), events);
});

Deno.test("an event that is written twice is there once, also in the index", () => {
  using folder = temporary();
  using database = opened(folder.path);
  const id = database.places.insert(DEV, "e1");
  database.events.insert(id, said(1, "hello"));
  database.events.insert(id, said(1, "hello"));
  assertEquals(database.places.find(DEV, "e1")?.kept, 1);
  assertEquals(found(database, "hello"), [1]);
});

Deno.test("what is removed leaves no byte in the files", () => {
  using folder = temporary();
  using database = opened(folder.path);
  const id = database.places.insert(DEV, "e1");
  const texts = ["one zanzibarx", "two 珊瑚礁石", "three"];
  database.transact(() => {
    for (const [index, text] of texts.entries()) database.events.insert(id, said(index + 1, text));
  });
  database.transact(() => {
    database.events.remove(database.events.first(id, { from: 1, to: 2 }, 10));
  });
  database.emptyLog();
  assertEquals(found(database, "珊瑚"), []);
  assertEquals(found(database, "three"), [3]);
  assertEquals(database.places.find(DEV, "e1")?.kept, 1);
  for (const word of ["zanzibarx", "ibarx", "珊瑚", "瑚礁"]) {
    assertEquals([word, isIn(folder.path, word)], [word, false]);
  }
  assertEquals(isIn(folder.path, "three"), true);
});

Deno.test("a query for the index can do nothing but search", () => {
  using folder = temporary();
  using database = opened(folder.path);
  const id = database.places.insert(DEV, "e1");
  database.events.insert(id, said(1, 'say "and" or not'));
  const find = (terms: string[], by?: string) =>
    database.index.find(
      { terms: terms.map((term) => ({ term, isPrefix: false })), by },
      { first: eventId(id, 0), last: eventId(id, 9), limit: 10 },
    ).length;
  assertEquals(find(["and"]), 1);
  assertEquals(find(['"']), 0);
  assertEquals(find([], 'ann" OR author : "bob'), 0);
  assertEquals(find([], ""), 0);
  assertEquals(find([], "ann"), 1);
});

Deno.test("a file of another program is refused, and stays as it was", () => {
  for (const contents of ["hello", "SQLite format 3\0".padEnd(4096, "x")]) {
    using folder = temporary();
    const file = `${folder.path}/hubbub.db`;
    Deno.writeTextFileSync(file, contents);
    assertEquals(problemOf(() => opened(folder.path)), "foreign");
    assertEquals(Deno.readTextFileSync(file), contents);
    assertEquals([...Deno.readDirSync(folder.path)].length, 1);
  }
});

Deno.test("a file of a later version is refused, and stays as it was", () => {
  using folder = temporary();
  const file = `${folder.path}/hubbub.db`;
  opened(folder.path)[Symbol.dispose]();
  const bytes = Deno.readFileSync(file);
  new DataView(bytes.buffer).setUint32(60, SCHEMA_VERSION + 1);
  Deno.writeFileSync(file, bytes);
  assertEquals(problemOf(() => opened(folder.path)), "newer");
  assertEquals(Deno.readFileSync(file), bytes);
});

Deno.test("a file that is damaged is refused", () => {
  using folder = temporary();
  const file = `${folder.path}/hubbub.db`;
  opened(folder.path)[Symbol.dispose]();
  const bytes = Deno.readFileSync(file);
  bytes.fill(0xa5, 100, 4096);
  Deno.writeFileSync(file, bytes);
  assertEquals(problemOf(() => opened(folder.path)), "damaged");
});

Deno.test("a folder is its owner's also under a umask that takes from the owner", () => {
  using folder = temporary();
  const before = Deno.umask(0o177);
  try {
    using _ = opened(`${folder.path}/data`);
  } finally {
    Deno.umask(before);
  }
  assertEquals((Deno.statSync(`${folder.path}/data`).mode ?? 0) & 0o777, 0o700);
});

Deno.test("a folder whose path goes through a file is refused", () => {
  using folder = temporary();
  Deno.writeTextFileSync(`${folder.path}/file`, "");
  assertEquals(problemOf(() => opened(`${folder.path}/file/data`)), "not-a-folder");
});

Deno.test("a folder that is a file is refused", () => {
  using folder = temporary();
  Deno.writeTextFileSync(`${folder.path}/data`, "");
  assertEquals(problemOf(() => opened(`${folder.path}/data`)), "not-a-folder");
});

Deno.test("what a crash left of a new file is made anew", () => {
  using folder = temporary();
  Deno.writeTextFileSync(`${folder.path}/hubbub.db`, "");
  Deno.writeTextFileSync(`${folder.path}/hubbub.db.new`, "half");
  using database = opened(folder.path);
  assertEquals(database.places.all(), []);
  assertEquals(Deno.statSync(`${folder.path}/hubbub.db`).size > 0, true);
});

Deno.test("a file that was removed or replaced is no longer in place", () => {
  using folder = temporary();
  using database = opened(folder.path);
  assertEquals(database.isInPlace, true);
  Deno.removeSync(`${folder.path}/hubbub.db`);
  assertEquals(database.isInPlace, false);
  using _ = opened(folder.path);
  assertEquals(database.isInPlace, false);
});

function found(database: Database, words: string): number[] {
  const query = { terms: indexTerms(searchQuery(words)) };
  const range = { first: eventId(1, 0), last: eventId(1, 100), limit: 100 };
  return database.index.find(query, range).map((id) => id % 2 ** 32);
}

/** Whether any file of the folder holds the word. */
function isIn(folder: string, word: string): boolean {
  const bytes = (text: string) => Array.from(new TextEncoder().encode(text)).join();
  return [...Deno.readDirSync(folder)].some(({ name }) =>
    Array.from(Deno.readFileSync(`${folder}/${name}`)).join().includes(bytes(word))
  );
}
