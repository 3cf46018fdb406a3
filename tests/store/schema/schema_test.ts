/** @module */

import { assertEquals } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { NO_ORDER, type OrderKept } from "../../../lib/core/order.ts";
import { APPLICATION_ID, fileKind, SCHEMA_VERSION } from "../../../lib/store/schema/schema.ts";
import { eventId } from "../../../lib/store/sql/event_row.ts";
import { Database } from "../../../lib/store/sql/database.ts";
import { eventOf } from "../../../lib/store/sql/event_table.ts";
import { DataFolder } from "../../support/data_folder.ts";
import { projectRoot } from "../../support/source.ts";
import { banOf, keptRoom, oneOfEach, roomName } from "../../support/store_samples.ts";

/** A file as each version has written it; never made anew. */
const VERSIONS = [1, 2];

/** What the file of version 2 has of decisions; that of version 1 has none. */
const ORDER: OrderKept = {
  bans: [
    banOf("192.0.2.0/24", { name: "bob", until: 5_000_000 }),
    banOf("2001:db8::/64", { room: roomName("dev"), reason: "" }),
  ],
  mutes: [banOf("192.0.2.7", { until: 6_000_000 })],
  isLockedDown: true,
  rooms: [
    keptRoom("dev", { isPrivate: true, isTopicLocked: true, password: "abc", openFrom: 7 }),
  ],
};

for (const version of VERSIONS) {
  Deno.test(`a file of schema version ${version} is read, with all that it holds`, () => {
    using folder = new DataFolder();
    Deno.mkdirSync(folder.data);
    Deno.copyFileSync(`${projectRoot()}tests/store/fixtures/v${version}.db`, folder.file);
    using database = Database.open(folder.data, { patience: 0 });
    const places = database.places.all();
    assertEquals(
      places.map(({ room, epoch, topic, seq, reserved, said, kept, indexed, openFrom, closed }) => [
        [room, epoch, topic],
        [seq, reserved, said, kept, indexed, openFrom, closed],
      ]),
      [
        [["dev", "e1", "tea"], [10, 10_010, 2, 2, 10, 0, null]],
        [["old", "e2", ""], [1, 1, 1, 1, 1, 0, 2_000_000]],
      ],
    );
    const [dev] = places;
    const events = dev === undefined ? [] : database.events.first(
      dev.id,
      { from: 0, to: Infinity },
      100,
    ).map((row) => eventOf(row, dev));
    assertEquals(events, oneOfEach());
    const terms = [{ term: "你好", isPrefix: false }];
    const range = { first: eventId(2, 0), last: eventId(2, 9), limit: 9 };
    assertEquals(database.index.find({ terms }, range), [eventId(2, 1)]);
    assertEquals(database.order.inForce(0), version < 2 ? NO_ORDER : ORDER);
    assertEquals(versionOf(folder.file), SCHEMA_VERSION);
    const copy = `${folder.file}.v${version}`;
    assertEquals(isThere(copy), version < SCHEMA_VERSION);
  });

  Deno.test(`a file of schema version ${version} that is only read stays as it is`, () => {
    using folder = new DataFolder();
    Deno.mkdirSync(folder.data);
    Deno.copyFileSync(`${projectRoot()}tests/store/fixtures/v${version}.db`, folder.file);
    using database = Database.open(folder.data, { patience: 0, isReadOnly: true });
    assertEquals(database.places.all().map(({ room }) => room), ["dev", "old"].map(roomName));
    assertEquals(database.hasOrder, version >= 2);
    if (database.hasOrder) assertEquals(database.order.inForce(0), ORDER);
    assertEquals(versionOf(folder.file), version);
    assertEquals(isThere(`${folder.file}.v${version}`), false);
  });
}

Deno.test("every version has a file here", () => {
  assertEquals(VERSIONS.at(-1), SCHEMA_VERSION);
});

Deno.test("an older file is copied as it was before it is changed", () => {
  using folder = new DataFolder();
  Deno.mkdirSync(folder.data);
  const old = new DatabaseSync(folder.file);
  old.exec(`PRAGMA application_id = ${APPLICATION_ID}; CREATE TABLE note (text TEXT)`);
  old.exec("INSERT INTO note VALUES ('from before')");
  old.close();
  using database = Database.open(folder.data, { patience: 0 });
  assertEquals(database.places.all(), []);
  assertEquals(versionOf(folder.file), SCHEMA_VERSION);
  const copy = `${folder.file}.v0`;
  assertEquals(versionOf(copy), 0);
  assertEquals((Deno.statSync(copy).mode ?? 0) & 0o777, 0o600);
  using before = new DatabaseSync(copy, { readOnly: true });
  assertEquals(before.prepare("SELECT text FROM note").get()?.["text"], "from before");
});

Deno.test("fileKind() knows a file by its first bytes", () => {
  assertEquals(fileKind(new Uint8Array()), { kind: "empty" });
  assertEquals(fileKind(new Uint8Array(99)), { kind: "foreign" });
  assertEquals(fileKind(new Uint8Array(100)), { kind: "foreign" });
  const head = new Uint8Array(100);
  head.set(new TextEncoder().encode("SQLite format 3\0"));
  assertEquals(fileKind(head), { kind: "foreign" });
  const view = new DataView(head.buffer);
  view.setUint32(68, 0x68756262);
  view.setUint32(60, 7);
  assertEquals(fileKind(head), { kind: "ours", version: 7 });
});

function isThere(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

function versionOf(path: string): number {
  using db = new DatabaseSync(path, { readOnly: true });
  return Number(db.prepare("PRAGMA user_version").get()?.["user_version"]);
}
