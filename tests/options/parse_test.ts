import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { choice, decimal, duration, flag, integer, text } from "../../lib/options/kinds.ts";
import { helpText } from "../../lib/options/help.ts";
import type { OptionTable } from "../../lib/options/option.ts";
import { parseOptions } from "../../lib/options/parse.ts";
import type { Program } from "../../lib/options/program.ts";
import { showText } from "../../lib/options/show.ts";

/** The same text in every language. */
function both(text: string) {
  return { en: text, zh: text };
}

const TABLE = {
  "rate": { kind: decimal({ min: 0, max: 100 }), default: "2", summary: both("lines a second") },
  "burst": { kind: integer({ min: 1, max: 9 }), summary: both("lines at once") },
  "door": { kind: text("NAME", 8), isRepeatable: true, summary: both("opens a door") },
  "idle-for": {
    kind: duration({ min: 10, max: 60_000, canBeOff: true }),
    default: "5s",
    summary: both("waits"),
  },
  "names": { kind: choice(["auto", "guest"]), default: "auto", summary: both("says names") },
  "no-return": { kind: flag(), summary: both("stays away") },
} as const satisfies OptionTable;

function parse(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return parseOptions(TABLE, args, (name) => Object.hasOwn(env, name) ? env[name] : undefined);
}

function valuesOf(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const parsed = parse(args, env);
  assert(parsed.kind === "parsed", JSON.stringify(parsed));
  return parsed.values;
}

function assertProblem(
  args: readonly string[],
  problem: string,
  env: Readonly<Record<string, string>> = {},
) {
  assertEquals(parse(args, env), { kind: "problem", problem });
}

Deno.test("without arguments the defaults hold", () => {
  assertEquals(parse([]), {
    kind: "parsed",
    positionals: [],
    values: {
      "rate": 2,
      "burst": undefined,
      "door": [],
      "idle-for": 5000,
      "names": "auto",
      "no-return": false,
    },
    sources: {
      "rate": undefined,
      "burst": undefined,
      "door": undefined,
      "idle-for": undefined,
      "names": undefined,
      "no-return": undefined,
    },
  });
});

Deno.test("a value follows its option, or an equals sign", () => {
  assertEquals(valuesOf(["--rate", "7", "--burst=3"]).rate, 7);
  assertEquals(valuesOf(["--rate", "7", "--burst=3"]).burst, 3);
  assertEquals(valuesOf(["--rate=0.5"]).rate, 0.5);
  assertEquals(valuesOf(["--door=a=b"]).door, ["a=b"]);
  assertEquals(valuesOf(["--door", "-x"]).door, ["-x"]);
  assertEquals(valuesOf(["--door=--x"]).door, ["--x"]);
  assertEquals(valuesOf(["--door", "007"]).door, ["007"]);
});

Deno.test("the last value wins, except where an option is repeatable", () => {
  assertEquals(valuesOf(["--rate", "7", "--rate", "9"]).rate, 9);
  assertEquals(valuesOf(["--door", "a", "--door=b", "--door", "a"]).door, ["a", "b", "a"]);
});

Deno.test("an environment variable stands in for an option, and a flag wins over it", () => {
  assertEquals(valuesOf([], { HUBBUB_RATE: "7" }).rate, 7);
  assertEquals(valuesOf(["--rate", "9"], { HUBBUB_RATE: "7" }).rate, 9);
  assertEquals(valuesOf(["--rate", "9"], { HUBBUB_RATE: "wrong" }).rate, 9);
  assertEquals(valuesOf([], { HUBBUB_IDLE_FOR: "1m" })["idle-for"], 60_000);
  assertEquals(valuesOf([], { HUBBUB_RATE: "" }).rate, 2);
});

Deno.test("the variable of a repeatable option lists values, and a flag replaces them all", () => {
  assertEquals(valuesOf([], { HUBBUB_DOOR: "a, b,,c," }).door, ["a", "b", "c"]);
  assertEquals(valuesOf(["--door", "d"], { HUBBUB_DOOR: "a,b" }).door, ["d"]);
  assertEquals(valuesOf(["--door", "d,e"]).door, ["d,e"]);
});

Deno.test("the variable of a flag says yes or no", () => {
  for (const yes of ["1", "true", "yes", "on", "TRUE"]) {
    assertEquals(valuesOf([], { HUBBUB_NO_RETURN: yes })["no-return"], true);
  }
  for (const no of ["0", "false", "no", "off", ""]) {
    assertEquals(valuesOf([], { HUBBUB_NO_RETURN: no })["no-return"], false);
  }
  assertEquals(valuesOf(["--no-return"], { HUBBUB_NO_RETURN: "no" })["no-return"], true);
  assertProblem([], 'HUBBUB_NO_RETURN "maybe" is not yes or no', { HUBBUB_NO_RETURN: "maybe" });
});

Deno.test("a flag takes no value, neither its own nor the next argument", () => {
  assertProblem(["--no-return=true"], '--no-return takes no value, not "true"');
  assertProblem(["--no-return="], '--no-return takes no value, not ""');
  const parsed = parse(["--no-return", "true"]);
  assert(parsed.kind === "parsed");
  assertEquals(parsed.values["no-return"], true);
  assertEquals(parsed.positionals, ["true"]);
});

Deno.test("a flag whose name begins with no- is not taken for the negation of another", () => {
  assertProblem(["--no-rate"], "unknown option --no-rate; see --help");
  assertProblem(["--no-rate=5"], "unknown option --no-rate; see --help");
  assertProblem(["--turn"], "unknown option --turn; see --help");
});

Deno.test("a flag is taken back by its opposite, also what its variable says; the last counts", () => {
  const env = { HUBBUB_NO_RETURN: "yes" };
  assertEquals(valuesOf([], env)["no-return"], true);
  assertEquals(valuesOf(["--return"], env)["no-return"], false);
  assertEquals(valuesOf(["--no-return", "--return"])["no-return"], false);
  assertEquals(valuesOf(["--return", "--no-return"])["no-return"], true);
  assertProblem(["--return=no"], '--return takes no value, not "no"');
});

Deno.test("a value out of range is quoted, and the sentence says what is allowed", () => {
  assertProblem(["--rate", "x"], '--rate "x" is not a number from 0 to 100');
  assertProblem(["--rate", "-5"], '--rate "-5" is not a number from 0 to 100');
  assertProblem(["--rate", "100.001"], '--rate "100.001" is not a number from 0 to 100');
  assertProblem(["--burst", "1.5"], '--burst "1.5" is not a whole number from 1 to 9');
  assertProblem(["--burst", "0x1"], '--burst "0x1" is not a whole number from 1 to 9');
  assertProblem(["--burst", "1e0"], '--burst "1e0" is not a whole number from 1 to 9');
  assertProblem(["--burst", " 1"], '--burst " 1" is not a whole number from 1 to 9');
  assertProblem(["--names", "Auto"], '--names "Auto" is not one of auto, guest');
  assertProblem(["--rate", "\x1b[2J"], '--rate "\\u{1b}[2J" is not a number from 0 to 100');
});

Deno.test("a duration without a unit is refused with advice", () => {
  const allowed = "is not a duration from 10ms to 1m, or 0 for none";
  assertProblem(["--idle-for", "30"], `--idle-for "30" ${allowed}; for seconds write 30s`);
  assertProblem(["--idle-for", "9ms"], `--idle-for "9ms" ${allowed}`);
  assertProblem(["--idle-for", "61s"], `--idle-for "61s" ${allowed}`);
  assertEquals(valuesOf(["--idle-for", "10ms"])["idle-for"], 10);
  assertEquals(valuesOf(["--idle-for", "1m"])["idle-for"], 60_000);
  assertEquals(valuesOf(["--idle-for", "0"])["idle-for"], 0);
});

Deno.test("a wrong variable is named, not the option", () => {
  assertProblem([], 'HUBBUB_RATE "x" is not a number from 0 to 100', { HUBBUB_RATE: "x" });
  const door = "is not text of 1 to 8 characters, none of them a control character";
  assertProblem([], `HUBBUB_DOOR "123456789" ${door}`, { HUBBUB_DOOR: "ok,123456789" });
});

Deno.test("a missing value is named", () => {
  const sentence = "--rate needs a value: a number from 0 to 100";
  for (const args of [["--rate"], ["--rate="], ["--rate", ""], ["--rate", "--burst", "3"]]) {
    assertProblem(args, sentence);
  }
  assertProblem(["--rate", "--"], sentence);
});

Deno.test("an unknown option is named, with what was probably meant", () => {
  assertProblem(["--rat", "2"], "unknown option --rat; did you mean --rate?");
  assertProblem(["--hlep"], "unknown option --hlep; did you mean --help?");
  assertProblem(["--foo=1"], "unknown option --foo; see --help");
  assertProblem(["--Rate", "2"], "unknown option --Rate; did you mean --rate?");
  assertProblem(["-rate", "2"], "unknown option -rate; did you mean --rate?");
  assertProblem(["-v"], "unknown option -v; see --help");
  assertProblem(["-5"], "unknown option -5; see --help");
  assertProblem(["--rate.x=5"], "unknown option --rate.x; did you mean --rate?");
  assertProblem(["--=x"], "unknown option --; see --help");
  assertProblem(["--\x1b[2J"], "unknown option --\\u{1b}[2J; see --help");
});

Deno.test("names that every object has are plain unknown options", () => {
  for (const name of ["--__proto__", "--constructor", "--toString", "--hasOwnProperty", "--_"]) {
    assertProblem([name, "x"], `unknown option ${name}; see --help`);
    assertProblem([`${name}=x`], `unknown option ${name}; see --help`);
  }
  assertEquals(({} as Record<string, unknown>)["x"], undefined);
});

Deno.test("what is no option is handed on as text, in its order", () => {
  const parsed = parse(["a", "--rate", "1", "-", "8", "--", "--rate", "-h", "--"]);
  assert(parsed.kind === "parsed");
  assertEquals(parsed.positionals, ["a", "-", "8", "--rate", "-h", "--"]);
  assertEquals(parsed.values.rate, 1);
});

Deno.test("help and version win over mistakes that come after them, and over wrong values", () => {
  const help = { kind: "request", request: "help" } as const;
  assertEquals(parse(["--help"]), help);
  assertEquals(parse(["-h", "--foo"]), help);
  assertEquals(parse(["--rate", "x", "--help"]), help);
  assertEquals(parse(["--version"]), { kind: "request", request: "version" });
  assertProblem(["--foo", "--help"], "unknown option --foo; see --help");
  assertEquals(valuesOf([], { HUBBUB_HELP: "1", HUBBUB_VERSION: "2" }).rate, 2);
});

Deno.test("a default that its own kind refuses is a bug", () => {
  const table = {
    n: { kind: integer({ min: 1, max: 2 }), default: "3", summary: both("counts") },
  } as const satisfies OptionTable;
  assertThrows(() => parseOptions(table, [], () => undefined), TypeError, '"3"');
});

const PROGRAM: Program = {
  name: "door",
  usage: both("[options]"),
  about: [both("Opens and closes.")],
  options: TABLE,
  manual: { section: 1, purpose: both("a door"), more: [] },
};

Deno.test("the help says what each option takes, its default and its variable", () => {
  const expected = `Usage: door [options]

Opens and closes.

Options; each has priority over its environment variable, in brackets:

  --rate N                lines a second (default 2; HUBBUB_RATE)
  --burst N               lines at once (HUBBUB_BURST)
  --door NAME             opens a door (repeatable; HUBBUB_DOOR)
  --idle-for DUR          waits (default 5s; HUBBUB_IDLE_FOR)
  --names auto|guest      says names (default auto; HUBBUB_NAMES)
  --no-return             stays away (HUBBUB_NO_RETURN)
  -h, --help              shows this
  --version               shows the version
  --man                   shows the manual page, for man -l -
  --completions bash|zsh|fish
                          shows a script that lets a shell complete these
                          options
`;
  assertEquals(helpText(PROGRAM, "en"), expected);
  assertEquals(showText(PROGRAM, { kind: "request", request: "help" }, "en"), expected);
});

Deno.test("the version is one line: the program and its number", () => {
  assertEquals(showText(PROGRAM, { kind: "request", request: "version" }, "en"), "door 0.1.0\n");
});

Deno.test("the manual page and the completions of a shell are shown on request", () => {
  assertEquals(parse(["--man"]), { kind: "request", request: "man" });
  const fish = { kind: "request", request: "completions", shell: "fish" } as const;
  assertEquals(parse(["--completions", "fish"]), fish);
  assertEquals(parse(["--completions=fish"]), fish);
  assertStringIncludes(
    showText(PROGRAM, fish, "en"),
    "complete -c door -l burst -x -d 'lines at once'",
  );
  assertStringIncludes(
    showText(PROGRAM, { kind: "request", request: "man" }, "en"),
    '.TH DOOR 1 "" "door 0.1.0"\n',
  );
  assertProblem(["--completions", "csh"], '--completions "csh" is not one of bash, zsh, fish');
  assertProblem(["--completions"], "--completions needs a value: one of bash, zsh, fish");
});
