/** @module */
import { assertEquals, assertRejects } from "@std/assert";
import { IdBlocks } from "../../../lib/bus/outgoing/id_blocks.ts";
import { hasSettled } from "../../support/scripted_sink.ts";

Deno.test("IdBlocks asks for more when half of a block is left, once", () => {
  const asked: number[] = [];
  const ids = new IdBlocks((count) => asked.push(count), 4);
  ids.askIfFew();
  ids.granted({ first: 11, count: 4 });
  assertEquals(asked, [4]);
  assertEquals([ids.next(), ids.next(), ids.next()].map(Number), [11, 12, 13]);
  assertEquals(asked, [4, 4]);
  ids.granted({ first: 31, count: 4 });
  assertEquals([ids.next(), ids.next()].map(Number), [14, 31]);
});

Deno.test("IdBlocks gives those who wait their numbers in order, over several blocks, and asks for as many", async () => {
  const asked: number[] = [];
  const ids = new IdBlocks((count) => asked.push(count), 2);
  const waiting = [ids.next(), ids.next(), ids.next()];
  ids.granted({ first: 1, count: 2 });
  assertEquals(await hasSettled(Promise.resolve(waiting[2])), false);
  assertEquals(asked, [2, 3]);
  ids.granted({ first: 9, count: 3 });
  assertEquals((await Promise.all(waiting)).map(Number), [1, 2, 9]);
});

Deno.test("IdBlocks asks for no more than 4,096 at once, however many wait", () => {
  const asked: number[] = [];
  const ids = new IdBlocks((count) => asked.push(count));
  for (let i = 0; i < 5000; i++) void ids.next();
  ids.granted({ first: 1, count: 256 });
  assertEquals(asked, [256, 4096]);
});

Deno.test("IdBlocks: at the end nobody waits any longer", async () => {
  const ids = new IdBlocks(() => {});
  const waiting = Promise.resolve(ids.next());
  ids.end();
  await assertRejects(() => waiting);
});
