/** Nodes that have applied something else are found, and those that have not go on. */

import { assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { Digests, KEPT_DIGESTS, RunningHash } from "../../../lib/bus/agreed/digest.ts";
import { Replica } from "../../../lib/bus/agreed/replica.ts";
import type { Applied } from "../../../lib/bus/agreed/outcome.ts";
import type { LogRecord } from "../../../lib/bus/engine.ts";
import type { Entry } from "../../../lib/bus/agreed/record.ts";
import {
  A,
  A2,
  B,
  BEAT,
  BEGIN,
  BIRTH,
  BusScene,
  C,
  DOWN,
  enters,
  ids,
  up,
} from "../../support/bus_scene.ts";

/** Nodes that read one log, of which some were told something else by their chat. */
class Nodes {
  readonly #replicas: readonly Replica[];
  readonly #next = new Map<string, number>();
  #position = 0;

  constructor(readonly epochs: readonly string[]) {
    this.#replicas = epochs.map((epoch) => {
      const replica = new Replica();
      replica.become(epoch);
      return replica;
    });
    this.put("init.aaaaaaaa", BIRTH);
    for (const epoch of epochs) this.put(epoch, up(epoch));
  }

  /** Puts in entries of a node. Returns what each node is to do about itself. */
  put(epoch: string, ...entries: Entry[]): Applied["fate"][] {
    const n = this.#next.get(epoch) ?? 1;
    this.#next.set(epoch, n + entries.length);
    const position = ++this.#position;
    const data = JSON.stringify({ v: 1, e: epoch, n, i: entries });
    const record: LogRecord = { position, time: BEGIN, data };
    return this.#replicas.map((replica) => {
      const { fate } = replica.apply(record);
      replica.settled(position);
      return fate;
    });
  }

  /** A node says what it has applied. */
  beat(epoch: string): Applied["fate"][] {
    const replica = this.#replicas[this.epochs.indexOf(epoch)];
    if (replica === undefined) throw new Error(`no node ${epoch}`);
    return this.put(epoch, { kind: "beat", ...replica.digest });
  }

  /** The chat of a node tells something that those of others do not. */
  err(epoch: string): void {
    this.#replicas[this.epochs.indexOf(epoch)]?.told("lobby", 99);
  }
}

Deno.test("nodes that applied the same go on", () => {
  const nodes = new Nodes([A, B, C]);
  for (let round = 0; round < 5; round++) {
    for (const epoch of [A, B, C]) {
      assertEquals(nodes.beat(epoch), [undefined, undefined, undefined]);
    }
  }
});

Deno.test("of three nodes the one that differs stops, once it has heard both others", () => {
  const nodes = new Nodes([A, B, C]);
  nodes.put(A, BEAT);
  nodes.err(B);
  nodes.put(A, ids(1));
  assertEquals(nodes.beat(B), [undefined, undefined, undefined]);
  assertEquals(nodes.beat(A), [undefined, undefined, undefined]);
  assertEquals(nodes.beat(C), [undefined, "differs", undefined]);
});

Deno.test("of two nodes that differ both stop", () => {
  const nodes = new Nodes([A, B]);
  nodes.err(B);
  nodes.put(A, ids(1));
  assertEquals(nodes.beat(B), ["differs", undefined]);
  assertEquals(nodes.beat(A), ["differs", "differs"]);
});

Deno.test("a node is not in the wrong by its own beats, nor by what nobody can compare", () => {
  const nodes = new Nodes([A, B]);
  nodes.err(A);
  nodes.put(A, ids(1));
  assertEquals(nodes.beat(A)[0], undefined);
  assertEquals(nodes.put(B, BEAT)[0], undefined);
  assertEquals(nodes.put(B, { kind: "beat", position: 900, digest: "1".repeat(16) })[0], undefined);
});

Deno.test("a node that differed and has ended is not counted any more", () => {
  const nodes = new Nodes([A, B, C]);
  nodes.err(B);
  nodes.put(A, ids(1));
  nodes.beat(B);
  nodes.put(B, DOWN);
  // Of two nodes one that differs would be enough.
  assertEquals(nodes.beat(A).toSpliced(1, 1), [undefined, undefined]);
  assertEquals(nodes.beat(C).toSpliced(1, 1), [undefined, undefined]);
});

Deno.test("the chat may be behind: a beat is compared when its position is settled", () => {
  const [ahead, behind] = [new Replica(), new Replica()];
  behind.become(A);
  const records = [
    { epoch: "init.aaaaaaaa", n: 1, entries: [BIRTH] },
    { epoch: A, n: 1, entries: [up(A)] },
    { epoch: B, n: 1, entries: [up(B), ids(1), enters(1)] },
  ].map(({ epoch, n, entries }, index) => ({
    position: index + 1,
    time: BEGIN,
    data: JSON.stringify({ v: 1, e: epoch, n, i: entries }),
  }));
  for (const record of records) {
    ahead.apply(record);
    if (record.position === 3) ahead.told("lobby", 1);
    ahead.settled(record.position);
    behind.apply(record);
  }
  const beat = (position: number, n: number, claim: { position: number; digest: string }) => {
    const data = JSON.stringify({ v: 1, e: B, n, i: [{ kind: "beat", ...claim }] });
    return behind.apply({ position, time: BEGIN, data }).fate;
  };
  assertEquals(beat(4, 4, ahead.digest), undefined);
  // The chat does not tell what that of the other node told.
  for (const position of [1, 2, 3, 4]) behind.settled(position);
  assertEquals(beat(5, 5, { position: 0, digest: "0".repeat(16) }), "differs");
});

Deno.test("the digest is one of what counts, by position, epoch, number and count, and of what was told", () => {
  const digestOf = (put: (digests: Digests) => void) => {
    const digests = new Digests();
    put(digests);
    digests.read(1);
    digests.settled(1);
    return digests.claim.digest;
  };
  const all = [
    digestOf(() => {}),
    digestOf((digests) => digests.counted(1, A, 1, 1)),
    digestOf((digests) => digests.counted(2, A, 1, 1)),
    digestOf((digests) => digests.counted(1, A2, 1, 1)),
    digestOf((digests) => digests.counted(1, A, 2, 1)),
    digestOf((digests) => digests.counted(1, A, 1, 2)),
    digestOf((digests) => digests.told("lobby", 1)),
    digestOf((digests) => digests.told("dev", 1)),
    digestOf((digests) => digests.told("lobby", 2)),
  ];
  assertEquals(new Set(all).size, all.length);
  assertEquals(all[0], digestOf((digests) => digests.counted(1, A, 5, 0)));
});

Deno.test("what counts of each record is in the digest of a replica, the birth too, and nothing else", () => {
  const digestOf = (...puts: ((scene: BusScene) => void)[]) => {
    const scene = new BusScene();
    scene.put(A, up(A));
    for (const put of puts) put(scene);
    const { position } = scene.replica;
    // To the same position, with what counts as nothing.
    for (let more = position; more < 4; more++) scene.putText("");
    return scene.replica.digest.digest;
  };
  const once = digestOf((scene) => scene.put(A, ids(1)));
  assertNotEquals(once, digestOf());
  assertNotEquals(once, digestOf((scene) => scene.put(A, ids(1), ids(1))));
  assertEquals(
    once,
    digestOf((scene) => scene.put(A, ids(1)), (scene) => scene.putAt(A, 1, [up(A)])),
  );
  const born = ["one", "two"].map((id) => {
    const replica = new Replica();
    const data = JSON.stringify({ v: 1, e: "init.aaaaaaaa", n: 1, i: [{ ...BIRTH, id }] });
    replica.apply({ position: 1, time: BEGIN, data });
    replica.settled(1);
    return replica.digest.digest;
  });
  assertNotEquals(born[0], born[1]);
});

Deno.test("a beat about what is not there yet is reported, and compared with nothing", () => {
  const scene = new BusScene(B);
  scene.put(A, up(A));
  const beat = { kind: "beat", position: 3, digest: "1".repeat(16) } as const;
  const applied = scene.put(A, beat);
  assertEquals([applied.fault !== undefined, applied.fate, applied.accepted], [
    true,
    undefined,
    undefined,
  ]);
  const next = scene.put(A, { ...beat, position: 0 });
  assertEquals([next.fault, next.fate], [undefined, undefined]);
});

Deno.test("a running hash tells texts and numbers apart, and is the same on every machine", () => {
  const hashOf = (add: (hash: RunningHash) => void) => {
    const hash = new RunningHash();
    add(hash);
    return hash.halves.join(" ");
  };
  const twoTexts = (a: string, b: string) => (hash: RunningHash) => {
    hash.addText(a);
    hash.addText(b);
  };
  assertNotEquals(hashOf(twoTexts("ab", "c")), hashOf(twoTexts("a", "bc")));
  assertNotEquals(
    hashOf((hash) => hash.addNumber(1)),
    hashOf((hash) => hash.addNumber(0x1_0000_0001)),
  );
  assertEquals(hashOf((hash) => hash.addText("größe 例")), "260712779 -1969627532");
});

Deno.test("digests are kept for so many positions", () => {
  const digests = new Digests();
  for (let position = 1; position <= KEPT_DIGESTS + 3; position++) {
    digests.counted(position, A, position, 1);
    digests.read(position);
    digests.settled(position);
  }
  assertEquals(digests.at(3), undefined);
  assertEquals(typeof digests.at(4), "string");
  assertNotEquals(digests.at(4), digests.at(5));
  assertEquals(digests.at(KEPT_DIGESTS + 4), undefined);
});

Deno.test("positions are settled one after the other, and not before they are read", () => {
  const digests = new Digests();
  assertThrows(() => digests.settled(1), RangeError, "1");
  digests.read(1);
  digests.read(2);
  assertThrows(() => digests.settled(2), RangeError, "2");
  digests.settled(1);
  assertThrows(() => digests.settled(1), RangeError, "1");
  assertEquals(digests.isSettled, false);
});

Deno.test("a chat that is too far behind is a fault of the caller", () => {
  const digests = new Digests();
  for (let position = 1; position <= KEPT_DIGESTS; position++) digests.read(position);
  assertThrows(() => digests.read(KEPT_DIGESTS + 1), RangeError, "must be settled");
});
