/**
 * Holds docs/security.md to the sources: files that are there, options and defaults as they are, and
 * every precedent that a regression test names.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { DAEMON_OPTIONS } from "../lib/options/daemon.ts";
import { REFUSAL_DESCRIPTORS } from "../lib/admission/descriptor_budget.ts";
import { filesBelow, projectRoot } from "./support/source.ts";

const SECURITY = textOf("docs/security.md");
const PRECEDENT = /\b(?:CVE-\d{4}-\d+|GHSA(?:-[0-9a-z]{4}){3})\b/g;

Deno.test("security.md names no file that is not there", () => {
  const paths = filesBelow("");
  const named = [...SECURITY.matchAll(/`((?:[a-z_]+\/)*[a-z_]+\.(?:ts|play))`/g)];
  const missing = named.map(([, path = ""]) => path).filter((path) =>
    !paths.some((each) => each === path || each === `tests/${path}` || each === `lib/net/${path}`)
  );
  assertEquals(missing, []);
});

Deno.test("security.md has every limit that can be set, with its default", () => {
  const defaults: Readonly<Record<string, string>> = {
    "max-line": "4096 bytes",
    "rate": "2 a second, 5",
    "send-queue": "64 KiB",
    "send-queue-max": "256 KiB",
    "stall-timeout": "30 s",
    "idle-timeout": "5 min",
    "max-connections": "10000",
    "max-per-address": "64",
    "connect-rate": "120 a minute",
    "grace": "5 s",
  };
  for (const [name, words] of Object.entries(defaults)) {
    const row = SECURITY.split("\n").find((line) => line.startsWith(`| \`--${name}\``)) ?? "";
    assertEquals(row.split("|")[2]?.trim(), words, name);
  }
  const { rate, burst, grace } = DAEMON_OPTIONS;
  assertEquals(DAEMON_OPTIONS["max-line"].default, "4096");
  assertEquals([rate.default, burst.default, grace.default], ["2", "5", "5s"]);
  assertEquals(DAEMON_OPTIONS["send-queue"].default, "65536");
  assertEquals(DAEMON_OPTIONS["send-queue-max"].default, "262144");
  assertEquals(DAEMON_OPTIONS["stall-timeout"].default, "30s");
  assertEquals(DAEMON_OPTIONS["idle-timeout"].default, "5m");
  assertEquals(DAEMON_OPTIONS["max-connections"].default, "10000");
  assertEquals(DAEMON_OPTIONS["max-per-address"].default, "64");
  assertEquals(DAEMON_OPTIONS["connect-rate"].default, "120");
});

Deno.test("security.md claims no precedent to be guarded against that no test names", () => {
  const tests = filesBelow("tests/").filter((path) => path !== "tests/security_test.ts").map(textOf)
    .join("\n");
  const guarded = SECURITY.split("\n| guarded against")[1]?.split("\nWhat cannot happen")[0] ?? "";
  const named = guarded.match(/\b(?:CVE-\d{4}-\d+|GHSA(?:-[0-9a-z]{4}){3})\b|#\d+/g) ?? [];
  assert(named.length > 50);
  assertEquals(named.filter((each) => !tests.includes(each)), []);
});

Deno.test("security.md says how many descriptors refusals may take", () => {
  const row = SECURITY.split("\n").find((line) => line.startsWith("| descriptors of those")) ?? "";
  assertEquals(row.split("|")[2]?.trim(), String(REFUSAL_DESCRIPTORS));
});

Deno.test("security.md lists every precedent that a regression test names", () => {
  const tests = filesBelow("tests/regressions").map(textOf).join("\n");
  const named = new Set(tests.match(PRECEDENT));
  assertEquals([...named].filter((each) => !SECURITY.includes(each)), []);
});

function textOf(path: string): string {
  return Deno.readTextFileSync(projectRoot() + path);
}
