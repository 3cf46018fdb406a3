import { assert, assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { DAEMON_OPTIONS } from "../../lib/options/daemon.ts";
import { readFileValues } from "../../lib/options/file_values.ts";
import { flag, text } from "../../lib/options/kinds.ts";
import {
  fileOptions,
  type FileValues,
  type OptionTable,
  variableOf,
} from "../../lib/options/option.ts";
import { parseGiven } from "../../lib/options/parse.ts";
import { printSettings } from "../../lib/options/print_settings.ts";
import { isMistake } from "../../lib/options/startup.ts";
import { ENGLISH_OPTIONS } from "../../lib/words/en/options.ts";
import {
  namesInFile,
  OPTION_SAMPLES,
  type OptionName,
  optionOf,
} from "../support/option_samples.ts";

type Said = Readonly<Record<string, readonly string[]>>;

function fileValues(text: string): FileValues {
  const values = readFileValues(text, { path: "c.toml", options: fileOptions(DAEMON_OPTIONS) });
  if (isMistake(values)) throw new Error(`${values.say(ENGLISH_OPTIONS)} in\n${text}`);
  return values;
}

function parse(flags: Said, variables?: Said, file?: FileValues) {
  const args = Object.entries(flags).flatMap(([name, texts]) =>
    texts.map((text) => `--${name}=${text}`)
  );
  const env = Object.fromEntries(
    Object.entries(variables ?? {}).map(([name, texts]) => [variableOf(name), texts.join(",")]),
  );
  const given = { args, env: (name: string) => env[name], file };
  const parsed = parseGiven(DAEMON_OPTIONS, given);
  assert(parsed.kind === "parsed", JSON.stringify(parsed));
  return parsed;
}

/** Any values for some of the options. */
function said(): fc.Arbitrary<Said> {
  const path = fc.string({ unit: "grapheme-composite", minLength: 1 })
    .filter((path) => !path.includes("\0") && path.trim() === path && path.isWellFormed());
  const one = (name: OptionName): fc.Arbitrary<string> => {
    const { kind } = optionOf(name);
    return kind.isFile || kind.isFolder ? path : fc.constantFrom(...OPTION_SAMPLES[name] ?? []);
  };
  const entries = namesInFile().map((name) => {
    const most = optionOf(name).isRepeatable ? 3 : 1;
    return [name, fc.array(one(name), { minLength: 1, maxLength: most })] as const;
  });
  return fc.record(Object.fromEntries(entries), { requiredKeys: [] }) as fc.Arbitrary<Said>;
}

Deno.test("what is printed can be fed back: it gives the same values", () => {
  const withoutComma = said().map((said) =>
    Object.fromEntries(
      Object.entries(said).filter(([, texts]) => texts.every((each) => !each.includes(","))),
    )
  );
  fc.assert(fc.property(said(), withoutComma, said(), (flags, variables, others) => {
    const first = fileValues(printSettings(DAEMON_OPTIONS, parse(others, {}), "en"));
    const parsed = parse(flags, variables, first);
    for (const language of ["en", "zh"] as const) {
      const printed = printSettings(DAEMON_OPTIONS, parsed, language);
      assertEquals(parse({}, {}, fileValues(printed)).values, parsed.values);
    }
  }));
});

Deno.test("each line says where its value comes from", () => {
  const file = fileValues('\nburst = 7\nmotd = "m"\n');
  const parsed = parse({ rate: ["3"] }, { grace: ["1s"] }, file);
  const lines = printSettings(DAEMON_OPTIONS, parsed, "en").split("\n");
  const lineOf = (name: string) => lines.find((line) => line.startsWith(`${name} `));
  assertEquals(lineOf("rate"), "rate = 3  # from --rate");
  assertEquals(lineOf("grace"), 'grace = "1s"  # from HUBBUB_GRACE');
  assertEquals(lineOf("burst"), "burst = 7  # from c.toml:2:1");
  assertEquals(lineOf("motd"), 'motd = "m"  # from c.toml:3:1');
  assertEquals(lineOf("max-line"), "max-line = 4096  # default");
  assert(lines.includes("# listen: not set; 127.0.0.1:8000 if there is no other listener"));
  assert(lines.includes("# data: not set"));
});

Deno.test("options about one call are not printed", () => {
  const printed = printSettings(DAEMON_OPTIONS, parse({ config: ["c.toml"] }, {}), "en");
  assertEquals(printed.split("\n").filter((line) => line.includes("config")), []);
});

Deno.test("no control character and nothing invisible of a path is printed", () => {
  const printed = printSettings(
    DAEMON_OPTIONS,
    parse({ motd: ["a\x1b[2J\u202e\u{e0001}\x7f"] }, {}),
    "en",
  );
  assert(printed.includes('motd = "a\\u001b[2J\\u202e\\U000e0001\\u007f"'), printed);
});

Deno.test("a secret is not printed, and a flag is true or false", () => {
  const summary = { en: "", zh: "" };
  const table = {
    "word": { kind: text("WORD", 9), isSecret: true, summary },
    "loud": { kind: flag(), summary },
  } as const satisfies OptionTable;
  const env = (name: string) => name === "HUBBUB_LOUD" ? "yes" : undefined;
  const parsed = parseGiven(table, { args: ["--word=sesame"], env });
  assert(parsed.kind === "parsed");
  assertEquals(
    printSettings(table, parsed, "en"),
    '# word = "***"  # from --word; a secret, which is not shown\nloud = true  # from HUBBUB_LOUD\n',
  );
});
