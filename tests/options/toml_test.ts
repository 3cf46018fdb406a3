import { assert, assertEquals } from "@std/assert";
import { readToml, type TomlSection } from "../../lib/options/toml.ts";

function sectionsOf(text: string): readonly TomlSection[] {
  const read = readToml(text);
  assert(read.kind === "toml", JSON.stringify(read));
  return read.sections;
}

function faultIn(text: string): string {
  const read = readToml(text);
  assert(read.kind === "fault", JSON.stringify(read));
  return `${read.line}:${read.column} ${read.fault}`;
}

function valuesIn(text: string): readonly string[] {
  const [top] = sectionsOf(text);
  return (top?.entries ?? []).flatMap(({ values }) => values.map((value) => value.text));
}

Deno.test("readToml() gives keys, values and lists with their places", () => {
  const text =
    'rate = 2.5 # lines\n\nlisten = [\n  "a", # one\n  "b",\n]\n[work]\n  plain = true\n';
  assertEquals(sectionsOf(text), [
    {
      name: undefined,
      line: 1,
      column: 1,
      entries: [
        {
          key: "rate",
          line: 1,
          column: 1,
          isList: false,
          values: [{ text: "2.5", isBoolean: false, line: 1, column: 8 }],
        },
        {
          key: "listen",
          line: 3,
          column: 1,
          isList: true,
          values: [
            { text: "a", isBoolean: false, line: 4, column: 3 },
            { text: "b", isBoolean: false, line: 5, column: 3 },
          ],
        },
      ],
    },
    {
      name: "work",
      line: 7,
      column: 2,
      entries: [{
        key: "plain",
        line: 8,
        column: 3,
        isList: false,
        values: [{ text: "true", isBoolean: true, line: 8, column: 11 }],
      }],
    },
  ]);
});

Deno.test("readToml() reads an empty file, line ends of both kinds, and a byte order mark", () => {
  assertEquals(sectionsOf("")[0]?.entries, []);
  assertEquals(sectionsOf("# nothing\r\n")[0]?.entries, []);
  assertEquals(valuesIn("\ufeffa = 1\r\nb = 2\r\n"), ["1", "2"]);
});

Deno.test("readToml() takes text in every form, and any text as a heading", () => {
  assertEquals(valuesIn('a = "C:\\\\x\\t\\u4f60"'), ["C:\\x\t你"]);
  assertEquals(valuesIn("a = 'C:\\x'"), ["C:\\x"]);
  assertEquals(valuesIn('a = """\nb\nc"""'), ["b\nc"]);
  assertEquals(sectionsOf('["tls://a:1"]\n["公司 \\"x\\""]\n[a-1]').map(({ name }) => name), [
    undefined,
    "tls://a:1",
    '公司 "x"',
    "a-1",
  ]);
});

Deno.test("readToml() gives a number as it is written, and no more digits than that", () => {
  assertEquals(valuesIn("a = [1_000, 0o660, 0x1F, 2.50, -3, 99999999999999999999]"), [
    "1000",
    "0o660",
    "0x1F",
    "2.50",
    "-3",
    "99999999999999999999",
  ]);
});

Deno.test("readToml() takes names that an object has from the beginning for names", () => {
  const [top] = sectionsOf("__proto__ = 1\nconstructor = 2");
  assertEquals(top?.entries.map(({ key }) => key), ["__proto__", "constructor"]);
});

Deno.test("readToml() says what is wrong, and at which line and column", () => {
  const faults: readonly (readonly [string, string])[] = [
    ['a = 1\nb = "x\n', "2:7 text-not-ended"],
    ["a = [1, 2", "1:10 list-not-ended"],
    ["[work\n", "1:6 heading-not-ended"],
    ["[work\nbell = true\n", "1:6 heading-not-ended"],
    ["a = 1\r\n  [work \r\n", "2:8 heading-not-ended"],
    ["a.b = 1", "1:1 bad-key"],
    ["a..b = 1", "1:2 bad-key"],
    ["a. = 1", "1:2 bad-key"],
    ["[ ]", "1:3 bad-key"],
    ["[a.b]", "1:2 bad-heading"],
    ["[[a]]", "1:3 bad-heading"],
    ["a = 1 b = 2", "1:7 not-one-value"],
    ["idle = 5m", "1:9 not-one-value"],
    ["a", "1:2 no-equals"],
    ["a = # one", "1:10 no-value"],
    ["a = [1 2]", "1:8 no-comma"],
    ["a\n= 1", "2:1 not-on-one-line"],
    ["a = 1\nb = 2\na = 3", "3:1 given-before"],
    ["[a]\n[b]\n[a]", "3:2 given-before"],
    ['a = "\u0007"', "1:6 control-character"],
    ["# \u0007", "1:3 control-character"],
    ['a = "\\q"', "1:7 bad-escape"],
    ["a = 1__0", "1:7 bad-number"],
    ["a = 01", "1:5 bad-number"],
    ["a = 1979-13-01", "1:14 bad-value"],
    ["a = 1979-05-27", "1:5 bad-value"],
    ["a = { b = 1 }", "1:5 bad-value"],
    ["a = [[1]]", "1:6 bad-value"],
    ["lang = zh", "1:8 unexpected"],
    ["file = /etc/x", "1:8 unexpected"],
    ["= 1", "1:1 unexpected"],
    ['a = ["b",,]', "1:10 unexpected"],
  ];
  for (const [text, fault] of faults) assertEquals(faultIn(text), fault, text);
});

Deno.test("readToml() survives more brackets than the stack holds", () => {
  const [open, close] = ["[".repeat(50_000), "]".repeat(50_000)];
  assertEquals(faultIn(`a = ${open}${close}`), "1:1 bad-value");
});
