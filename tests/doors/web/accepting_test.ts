/**
 * What a client can read: codings and languages.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { codingFor, languageFor } from "../../../lib/doors/web/accepting.ts";

Deno.test("codingFor() takes what the client likes best, of equal ones the smallest", () => {
  const table: readonly [string | undefined, string][] = [
    [undefined, "identity"],
    ["", "identity"],
    ["gzip, deflate, br, zstd", "br"],
    ["gzip, deflate", "gzip"],
    ["gzip;q=1.0, br;q=0.5", "gzip"],
    ["GZIP", "gzip"],
    ["br;q=0, gzip;q=0.1", "gzip"],
    ["br;q=0", "identity"],
    ["*", "br"],
    ["br;q=0, *", "gzip"],
    ["identity, gzip;q=0.5", "identity"],
    ["identity;q=0.5, gzip;q=0.5", "gzip"],
    ["identity;q=0", "identity"],
    ["*;q=0", "identity"],
    ["gzip;q=2", "identity"],
    ["gzip ; q=0.5", "gzip"],
    ["x-gzip", "identity"],
  ];
  for (const [accepted, coding] of table) assertEquals(codingFor(accepted), coding, accepted);
});

Deno.test("languageFor() takes what the client likes best of those that exist", () => {
  const table: readonly [string | undefined, string][] = [
    [undefined, "zh"],
    ["", "zh"],
    ["fr, de;q=0.5", "zh"],
    ["en-US,en;q=0.9", "en"],
    ["zh-CN,zh;q=0.9,en;q=0.8", "zh"],
    ["fr, en;q=0.3, zh;q=0.4", "zh"],
    ["en;q=0, fr", "zh"],
    ["*", "zh"],
    ["english", "zh"],
  ];
  for (const [accepted, language] of table) {
    assertEquals(languageFor(accepted, "zh"), language, accepted);
  }
});

Deno.test("no text makes them throw", () => {
  fc.assert(fc.property(fc.string({ unit: "binary-ascii" }), (text) => {
    codingFor(text);
    languageFor(text, "en");
  }));
});
