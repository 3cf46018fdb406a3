/**
 * How raw arguments become those of a row. The rows are made for these tests: no command has so many
 * arguments yet.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import type { RawArgs } from "../../../lib/core/command.ts";
import { bind } from "../../../lib/core/commands/bind.ts";
import { usageOf } from "../../../lib/core/commands/usage.ts";
import type { Param } from "../../../lib/core/commands/spec.ts";

const WHISPER: readonly Param[] = [
  { field: "to", shape: "nick", placeholder: "NAME" },
  { field: "text", shape: "rest" },
];
const MUTE: readonly Param[] = [
  { field: "name", shape: "nick" },
  { field: "for", shape: "word", isOptional: true },
  { field: "reason", shape: "rest", isOptional: true },
];

/** The arguments, or the code and what is missing. */
function bound(params: readonly Param[], raw: RawArgs): unknown {
  const binding = bind("x", params, raw);
  return binding.kind === "bound" ? binding.args : binding.notice;
}

Deno.test("bind() takes a word for each argument of a typed line, and the rest for the last", () => {
  assertEquals(bound(WHISPER, "bob see you later"), { to: "bob", text: "see you later" });
  assertEquals(bound(WHISPER, " \t bob \t see  you \t"), { to: "bob", text: "see  you" });
  assertEquals(bound(MUTE, "bob"), { name: "bob" });
  assertEquals(bound(MUTE, "bob 5m"), { name: "bob", for: "5m" });
  assertEquals(bound(MUTE, "bob 5m too loud"), { name: "bob", for: "5m", reason: "too loud" });
  assertEquals(bound([], "whatever"), {});
});

Deno.test("bind() takes the last argument whole, whatever its shape, so that nothing is lost", () => {
  assertEquals(bound([{ field: "nick", shape: "nick" }], " a b "), { nick: "a b" });
  assertEquals(bound([{ field: "lang", shape: "word" }], "zh now"), { lang: "zh now" });
});

Deno.test("bind() leaves a text as it is, blanks included", () => {
  assertEquals(bound([{ field: "text", shape: "text" }], "  hi \t"), { text: "  hi \t" });
  assertEquals(bound([{ field: "text", shape: "text" }], " "), { text: " " });
});

Deno.test("bind() refuses a typed line in which an argument is missing, with the usage", () => {
  const usage = { code: "usage", usage: "/x NAME TEXT" };
  for (const line of ["", "  ", "bob", "bob  "]) assertEquals(bound(WHISPER, line), usage, line);
  assertEquals(bound(MUTE, " "), { code: "usage", usage: "/x NAME [FOR] [REASON]" });
});

Deno.test("bind() takes own string fields alone, as they are", () => {
  assertEquals(bound(WHISPER, { to: " bob", text: "", more: 1 }), { to: " bob", text: "" });
  assertEquals(bound(MUTE, { name: "bob", reason: "x" }), { name: "bob", reason: "x" });
  const badField = (field: string) => ({
    code: "bad-field",
    why: "argument",
    command: "x",
    field,
  });
  assertEquals(bound(WHISPER, { to: "bob" }), badField("text"));
  assertEquals(bound(WHISPER, Object.create({ to: "bob", text: "x" })), badField("to"));
  for (const value of [7, null, true, ["a"], {}]) {
    assertEquals(bound(WHISPER, { to: value, text: "x" }), badField("to"));
    assertEquals(bound(MUTE, { name: "bob", for: value }), badField("for"));
  }
});

Deno.test("usageOf() writes the arguments as they are typed", () => {
  assertEquals(usageOf("x", []), "/x");
  assertEquals(usageOf("mute", MUTE), "/mute NAME [FOR] [REASON]");
  const words = [{ field: "how", shape: "word", words: ["on", "off"], isOptional: true }] as const;
  assertEquals(usageOf("quiet", words), "/quiet [on|off]");
});

Deno.test("bind() never throws, and reads a line and its arguments as fields alike", () => {
  const word = fc.stringMatching(/^[a-z]{1,8}$/);
  fc.assert(
    fc.property(word, word, fc.array(word, { minLength: 1 }), (name, time, reason) => {
      const fields = { name, for: time, reason: reason.join(" ") };
      assertEquals(bound(MUTE, Object.values(fields).join(" ")), bound(MUTE, fields));
    }),
  );
  fc.assert(fc.property(fc.string({ unit: "binary" }), (line) => void bound(MUTE, line)));
});

Deno.test("bind() takes a parameter that only programs can give from fields, and never from a line", () => {
  const params = [
    { field: "room", shape: "room", isOptional: true, isFieldOnly: true },
    { field: "text", shape: "text" },
  ] as const;
  assertEquals<unknown>(bind("say", params, "dev hello"), {
    kind: "bound",
    args: { text: "dev hello" },
  });
  assertEquals<unknown>(bind("say", params, { room: "dev", text: "hello" }), {
    kind: "bound",
    args: { room: "dev", text: "hello" },
  });
  assertEquals(usageOf("say", params), "/say TEXT");
});

const BAN = [
  { field: "name", shape: "nick" },
  { field: "for", shape: "duration", keyword: "for", placeholder: "DUR", isOptional: true },
  { field: "reason", shape: "rest", isOptional: true },
] as const;

Deno.test("bind() takes an argument with a keyword only after the word", () => {
  assertEquals(bound(BAN, "bob for 10m too loud"), { name: "bob", for: "10m", reason: "too loud" });
  assertEquals(bound(BAN, "bob For 1h30m"), { name: "bob", for: "1h30m" });
  assertEquals(bound(BAN, "bob 10m"), { name: "bob", reason: "10m" });
  assertEquals(bound(BAN, "bob forever"), { name: "bob", reason: "forever" });
  assertEquals(bound(BAN, "bob"), { name: "bob" });
  assertEquals(bound(BAN, "bob for"), { code: "usage", usage: "/x NAME [for DUR] [REASON]" });
});

Deno.test("bind() ignores nothing that stands where the last keyword could", () => {
  const params = BAN.slice(0, 2);
  const usage = { code: "usage", usage: "/x NAME [for DUR]" };
  for (const line of ["bob 10m", "bob bob", "bob fro 10m"]) {
    assertEquals(bound(params, line), usage);
  }
  assertEquals(bound(params, "bob  "), { name: "bob" });
  assertEquals(bound(params, "bob for 10m"), { name: "bob", for: "10m" });
});

Deno.test("bind() refuses what is no duration, from a line and from fields", () => {
  for (const value of ["being", "0", "10", "-1m", "3651d", "10m!"]) {
    const refusal = { code: "bad-duration", value };
    assertEquals(bound(BAN, `bob for ${value} x`), refusal);
    assertEquals(bound(BAN, { name: "bob", for: value }), refusal);
  }
  assertEquals(bound(BAN, { name: "bob", for: "3650d" }), { name: "bob", for: "3650d" });
  assertEquals(bound(BAN, { name: "bob", for: "\u202e" }), {
    code: "bad-duration",
    value: "\ufffd",
  });
});
