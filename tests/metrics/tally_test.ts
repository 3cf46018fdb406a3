import { assertEquals } from "@std/assert";
import { MAX_WORDS, Tally } from "../../lib/metrics/tally.ts";

Deno.test("a tally shows its first words before they occur", () => {
  const tally = new Tally(["idle", "quit"]);
  tally.add("quit");
  tally.add("lost");
  assertEquals([...tally.entries()], [["idle", 0], ["quit", 1], ["lost", 1]]);
});

Deno.test("a tally counts what comes after the last word it has room for as one", () => {
  const tally = new Tally();
  for (let word = 0; word < MAX_WORDS; word++) tally.add(`${word}`);
  assertEquals([...tally.entries()].length, MAX_WORDS);
  tally.add("a");
  tally.add("b");
  tally.add("0");
  const counts = new Map(tally.entries());
  assertEquals([counts.size, counts.get("other"), counts.get("0")], [MAX_WORDS + 1, 2, 2]);
});
