/** How the ways in which a name was written are found. */

import { assertEquals } from "@std/assert";
import { MAX_FORGOTTEN } from "../../../lib/bus/agreed/read_record.ts";
import { MAX_SPELLINGS, Spellings } from "../../../lib/bus/jetstream/spellings.ts";

Deno.test("Spellings finds a name however it is written, wherever it stands, and no other", () => {
  const spellings = new Spellings("zoe\u0308");
  spellings.look(JSON.stringify({ from: "zoe", text: "hello Zoë" }));
  assertEquals(spellings.wasSeen, false);
  spellings.look(JSON.stringify({ a: [{ from: "Zoë", text: "hello Zoë" }, { name: "zoe" }] }));
  spellings.look('"ZOË"');
  spellings.look("no JSON: Zoë");
  spellings.look("[".repeat(5000) + '"zoë"' + "]".repeat(5000));
  assertEquals(spellings.wasSeen, true);
  assertEquals(spellings.groups.flat().sort(), ["zoe\u0308", "Zoë", "ZOË", "zoë"].sort());
});

/** A name in this many ways. */
function written(count: number): string[] {
  const name = "abcdefghijklmnopq";
  const cased = (n: number) =>
    Array.from(name, (letter, i) => n >> i & 1 ? letter.toUpperCase() : letter).join("");
  return Array.from({ length: count }, (_, n) => cased(n));
}

Deno.test("Spellings finds more than nodes forget at once: anybody can say a name in many ways", () => {
  const all = written(600);
  const spellings = new Spellings("abcdefghijklmnopq");
  spellings.look(JSON.stringify(all));
  assertEquals(spellings.groups.map(({ length }) => length), [MAX_FORGOTTEN, MAX_FORGOTTEN, 88]);
  assertEquals(spellings.groups.flat().sort(), all.sort());
});

Deno.test("Spellings has a bound", () => {
  const spellings = new Spellings("abcdefghijklmnopq");
  spellings.look(JSON.stringify(written(MAX_SPELLINGS + 1)));
  assertEquals(spellings.count, MAX_SPELLINGS);
});
