import { assertEquals } from "@std/assert";
import { CLIENT_OPTIONS } from "../../../lib/client/settings/options.ts";
import { firstMistake, type Reading } from "../../../lib/client/settings/entry.ts";
import { readOldConfig } from "../../../lib/client/settings/old_config.ts";
import { ENGLISH_OPTIONS } from "../../../lib/words/en/options.ts";

function read(text: string): Reading {
  return readOldConfig(text, CLIENT_OPTIONS);
}

function complaint(text: string): string | undefined {
  const wrong = firstMistake(read(text), CLIENT_OPTIONS);
  return wrong && `${wrong.at.line}:${wrong.at.column}: ${wrong.mistake.say(ENGLISH_OPTIONS)}`;
}

Deno.test("lines are options of a profile, or of all before the first heading", () => {
  const text = '# my places\nnick = ann\n\n[work] # there\n  rooms = "#ops,#dev" # two\nplain=yes';
  const { profiles, entries } = read(text);
  assertEquals(profiles, ["work"]);
  assertEquals(
    entries.map(({ section, key, values }) => [section, key, ...values.map(({ text }) => text)]),
    [["", "nick", "ann"], ["work", "rooms", "#ops", "#dev"], ["work", "plain", "yes"]],
  );
});

Deno.test("the name of a profile is any text without a bracket", () => {
  const names = ["公司", "two words", "tls://a:1", "#1", "münchen", "a=b", "приват", '"q"'];
  assertEquals(read(names.map((name) => `[${name}]\nnick = x`).join("\n")).profiles, names);
  assertEquals(read("[ mu\u0308nchen ] # with two code points\n").profiles, ["m\u00fcnchen"]);
});

Deno.test("a room without a name is a mistake, and so is what a comment has swallowed", () => {
  assertEquals(complaint("rooms = dev,,ops")?.startsWith('1:9: rooms ""'), true);
  assertEquals(complaint("rooms = #dev")?.startsWith('1:9: rooms ""'), true);
  assertEquals(complaint("romms = dev"), '1:1: there is no option "romms"; did you mean rooms?');
});

const MISTAKES: ReadonlyArray<readonly [string, string]> = [
  ["nick = ann\nnikc = x", '2:1: there is no option "nikc"; did you mean nick?'],
  ["  color = blue", '1:11: color "blue" is not one of auto, always, never'],
  ["color = blue\nplain", '1:9: color "blue" is not one of auto, always, never'],
  ["plain", "1:1: this is neither KEY = VALUE nor [PROFILE]"],
  ["[]", "1:1: this is neither KEY = VALUE nor [PROFILE]"],
  [" [ ]", "1:2: this is neither KEY = VALUE nor [PROFILE]"],
  ["[a]]", "1:1: this is neither KEY = VALUE nor [PROFILE]"],
  ["[a", "1:1: this is neither KEY = VALUE nor [PROFILE]"],
  [
    "[w]\naddress = ftp://x",
    '2:11: address "ftp://x" is not HOST[:PORT], tls://HOST[:PORT] or unix:PATH',
  ],
  [
    "address = ftp://x",
    '1:11: address "ftp://x" is not HOST[:PORT], tls://HOST[:PORT] or unix:PATH',
  ],
];

for (const [text, sentence] of MISTAKES) {
  Deno.test(`${JSON.stringify(text)} is one sentence with line and column`, () => {
    assertEquals(complaint(text), sentence);
  });
}
