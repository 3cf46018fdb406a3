/**
 * The table of commands on its way through the welcome, and what is made of a hostile one.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { bind } from "../../../lib/core/commands/bind.ts";
import { ownRows, ownRowsJson, readRows } from "../../../lib/wire/json/commands.ts";

const TOPIC = { name: "topic", params: [{ field: "text", shape: "rest" }], summary: "s" };

Deno.test("the rows of this daemon's commands come out as they went in", () => {
  assertEquals<unknown>(
    readRows(JSON.parse(ownRowsJson.en())),
    JSON.parse(JSON.stringify(ownRows())),
  );
  assertEquals(ownRows().map(({ name }) => name), [
    ..."nick who me say join part rooms topic room invite kick".split(" "),
    ..."mute unmute op deop voice devoice whois msg private reply away".split(" "),
    ..."ignore unignore ping history search lang ban unban bans announce lockdown shutdown help quit"
      .split(" "),
  ]);
});

Deno.test("the rows are told in so many bytes", () => {
  // Each program is sent them once.
  assertEquals(ownRowsJson.en().length < 7000, true, `${ownRowsJson.en().length}`);
});

Deno.test("a shape that is not known is a word", () => {
  const [row] = readRows([{ ...TOPIC, params: [{ field: "room", shape: "place" }] }]) ?? [];
  assertEquals(row?.params, [{ field: "room", shape: "word" }]);
});

Deno.test("a row that is not what it should be is left out, and the others stay", () => {
  const strange = [
    7,
    null,
    [],
    {},
    { ...TOPIC, name: "Topic" },
    { ...TOPIC, name: "a\u001b[2J" },
    { ...TOPIC, name: "a b" },
    { ...TOPIC, name: "x".repeat(33) },
    { ...TOPIC, params: {} },
    { ...TOPIC, params: [7] },
    { ...TOPIC, params: [{ field: "type", shape: "rest" }] },
    { ...TOPIC, params: [{ field: "__proto__", shape: "rest" }] },
    { ...TOPIC, params: [{ field: "a" }] },
    { ...TOPIC, params: [{ field: "a", shape: "word" }, { field: "a", shape: "word" }] },
    { ...TOPIC, params: Array(17).fill({ field: "a", shape: "word" }) },
  ];
  assertEquals(readRows([...strange, TOPIC])?.map(({ name }) => name), ["topic"]);
  assertEquals(readRows([TOPIC, TOPIC])?.length, 1);
  for (const value of [undefined, null, 7, "x", {}]) assertEquals(readRows(value), undefined);
});

Deno.test("what a daemon tells of its commands is bounded and safe to show", () => {
  const rows = Array.from({ length: 300 }, (_, i) => ({ ...TOPIC, name: `c${i}` }));
  assertEquals(readRows(rows)?.length, 256);
  const words = ["on", "o\u001bn", "a b", "", 7, "x".repeat(33), ...Array(99).fill("w")];
  const summary = `\u001b[2J${"s".repeat(999)}`;
  const params = [{ field: "how", shape: "word", words, optional: true }];
  const [row] = readRows([{ ...TOPIC, params, summary }]) ?? [];
  assertEquals(row?.summary, `\ufffd[2J${"s".repeat(196)}`);
  assertEquals(row?.params[0]?.words?.slice(0, 2), ["on", "w"]);
  assertEquals(row?.params[0]?.words?.length, 64);
  assertEquals(row?.params[0]?.isOptional, true);
});

Deno.test("readRows() never throws, and what it gives can be bound", () => {
  const value = fc.anything();
  const param = fc.record({
    field: fc.oneof(fc.constantFrom("a", "b", "type"), value),
    shape: value,
  });
  const row = fc.record({
    name: fc.oneof(fc.constantFrom("x", "y"), value),
    params: fc.array(param),
  });
  fc.assert(
    fc.property(fc.array(fc.oneof(row, value)), fc.string(), (rows, line) => {
      for (const { name, params } of readRows(rows) ?? []) bind(name, params, line);
    }),
  );
});
