/** @module */

import { assertEquals } from "@std/assert";
import { parseArgs } from "@std/cli/parse-args";
import { KnownOnly, taskArguments } from "../../tools/task_arguments.ts";

Deno.test("taskArguments() leaves out the dashes of `deno task NAME -- ...`, and no others", () => {
  assertEquals(taskArguments(["--", "--minutes", "3"]), ["--minutes", "3"]);
  assertEquals(taskArguments(["--minutes", "3", "--"]), ["--minutes", "3", "--"]);
  assertEquals(taskArguments([]), []);
});

Deno.test("KnownOnly remembers the first argument that no option takes", () => {
  const known = new KnownOnly();
  const read = (...args: string[]) =>
    parseArgs(args, { string: ["minutes"], unknown: known.check })["minutes"];
  assertEquals([read("--minutes", "3"), known.unknown], ["3", undefined]);
  assertEquals([read("--minute", "3"), known.unknown], [undefined, "--minute"]);
  assertEquals([read("stray"), known.unknown], [undefined, "--minute"]);
});
