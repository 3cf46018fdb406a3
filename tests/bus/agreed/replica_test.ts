/** What the chat is given of the log. */

import { assertEquals, assertThrows } from "@std/assert";
import type { Applied } from "../../../lib/bus/agreed/outcome.ts";
import { Replica } from "../../../lib/bus/agreed/replica.ts";
import { clientId } from "../../../lib/core/units.ts";
import {
  A,
  A2,
  B,
  BEAT,
  BEGIN,
  BIRTH,
  BusScene,
  DOWN,
  enters,
  event,
  ids,
  leaves,
  says,
  told,
  up,
} from "../../support/bus_scene.ts";

Deno.test("entries that came before are skipped, and the rest of their record counts", () => {
  const scene = new BusScene(A);
  scene.putAt(A, 1, [up(A), ids(9), enters(1)]);
  assertEquals(told(scene.putAt(A, 1, [up(A), ids(9), enters(1)])), []);
  const applied = scene.putAt(A, 2, [ids(9), enters(1), enters(2), enters(3)]);
  assertEquals([told(applied), applied.accepted], [["connected 2", "connected 3"], 5]);
  assertEquals(scene.replica.snapshot().homes.nextId, 10);
});

Deno.test("entries after a gap are skipped until the gap is filled", () => {
  const scene = new BusScene(A);
  scene.putAt(A, 1, [up(A), ids(9), enters(1)]);
  const after = scene.putAt(A, 5, [says(1, "second")]);
  assertEquals([told(after), after.accepted], [[], 3]);
  assertEquals(scene.putAt(A, 4, [says(1, "first")]).accepted, 4);
  assertEquals(scene.putAt(A, 5, [says(1, "second")]).accepted, 5);
});

Deno.test("what counts of the own epoch is told at each record, and anew after a new epoch", () => {
  const scene = new BusScene(A);
  assertEquals(scene.put(B, up(B)).accepted, undefined);
  scene.put(A, up(A), ids(1));
  assertEquals(scene.put(B, BEAT).accepted, 2);
  scene.replica.become(A2);
  assertEquals(scene.put(B, BEAT).accepted, undefined);
  assertEquals(scene.put(A2, up(A2)).accepted, 1);
});

Deno.test("clients of another node are marked, those of the own node are not", () => {
  const scene = new BusScene(A);
  scene.put(A, up(A), ids(1));
  scene.put(B, up(B), ids(1));
  assertEquals(told(scene.put(A, enters(1))), ["connected 1"]);
  assertEquals(told(scene.put(B, enters(2))), ["connected 2 foreign"]);
  assertEquals([scene.replica.homeOf(clientId(1)), scene.replica.homeOf(clientId(2))], [A, B]);
});

Deno.test("a node that has no epoch of its own yet sees everybody as foreign", () => {
  const scene = new BusScene();
  scene.put(A, up(A), ids(1));
  assertEquals(told(scene.put(A, enters(1))), ["connected 1 foreign"]);
});

Deno.test("numbers are granted by one counter, and told to their node alone", () => {
  const scene = new BusScene(A);
  assertEquals(scene.put(A, up(A), ids(10)).ids, [{ first: 1, count: 10 }]);
  assertEquals(scene.put(B, up(B), ids(5)).ids, []);
  assertEquals(scene.put(A, ids(1), ids(2)).ids, [
    { first: 16, count: 1 },
    { first: 17, count: 2 },
  ]);
});

Deno.test("a client comes only under a number of its node that nobody has, and n goes on", () => {
  const scene = new BusScene(A);
  scene.put(A, up(A), ids(2));
  scene.put(B, up(B), ids(2));
  // Of the other node, of nobody, and twice.
  const applied = scene.put(A, enters(3), enters(5), enters(2), enters(2), enters(1));
  assertEquals(told(applied), ["connected 2", "connected 1"]);
  assertEquals([applied.accepted, applied.fault !== undefined], [7, true]);
});

Deno.test("what a node says of a client of another, or of nobody, is nothing, and n goes on", () => {
  const scene = new BusScene(A);
  scene.put(A, up(A), ids(1), enters(1));
  scene.put(B, up(B), ids(1), enters(2));
  const applied = scene.put(A, says(2, "in your name"), leaves(2), says(1, "own"), says(7, "none"));
  assertEquals([told(applied), applied.accepted], [["command 1"], 7]);
  assertEquals(scene.replica.homeOf(clientId(2)), B);
});

Deno.test("a client that has left is at no node, and says nothing", () => {
  const scene = new BusScene(A);
  scene.put(A, up(A), ids(1), enters(1));
  const applied = scene.put(A, leaves(1), leaves(1), says(1, "late"));
  assertEquals(told(applied), ["disconnected 1"]);
  assertEquals(scene.replica.homeOf(clientId(1)), undefined);
  assertEquals(told(scene.put(A, DOWN)), []);
});

Deno.test("an event that is for one node alone is nothing in the log, and n goes on", () => {
  const scene = new BusScene(A);
  scene.put(A, up(A), ids(1), enters(1));
  const whois = { kind: "ask", name: "whois", input: { name: "x" } } as const;
  const applied = scene.put(
    A,
    event({ kind: "command", client: clientId(1), command: whois }),
    says(1, "own"),
  );
  assertEquals([told(applied), applied.accepted], [["command 1"], 5]);
  assertEquals(applied.fault !== undefined, true);
});

Deno.test("after its death a node brings its people back, and goes on with its numbers", () => {
  const scene = new BusScene(A);
  scene.put(A, up(A), ids(3), enters(1), enters(2));
  scene.put(B, up(B));
  scene.beats(B, 4);
  scene.replica.become(A2);
  const applied = scene.put(A2, up(A2), enters(2), enters(3), enters(1));
  assertEquals(told(applied), ["connected 2", "connected 3", "connected 1"]);
  assertEquals(told(scene.put(A2, enters(2))), []);
});

Deno.test("no other node takes over the people of a dead one, nor its numbers", () => {
  const scene = new BusScene();
  scene.put(A, up(A), ids(3), enters(1));
  scene.put(B, up(B));
  scene.beats(B, 4);
  assertEquals(told(scene.put(B, enters(1), enters(2))), []);
});

Deno.test("people from before the last death come back also after a second", () => {
  const scene = new BusScene(A);
  scene.put(A, up(A), ids(2), enters(1), enters(2));
  scene.put(A2, up(A2), enters(2));
  scene.put("a.cccccccc", up("a.cccccccc"));
  assertEquals(told(scene.put("a.cccccccc", enters(1), enters(2))).length, 2);
});

Deno.test("a node that has stopped in good order leaves nothing to the next of its name", () => {
  const scene = new BusScene();
  scene.put(A, up(A), ids(2), enters(1), DOWN);
  assertEquals(told(scene.put(A2, up(A2), enters(1), enters(2))), []);
});

Deno.test("the time of the log never goes back", () => {
  const scene = new BusScene();
  scene.put(A, up(A), ids(9));
  const times = [5000, 4000, Number.NaN, 6000.7, Number.POSITIVE_INFINITY].map((time, index) => {
    scene.time = BEGIN + time;
    const [first] = scene.put(A, enters(index + 1)).events.slice(-1);
    assertEquals(first?.at, first?.time);
    return (first?.time ?? 0) - BEGIN;
  });
  assertEquals(times, [5000, 5000, 5000, 6000, 6000]);
  assertEquals(scene.replica.time - BEGIN, 6000);
});

Deno.test("the agreed tick comes before the entries of a record, once a second of the log at most", () => {
  const scene = new BusScene();
  scene.put(A, up(A), ids(9));
  const ticks = [999, 1000, 1999, 2100, 3099, 9000].map((time, index) => {
    scene.time = BEGIN + time;
    return scene.put(A, enters(index + 1)).events.map(({ event, time }) =>
      event.kind === "tick" ? `${event.part} ${time - BEGIN}` : event.kind
    );
  });
  const only = ["connected"];
  assertEquals(ticks, [
    only,
    ["agreed 1000", "connected"],
    only,
    ["agreed 2100", "connected"],
    only,
    ["agreed 9000", "connected"],
  ]);
});

Deno.test("records that count as nothing let no time pass", () => {
  const scene = new BusScene();
  scene.put(A, up(A));
  scene.time += 60_000;
  for (const text of ["", "{}", JSON.stringify({ v: 1, e: B, n: 1, i: [BEAT] })]) {
    assertEquals(scene.putText(text).events, []);
  }
  assertEquals(scene.replica.time, BEGIN);
});

Deno.test("another birth of the log is told, the same one again is nothing", () => {
  const scene = new BusScene();
  assertEquals(scene.putAt("init.aaaaaaaa", 1, [BIRTH]).fate, undefined);
  const other = { ...BIRTH, id: "birth-2" } as typeof BIRTH;
  assertEquals(scene.putAt("init.bbbbbbbb", 1, [other]).fate, "another-birth");
  assertEquals(scene.replica.birth?.id, "birth-1");
});

Deno.test("a record that was applied comes to nothing again, and a gap throws", () => {
  const scene = new BusScene(A);
  scene.put(A, up(A), ids(1), enters(1));
  const [birth, first] = scene.records;
  if (birth === undefined || first === undefined) throw new Error("no records");
  assertEquals(told(scene.replica.apply(first)), []);
  assertEquals(scene.replica.apply(birth).accepted, 3);
  assertThrows(() => scene.replica.apply({ ...first, position: 4 }), RangeError, "4");
  assertEquals(scene.replica.position, 2);
});

Deno.test("a log may begin at any position", () => {
  const replica = new Replica();
  const data = JSON.stringify({ v: 1, e: "init.aaaaaaaa", n: 1, i: [BIRTH] });
  replica.apply({ position: 5001, time: 1, data });
  replica.settled(5001);
  assertEquals([replica.birth?.id, replica.digest.position], ["birth-1", 5001]);
});

Deno.test("it is told which nodes come and go, and how many people leave with them", () => {
  const scene = new BusScene();
  const changes = (...applied: Applied[]) =>
    applied.flatMap(({ changes }) => changes).map(({ kind, epoch, clients }) =>
      `${kind} ${epoch} ${clients}`
    );
  assertEquals(changes(scene.put(A, up(A), ids(2), enters(1), enters(2))), [`up ${A} 0`]);
  assertEquals(changes(scene.put(A2, up(A2), ids(1))), [`replaced ${A} 2`, `up ${A2} 0`]);
  assertEquals(changes(scene.put(B, up(B))), [`up ${B} 0`]);
  assertEquals(changes(...scene.beats(B, 5)), [`lost ${A2} 0`]);
  assertEquals(changes(scene.put(B, DOWN)), [`down ${B} 0`]);
});
