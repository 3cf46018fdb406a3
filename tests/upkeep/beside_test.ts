/**
 * The subcommands beside a running daemon: those that may run do, and the others say who has the folder.
 *
 * @module
 */

import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { runProgram, startDaemon } from "../support/binaries.ts";
import { heardBefore } from "../support/house.ts";
import { LineClient } from "../support/line_client.ts";
import { sourceDaemon } from "../support/source_daemon.ts";
import { Folder } from "../support/upkeep_scene.ts";

function run(...args: string[]) {
  return runProgram(sourceDaemon(...args));
}

Deno.test("beside a daemon: export, check and backup work, forget and import do not", async () => {
  using folder = new Folder();
  using copied = new Folder();
  Deno.mkdirSync(copied.path);
  const data = ["--data", folder.path];
  await using daemon = await startDaemon(
    sourceDaemon("--listen", "127.0.0.1:0", "--durable", "on", ...data),
  );
  using ann = await LineClient.connect(daemon.address);
  await ann.send("/nick ann");
  await heardBefore(ann, "-- this room is recorded");
  await ann.send("今天天气");
  await heardBefore(ann, "ann: 今天天气");

  const exported = await run("export", ...data);
  assertEquals([exported.code, exported.stderr], [0, ""]);
  assertStringIncludes(exported.stdout, '"from":"ann","text":"今天天气"');
  const checked = await run("check", ...data);
  assertEquals([checked.code, checked.stderr], [0, ""]);
  assertEquals((await run("backup", `${copied.path}/hubbub.db`, ...data)).code, 0);
  assertEquals(await copied.exported(), exported.stdout);

  const forgotten = await run("forget", "ann", ...data);
  assertEquals(forgotten.code, 1);
  assertMatch(forgotten.stderr, /^hubbubd: .*\/data is in use by process \d+\n$/);
  assertEquals((await run("import", ...data)).code, 1);

  await ann.send("still here");
  await heardBefore(ann, "ann: still here");
  assertEquals((await daemon.stop()).code, 0);
  assertEquals((await run("forget", "ann", ...data)).code, 0);
  assertEquals(folder.filesWith("今天天气"), []);
});
