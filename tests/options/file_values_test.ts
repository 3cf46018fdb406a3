import { assert, assertEquals } from "@std/assert";
import { choice, decimal, duration, file, flag, text } from "../../lib/options/kinds.ts";
import { readFileValues } from "../../lib/options/file_values.ts";
import type { OptionTable } from "../../lib/options/option.ts";
import { isMistake } from "../../lib/options/startup.ts";
import { ENGLISH_OPTIONS } from "../../lib/words/en/options.ts";
import { CHINESE_OPTIONS } from "../../lib/words/zh/options.ts";

const summary = { en: "", zh: "" };
const OPTIONS = {
  "rate": { kind: decimal({ min: 0, max: 100 }), default: "2", summary },
  "door": { kind: text("NAME", 8), isRepeatable: true, summary },
  "idle-for": { kind: duration({ min: 10, max: 60_000 }), default: "5s", summary },
  "log-names": { kind: choice(["on", "off"]), default: "on", summary },
  "plain": { kind: flag(), summary },
  "key": { kind: file(), summary },
} as const satisfies OptionTable;

function read(text: string) {
  return readFileValues(text, { path: "/etc/c.toml", options: OPTIONS });
}

function textsIn(text: string): Record<string, readonly string[]> {
  const values = read(text);
  if (isMistake(values)) throw new Error(values.say(ENGLISH_OPTIONS));
  return Object.fromEntries([...values].map(([name, { texts }]) => [name, texts]));
}

function sentence(text: string, wording = ENGLISH_OPTIONS): string {
  const values = read(text);
  assert(isMistake(values), text);
  return values.say(wording);
}

Deno.test("the keys of a file are the names of options, and keep their places", () => {
  const values = read('rate = 2.5\ndoor = ["a", "b,c"]\n');
  assertEquals(isMistake(values) || [...values], [
    ["rate", { label: "rate", texts: ["2.5"], place: "/etc/c.toml:1:1" }],
    ["door", { label: "door", texts: ["a", "b,c"], place: "/etc/c.toml:2:1" }],
  ]);
});

Deno.test("a repeatable option takes one value or a list, and an empty list is none", () => {
  assertEquals(textsIn('door = "a"'), { door: ["a"] });
  assertEquals(textsIn("door = []"), { door: [] });
});

Deno.test("true and false stand for on and off, and for yes and no", () => {
  assertEquals(textsIn("log-names = false\nplain = true"), {
    "log-names": ["off"],
    "plain": ["true"],
  });
  assertEquals(textsIn('log-names = "off"\nplain = "no"'), {
    "log-names": ["off"],
    "plain": ["no"],
  });
});

Deno.test("a mistake in a file is one sentence with path, line and column of what is wrong", () => {
  const sentences: readonly (readonly [string, string])[] = [
    ["rate = 101", '1:8: rate "101" is not a number from 0 to 100'],
    ["\nrate = true", '2:8: rate "true" is not a number from 0 to 100'],
    [
      "idle-for = 30",
      '1:12: idle-for "30" is not a duration from 10ms to 1m; for seconds write 30s',
    ],
    [
      'door = [\n  "a",\n  "too long a name"]',
      '3:3: door "too long a name" is not text of 1 to 8 characters, none of them a control character',
    ],
    ["ratte = 1", '1:1: there is no option "ratte"; did you mean rate?'],
    ['"a\\u001bb" = 1', '1:1: there is no option "a\\u{1b}b"'],
    ["constructor = 1", '1:1: there is no option "constructor"'],
    ["rate = [1]", "1:9: this option takes one value and no list"],
    ["rate = []", "1:1: this option takes one value and no list"],
    ['key = ""', "1:7: key needs a value: the path of a file"],
    ["rate = 1\n[more]\n", "2:2: headings have no meaning in this file"],
    ["rate = \n", "2:1: there is no value behind the equals sign"],
  ];
  for (const [text, said] of sentences) assertEquals(sentence(text), `/etc/c.toml:${said}`);
  assertEquals(
    sentence("rate = 101", CHINESE_OPTIONS),
    '/etc/c.toml:1:8: rate "101" 无效，应为：0 到 100 之间的数',
  );
});
