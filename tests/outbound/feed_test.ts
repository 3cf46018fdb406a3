/** @module */
import { assertEquals, assertStrictEquals } from "@std/assert";
import { Batch, encode, Feed } from "../../lib/outbound/feed.ts";
import { textCodec } from "../../lib/wire/text.ts";

Deno.test("Batch.bytes are all lines in order, encoded once", () => {
  const batch = new Batch(["ann: hi\n", "bob: Grüße\n"]);
  assertEquals(new TextDecoder().decode(batch.bytes), "ann: hi\nbob: Grüße\n");
  assertStrictEquals(batch.bytes, batch.bytes);
  assertEquals(new TextDecoder().decode(new Batch(["one\n"]).bytes), "one\n");
  assertEquals(new Batch([]).bytes.length, 0);
});

Deno.test("Batch.offsets say in bytes where each line begins, and the end", () => {
  const batch = new Batch(["ab\n", "ü\n", "👩\n", "\n"]);
  assertEquals(Array.from(batch.offsets), [0, 3, 6, 11, 12]);
  assertEquals(batch.bytes.length, 12);
  assertStrictEquals(batch.offsets, batch.offsets);
  assertEquals(Array.from(new Batch([]).offsets), [0]);
});

Deno.test("encode() gives UTF-8", () => {
  assertEquals(Array.from(encode("é\n")), [0xc3, 0xa9, 0x0a]);
});

Deno.test("Feed.close() gives the open lines as a batch and begins the next", () => {
  const feed = new Feed(textCodec);
  feed.append("one\n");
  const { open } = feed;
  feed.append("two\n");
  assertStrictEquals(feed.open, open);
  const batch = feed.close();
  assertStrictEquals(batch.lines, open);
  assertEquals(batch.lines, ["one\n", "two\n"]);
  assertEquals(feed.open, []);
  feed.append("three\n");
  assertEquals(batch.lines, ["one\n", "two\n"]);
  assertEquals(feed.close().lines, ["three\n"]);
});
