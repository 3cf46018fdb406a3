/** @module */

import { assertEquals, assertThrows } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { LOBBY } from "../../../lib/core/units.ts";
import { StoreFailure } from "../../../lib/store/failure.ts";
import { Database } from "../../../lib/store/sql/database.ts";
import { Engine } from "../../../lib/store/sql/engine.ts";
import { MAX_SEQ } from "../../../lib/store/sql/event_row.ts";
import type { Batch, PlaceBatch } from "../../../lib/store/store.ts";
import { unfinishedFolder } from "../../../lib/store/unfinished.ts";
import { startDaemon } from "../../support/binaries.ts";
import { DataFolder } from "../../support/data_folder.ts";
import { sourceDaemon } from "../../support/source_daemon.ts";
import { banOf, keptRoom, roomName, said } from "../../support/store_samples.ts";

/** An engine for a folder; `using` ends it. */
function engineOf(folder: DataFolder, settings = {}): Engine & Disposable {
  const engine = new Engine({ folder: folder.data, remember: 3, maxRooms: 2, ...settings });
  return Object.assign(engine, { [Symbol.dispose]: () => engine.close() });
}

function batchOf(...places: (Partial<PlaceBatch> & { name: string })[]): Batch {
  return {
    places: places.map(({ name, ...parts }) => {
      const room = roomName(name);
      const counts = { seq: 1, said: 1, openFrom: 0, topic: "" };
      return { room, epoch: "e1", ...counts, events: [said(1, "x", { room })], ...parts };
    }),
    isSynced: false,
    isFinal: false,
  };
}

Deno.test("Engine goes on with the lobby and the latest other rooms, and ends the rest", () => {
  using folder = new DataFolder();
  {
    using engine = engineOf(folder);
    engine.open(0);
    for (const name of ["one", LOBBY, "two", "three", "four"]) engine.write(batchOf({ name }));
  }
  {
    using engine = engineOf(folder);
    assertEquals(
      engine.open(5).places.map(({ room }) => room),
      [LOBBY, "three", "four"].map(roomName),
    );
  }
  using engine = engineOf(folder, { maxRooms: 9 });
  assertEquals(engine.open(5).places.length, 3);
});

Deno.test("Engine goes on with kept rooms whatever the limit is, and they count", () => {
  using folder = new DataFolder();
  {
    using engine = engineOf(folder);
    engine.open(0);
    for (const name of ["one", LOBBY, "two", "three", "four"]) engine.write(batchOf({ name }));
    const changes = [{ kind: "room", ...keptRoom("one") } as const];
    engine.write({ ...batchOf(), order: { changes, isWhole: false } });
  }
  {
    using engine = engineOf(folder);
    const { places, order } = engine.open(5);
    assertEquals(places.map(({ room }) => room), ["one", LOBBY, "four"].map(roomName));
    assertEquals(order.rooms, [keptRoom("one")]);
  }
  using engine = engineOf(folder, { maxRooms: 0 });
  assertEquals(engine.open(5).places.map(({ room }) => room), ["one", LOBBY].map(roomName));
});

Deno.test("a decision is in the file itself when it is written, and the key is beside it", () => {
  using folder = new DataFolder();
  using engine = engineOf(folder);
  const { sealKey } = engine.open(0);
  const changes = [{ kind: "ban", ...banOf("192.0.2.7") } as const];
  engine.write({ ...batchOf(), order: { changes, isWhole: false } });
  using db = new DatabaseSync(folder.file, { readOnly: true });
  assertEquals(db.prepare("SELECT network FROM sentence").get()?.["network"], "192.0.2.7");
  const key = `${folder.data}/hubbub.key`;
  assertEquals(Deno.readFileSync(key), sealKey);
  assertEquals((Deno.statSync(key).mode ?? 0) & 0o777, 0o600);
  assertEquals(folder.holds("192.0.2.7"), true);
});

Deno.test("Engine makes the key anew with the folder, with the same bytes", () => {
  using folder = new DataFolder();
  using engine = engineOf(folder);
  const { sealKey } = engine.open(0);
  Deno.removeSync(folder.data, { recursive: true });
  assertThrows(() => engine.write(batchOf({ name: "one" })), StoreFailure);
  engine.write(batchOf({ name: "one" }));
  assertEquals(Deno.readFileSync(`${folder.data}/hubbub.key`), sealKey);
});

Deno.test("Engine refuses a folder whose key is not one", () => {
  using folder = new DataFolder();
  Deno.mkdirSync(folder.data);
  Deno.writeTextFileSync(`${folder.data}/hubbub.key`, "short");
  using engine = engineOf(folder);
  const failure = assertThrows(() => engine.open(0), StoreFailure);
  assertEquals(failure.problem, { code: "other", text: "hubbub.key has 5 bytes, not 32" });
});

Deno.test("Engine removes the copy that a killed run of a subcommand has left", () => {
  using folder = new DataFolder();
  const unfinished = unfinishedFolder(folder.data).path;
  Deno.mkdirSync(unfinished, { recursive: true });
  Deno.writeTextFileSync(`${unfinished}/hubbub.db`, "a copy of everything");
  using engine = engineOf(folder);
  engine.open(0);
  assertEquals([...Deno.readDirSync(folder.data)].filter(({ isDirectory }) => isDirectory), []);
});

Deno.test("Engine goes on with the later of two epochs that a crash left of one room", () => {
  using folder = new DataFolder();
  using engine = engineOf(folder);
  engine.write(batchOf({ name: LOBBY, epoch: "e1" }));
  engine.write(batchOf({ name: LOBBY, epoch: "e2" }));
  assertEquals(engine.open(0).places.map(({ epoch }) => epoch), ["e2"]);
});

Deno.test("Engine gives back the last messages, and the other events since the first of them", () => {
  using folder = new DataFolder();
  using engine = engineOf(folder);
  const joined = (seq: number) => ({ ...said(seq, ""), kind: "joined", name: "bob" }) as never;
  const events = [said(1, "a"), joined(2), said(3, "b"), joined(4), said(5, "c"), said(6, "d")];
  engine.write(batchOf({ name: "dev", seq: 6, events }));
  const { places: [place] } = engine.open(0);
  assertEquals(place?.events.map(({ seq }) => seq), [3, 4, 5, 6]);
});

Deno.test("Engine gives back all events of a room that has said less than it may remember", () => {
  using folder = new DataFolder();
  using engine = engineOf(folder);
  const joined = { ...said(1, ""), kind: "joined", name: "bob" } as never;
  engine.write(batchOf({ name: "dev", seq: 2, events: [joined, said(2, "a")] }));
  assertEquals(engine.open(0).places[0]?.events.map(({ seq }) => seq), [1, 2]);
});

Deno.test("Engine gives back nothing where nothing is remembered", () => {
  using folder = new DataFolder();
  using engine = engineOf(folder, { remember: 0 });
  engine.write(batchOf({ name: "dev" }));
  assertEquals(engine.open(0).places[0]?.events, []);
});

Deno.test("Engine reserves no number beyond those that an id has room for", () => {
  using folder = new DataFolder();
  using engine = engineOf(folder);
  const near = MAX_SEQ - 100;
  const [reserved] = engine.write(batchOf({ name: "dev", seq: near, events: [said(near, "x")] }));
  assertEquals(reserved?.upTo, MAX_SEQ);
  assertEquals(engine.write(batchOf({ name: "dev", seq: near + 1, events: [] })), []);
  const beyond = batchOf({ name: "dev", seq: MAX_SEQ + 1, events: [said(MAX_SEQ + 1, "x")] });
  assertEquals(engine.write(beyond), []);
});

Deno.test("Engine says that the file is gone once, then makes it anew", () => {
  using folder = new DataFolder();
  using engine = engineOf(folder);
  engine.write(batchOf({ name: "dev" }));
  Deno.removeSync(folder.file);
  const { problem } = assertThrows(() => engine.write(batchOf({ name: "dev" })), StoreFailure);
  assertEquals(problem, { code: "gone" });
  engine.write(batchOf({ name: "dev" }));
  assertEquals(folder.written(), ["dev 1 x"]);
});

Deno.test("Engine says that the file is gone when its write-ahead log is, and loses nothing", () => {
  using folder = new DataFolder();
  using engine = engineOf(folder);
  const room = roomName("dev");
  engine.write(batchOf({ name: "dev" }));
  Deno.removeSync(`${folder.file}-wal`);
  const second = batchOf({ name: "dev", seq: 2, events: [said(2, "y", { room })] });
  const { problem } = assertThrows(() => engine.write(second), StoreFailure);
  assertEquals(problem, { code: "gone" });
  engine.write(second);
  // What a killed process would leave.
  Deno.copyFileSync(folder.file, `${folder.path}/hubbub.db`);
  Deno.copyFileSync(`${folder.file}-wal`, `${folder.path}/hubbub.db-wal`);
  using left = Database.open(folder.path, { patience: 0 });
  assertEquals(left.db.prepare("SELECT text FROM event").all().length, 2);
});

Deno.test("Engine leaves the folder to another process when its lock was removed", async () => {
  using folder = new DataFolder();
  using engine = engineOf(folder);
  engine.write(batchOf({ name: "dev" }));
  Deno.removeSync(`${folder.data}/hubbub.lock`);
  // Locks are those of a process, so it takes another one.
  await using _ = await startDaemon(
    sourceDaemon("--listen", "127.0.0.1:0", "--data", folder.data),
  );
  const problems = [1, 2, 3].map(() =>
    assertThrows(() => engine.write(batchOf({ name: "dev" })), StoreFailure).problem
  );
  assertEquals(problems.map(({ code }) => code), ["gone", "in-use", "in-use"]);
  const process = Deno.readTextFileSync(`${folder.data}/hubbub.pid`).trim();
  assertEquals(problems[1], { code: "in-use", process: Number(process) });
});

Deno.test("Engine leaves no write-ahead log to a file that has replaced its own", () => {
  using folder = new DataFolder();
  using other = new DataFolder();
  {
    using engine = engineOf(other);
    engine.write(batchOf({ name: "ops" }));
  }
  using engine = engineOf(folder);
  engine.write(batchOf({ name: "dev" }));
  Deno.renameSync(other.file, folder.file);
  assertThrows(() => engine.write(batchOf({ name: "dev" })), StoreFailure);
  assertEquals([...Deno.readDirSync(folder.data)].some(({ name }) => name.endsWith("-wal")), false);
  assertEquals(folder.written(), ["ops 1 x"]);
});

Deno.test("Engine waits for a lock once, not with each batch that was sent meanwhile", () => {
  using folder = new DataFolder();
  using engine = engineOf(folder);
  engine.write(batchOf({ name: "dev" }));
  using other = new DatabaseSync(folder.file);
  other.exec("BEGIN IMMEDIATE");
  const timed = (count: number) => {
    const begin = performance.now();
    for (let call = 0; call < count; call++) {
      const { problem } = assertThrows(() => engine.write(batchOf({ name: "dev" })), StoreFailure);
      assertEquals(problem, { code: "locked" });
    }
    return performance.now() - begin;
  };
  const first = timed(1);
  assertEquals(timed(20) < first, true);
});

Deno.test("Engine writes all of a batch or nothing", () => {
  using folder = new DataFolder();
  using engine = engineOf(folder);
  engine.write(batchOf({ name: "dev" }));
  const room = roomName("dev");
  const bad = { ...said(3, "x", { room }), time: NaN };
  assertThrows(() => {
    engine.write(batchOf({ name: "dev", seq: 3, events: [said(2, "y", { room }), bad] }));
  }, StoreFailure);
  assertEquals(folder.written(), ["dev 1 x"]);
});

Deno.test("Engine leaves no byte of what is removed, also where SQLite has copied it to", () => {
  using folder = new DataFolder();
  using engine = engineOf(folder);
  const rooms = ["one", "two", "three", "four"].map((name) => ({ name, seq: 0 }));
  let state = 1000;
  const random = (below: number) =>
    Math.floor((state = (state * 1_103_515_245 + 12_345) & 0x7fff_ffff) / 2 ** 31 * below);
  // Rooms whose talk is mixed make pages that SQLite divides.
  for (let batch = 0; batch < 180; batch++) {
    const places = rooms.map((place) => {
      const room = roomName(place.name);
      const events = Array.from({ length: random(8) }, () => {
        const seq = ++place.seq;
        const text = `secret-${place.name}-${seq}-end ${
          "x".repeat(random(random(20) === 0 ? 3000 : 200))
        }`;
        return said(seq, text, { room });
      });
      return { ...place, said: place.seq, events };
    });
    engine.write(batchOf(...places));
  }
  while (!engine.prune({ now: 0, before: 0, keepMessages: 100 }));
  assertEquals(secretsIn(folder), rooms.length * 100);
  using database = Database.open(folder.data, { patience: 0 });
  database.db.exec("INSERT INTO word (word) VALUES ('integrity-check')");
  assertEquals(database.db.prepare("PRAGMA integrity_check").get()?.["integrity_check"], "ok");
});

/** How many different secrets the file of the database has, wherever they stand. */
function secretsIn(folder: DataFolder): number {
  const bytes = new TextDecoder("latin1").decode(Deno.readFileSync(folder.file));
  return new Set(bytes.match(/secret-\w+-\d+-end/g)).size;
}

Deno.test("Engine finds what a crash has left unindexed", () => {
  using folder = new DataFolder();
  const question = { kind: "search", terms: "x", remembered: [], limit: 9 } as const;
  const places = [{ room: roomName("dev"), epoch: "e1", from: 0 }];
  const engine = engineOf(folder);
  engine.write(batchOf({ name: "dev" }));
  {
    // What a killed process leaves: nothing was written at the end.
    using database = Database.open(folder.data, { patience: 0 });
    database.places.insert(roomName("dev"), "e2");
    database.events.append({ id: 2, indexed: 0 }, said(1, "x"));
    database.places.update(2, { topic: "", seq: 1, reserved: 1, said: 1, openFrom: 0 });
  }
  engine.close();
  using second = engineOf(folder);
  const both = [...places, { room: roomName("dev"), epoch: "e2", from: 0 }];
  const answer = second.search({ ...question, places: both });
  assertEquals(answer.kind === "found" && answer.events.length, 2);
});

Deno.test("Engine indexes each message once, in whatever order batches come", () => {
  using folder = new DataFolder();
  using engine = engineOf(folder);
  const room = roomName("dev");
  const many = Array.from({ length: 600 }, (_, index) => said(index + 101, "x", { room }));
  engine.write(batchOf({ name: "dev", seq: 700, events: many }));
  const few = Array.from({ length: 100 }, (_, index) => said(index + 1, "x", { room }));
  engine.write(batchOf({ name: "dev", seq: 700, events: [...few, ...many] }));
  using database = Database.open(folder.data, { patience: 0 });
  const count = database.db.prepare("SELECT count(*) AS n FROM word WHERE word MATCH 'x'").get();
  assertEquals(count?.["n"], 700);
  assertEquals(database.places.find(room, "e1")?.kept, 700);
});
