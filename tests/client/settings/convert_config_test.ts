import { assert, assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { convertConfig } from "../../../lib/client/settings/convert_config.ts";
import { parseConfigFile } from "../../../lib/client/settings/config_file.ts";
import { firstMistake } from "../../../lib/client/settings/entry.ts";
import { readOldConfig } from "../../../lib/client/settings/old_config.ts";
import { CLIENT_OPTIONS } from "../../../lib/client/settings/options.ts";
import { readTomlConfig } from "../../../lib/client/settings/toml_config.ts";

function convert(text: string): string {
  return convertConfig(text, CLIENT_OPTIONS);
}

Deno.test("convertConfig() keeps order, comments and blank lines", () => {
  const old = `\ufeff# For every server.
nick = ann
timestamps = full   # always
history = 020

# hubbub work
[work]  # at the office
rooms = #nothing, dev
[chat.example.net] # a profile without an address
plain = yes\r
ca = "C:\\new \u0007.pem"
no-reconnect=off


`.replace("#nothing", "ops");
  assertEquals(
    convert(old),
    `# For every server.
nick = "ann"
timestamps = "full"   # always
history = 20

# hubbub work
[work]  # at the office
rooms = ["ops", "dev"]
["chat.example.net"] # a profile without an address
plain = true
ca = "C:\\\\new \\u0007.pem"
no-reconnect = false
`,
  );
});

Deno.test("convertConfig() has each profile and each option once, as TOML wants it", () => {
  const old = `nick = ann
nick = bob
[work]
room = dev
[home]
plain = yes
[work] # again
rooms = ops
`;
  assertEquals(
    convert(old),
    `# nick = "ann"
nick = "bob"
[work]
# rooms = ["dev"]
# again
rooms = ["ops"]
[home]
plain = true
`,
  );
});

Deno.test("convertConfig() makes an empty file of nothing", () => {
  assertEquals([convert(""), convert("\n\n")], ["\n", "\n"]);
});

const word = fc.stringMatching(/^[^\s"#\]\[=\\,]{1,8}$/u);
const text = fc.oneof(word, fc.stringMatching(/^[^"\n\r\0]{1,12}$/u));
const value = fc.oneof(
  fc.constantFrom("yes", "no", "on", "false", "20", "007", "auto", "never", "full", "time", "zh"),
  word,
  text.map((each) => `"${each}"`),
  fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(", ")),
);
const key = fc.constantFrom(...Object.keys(CLIENT_OPTIONS), "rooms", "servers", "address");
const comment = fc.oneof(fc.constant(""), text.map((each) => ` # ${each}`));
const line = fc.oneof(
  { weight: 1, arbitrary: comment },
  { weight: 1, arbitrary: fc.tuple(text, comment).map(([name, end]) => `[${name}]${end}`) },
  { weight: 5, arbitrary: fc.tuple(key, value, comment).map(([k, v, end]) => `${k} = ${v}${end}`) },
);

Deno.test("what convertConfig() makes is TOML, and says what the old file said", () => {
  let tried = 0;
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      // A file with one mistake would be refused: only the lines that are read stay.
      const good = lines.filter((each) => {
        const alone = readOldConfig(each, CLIENT_OPTIONS);
        return firstMistake(alone, CLIENT_OPTIONS) === undefined;
      });
      const old = ["[first]", ...good].join("\n");
      const reading = readOldConfig(old, CLIENT_OPTIONS);
      if (firstMistake(reading, CLIENT_OPTIONS) !== undefined) return;
      tried += 1;
      const toml = convert(old);
      const read = readTomlConfig(toml, CLIENT_OPTIONS);
      assertEquals(read.fault, undefined, toml);
      const before = parseConfigFile({ text: old, path: "x" }, CLIENT_OPTIONS);
      const after = parseConfigFile({ text: toml, path: "x.toml" }, CLIENT_OPTIONS);
      assert(before.kind === "file" && after.kind === "file", toml);
      assertEquals(after.profiles, before.profiles);
      assertEquals(convertOnce(toml), toml);
      for (const profile of [undefined, ...before.profiles]) {
        assertEquals(after.addressesOf(profile), before.addressesOf(profile), toml);
        for (const { section, key, values } of effective(reading.entries, profile)) {
          if (["address", "server", "servers"].includes(key)) continue;
          const name = `HUBBUB_${
            (key === "rooms" ? "room" : key).toUpperCase().replaceAll("-", "_")
          }`;
          const said = values.map(({ text }) => text).join(",");
          const now = after.valuesFor(profile)(name);
          assertEquals(meaning(key, now), meaning(key, said), `${section} ${key}\n${toml}`);
        }
      }
    }),
    { numRuns: 500 },
  );
  assert(tried > 200, `only ${tried} files were tried`);
});

/** The last entry of each option, that of the profile before that of all. */
function effective(
  entries: ReturnType<typeof readOldConfig>["entries"],
  profile: string | undefined,
): ReturnType<typeof readOldConfig>["entries"] {
  const last = new Map<string, (typeof entries)[number]>();
  for (const section of ["", profile ?? ""]) {
    for (const entry of entries.filter((each) => each.section === section)) {
      last.set(entry.key === "rooms" ? "room" : entry.key, entry);
    }
  }
  return [...last.values()];
}

/** `yes` and `true` mean the same, and so do `007` and `7`. */
function meaning(key: string, text: string | undefined): unknown {
  if (key === "rooms" || key === "room") return text;
  const { kind } = CLIENT_OPTIONS[key as keyof typeof CLIENT_OPTIONS];
  return kind.read(text ?? "");
}

function convertOnce(toml: string): string {
  const file = parseConfigFile({ text: toml, path: "x" }, CLIENT_OPTIONS);
  return file.kind === "file" && file.format === "toml" ? toml : "";
}
