/**
 * A rush of connections: accepting goes first.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import type { Peer } from "../../lib/net/peer.ts";
import { pipe } from "../../lib/net/pipe.ts";
import { Rush } from "../../lib/admission/rush.ts";

/** A rush whose turns of the event loop are taken by hand. */
class Scene {
  readonly taken: Peer[] = [];
  readonly rush = new Rush<Peer>(
    (peer) => void this.taken.push(peer),
    (call) => this.#calls.push(call),
  );
  readonly #calls: (() => void)[] = [];

  /** Lets one turn pass; returns how many have been taken by then. */
  turn(): number {
    for (const call of this.#calls.splice(0)) call();
    return this.taken.length;
  }

  /** So many come within one turn. */
  come(count: number): void {
    for (let i = 0; i < count; i++) this.rush.add(pipe()[0]);
  }
}

Deno.test("Rush takes a peer when nobody else has come for a turn", () => {
  const scene = new Scene();
  scene.come(1);
  assertEquals([scene.turn(), scene.turn()], [0, 1]);
});

Deno.test("Rush takes nobody as long as others keep coming", () => {
  const scene = new Scene();
  for (let i = 0; i < 100; i++) {
    scene.come(1);
    assertEquals(scene.turn(), 0);
  }
  assertEquals([scene.turn(), scene.turn(), scene.turn(), scene.turn()], [32, 64, 96, 100]);
});

Deno.test("Rush takes one a turn of those beyond 4096, though others keep coming", () => {
  const scene = new Scene();
  scene.come(4096);
  assertEquals(scene.turn(), 0);
  scene.come(1);
  assertEquals(scene.turn(), 1);
});

Deno.test("Rush takes all who wait, in order, when told to", () => {
  const scene = new Scene();
  const [first] = pipe();
  scene.rush.add(first);
  scene.come(99);
  assertEquals([scene.rush.takeAll(), scene.rush.takeAll()], [100, 0]);
  assertEquals([scene.taken.length, scene.taken[0] === first], [100, true]);
});
