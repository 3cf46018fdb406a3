/** Which rules hold: levels, seen through a replica. */

import { assertEquals } from "@std/assert";
import { Replica } from "../../../lib/bus/agreed/replica.ts";
import { A, B, BEAT, BIRTH, BusScene, C, up } from "../../support/bus_scene.ts";

/** A scene that is read by a program which knows this level. */
function sceneOf(known: number, own?: string): BusScene {
  return new BusScene(own, new Replica(undefined, known));
}

Deno.test("a level is raised only if all live nodes know it", () => {
  const scene = sceneOf(2);
  scene.put(A, up(A, { level: 2 }));
  scene.put(B, up(B, { level: 1 }));
  scene.put(A, { kind: "level", level: 2 });
  assertEquals(scene.replica.level, 1);
  scene.put(B, { kind: "down" });
  const applied = scene.put(A, { kind: "level", level: 2 });
  assertEquals([scene.replica.level, applied.fate], [2, undefined]);
});

Deno.test("a level is never lowered", () => {
  const scene = sceneOf(2);
  scene.put(A, up(A, { level: 2 }), { kind: "level", level: 2 }, { kind: "level", level: 1 });
  scene.put(A, { kind: "down" });
  assertEquals(scene.replica.level, 2);
});

Deno.test("a node that does not know the level in force is refused", () => {
  const scene = sceneOf(2, B);
  scene.put(A, up(A, { level: 2 }), { kind: "level", level: 2 });
  const applied = scene.put(B, up(B, { level: 1 }));
  assertEquals([applied.fate, scene.live()], ["level", [A]]);
});

Deno.test("a record of a level that is not in force counts as nothing", () => {
  const scene = sceneOf(2);
  scene.put(A, up(A, { level: 2 }));
  const applied = scene.putAt(A, 2, [{ kind: "ids", count: 1 }], 2);
  assertEquals([applied.fault !== undefined, applied.fate], [true, undefined]);
  assertEquals(scene.replica.nodes()[0]?.accepted, 1);
  scene.putAt(A, 2, [{ kind: "level", level: 2 }]);
  scene.putAt(A, 3, [BEAT], 2);
  // One that was under way when the level was raised.
  scene.putAt(A, 4, [BEAT], 1);
  assertEquals(scene.replica.nodes()[0]?.accepted, 4);
});

Deno.test("a program that does not know the level that comes into force must stop there", () => {
  const scene = sceneOf(1);
  scene.put(A, up(A, { level: 2 }));
  assertEquals(scene.put(A, { kind: "level", level: 2 }).fate, "level");
});

Deno.test("a program that does not know the level of the birth must stop there", () => {
  const born = { v: 3, e: "init.aaaaaaaa", n: 1, i: [BIRTH] };
  const record = { position: 1, time: 1, data: JSON.stringify(born) };
  assertEquals(new Replica(undefined, 2).apply(record).fate, "level");
  const replica = new Replica(undefined, 3);
  assertEquals([replica.apply(record).fate, replica.level], [undefined, 3]);
});

Deno.test("a newer program can be there before its level is in force", () => {
  const scene = sceneOf(1);
  scene.put(C, up(C, { level: 2 }));
  assertEquals(scene.put(C, BEAT).fate, undefined);
  assertEquals(scene.live(), [C]);
});
