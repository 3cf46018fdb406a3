/** Who is at which node, and which numbers nodes may give: the bounds. */

import { assertEquals } from "@std/assert";
import { Homes, MAX_BLOCKS, MAX_CLIENTS, MAX_LEFT } from "../../../lib/bus/agreed/homes.ts";
import { MAX_OWN_EPOCHS, OwnEpochs } from "../../../lib/bus/agreed/own_epochs.ts";
import { clientId } from "../../../lib/core/units.ts";
import { A, A2, B } from "../../support/bus_scene.ts";

/** Homes with one of this epoch, with so many numbers from 1 on. */
function homesOf(epoch: string, count: number): Homes {
  const homes = new Homes();
  homes.begin("a", epoch);
  homes.grant(epoch, count);
  return homes;
}

Deno.test("a block has its first number and no more than its count", () => {
  const homes = homesOf(A, 2);
  assertEquals([0, 1, 2, 3].map((id) => homes.enter(A, clientId(id))), [false, true, true, false]);
});

Deno.test("numbers of the oldest block of too many are not usable any more", () => {
  const homes = homesOf(A, 1);
  for (let count = 1; count <= MAX_BLOCKS; count++) homes.grant(A, 1);
  assertEquals(homes.enter(A, clientId(1)), false);
  assertEquals(homes.enter(A, clientId(2)), true);
  assertEquals(homes.data().homes[0]?.blocks.length, MAX_BLOCKS);
});

Deno.test("no number is granted past the last that can be counted", () => {
  const homes = new Homes({ nextId: Number.MAX_SAFE_INTEGER - 1, homes: [], left: [] });
  homes.begin("a", A);
  assertEquals(homes.grant(A, 2), undefined);
  assertEquals(homes.grant(A, 1), { first: Number.MAX_SAFE_INTEGER - 1, count: 1 });
});

Deno.test("an epoch that is not there is granted nothing, and nobody comes to it", () => {
  const homes = homesOf(A, 1);
  assertEquals(homes.grant(B, 1), undefined);
  assertEquals(homes.enter(B, clientId(1)), false);
});

Deno.test("an epoch has at most so many clients", () => {
  const homes = homesOf(A, MAX_CLIENTS + 1);
  for (let id = 1; id <= MAX_CLIENTS; id++) homes.enter(A, clientId(id));
  assertEquals(homes.population(A), MAX_CLIENTS);
  assertEquals(homes.enter(A, clientId(MAX_CLIENTS + 1)), false);
  homes.exit(A, clientId(1));
  assertEquals(homes.enter(A, clientId(MAX_CLIENTS + 1)), true);
});

Deno.test("the next epoch of a name brings back at most so many, those that came last", () => {
  const homes = homesOf(A, MAX_CLIENTS + 1);
  for (let id = 1; id <= MAX_CLIENTS; id++) homes.enter(A, clientId(id));
  homes.end("a", A, true);
  homes.begin("a", A2);
  homes.enter(A2, clientId(MAX_CLIENTS + 1));
  homes.end("a", A2, true);
  const [left] = homes.data().left;
  assertEquals([left?.lost.length, left?.lost[0], left?.lost.at(-1)], [
    MAX_CLIENTS,
    2,
    MAX_CLIENTS + 1,
  ]);
});

Deno.test("a client that is back is not brought back a second time", () => {
  const homes = homesOf(A, 1);
  homes.enter(A, clientId(1));
  homes.end("a", A, true);
  homes.begin("a", A2);
  assertEquals(homes.enter(A2, clientId(1)), true);
  assertEquals(homes.data().homes[0]?.lost, []);
});

Deno.test("what a node has left is taken once", () => {
  const homes = homesOf(A, 1);
  homes.end("a", A, true);
  homes.begin("a", A2);
  assertEquals(homes.data().left, []);
  homes.begin("b", B);
  assertEquals(homes.enter(B, clientId(1)), false);
});

Deno.test("what dead nodes have left is kept of so many names, the last", () => {
  const homes = new Homes();
  for (let count = 0; count <= MAX_LEFT; count++) {
    const epoch = `n${count}.aaaaaaaa`;
    homes.begin(`n${count}`, epoch);
    homes.end(`n${count}`, epoch, true);
  }
  const { left } = homes.data();
  assertEquals([left.length, left[0]?.node], [MAX_LEFT, "n1"]);
});

Deno.test("a client goes from its own epoch alone", () => {
  const homes = homesOf(A, 1);
  homes.begin("b", B);
  homes.enter(A, clientId(1));
  assertEquals(homes.exit(B, clientId(1)), false);
  assertEquals([homes.of(clientId(1)), homes.exit(A, clientId(1))], [A, true]);
  assertEquals([homes.of(clientId(1)), homes.population(A)], [undefined, 0]);
});

Deno.test("a node knows its last epochs as its own, up to a bound", () => {
  const own = new OwnEpochs();
  const epochs = Array.from({ length: MAX_OWN_EPOCHS + 1 }, (_, index) => `a.${index}`);
  for (const epoch of epochs) own.become(epoch);
  assertEquals(epochs.map((epoch) => own.has(epoch)), epochs.map((_, index) => index > 0));
  assertEquals(own.present, epochs.at(-1));
});
