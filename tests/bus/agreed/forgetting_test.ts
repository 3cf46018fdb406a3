/** What an administrator puts into the log: it holds from its level on, on all nodes alike. */

import { assertEquals } from "@std/assert";
import { readRecord } from "../../../lib/bus/agreed/read_record.ts";
import { MAX_FORGOTTEN } from "../../../lib/bus/agreed/read_record.ts";
import type { Entry } from "../../../lib/bus/agreed/record.ts";
import { Replica } from "../../../lib/bus/agreed/replica.ts";
import { A, BEAT, BusScene, told, up } from "../../support/bus_scene.ts";

const ADMIN = "cluster-forget.aaaaaaaa";
const FORGET: Entry = { kind: "forget", names: ["ann"] };
const FILL: Entry = { kind: "fill", text: "x".repeat(100) };
const KEEP: Entry = { kind: "keep" };

/** A log of one node in which the second level is in force, or the first. */
function sceneOf(level: 1 | 2): BusScene {
  const scene = new BusScene(A);
  scene.put(A, up(A, { level: 2 }));
  if (level === 2) scene.put(A, { kind: "level", level: 2 });
  return scene;
}

Deno.test("a forgetting counts where its level is in force", () => {
  const scene = sceneOf(2);
  const before = scene.replica.digest.digest;
  const applied = scene.putAt(ADMIN, 1, [FORGET], 2);
  assertEquals(applied.events.map(({ event }) => event).at(-1), FORGET);
  assertEquals([applied.fault, applied.isToBeKept], [undefined, false]);
  assertEquals(scene.replica.digest.digest === before, false);
  assertEquals(scene.putAt(ADMIN, 1, [KEEP], 2).isToBeKept, true);
  const filled = scene.putAt(ADMIN, 1, [FILL], 2);
  assertEquals([told(filled), filled.fault, filled.isToBeKept], [[], undefined, false]);
});

Deno.test("a forgetting is nothing where its level is not in force, whatever level it names", () => {
  for (const v of [1, 2]) {
    const scene = sceneOf(1);
    const before = scene.replica.digest.digest;
    for (const entry of [FORGET, FILL, KEEP]) {
      const applied = scene.putAt(ADMIN, 1, [entry], v);
      assertEquals([told(applied), applied.isToBeKept], [[], false]);
      assertEquals(applied.fault === undefined, false);
    }
    assertEquals(scene.replica.digest.digest, before);
  }
});

Deno.test("an administrator's record is no sign of life, and no beat", () => {
  const scene = sceneOf(2);
  for (let i = 0; i < 9; i++) {
    scene.time += 1000;
    scene.putAt(ADMIN, 1, [KEEP], 2);
  }
  assertEquals([scene.live(), scene.replica.nodes()[0]?.seen], [[A], 3]);
});

Deno.test("nodes that were given the same log agree, one from a snapshot as well", () => {
  const scene = sceneOf(2);
  const early = scene.replica.snapshot();
  scene.putAt(ADMIN, 1, [FORGET], 2);
  scene.putAt(ADMIN, 1, [FORGET], 2);
  scene.put(A, BEAT);
  const other = new Replica(JSON.parse(JSON.stringify(early)));
  for (const record of scene.records) {
    other.apply(record);
    if (record.position > early.position) other.settled(record.position);
  }
  assertEquals(other.digest, scene.replica.digest);
  assertEquals(other.snapshot(), scene.replica.snapshot());
});

Deno.test("an administrator's entry is alone, and has its shape", () => {
  const isRead = (v: number, n: number, ...i: unknown[]) =>
    "record" in readRecord(JSON.stringify({ v, e: ADMIN, n, i }));
  const names = (count: number, length = 3) => ({
    kind: "forget",
    names: Array.from({ length: count }, () => "n".repeat(length)),
  });
  assertEquals([FORGET, FILL, KEEP].map((entry) => isRead(2, 1, entry)), [true, true, true]);
  assertEquals(isRead(1, 1, FORGET), false);
  assertEquals(isRead(2, 2, FORGET), false);
  assertEquals(isRead(2, 1, FORGET, FORGET), false);
  assertEquals(isRead(2, 1, BEAT, FORGET), false);
  assertEquals(
    [0, 1, MAX_FORGOTTEN, MAX_FORGOTTEN + 1].map((count) => isRead(2, 1, names(count))),
    [
      false,
      true,
      true,
      false,
    ],
  );
  assertEquals([256, 257].map((length) => isRead(2, 1, names(1, length))), [true, false]);
  assertEquals(isRead(2, 1, { kind: "forget", names: [1] }), false);
  assertEquals(isRead(2, 1, { kind: "fill" }), false);
});
