/**
 * Holds the documentation to the sources: options, permissions, folders, and every word of the wire.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { CLIENT_OPTIONS } from "../lib/client/settings/options.ts";
import { parseDaemonLine } from "../lib/wire/json/decode.ts";
import { commands } from "../lib/core/commands/mod.ts";
import { DAEMON_OPTIONS } from "../lib/options/daemon.ts";
import type { DaemonOption } from "../lib/options/daemon_option.ts";
import { SUBCOMMANDS } from "../lib/options/subcommands.ts";
import { defaultNoteOf, type OptionTable } from "../lib/options/option.ts";
import { ENGLISH_NOTICES, ENGLISH_REASONS } from "../lib/words/en/notices.ts";
import { ENGLISH } from "../lib/words/en/phrases.ts";
import { KEY_ROWS } from "../lib/words/keys.ts";
import { PROGRAMS } from "../tools/compile/programs.ts";
import { allNotices } from "./support/notice_samples.ts";
import { filesBelow, programFiles, projectRoot } from "./support/source.ts";

const README = textOf("README.md");
const PROTOCOL = textOf("docs/protocol.md");
const ARCHITECTURE = textOf("docs/architecture.md");

Deno.test("README has a row for every option of hubbubd, as --help shows it", () => {
  assertEquals(documentedOptions(DAEMON_OPTIONS), declaredOptions(DAEMON_OPTIONS));
});

Deno.test("README has a row for every option of hubbub, as --help shows it", () => {
  assertEquals(documentedOptions(CLIENT_OPTIONS), declaredOptions(CLIENT_OPTIONS));
});

Deno.test("README has a row for every subcommand, and says whether it may run beside a daemon", () => {
  const rows = rowsOf(README).filter(([, beside]) => /^(?:yes|no)$/.test(beside ?? ""));
  const declared = SUBCOMMANDS.map(({ name, operand, beside }) => [
    `\`${[name, operand?.kind.placeholder ?? ""].join(" ").trim()}\``,
    beside.en.startsWith("It may run") ? "yes" : "no",
  ]);
  assertEquals(rows.map((row) => row.slice(0, 2)), declared);
});

Deno.test("client.md tells of every key that /help keys lists", () => {
  const listed = KEY_ROWS.flatMap(({ keys }) => keys.split(/, | … /));
  const told = rowsOf(textOf("docs/client.md")).map(([keys = ""]) => keys).join("\n");
  assertEquals(listed.filter((key) => !told.includes(key)), []);
});

Deno.test("client.md quotes what the client says if there is no chat", () => {
  const { noSuchHost, noSuchHostOrProfile, noWelcome, askWhetherItRuns, tls } = ENGLISH;
  const [issuer = ""] = tls("unknown-issuer", "").split(";");
  const said = [
    noSuchHost,
    noSuchHostOrProfile,
    noWelcome,
    askWhetherItRuns,
    tls("no-tls", ""),
    issuer,
  ];
  const told = textOf("docs/client.md");
  assertEquals(said.filter((sentence) => !told.includes(`${sentence}\``)), []);
});

Deno.test("README names every permission of the executables", () => {
  const heads = rowsOf(README).map(([head = ""]) => head);
  for (const { name, permissions } of PROGRAMS) {
    const from = heads.indexOf(`\`${name}\``);
    assert(from >= 0, `README has no table of the permissions of ${name}`);
    assertEquals(
      heads.slice(from + 2, from + 2 + permissions.length),
      permissions.map(({ flag }) => `\`${flag}\``),
    );
  }
});

Deno.test("architecture.md has at most 100 lines", () => {
  const lineCount = ARCHITECTURE.split("\n").length - 1;
  assert(lineCount <= 100, `${lineCount} lines`);
});

Deno.test("architecture.md names every folder and every file at the top of lib", () => {
  const paths = filesBelow("lib");
  const folders = paths.map((path) => path.slice(0, path.lastIndexOf("/") + 1));
  const files = paths.filter((path) => path.split("/").length === 2);
  const names = [...folders.filter((folder) => folder !== "lib/"), ...files.map(baseName)];
  assertEquals([...new Set(names)].filter((name) => !ARCHITECTURE.includes(name)), []);
});

Deno.test("architecture.md names no file of lib that is not there", () => {
  const known = filesBelow("").map(baseName);
  const named = [...ARCHITECTURE.matchAll(/\b[a-z_]+\.ts\b/g)].map(([name]) => name);
  assertEquals(named.filter((name) => !known.includes(name)), []);
});

Deno.test("protocol.md lists exactly the reasons for leaving that there are", () => {
  const declared = ["quit", "end-of-input", "part", "lost", ...Object.keys(ENGLISH_REASONS)];
  assertEquals(firstCells("## Reasons for leaving").sort(), declared.sort());
});

Deno.test("protocol.md lists exactly the notice codes that there are, with their parts", () => {
  assertEquals(firstCells("## Notice codes").sort(), Object.keys(ENGLISH_NOTICES).sort());
  const section = PROTOCOL.split("\n## Notice codes\n")[1]?.split(/\n## /)[0] ?? "";
  const documented = new Map(rowsOf(section).map(([code = "", parts = ""]) => [code, parts]));
  for (const [{ code, ...parts }] of allNotices()) {
    // What the entrance says is one plain line, for the dialect is not known yet.
    if (code === "refused" && Object.keys(parts).length > 1) continue;
    const named = documented.get(`\`${code}\``) ?? "";
    const missing = Object.keys(parts).filter((part) => !named.includes(`\`${part}\``));
    assertEquals(missing, [], code);
  }
});

Deno.test("protocol.md lists exactly the types that a program can send", () => {
  assertEquals(firstCells("### From the client").sort(), [...commands.keys()].sort());
});

Deno.test("protocol.md has a section for exactly the types that the daemon sends", () => {
  const sent = [...textOf("lib/wire/json/encode.ts").matchAll(/^ {4}case "([a-z]+)":/gm)]
    .map(([, type = ""]) => type);
  const headings = [...PROTOCOL.matchAll(/^#### .+$/gm)].flatMap(([line]) => codesIn(line));
  // Encoded as the event that it has.
  assertEquals(headings.sort(), ["welcome", ...sent].filter((type) => type !== "own").sort());
});

Deno.test("protocol.md shows an example of each type, in the daemon's own spelling", () => {
  const examples = [...PROTOCOL.matchAll(/^\{"type":.*\}$/gm)].map(([line]) => line);
  for (const line of examples) {
    assertEquals(JSON.stringify(JSON.parse(line)), line);
    assertEquals(parseDaemonLine(line).kind, "event", line);
  }
  const shown = new Set(examples.map((line): string => JSON.parse(line).type));
  const headings = [...PROTOCOL.matchAll(/^#### .+$/gm)].flatMap(([line]) => codesIn(line));
  assertEquals([...shown].sort(), headings.sort());
});

/** A call that writes a record to the log, or has it written. */
const RECORD = /(?:\blog|#log|#tell|#sum)(?:\.(?:debug|info|warn|error))?\(\s*"([a-z-]+)"/g;

/** Flag and default of each option, as the README must show them. */
function declaredOptions(table: OptionTable): string[][] {
  return Object.entries(table).map(([name, option]) => {
    const { placeholder } = option.kind;
    const flag = placeholder === undefined ? `--${name}` : `--${name} ${placeholder}`;
    const none = placeholder === undefined ? "off" : "none";
    return [
      option.isRepeatable ? `${flag} (repeatable)` : flag,
      defaultNoteOf(option, "en") ?? none,
    ];
  });
}

/** What the README's table that begins with this table's first option says. */
function documentedOptions(table: OptionTable): string[][] {
  const rows = rowsOf(README).map((row) => row.map((cell) => cell.replaceAll("`", "")));
  const from = rows.findIndex(([head]) => nameIn(head) === Object.keys(table)[0]);
  const length = rows.slice(from).findIndex(([head]) => nameIn(head) === undefined);
  return rows.slice(from, length < 0 ? undefined : from + length).map((row) => row.slice(0, 2));
}

function nameIn(cell = ""): string | undefined {
  return /^`?--([a-z-]+)/.exec(cell)?.[1];
}

/** The rows of all tables of a text, as cells. */
function rowsOf(text: string): string[][] {
  return text.split("\n").filter((line) => line.startsWith("|")).map((line) =>
    line.slice(1, -1).split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"))
  );
}

/** The codes in the first column of the first table below a heading of protocol.md. */
function firstCells(heading: string): string[] {
  const section = PROTOCOL.split(`\n${heading}\n`)[1]?.split(/\n#+ /)[0] ?? "";
  return rowsOf(section).flatMap(([head = ""]) => codesIn(head));
}

function codesIn(text: string): string[] {
  return [...text.matchAll(/`([a-z0-9-]+)`/g)].map(([, code = ""]) => code);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function textOf(path: string): string {
  return Deno.readTextFileSync(projectRoot() + path);
}

Deno.test("README says of every option what a reload does with it", () => {
  const [, , row = []] = rowsOf(README.slice(README.indexOf("| applied at a reload")));
  const named = row.map((cell) => [...cell.matchAll(/`--([a-z-]+)`/g)].map(([, name]) => name));
  const declared = (["applied", "restart"] as const).map((wanted) =>
    Object.entries<DaemonOption>(DAEMON_OPTIONS)
      .filter(([, { atReload, isNotInFile }]) => atReload === wanted && !isNotInFile)
      .map(([name]) => name)
  );
  assertEquals(named, declared);
});

Deno.test("README has a row for every record of the daemon's log", () => {
  const start = README.indexOf("### The log");
  const rows = rowsOf(README.slice(start, README.indexOf("\n### ", start)));
  const known = new Set(rows.flatMap(([head = ""]) => codesIn(head)));
  const written = programFiles()
    .filter(({ path }) => !path.includes("/client/"))
    .flatMap(({ text }) => [...text.matchAll(RECORD)].map(([, name = ""]) => name));
  for (const name of ["started", "disconnected", "refused"]) assert(written.includes(name), name);
  assertEquals(written.filter((name) => !known.has(name)), []);
});
