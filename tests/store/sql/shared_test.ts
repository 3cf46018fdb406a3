/**
 * The store of one node of several: what the node writes again after a restart, because it reads a part of
 * the log again, changes nothing.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { NO_ORDER } from "../../../lib/core/order.ts";
import { DatabaseSync } from "node:sqlite";
import { Engine } from "../../../lib/store/sql/engine.ts";
import type { PlaceBatch } from "../../../lib/store/store.ts";
import { DataFolder } from "../../support/data_folder.ts";
import { roomName, said } from "../../support/store_samples.ts";

const ROOM = roomName("dev");

function engineOf(folder: DataFolder): Engine & Disposable {
  const settings = { folder: folder.data, remember: 3, maxRooms: 2, isShared: true };
  const engine = new Engine(settings);
  return Object.assign(engine, { [Symbol.dispose]: () => engine.close() });
}

/** Writes events of the room with these numbers. */
function write(
  engine: Engine,
  seqs: readonly number[],
  { text = "new", ...state }: Partial<PlaceBatch> & { text?: string } = {},
) {
  const seq = seqs.at(-1) ?? 0;
  const events = seqs.map((each) => said(each, `${text} ${each}`, { room: ROOM }));
  const counts = { seq, said: seq, openFrom: 0, topic: text };
  const place = { room: ROOM, epoch: "e", ...counts, events, ...state };
  return engine.write({ places: [place], isSynced: false, isFinal: false });
}

function textsIn(engine: Engine): readonly string[] {
  const bounds = { from: 0, limit: 50, said: true, after: 0 };
  const { events } = engine.page({ kind: "page", room: ROOM, epoch: "e", ...bounds });
  return events.map((event) => "text" in event ? event.text : event.kind);
}

function placeIn(folder: DataFolder) {
  using db = new DatabaseSync(folder.file, { readOnly: true });
  const row = db.prepare("SELECT topic, seq, said, kept, closed FROM place").get();
  return { ...row };
}

/** A folder in which the numbers 1 to 5 were written. */
function written(state: Partial<PlaceBatch> = {}): DataFolder {
  const folder = new DataFolder();
  using engine = engineOf(folder);
  engine.open(0);
  write(engine, [1, 2, 3, 4, 5], state);
  return folder;
}

Deno.test("a node that reads a part of the log again writes nothing twice", () => {
  using folder = written();
  using engine = engineOf(folder);
  engine.open(0);
  write(engine, [2, 3], { text: "old" });
  assertEquals(textsIn(engine), ["new 1", "new 2", "new 3", "new 4", "new 5"]);
  assertEquals(placeIn(folder), { topic: "new", seq: 5, said: 5, kept: 5, closed: null });
  write(engine, [4, 5, 6, 7]);
  assertEquals(textsIn(engine).slice(4), ["new 5", "new 6", "new 7"]);
  assertEquals(placeIn(folder), { topic: "new", seq: 7, said: 7, kept: 7, closed: null });
});

Deno.test("what was removed from the store of a node does not come back from the log", () => {
  using folder = written();
  using db = new DatabaseSync(folder.file);
  db.exec("DELETE FROM event WHERE text = 'new 3'");
  using engine = engineOf(folder);
  engine.open(0);
  write(engine, [1, 2, 3, 4, 5, 6]);
  assertEquals(textsIn(engine), ["new 1", "new 2", "new 4", "new 5", "new 6"]);
});

Deno.test("what a batch has again after a failure is still written", () => {
  using folder = written();
  using engine = engineOf(folder);
  engine.open(0);
  write(engine, [5, 8, 9]);
  write(engine, [6, 7]);
  assertEquals(textsIn(engine).slice(4), ["new 5", "new 6", "new 7", "new 8", "new 9"]);
});

Deno.test("a room that has ended is not opened again by what the log says of it", () => {
  using folder = written({ closed: 77 });
  using engine = engineOf(folder);
  engine.open(0);
  write(engine, [3, 4]);
  write(engine, [5], { closed: 99 });
  assertEquals(placeIn(folder).closed, 77);
});

Deno.test("a room that ended while the node read no further ends when it does", () => {
  using folder = written();
  using engine = engineOf(folder);
  engine.open(0);
  write(engine, [5], { closed: 99 });
  assertEquals(placeIn(folder).closed, 99);
});

Deno.test("the store of a node reserves no numbers and begins no chat", () => {
  using folder = written();
  using engine = engineOf(folder);
  const { places, order } = engine.open(0);
  assertEquals([places, order], [[], NO_ORDER]);
  assertEquals(write(engine, [6]), []);
  assertEquals(placeIn(folder).seq, 6);
});

Deno.test("a node that was away for longer than the log reaches has a hole, and knows it", () => {
  using folder = written();
  using engine = engineOf(folder);
  engine.open(0);
  write(engine, [11, 12]);
  assertEquals(textsIn(engine).slice(4), ["new 5", "new 11", "new 12"]);
});
