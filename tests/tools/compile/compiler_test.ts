/**
 * How the compile task tells failures apart, and what it asks of Deno.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { causeOf } from "../../../tools/compile/command.ts";
import { compileArgs, isBaseOutOfReach } from "../../../tools/compile/compiler.ts";

const UNREACHABLE = `error: Writing deno compile executable to temporary file '/x/hubbubd.tmp'

Caused by:
    0: Setting up base binary.
    1: error sending request for url (https://example.org/denort.zip): client error (Connect)
    2: dns error: failed to lookup address information: Name or service not known
`;

Deno.test("a download host that cannot be looked up is a base out of reach", () => {
  assertEquals(isBaseOutOfReach(UNREACHABLE), true);
});

Deno.test("a host that has no such base is a base out of reach", () => {
  assertEquals(isBaseOutOfReach("Download could not be found, aborting\n"), true);
});

Deno.test("a fault in the sources is no base out of reach", () => {
  const stderr = "TS2322 [ERROR]: Type 'string' is not assignable\nerror: Type checking failed.\n";
  assertEquals(isBaseOutOfReach(stderr), false);
});

Deno.test("a disk that is full while the base is stored is no base out of reach", () => {
  const stderr = "Caused by:\n    0: Setting up base binary.\n    1: No space left on device\n";
  assertEquals(isBaseOutOfReach(stderr), false);
});

Deno.test("a DENORT_BIN that does not exist is no base out of reach", () => {
  const stderr = "Caused by:\n    0: Could not find denort at '/x'\n    1: No such file\n";
  assertEquals(isBaseOutOfReach(stderr), false);
});

Deno.test("compileArgs() grants what the program lists, and puts the module last", () => {
  const program = {
    name: "p",
    entry: "p.ts",
    workers: ["w.ts"],
    permissions: [{ flag: "--allow-net=[::1]:1", reason: "" }],
  };
  const job = {
    program,
    target: "x86_64-pc-windows-msvc",
    output: "/out/p.exe",
    lockFile: "/tmp/deno.lock",
  } as const;
  assertEquals(compileArgs(job), [
    "compile",
    "--quiet",
    "--no-check",
    "--lock=/tmp/deno.lock",
    "--frozen",
    "--no-prompt",
    "--no-code-cache",
    "--include=w.ts",
    "--allow-net=[::1]:1",
    "--target=x86_64-pc-windows-msvc",
    "--output=/out/p.exe",
    "p.ts",
  ]);
});

Deno.test("causeOf() finds the sentence of npm among its codes", () => {
  const stderr = "npm warn old\nnpm error code ETARGET\nnpm error notarget No such version\n" +
    "npm error A complete log of this run can be found in: /x\n";
  assertEquals(causeOf(stderr), "notarget No such version");
});

Deno.test("causeOf() finds the sentence of Deno before its stack", () => {
  assertEquals(causeOf("Check p.ts\nerror: boo\n    at file:///p.ts:1:1\n"), "boo");
});

Deno.test("causeOf() takes the last line of somebody else", () => {
  assertEquals(causeOf("tar: short read\ntar: giving up\n\n"), "tar: giving up");
});
