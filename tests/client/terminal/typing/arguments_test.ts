import { assertEquals } from "@std/assert";
import type { Param } from "../../../../lib/core/commands/spec.ts";
import type { CommandInfo } from "../../../../lib/wire/json/commands.ts";
import { argumentsFor, type Targets } from "../../../../lib/client/terminal/typing/arguments.ts";

const WORLD: Targets = {
  names: ["bob", "cay"],
  partners: ["zoe", "cay"],
  rooms: ["dev", "ops"],
  banned: [],
};

const NAME: Param = { field: "name", shape: "nick" };
const FOR: Param = { field: "for", shape: "duration", keyword: "for", isOptional: true };
const REASON: Param = { field: "reason", shape: "rest", isOptional: true };
const PEOPLE = ["bob ", "cay ", "zoe "];
const ANYTHING = ["bob ", "cay ", "#dev ", "#ops "];
const DURATIONS = ["10m ", "1h ", "1d ", "7d ", "30d "];

function offered(
  name: string,
  params: readonly Param[],
  between: string,
  { word = "", banned = WORLD.banned }: { word?: string; banned?: readonly string[] } = {},
): readonly string[] {
  const command: CommandInfo = { name, params, summary: "" };
  return argumentsFor(command, { between, word }, { ...WORLD, banned });
}

Deno.test("a person is one of those here, the last speaker first", () => {
  assertEquals(offered("kick", [NAME, REASON], ""), PEOPLE);
  assertEquals(offered("kick", [NAME, REASON], "bob "), ANYTHING);
  assertEquals(offered("op", [NAME, { field: "as", shape: "word", words: ["owner"] }], "bob "), [
    "owner",
  ]);
});

Deno.test("a private word is for those with whom words were exchanged, or for a room", () => {
  assertEquals(offered("msg", [NAME, REASON], ""), ["zoe ", "cay ", "bob ", "#dev ", "#ops "]);
});

const BAN = [NAME, FOR, REASON];

const BANS: ReadonlyArray<readonly [string, readonly string[]]> = [
  ["", PEOPLE],
  ["bob ", ["for ", ...ANYTHING]],
  ["bob for ", DURATIONS],
  ["bob  FOR  ", DURATIONS],
  ["bob for 10m ", ANYTHING],
  ["bob rude for ", ANYTHING],
];

for (const [between, values] of BANS) {
  Deno.test(`/ban ${between}<tab> offers ${values[0]?.trim()}`, () => {
    assertEquals(offered("ban", BAN, between), values);
  });
}

Deno.test("a duration without a word before it is offered at once", () => {
  const when: Param = { field: "after", shape: "duration", isOptional: true };
  assertEquals(offered("shutdown", [when, REASON], ""), DURATIONS);
  assertEquals(offered("shutdown", [when, REASON], "30s "), ANYTHING);
});

Deno.test("a command that takes no more is offered nothing", () => {
  assertEquals(offered("mute", [NAME, FOR], "bob for 1h "), []);
  assertEquals(offered("mute", [NAME, FOR], "bob x "), []);
  assertEquals(offered("bans", [], ""), []);
});

Deno.test("a setting of a room is one of its words, and a switch is on or off", () => {
  const words = ["private", "topic-lock", "password"];
  const params: readonly Param[] = [{ field: "text", shape: "rest", isOptional: true, words }];
  assertEquals(offered("room", params, ""), words);
  assertEquals(offered("room", params, "topic-lock "), ["on", "off"]);
  assertEquals(offered("room", params, "topic-lock on "), []);
  assertEquals(offered("room", params, "password "), []);
});

Deno.test("a room is offered with its # if one is typed", () => {
  const params: readonly Param[] = [{ field: "room", shape: "room" }];
  assertEquals(offered("part", params, "", { word: "#" }), ["#dev ", "#ops "]);
  assertEquals(offered("part", params, "", { word: "d" }), ["dev ", "ops "]);
});

Deno.test("/unban offers whom the last list of bans has, and without a list people", () => {
  const banned = ["eve", "192.0.2.0/24"];
  assertEquals(offered("unban", [NAME], "", { banned }), ["eve ", "192.0.2.0/24 "]);
  assertEquals(offered("unban", [NAME], ""), PEOPLE);
  assertEquals(offered("ban", BAN, "", { banned }), PEOPLE);
});
