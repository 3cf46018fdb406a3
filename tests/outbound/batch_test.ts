/** @module */
import { assertEquals, assertStrictEquals } from "@std/assert";
import { LOBBY, type RoomName } from "../../lib/core/units.ts";
import { Batch, encode, REPLAYED } from "../../lib/outbound/batch.ts";

Deno.test("Batch.bytes are all lines in order, encoded once", () => {
  const batch = new Batch(["ann: hi\n", "bob: Grüße\n"], LOBBY);
  assertEquals(new TextDecoder().decode(batch.bytes), "ann: hi\nbob: Grüße\n");
  assertStrictEquals(batch.bytes, batch.bytes);
  assertEquals(new TextDecoder().decode(new Batch(["one\n"], LOBBY).bytes), "one\n");
  assertEquals(new Batch([], LOBBY).bytes.length, 0);
});

Deno.test("Batch.sizeOf() and slice() count in bytes", () => {
  const batch = new Batch(["ab\n", "ü\n", "👩\n", "\n"], LOBBY);
  const sizes = [[0, 1], [1, 2], [2, 3], [3, 4], [0, 4], [1, 3], [2, 2]] as const;
  assertEquals(sizes.map(([from, to]) => batch.sizeOf(from, to)), [3, 3, 5, 1, 12, 8, 0]);
  assertEquals(new TextDecoder().decode(batch.slice(1, 3)), "ü\n👩\n");
  assertStrictEquals(batch.slice(0, 4).buffer, batch.bytes.buffer);
});

Deno.test("Batch.placeOf() is the room of all lines, or of each", () => {
  const dev = "dev" as RoomName;
  const shared = new Batch(["a\n", "b\n"], dev);
  assertEquals([shared.placeOf(0), shared.placeOf(1), shared.hasOwnLines], [dev, dev, false]);
  const mixed = new Batch(["a\n", "b\n"], [dev, LOBBY]);
  assertEquals([mixed.placeOf(0), mixed.placeOf(1), mixed.hasOwnLines], [dev, LOBBY, false]);
  const own = new Batch(["a\n", "b\n"], [dev, undefined]);
  assertEquals([own.placeOf(0), own.placeOf(1), own.hasOwnLines], [dev, undefined, true]);
  const replayed = new Batch(["a\n", "b\n"], [dev, REPLAYED]);
  assertEquals([replayed.placeOf(1), replayed.hasOwnLines], [REPLAYED, true]);
});

Deno.test("encode() gives UTF-8", () => {
  assertEquals(Array.from(encode("é\n")), [0xc3, 0xa9, 0x0a]);
});
