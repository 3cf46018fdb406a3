/** A state of the bus that is kept, and one that is broken. */

import { assertEquals, assertThrows } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { Replica } from "../../../lib/bus/agreed/replica.ts";
import { encodeSnapshot, parseSnapshot, type Snapshot } from "../../../lib/bus/agreed/snapshot.ts";
import { A, A2, B, BusScene, C, enters, ids, says, told, up } from "../../support/bus_scene.ts";
import { newChat } from "../../support/happenings.ts";

/** A scene in which there is something of everything. */
function fullScene(): BusScene {
  const scene = new BusScene();
  scene.put(A, up(A), ids(4), enters(1), enters(2));
  scene.put(B, up(B), ids(4), enters(5));
  scene.put(A2, up(A2), enters(2));
  scene.put(C, up(C, { settings: "other" }));
  scene.put(B, { kind: "beat", ...scene.replica.digest });
  scene.put("c.cccccccc", up("c.cccccccc"), ids(1), enters(9));
  scene.put("c.dddddddd", up("c.dddddddd"));
  scene.beats(B, 4);
  return scene;
}

/** What is kept of a scene, as text. */
function kept(scene: BusScene): string {
  return encodeSnapshot({ replica: scene.replica.snapshot(), chat: newChat().snapshot() });
}

/** The replica of a snapshot. */
function restored(text: string): Replica {
  const snapshot = parseSnapshot(text);
  if (typeof snapshot === "string") throw new Error(snapshot);
  return new Replica(snapshot.replica);
}

Deno.test("a replica from a snapshot is the one that was kept, and goes on alike", () => {
  const scene = fullScene();
  const { roll, homes } = scene.replica.snapshot();
  assertEquals(
    [roll.ended.length > 2, roll.knocks.length, homes.left.length, homes.homes.length],
    [true, 0, 2, 1],
  );
  const replica = restored(kept(scene));
  assertEquals(replica.snapshot(), scene.replica.snapshot());
  const before = scene.replica;
  scene.put(B, says(5, "on"));
  scene.replica = replica;
  const last = scene.records.at(-1);
  if (last === undefined) throw new Error("no record");
  assertEquals(told(replica.apply(last)), ["command 5"]);
  replica.settled(last.position);
  assertEquals(replica.digest, before.digest);
});

Deno.test("a snapshot does not change when its replica goes on", () => {
  const scene = fullScene();
  const snapshot = scene.replica.snapshot();
  const copy = structuredClone(snapshot);
  scene.put(B, ids(9), enters(6));
  scene.put(A2, says(2, "late"));
  scene.beats(B, 2);
  scene.put(A, up(A));
  assertEquals(snapshot, copy);
});

Deno.test("a replica is not kept while its chat is behind", () => {
  const scene = new BusScene();
  const data = JSON.stringify({ v: 1, e: A, n: 1, i: [up(A)] });
  scene.replica.apply({ position: 2, time: 0, data });
  assertThrows(() => scene.replica.snapshot(), Error, "settled");
});

Deno.test("a snapshot of a level that the program does not know says so", () => {
  const scene = new BusScene(undefined, new Replica(undefined, 3));
  scene.put(A, up(A, { level: 3 }), { kind: "level", level: 3 });
  const text = kept(scene);
  assertEquals(parseSnapshot(text), "level 3 is in force, and this program knows 2");
  assertEquals(typeof parseSnapshot(text, 3), "object");
});

Deno.test("a text that is no snapshot is refused", () => {
  const { replica, chat } = JSON.parse(kept(fullScene()));
  const broken: unknown[] = [null, 1, [], {}, { replica }, { chat }, { replica, chat: [] }];
  assertEquals(broken.map((value) => typeof parseSnapshot(JSON.stringify(value))), [
    ...broken.map(() => "string"),
  ]);
  assertEquals(typeof parseSnapshot("{"), "string");
  assertEquals(typeof parseSnapshot(JSON.stringify({ replica, chat })), "object");
});

Deno.test("a snapshot whose parts do not fit together is refused", () => {
  const changes: ((snapshot: Changeable) => unknown)[] = [
    ({ replica }) => replica.homes.homes.pop(),
    ({ replica }) => replica.roll.members.push(replica.roll.members[0]),
    ({ replica }) => replica.homes.homes[0].clients.push(5),
    ({ replica }) => replica.digest.pop(),
    ({ replica }) => replica.roll.members[0].node = "other",
    ({ replica }) => replica.birth.id = "",
  ];
  for (const change of changes) {
    const snapshot = JSON.parse(kept(fullScene()));
    change(snapshot);
    assertEquals(typeof parseSnapshot(JSON.stringify(snapshot)), "string", String(change));
  }
});

// deno-lint-ignore no-explicit-any -- A snapshot that is to be broken.
type Changeable = any;

Deno.test("a snapshot with anything in place of a part of it never throws, nor does what it makes", () => {
  const { records } = fullScene();
  const text = kept(fullScene());
  const paths = pathsIn(JSON.parse(text).replica);
  let refused = 0;
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
      const snapshot = JSON.parse(text);
      setAt(snapshot.replica, path, value);
      const parsed: Snapshot | string = parseSnapshot(JSON.stringify(snapshot));
      if (typeof parsed === "string") return void refused++;
      const replica = new Replica(parsed.replica);
      for (const { data } of records) {
        const position = replica.position + 1;
        replica.apply({ position, time: 0, data });
        replica.settled(position);
      }
      replica.nodes();
      replica.snapshot();
    }),
    { numRuns: 1000 },
  );
  assertEquals(refused > 500, true, `${refused} refused`);
});

/** The places of all parts, as lists of keys. */
function pathsIn(value: unknown): string[][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => [
    [key],
    ...pathsIn(part).map((path) => [key, ...path]),
  ]);
}

function setAt(value: Changeable, [key, ...rest]: readonly string[], part: unknown): void {
  if (key === undefined) return;
  if (rest.length === 0) value[key] = part;
  else setAt(value[key], rest, part);
}
