/** @module */

import { assertEquals, assertMatch } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { LOBBY } from "../../lib/core/units.ts";
import { Engine } from "../../lib/store/sql/engine.ts";
import { oneOfEach, said } from "../support/store_samples.ts";
import { Folder } from "../support/upkeep_scene.ts";

const CHECK = { name: "check" } as const;

/** Runs SQL on the file as another program would. */
function meddle(folder: Folder, sql: string): void {
  const db = new DatabaseSync(`${folder.path}/hubbub.db`);
  db.exec(sql);
  db.close();
}

function filled(): Folder {
  const folder = new Folder();
  folder.addRoom("lobby", "e", oneOfEach());
  folder.addRoom("dev", "e-1", [said(1, "hello")]);
  return folder;
}

Deno.test("check says that a file is sound, and what is in it; it changes nothing", async () => {
  using folder = filled();
  const before = folder.files();
  const { code, out, err } = await folder.run(CHECK);
  assertEquals([code, err], [0, ""]);
  assertMatch(out, /^".*\/hubbub\.db" is sound: 11 events of 2 rooms, [\d.]+ kB\n$/);
  assertEquals(folder.files().get("hubbub.db"), before.get("hubbub.db"));
});

const DAMAGES: ReadonlyArray<readonly [sql: string, finding: string]> = [
  ["UPDATE place SET kept = 7 WHERE id = 2", '"dev" counts 7 messages, and has 1'],
  ["UPDATE place SET seq = 0 WHERE id = 2", 'event 1 of "dev" is above 0, the last of its room'],
  ["UPDATE event SET time = 9e15 WHERE id = 4294967297", 'event 1 of "lobby" has no meaning'],
  ["UPDATE event SET kind = 99 WHERE id = 4294967297", 'event 1 of "lobby" has no meaning'],
  ["UPDATE event SET detail = '{' WHERE kind = 4", 'event 8 of "lobby" has no meaning'],
  ["INSERT INTO word (word) VALUES ('delete-all')", 'event 3 of "lobby" is not in the index'],
  [
    "UPDATE event SET time = 9007199254740993 WHERE id = 4294967297",
    "Value is too large to be represented as a JavaScript number: 9007199254740993",
  ],
  ["DELETE FROM place WHERE id = 2", "1 event of rooms that are not in the file"],
];

Deno.test("check finds rows that contradict each other, and exits with 1", async () => {
  for (const [sql, finding] of DAMAGES) {
    using folder = filled();
    meddle(folder, sql);
    const { code, out, err } = await folder.run(CHECK);
    assertEquals([code, out], [1, ""]);
    assertEquals(err.split("\n").slice(0, 2), [
      `hubbubd: the file "${folder.path}/hubbub.db" is damaged:`,
      `  ${finding}`,
    ]);
  }
});

Deno.test("check finds no fault with messages that are not in the index yet", async () => {
  using folder = new Folder();
  const engine = new Engine({ folder: folder.path, remember: 1, maxRooms: 1 });
  const counts = { topic: "", said: 1, openFrom: 0 };
  for (const seq of [1, 2]) {
    const place = { room: LOBBY, epoch: "e", seq, ...counts, events: [said(seq, "hello")] };
    engine.write({ places: [place], isSynced: false, isFinal: false });
  }
  try {
    assertEquals(await folder.run(CHECK).then(({ code, err }) => [code, err]), [0, ""]);
  } finally {
    engine.close();
  }
});

Deno.test("check believes an index that was made by other rules, which the events outlive", async () => {
  using folder = filled();
  meddle(folder, "UPDATE setting SET value = 'old' WHERE key = 'search'");
  meddle(folder, "INSERT INTO word (word) VALUES ('delete-all')");
  assertEquals((await folder.run(CHECK)).code, 0);
});

Deno.test("a row without a meaning stops export and forget with a sentence, and changes nothing", async () => {
  for (const change of ["kind = 99", "time = 9007199254740993"]) await stopsAt(change);
});

async function stopsAt(change: string): Promise<void> {
  using folder = filled();
  meddle(folder, `UPDATE event SET ${change} WHERE id = 4294967297`);
  const before = folder.files().get("hubbub.db");
  const said = `hubbubd: cannot use the data in "${folder.path}": hubbub.db is damaged; ` +
    "put a backup in its place, or move it away\n";
  const exported = await folder.run({ name: "export", room: undefined, format: "jsonl" });
  assertEquals([exported.code, exported.err], [1, said]);
  const forgotten = await folder.run({ name: "forget", person: "ann" });
  assertEquals([forgotten.code, forgotten.err], [1, said]);
  // The header says that no log goes with the file any more.
  assertEquals(folder.files().get("hubbub.db")?.subarray(100), before?.subarray(100));
}

Deno.test("check finds damaged pages, and tells each in a line", async () => {
  using folder = new Folder();
  const path = `${folder.path}/hubbub.db`;
  folder.addRoom(
    "big",
    "e",
    Array.from({ length: 1500 }, (_, i) => said(i + 1, "x".repeat(90) + i)),
  );
  const bytes = Deno.readFileSync(path);
  bytes.fill(0xa5, 10 * 4096, 30 * 4096);
  Deno.writeFileSync(path, bytes);
  const { code, err } = await folder.run(CHECK);
  assertEquals(code, 1);
  const lines = err.trimEnd().split("\n");
  assertMatch(lines[0] ?? "", /is damaged:$/);
  assertEquals(lines.length, 21);
  for (const line of lines.slice(1)) assertMatch(line, /^ {2}Tree \d+ page \d+: .*\d$/);
});

Deno.test("check tells twenty findings and counts the others", async () => {
  using folder = new Folder();
  folder.addRoom("lobby", "e", Array.from({ length: 23 }, (_, i) => said(i + 1, "x")), { seq: 0 });
  const { err } = await folder.run(CHECK);
  assertEquals(err.trimEnd().split("\n").length, 22);
  assertMatch(err, /\n {2}and 3 more\n$/);
});

Deno.test("check refuses a file of another program, and changes nothing", async () => {
  for (const make of [otherDatabase, noDatabase, emptyFile]) {
    using folder = new Folder();
    Deno.mkdirSync(folder.path);
    make(`${folder.path}/hubbub.db`);
    const before = folder.files();
    const { code, err } = await folder.run(CHECK);
    assertEquals(code, 1);
    assertEquals(
      err,
      `hubbubd: cannot use the data in "${folder.path}": hubbub.db is not a file of hubbub; ` +
        "it was not changed\n",
    );
    assertEquals(folder.files(), before);
  }
});

function otherDatabase(path: string): void {
  const db = new DatabaseSync(path);
  db.exec("CREATE TABLE t (x); PRAGMA application_id = 5");
  db.close();
}

function noDatabase(path: string): void {
  Deno.writeTextFileSync(path, "a letter\n".repeat(100));
}

function emptyFile(path: string): void {
  Deno.writeTextFileSync(path, "");
}
