/** @module */
import { assertEquals } from "@std/assert";
import { MAX_REMEMBERED, Memory } from "../../../lib/core/state/memory.ts";
import { type Remembered, Ring } from "../../../lib/core/state/ring.ts";
import { nick, STAMP } from "../../support/messages.ts";

/** About 1 MiB. */
const LONG = "x".repeat((1_048_576 - 200) / 2);

let seq = 0;

function said(text: string): Remembered {
  const event = { ...STAMP, kind: "message", seq: ++seq, from: nick("ann"), text } as const;
  return { event, ordinal: seq };
}

/** A memory with so many rooms. */
function memoryOf(rooms: number): [Memory, Ring[]] {
  const memory = new Memory(1000);
  const rings = Array.from({ length: rooms }, () => new Ring());
  for (const ring of rings) memory.take(ring);
  return [memory, rings];
}

Deno.test("Memory holds everything up to its bound, and one past it the fullest room forgets", () => {
  const [memory, [one, other] = []] = memoryOf(2);
  if (one === undefined || other === undefined) throw new Error("there are two");
  for (let n = 0; n < 100; n++) memory.add(one, said(LONG));
  for (let n = 0; n < 156; n++) memory.add(other, said(LONG));
  assertEquals([memory.bytes, one.size, other.size], [MAX_REMEMBERED, 100, 156]);
  memory.add(one, said(""));
  assertEquals([one.size, other.size], [101, 136]);
  assertEquals(memory.bytes, one.bytes + other.bytes);
});

Deno.test("Memory with one event too large for it forgets even that", () => {
  const [memory, [ring] = []] = memoryOf(1);
  if (ring === undefined) throw new Error("there is one");
  memory.add(ring, said("x".repeat(MAX_REMEMBERED / 2)));
  assertEquals([memory.bytes, ring.size], [0, 0]);
});

Deno.test("Memory forgets what a room that vanishes has remembered", () => {
  const [memory, [one, other] = []] = memoryOf(2);
  if (one === undefined || other === undefined) throw new Error("there are two");
  memory.add(one, said("hello"));
  memory.add(other, said("hi"));
  memory.drop(one);
  memory.drop(one);
  assertEquals(memory.bytes, other.bytes);
});

Deno.test("Memory counts what a room remembered before it", () => {
  const memory = new Memory(2);
  const ring = new Ring([said("one"), said("two")]);
  memory.take(ring);
  assertEquals(memory.bytes, 2 * (200 + 6));
  memory.add(ring, said("three"));
  assertEquals(memory.bytes, 2 * 200 + 2 * 3 + 2 * 5);
});
