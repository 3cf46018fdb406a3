import { assertEquals } from "@std/assert";
import { CLIENT_OPTIONS } from "../../../lib/client/settings/options.ts";
import { ENGLISH_OPTIONS } from "../../../lib/words/en/options.ts";
import { CHINESE_OPTIONS } from "../../../lib/words/zh/options.ts";
import { type ConfigFile, parseConfigFile } from "../../../lib/client/settings/config_file.ts";

function read(text: string, path = "conf"): ConfigFile {
  const file = parseConfigFile({ text, path }, CLIENT_OPTIONS);
  if (file.kind !== "file") throw new Error(file.say(ENGLISH_OPTIONS));
  return file;
}

function complaint(text: string, path = "conf.toml"): string | undefined {
  const file = parseConfigFile({ text, path }, CLIENT_OPTIONS);
  return file.kind === "mistake" ? file.say(ENGLISH_OPTIONS) : undefined;
}

const FILE = `# my places
nick = "ann"
timestamps = "full"   # always
history = 20

[work]
address = "tls://chat.example.org:9000"
nick = "ann.work"
rooms = ["dev", "ops"]

[home]
address = "unix:/run/hubbub.sock"
plain = true
`;

Deno.test("what holds for all holds without a profile", () => {
  const file = read(FILE);
  assertEquals(file.format, "toml");
  const said = file.valuesFor(undefined);
  assertEquals(
    ["NICK", "TIMESTAMPS", "HISTORY", "PLAIN"].map((name) => said(`HUBBUB_${name}`)),
    ["ann", "full", "20", undefined],
  );
});

Deno.test("a profile wins over what holds for all", () => {
  const file = read(FILE);
  assertEquals(file.profiles, ["work", "home"]);
  assertEquals(file.addressesOf("work"), ["tls://chat.example.org:9000"]);
  assertEquals(file.valuesFor("work")("HUBBUB_NICK"), "ann.work");
  assertEquals(file.valuesFor("work")("HUBBUB_ROOM"), "dev,ops");
  assertEquals(file.valuesFor("home")("HUBBUB_NICK"), "ann");
  assertEquals(file.valuesFor("home")("HUBBUB_PLAIN"), "true");
});

Deno.test("a list may be a text with commas, and an empty one takes that of all away", () => {
  const file = read('rooms = "lobby, dev"\n[work]\nrooms = []\n[home]\nroom = ["#ops"]\n');
  assertEquals(file.valuesFor(undefined)("HUBBUB_ROOM"), "lobby,dev");
  assertEquals(file.valuesFor("work")("HUBBUB_ROOM"), "");
  assertEquals(file.valuesFor("home")("HUBBUB_ROOM"), "#ops");
});

Deno.test("nobody's profile has no address", () => {
  assertEquals(read(FILE).addressesOf("play"), []);
  assertEquals(read(FILE).addressesOf(""), []);
});

Deno.test("the name of a profile is any text, in quotes", () => {
  const names = ["公司", "two words", "tls://a:1", "#1", "münchen", "a=b", "приват", "q]", "x.org"];
  const file = read(names.map((name) => `["${name}"]\nnick = "of-${name.length}"`).join("\n"));
  assertEquals(file.profiles, names);
  for (const name of names) {
    assertEquals(file.addressesOf(name), [name]);
    assertEquals(file.valuesFor(name)("HUBBUB_NICK"), `of-${name.length}`);
  }
});

Deno.test("a profile is found however its name is typed", () => {
  const file = read(`[" mu\u0308nchen "] # with two code points\naddress = "a.example"\n`);
  for (const name of ["m\u00fcnchen", "mu\u0308nchen"]) {
    assertEquals(file.addressesOf(name), ["a.example"]);
  }
});

const MISTAKES: ReadonlyArray<readonly [string, string]> = [
  ['nick = "ann"\nnikc = "x"', 'conf.toml:2:1: there is no option "nikc"; did you mean nick?'],
  ['  color = "blue"', 'conf.toml:1:11: color "blue" is not one of auto, always, never'],
  ["plain = 2", 'conf.toml:1:9: plain "2" is not yes or no'],
  ["history = 201", 'conf.toml:1:11: history "201" is not a whole number from 0 to 200'],
  ['rooms = ["dev",\n  ""]', 'conf.toml:2:3: rooms "" is not text of 1 to 256 characters, '],
  ['rooms = ["dev", "ops"\n', "conf.toml:2:1: "],
  ['nick = ["ann"]', "conf.toml:1:9: this option takes one value and no list"],
  ['nick = "ann"\nnick = "bob"', "conf.toml:2:1: this was given before"],
  ['["a"]\n[a]', "conf.toml:2:2: this was given before"],
  ['[" "]\nrooms = ["a"]', "conf.toml:1:2: a heading is one name in brackets"],
  ['[w]\naddress = "ftp://x"', 'conf.toml:2:11: address "ftp://x" is not HOST[:PORT], '],
  ['address = "ftp://x"', 'conf.toml:1:11: address "ftp://x" is not HOST[:PORT], '],
  ['rooms = ["a"]\nnick = ann', "conf.toml:2:8: "],
];

for (const [text, sentence] of MISTAKES) {
  Deno.test(`${JSON.stringify(text)} is one sentence with line and column`, () => {
    const whole = complaint(text);
    assertEquals(whole?.slice(0, sentence.length), sentence, whole);
  });
}

Deno.test("a mistake is said in Chinese as well", () => {
  const file = parseConfigFile({ text: 'nick = ["ann"]', path: "conf.toml" }, CLIENT_OPTIONS);
  const words = file.kind === "mistake" ? file.say(CHINESE_OPTIONS) : "";
  assertEquals(words, "conf.toml:1:9: 这个选项只接受一个值，不接受列表");
});

Deno.test("a file of the old format is read as before", () => {
  const file = read("nick = ann\n[chat.example.net]\nbell = yes\nrooms = dev, ops\n");
  assertEquals([file.format, file.profiles], ["old", ["chat.example.net"]]);
  const said = file.valuesFor("chat.example.net");
  assertEquals(["NICK", "BELL", "ROOM"].map((name) => said(`HUBBUB_${name}`)), [
    "ann",
    "yes",
    "dev,ops",
  ]);
});

Deno.test("what is TOML with mistakes and the old format without is the old format", () => {
  const file = read('ca = "C:\\new"\n');
  assertEquals([file.format, file.valuesFor(undefined)("HUBBUB_CA")], ["old", "C:\\new"]);
});

const BOTH: ReadonlyArray<readonly [string, string]> = [
  ["nick = ann\nnikc = x", 'conf:2:1: there is no option "nikc"; did you mean nick?'],
  ['rooms = ["dev"]\nnikc = "x"', 'conf:2:1: there is no option "nikc"; did you mean nick?'],
  ["nick = ann\ncolor = blue", 'conf:2:9: color "blue" is not one of auto, always, never'],
  ['nick = "ann"\ncolor = blue', 'conf:2:9: color "blue" is not one of auto, always, never'],
  ["nikc = ann", 'conf:1:1: there is no option "nikc"; did you mean nick?'],
  ["nick = ann\nplain", "conf:2:1: this is neither KEY = VALUE nor [PROFILE]"],
  ["plain", "conf:1:6: there is no equals sign behind the name"],
  ['rooms = ["dev"]\nplain', "conf:2:6: there is no equals sign behind the name"],
];

for (const [text, sentence] of BOTH) {
  Deno.test(`${JSON.stringify(text)} is taken for the format that understands more of it`, () => {
    assertEquals(complaint(text, "conf"), sentence);
  });
}

Deno.test("a file whose name ends in .toml is never of the old format", () => {
  assertEquals(complaint("color = auto", "x.TOML")?.slice(0, 12), "x.TOML:1:9: ");
  assertEquals(complaint("color = auto", "x"), undefined);
});
