import { assertEquals } from "@std/assert";
import { Exchanges } from "../../../../lib/client/terminal/talk/exchanges.ts";

const MINUTE = 60_000;

Deno.test("somebody who addressed the person in a room did so there alone, for five minutes", () => {
  const exchanges = new Exchanges();
  exchanges.note("bob", "dev", 0);
  assertEquals(exchanges.has("bob", "dev", 5 * MINUTE), true);
  assertEquals(exchanges.has("bob", "dev", 5 * MINUTE + 1), false);
  assertEquals(exchanges.has("bob", "ops", 0), false);
  assertEquals(exchanges.has("cay", "dev", 0), false);
});

Deno.test("private words count in every room", () => {
  const exchanges = new Exchanges();
  exchanges.note("bob", undefined, 0);
  assertEquals(exchanges.has("bob", "dev", 1), true);
});

Deno.test("somebody whom the person named was addressed, also in the middle of a line", () => {
  const exchanges = new Exchanges();
  exchanges.noteOwn("has bob seen it?", "dev", 0);
  assertEquals(exchanges.has("bob", "dev", 5 * MINUTE), true);
  assertEquals(exchanges.has("bob", "ops", 0), false);
  assertEquals(exchanges.has("bo", "dev", 0), false);
  assertEquals(exchanges.has("bob", "dev", 5 * MINUTE + 1), false);
});

Deno.test("a new name does not end an exchange", () => {
  const exchanges = new Exchanges();
  exchanges.note("bob", "dev", 0);
  exchanges.note("bob", undefined, 0);
  exchanges.rename("bob", "rob", "dev");
  assertEquals(["bob", "rob"].map((name) => exchanges.has(name, "dev", 1)), [false, true]);
  assertEquals(exchanges.has("rob", "ops", 1), true);
});

Deno.test("a hundred people and twenty lines are remembered, and no more", () => {
  const exchanges = new Exchanges();
  for (let i = 0; i <= 100; i++) exchanges.note(`p${i}`, "dev", 0);
  assertEquals([0, 1, 100].map((i) => exchanges.has(`p${i}`, "dev", 1)), [false, true, true]);
  for (let i = 0; i <= 20; i++) exchanges.noteOwn(`hi q${i}`, "dev", 0);
  assertEquals([0, 1, 20].map((i) => exchanges.has(`q${i}`, "dev", 1)), [false, true, true]);
});
