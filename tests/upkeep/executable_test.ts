/**
 * The subcommands in the compiled daemon, whose worker no import leads to.
 *
 * @module
 */

import { assertEquals, assertMatch } from "@std/assert";
import { runProgram } from "../support/binaries.ts";
import { executableTest, findExecutables } from "../support/executables.ts";
import { oneOfEach } from "../support/store_samples.ts";
import { Folder } from "../support/upkeep_scene.ts";

executableTest(
  await findExecutables(),
  "hubbubd looks after what it has kept",
  async ({ daemon }) => {
    using from = new Folder();
    using to = new Folder();
    from.addRoom("lobby", "e", oneOfEach());
    const exported = await runProgram([daemon, "export", "--data", from.path]);
    assertEquals([exported.code, exported.stdout], [0, await from.exported()]);
    const run = (...args: string[]) =>
      runProgram([daemon, ...args, "--data", to.path], { stdin: exported.stdout });
    assertEquals((await run("import")).stdout, "imported 10 events of 1 room\n");
    assertEquals((await run("forget", "BOB")).stdout, 'forgot 6 events of "BOB"\n');
    assertMatch((await run("check")).stdout, /is sound: 4 events of 1 room/);
    assertMatch((await run("backup", `${to.path}/copy.db`)).stdout, /^copied to /);
    assertEquals(to.filesWith("bob"), []);
  },
);
