/** Which nodes count: the rules of the roll, seen through a replica. */

import { assertEquals } from "@std/assert";
import { Replica } from "../../../lib/bus/agreed/replica.ts";
import { MAX_ENDED, MAX_KNOCKS, MAX_NODES } from "../../../lib/bus/agreed/roll.ts";
import {
  A,
  A2,
  B,
  BEAT,
  BusScene,
  C,
  DOWN,
  enters,
  ids,
  says,
  told,
  up,
} from "../../support/bus_scene.ts";

Deno.test("an epoch that is not known counts only from its first entry, which must be `up`", () => {
  const scene = new BusScene();
  for (const [n, entries] of [[1, [BEAT]], [2, [ids(5)]], [1, [ids(5), up(A)]]] as const) {
    scene.putAt(A, n, entries);
    assertEquals(scene.live(), []);
  }
  scene.putAt(A, 2, [up(A)]);
  assertEquals(scene.live(), []);
  scene.putAt(A, 1, [up(A)]);
  assertEquals(scene.live(), [A]);
});

Deno.test("nothing counts before the birth of the log", () => {
  const scene = new BusScene();
  const unborn = new BusScene();
  // It has not read the first record.
  unborn.replica = new Replica();
  scene.put(A, up(A));
  unborn.put(A, up(A));
  assertEquals([scene.live(), unborn.live()], [[A], []]);
});

Deno.test("a name of a node that is not that of its epoch does not begin it", () => {
  const scene = new BusScene();
  const applied = scene.put(A, up(A, { node: "b" }));
  assertEquals([scene.live(), applied.fault !== undefined], [[], true]);
});

Deno.test("a second `up` of a name ends the elder epoch there, and its people leave once", () => {
  const scene = new BusScene(A);
  scene.put(A, up(A), ids(2), enters(1), enters(2));
  const applied = scene.put(A2, up(A2));
  assertEquals(told(applied), ["gone 1,2 node-lost own"]);
  assertEquals(applied.fate, "fenced");
  assertEquals(scene.live(), [A2]);
  assertEquals(told(scene.put(A, says(1, "still here"))), []);
  assertEquals(scene.replica.homeOf(1 as never), undefined);
});

Deno.test("a node that takes a new epoch itself is not told that it is fenced", () => {
  const scene = new BusScene(A);
  scene.put(A, up(A), ids(1), enters(1));
  scene.replica.become(A2);
  const applied = scene.put(A2, up(A2));
  assertEquals([told(applied), applied.fate], [["gone 1 node-lost own"], undefined]);
});

Deno.test("an epoch that has ended counts no more, and cannot begin again", () => {
  const scene = new BusScene();
  scene.put(A, up(A));
  scene.put(A2, up(A2));
  scene.putAt(A, 1, [up(A)]);
  scene.putAt(A, 2, [ids(7)]);
  assertEquals(scene.live(), [A2]);
  assertEquals(scene.replica.snapshot().homes.nextId, 1);
});

Deno.test("a node that puts in nothing while another puts in four beats is dead there", () => {
  const scene = new BusScene(A);
  scene.put(A, up(A), ids(2), enters(2));
  scene.put(B, up(B));
  const results = scene.beats(B, 4);
  assertEquals(results.map(told), [[], [], [], ["gone 2 node-lost own"]]);
  assertEquals(results.map(({ fate }) => fate), [undefined, undefined, undefined, "dead"]);
  assertEquals(scene.live(), [B]);
  assertEquals(told(scene.put(A, says(2, "late"))), []);
});

Deno.test("beats of two other nodes are not added up", () => {
  const scene = new BusScene();
  for (const epoch of [A, B, C]) scene.put(epoch, up(epoch));
  for (let round = 0; round < 3; round++) {
    scene.beats(B, 1);
    scene.beats(C, 1);
  }
  assertEquals(scene.live(), [A, B, C]);
});

Deno.test("any record is a sign of life, also one whose entries do not count", () => {
  const signs: ((scene: BusScene) => void)[] = [
    (scene) => scene.put(A, BEAT),
    (scene) => scene.putAt(A, 1, [up(A)]),
    (scene) => scene.putAt(A, 99, [BEAT]),
  ];
  for (const sign of signs) {
    const scene = new BusScene();
    scene.put(A, up(A));
    scene.put(B, up(B));
    scene.beats(B, 3);
    sign(scene);
    scene.beats(B, 3);
    assertEquals(scene.live(), [A, B]);
    scene.beats(B, 1);
    assertEquals(scene.live(), [B]);
  }
});

Deno.test("beats that come without a pause count as one", () => {
  const scene = new BusScene();
  scene.put(A, up(A));
  scene.put(B, up(B));
  scene.put(B, BEAT, BEAT, BEAT, BEAT, BEAT);
  for (let count = 0; count < 40; count++) {
    // Just too soon for a third that counts.
    scene.time += 39;
    scene.put(B, BEAT);
  }
  assertEquals(scene.live(), [A, B]);
});

Deno.test("beats count that are 800 ms apart", () => {
  const scene = new BusScene();
  scene.put(A, up(A));
  scene.put(B, up(B));
  for (const wait of [800, 799, 1, 800, 800]) {
    assertEquals(scene.live(), [A, B]);
    scene.time += wait;
    scene.put(B, BEAT);
  }
  assertEquals(scene.live(), [B]);
});

Deno.test("after the engine was away a node has five seconds more to come back", () => {
  const scene = new BusScene();
  scene.put(A, up(A));
  scene.put(B, up(B));
  scene.beats(B, 3);
  scene.time += 1500;
  scene.beats(B, 5);
  assertEquals(scene.live(), [A, B]);
  scene.beats(B, 3);
  assertEquals(scene.live(), [A, B]);
  scene.put(A, BEAT);
  scene.beats(B, 4);
  assertEquals(scene.live(), [B]);
});

Deno.test("a silence of less than 2.5 s is no outage: the dead are found as ever", () => {
  const scene = new BusScene();
  scene.put(A, up(A));
  scene.put(B, up(B));
  scene.beats(B, 1);
  scene.time += 1499;
  scene.beats(B, 3);
  assertEquals(scene.live(), [B]);
});

Deno.test("two nodes that are silent together are both found dead, in the order of their coming", () => {
  const scene = new BusScene();
  for (const epoch of [C, A, B]) scene.put(epoch, up(epoch), ids(1));
  scene.put(C, enters(1));
  scene.put(A, enters(2));
  const results = scene.beats(B, 4);
  assertEquals(results.flatMap(told), ["gone 1 node-lost", "gone 2 node-lost"]);
});

Deno.test("a node that is down has ended: its people leave, and the rest of its record is nothing", () => {
  const scene = new BusScene(A);
  scene.put(A, up(A), ids(2), enters(1));
  const applied = scene.put(A, DOWN, enters(2), ids(4));
  assertEquals(told(applied), ["gone 1 shutdown own"]);
  assertEquals([applied.fate, applied.accepted, applied.ids], [undefined, 4, []]);
  assertEquals([scene.live(), scene.replica.settings], [[], undefined]);
});

Deno.test("a node without people ends without a word", () => {
  const scene = new BusScene();
  scene.put(A, up(A));
  assertEquals(told(scene.put(A, DOWN)), []);
});

Deno.test("a node with other settings is refused while another is there, and its records are nothing", () => {
  const scene = new BusScene(B);
  scene.put(A, up(A, { settings: "one" }));
  const applied = scene.put(B, up(B, { settings: "two" }), ids(5));
  assertEquals([applied.fate, scene.replica.settings, scene.live()], ["settings", "one", [A]]);
  scene.put(B, ids(5));
  assertEquals(scene.replica.snapshot().homes.nextId, 1);
  scene.put(A, DOWN);
  // The same record again, late: it was refused for good.
  scene.putAt(B, 1, [up(B, { settings: "two" })]);
  assertEquals(scene.live(), []);
  scene.put(C, up(C, { settings: "two" }));
  assertEquals([scene.live(), scene.replica.settings], [[C], "two"]);
});

Deno.test("a node that begins anew may have other settings if no other node is there", () => {
  const scene = new BusScene();
  scene.put(A, up(A, { settings: "one" }));
  scene.put(A2, up(A2, { settings: "two" }));
  assertEquals([scene.live(), scene.replica.settings], [[A2], "two"]);
});

Deno.test("nodes that were killed do not keep others out for ever", () => {
  const scene = new BusScene();
  scene.put(A, up(A, { settings: "one" }), ids(1), enters(1));
  scene.put(B, up(B, { settings: "one" }));
  const tries = [1, 2, 3, 4].map((n) => {
    const epoch = `c.${String(n).repeat(8)}`;
    scene.time += 1000;
    return told(scene.put(epoch, up(epoch, { settings: "two" })));
  });
  assertEquals(tries, [[], [], [], ["gone 1 node-lost"]]);
  assertEquals([scene.live(), scene.replica.settings], [["c.44444444"], "two"]);
});

Deno.test("tries to begin with other settings end no node that goes on", () => {
  const scene = new BusScene();
  scene.put(A, up(A, { settings: "one" }));
  for (let n = 0; n < 20; n++) {
    const epoch = `c.${String(n).padStart(8, "0")}`;
    scene.time += 1000;
    scene.put(epoch, up(epoch, { settings: "two" }));
    if (n % 3 === 2) scene.put(A, BEAT);
  }
  assertEquals(scene.live(), [A]);
});

Deno.test("tries without a pause count as one", () => {
  const scene = new BusScene();
  scene.put(A, up(A, { settings: "one" }));
  for (let n = 0; n < 20; n++) {
    const epoch = `c.${String(n).padStart(8, "0")}`;
    scene.time += 39;
    scene.put(epoch, up(epoch, { settings: "two" }));
  }
  assertEquals(scene.live(), [A]);
});

Deno.test("there are at most so many nodes, and a name that is there may begin anew", () => {
  const scene = new BusScene("x.aaaaaaaa");
  const epochs = Array.from({ length: MAX_NODES }, (_, index) => `n${index}.aaaaaaaa`);
  for (const epoch of epochs) assertEquals(scene.put(epoch, up(epoch)).fate, undefined);
  assertEquals(scene.put("x.aaaaaaaa", up("x.aaaaaaaa")).fate, "full");
  scene.put("n5.bbbbbbbb", up("n5.bbbbbbbb"));
  assertEquals(scene.live().length, MAX_NODES);
  assertEquals(scene.live().includes("n5.bbbbbbbb"), true);
});

Deno.test("a forgotten epoch does not begin again, by a copy of its `up`", () => {
  const scene = new BusScene();
  scene.put(A, up(A), ids(3));
  scene.put(A, DOWN);
  for (let n = 0; n < MAX_ENDED; n++) {
    const epoch = `b.${String(n).padStart(8, "0")}`;
    scene.put(epoch, up(epoch, { since: scene.replica.position }), DOWN);
  }
  const { ended } = scene.replica.snapshot().roll;
  assertEquals([ended.length, ended.some(({ epoch }) => epoch === A)], [MAX_ENDED, false]);
  scene.putAt(A, 1, [up(A), ids(3)]);
  assertEquals([scene.live(), scene.replica.snapshot().homes.nextId], [[], 4]);
  scene.put(C, up(C, { since: scene.replica.position }));
  assertEquals(scene.live(), [C]);
});

Deno.test("an `up` that was made long before is told to its node as death: it takes a new epoch", () => {
  const scene = new BusScene(C);
  for (let n = 0; n <= MAX_ENDED; n++) {
    const epoch = `b.${String(n).padStart(8, "0")}`;
    scene.put(epoch, up(epoch, { since: scene.replica.position }), DOWN);
  }
  assertEquals(scene.put(C, up(C, { since: 1 })).fate, "dead");
});

Deno.test("an `up` that says that it has seen what is not there yet is refused", () => {
  const scene = new BusScene(A);
  assertEquals(scene.put(A, up(A, { since: 2 })).fate, "dead");
  assertEquals(scene.live(), []);
});

Deno.test("refused names are counted up to a bound", () => {
  const scene = new BusScene();
  scene.put(A, up(A));
  for (let n = 0; n < MAX_KNOCKS + 5; n++) {
    scene.put(A, BEAT);
    const epoch = `n${n}.aaaaaaaa`;
    scene.put(epoch, up(epoch, { settings: "other" }));
  }
  const { knocks } = scene.replica.snapshot().roll;
  assertEquals([knocks.length, knocks.at(-1)?.node], [MAX_KNOCKS, `n${MAX_KNOCKS + 4}`]);
});

Deno.test("copies of an `up` tell its node nothing new", () => {
  const scene = new BusScene(B);
  scene.put(A, up(A, { settings: "one" }));
  const refused = up(B, { settings: "two" });
  assertEquals(scene.putAt(B, 1, [refused]).fate, "settings");
  assertEquals(scene.putAt(B, 1, [refused]).fate, undefined);
  const stopped = "b.cccccccc";
  scene.replica.become(stopped);
  scene.put(stopped, up(stopped, { settings: "one" }), DOWN);
  assertEquals(scene.putAt(stopped, 1, [up(stopped, { settings: "one" })]).fate, undefined);
});
