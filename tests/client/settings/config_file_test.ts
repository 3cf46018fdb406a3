import { assertEquals } from "@std/assert";
import { CLIENT_OPTIONS } from "../../../lib/client/settings/options.ts";
import { ENGLISH_OPTIONS } from "../../../lib/words/en/options.ts";
import {
  type ConfigFile,
  configPath,
  parseConfigFile,
} from "../../../lib/client/settings/config_file.ts";

function read(text: string): ConfigFile {
  const file = parseConfigFile(text, "conf", CLIENT_OPTIONS);
  if (file.kind !== "file") throw new Error(file.say(ENGLISH_OPTIONS));
  return file;
}

function complaint(text: string): string | undefined {
  const file = parseConfigFile(text, "conf", CLIENT_OPTIONS);
  return file.kind === "mistake" ? file.say(ENGLISH_OPTIONS) : undefined;
}

const FILE = `# my places
nick = ann
timestamps = full   # always

[work]
address = tls://chat.example.org:9000
nick = "ann.work"

[home]
address = unix:/run/hubbub.sock
plain = yes
`;

Deno.test("what holds for all holds without a profile", () => {
  const said = read(FILE).valuesFor(undefined);
  assertEquals([said("HUBBUB_NICK"), said("HUBBUB_TIMESTAMPS"), said("HUBBUB_PLAIN")], [
    "ann",
    "full",
    undefined,
  ]);
});

Deno.test("a profile wins over what holds for all", () => {
  const file = read(FILE);
  assertEquals(file.profiles, ["work", "home"]);
  assertEquals(file.addressOf("work"), "tls://chat.example.org:9000");
  assertEquals(file.valuesFor("work")("HUBBUB_NICK"), "ann.work");
  assertEquals(file.valuesFor("home")("HUBBUB_NICK"), "ann");
  assertEquals(file.valuesFor("home")("HUBBUB_PLAIN"), "yes");
});

Deno.test("rooms are one value in a file, separated by commas", () => {
  const file = read(`rooms = lobby, dev\n[work]\nrooms = "#ops,#dev"\n`);
  assertEquals(file.valuesFor(undefined)("HUBBUB_ROOM"), "lobby, dev");
  assertEquals(file.valuesFor("work")("HUBBUB_ROOM"), "#ops,#dev");
});

Deno.test("a room without a name is a mistake, and so is what a comment has swallowed", () => {
  const long = "x".repeat(257);
  assertEquals(complaint(`rooms = dev, ${long}`)?.includes(`"${"x".repeat(20)}`), true);
  assertEquals(complaint("rooms = dev,,ops")?.startsWith('conf:1:9: rooms ""'), true);
  assertEquals(complaint("rooms = #dev")?.startsWith('conf:1:9: rooms ""'), true);
  assertEquals(complaint("romms = dev")?.includes("rooms"), true);
});

Deno.test("nobody's profile has no address", () => {
  assertEquals(read(FILE).addressOf("play"), undefined);
  assertEquals(read(FILE).addressOf(""), undefined);
});

Deno.test("the name of a profile is any text without a bracket", () => {
  const names = ["公司", "two words", "tls://a:1", "#1", "münchen", "a=b", "приват", '"q"'];
  const file = read(names.map((name) => `[${name}]\nnick = of-${name.length}`).join("\n"));
  assertEquals(file.profiles, names);
  for (const name of names) {
    assertEquals(file.addressOf(name), name);
    assertEquals(file.valuesFor(name)("HUBBUB_NICK"), `of-${name.length}`);
  }
});

Deno.test("a profile is found however its name is typed", () => {
  const file = read("[ mu\u0308nchen ] # with two code points\naddress = a.example\nnick = ann\n");
  for (const name of ["m\u00fcnchen", "mu\u0308nchen"]) {
    assertEquals(file.addressOf(name), "a.example");
    assertEquals(file.valuesFor(name)("HUBBUB_NICK"), "ann");
  }
});

const MISTAKES: ReadonlyArray<readonly [string, string]> = [
  ["nick = ann\nnikc = x", 'conf:2:1: there is no option "nikc"; did you mean nick'],
  ["  color = blue", 'conf:1:11: color "blue" is not one of auto, always, never'],
  ["plain", "conf:1:1: this is neither KEY = VALUE nor [PROFILE]"],
  ["[]", "conf:1:1: this is neither KEY = VALUE nor [PROFILE]"],
  [" [ ]", "conf:1:2: this is neither KEY = VALUE nor [PROFILE]"],
  ["[a]]", "conf:1:1: this is neither KEY = VALUE nor [PROFILE]"],
  ["[a", "conf:1:1: this is neither KEY = VALUE nor [PROFILE]"],
  [
    "[w]\naddress = ftp://x",
    'conf:2:11: address "ftp://x" is not HOST[:PORT], tls://HOST[:PORT] or unix:PATH',
  ],
  ["address = x", 'conf:1:1: there is no option "address"'],
];

for (const [text, sentence] of MISTAKES) {
  Deno.test(`${JSON.stringify(text)} is one sentence with line and column`, () => {
    assertEquals(complaint(text), sentence);
  });
}

Deno.test("the file is where the platform keeps configuration", () => {
  const env = (variables: Record<string, string>) => (name: string) => variables[name];
  assertEquals(configPath(env({ HOME: "/h" }), "linux"), "/h/.config/hubbub/config");
  assertEquals(configPath(env({ HOME: "/h", XDG_CONFIG_HOME: "/c" }), "linux"), "/c/hubbub/config");
  assertEquals(
    configPath(env({ HOME: "/h" }), "darwin"),
    "/h/Library/Application Support/hubbub/config",
  );
  assertEquals(configPath(env({ APPDATA: "C:\\r" }), "windows"), "C:\\r\\hubbub\\config");
});
