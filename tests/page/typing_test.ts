/**
 * What the box is told while one types.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { readCommands, readTyped } from "../../lib/page/model/commands.ts";
import { linesOf } from "../../lib/page/text/typed.ts";
import { explain, pastedLines } from "../../lib/page/typing.ts";

const COMMANDS = readCommands([
  {
    name: "mute",
    params: [
      { field: "name", shape: "nick" },
      { field: "for", shape: "duration", placeholder: "DUR", keyword: "for", optional: true },
    ],
    summary: "keep somebody from speaking",
  },
  { name: "lang", params: [{ field: "lang", words: ["en", "zh"] }], summary: "choose a language" },
  { name: "help", params: [], summary: "show this list" },
]);
const TYPIST = { talks: [], current: undefined, you: "ann", commands: COMMANDS };

Deno.test("a command is explained by its usage and its purpose", () => {
  assertEquals(COMMANDS.map(({ name }) => explain(TYPIST, name)), [
    "/mute NAME [for DUR]: keep somebody from speaking",
    "/lang en|zh: choose a language",
    "/help: show this list",
  ]);
  assertEquals(explain(TYPIST, "nothing"), "");
});

Deno.test("the usage of a command is the same before and after it is typed wrongly", () => {
  const typed = readTyped("/mute", COMMANDS);
  assertEquals(typed, { kind: "usage", usage: "/mute NAME [for DUR]" });
  assertEquals(explain(TYPIST, "mute").startsWith("/mute NAME [for DUR]: "), true);
});

for (const end of ["\n", "\r", "\r\n", "\u2028", "\u2029"]) {
  Deno.test(`pasted lines are asked about that end with ${JSON.stringify(end)}`, () => {
    const pasted = pastedLines(`hello${end} ${end}/quit${end}`);
    assertEquals(pasted, { lines: ["hello", "/quit"], isCut: false });
    assertEquals(linesOf(`hello${end}`), ["hello"]);
  });
}
