/** @module */
import { assertEquals } from "@std/assert";
import { encodeSlowly } from "../../lib/bus/encode_slowly.ts";

/** What a value is encoded to, and how often the loop had its turn. */
async function encoded(value: unknown): Promise<{ text: string; turns: number }> {
  let turns = 0;
  const text = await encodeSlowly(value, () => {
    turns++;
    return Promise.resolve();
  });
  return { text, turns };
}

Deno.test("encodeSlowly makes the same text as JSON.stringify", async () => {
  const many = Array.from({ length: 1234 }, (_, id) => ({ id, text: `"é\u2028${id}` }));
  const values: readonly unknown[] = [
    { a: 1, b: undefined, c: null, d: { e: { f: { g: { h: many } } } } },
    { "": [], 'key "': {}, deep: { list: many, [`\n`]: many.slice(0, 101) } },
    many,
    [[1, [2, undefined, () => {}]], "text", true, NaN],
    "text",
    null,
  ];
  for (const value of values) assertEquals((await encoded(value)).text, JSON.stringify(value));
});

Deno.test("encodeSlowly gives the loop its turn after each hundred elements of a list", async () => {
  const list = Array.from({ length: 1000 }, (_, id) => id);
  assertEquals((await encoded({ ledger: { list } })).turns, 10);
  assertEquals((await encoded({ ledger: { list: list.slice(0, 100) } })).turns, 0);
});
