/**
 * What the daemon may still do after its start, on the executable, for each thing that needs something; and
 * that all of it works without the rest.
 *
 * @module
 */

import { assertEquals, assertStringIncludes } from "@std/assert";
import { runProgram, startDaemon } from "./support/binaries.ts";
import { certificateTest } from "./support/certificates.ts";
import { findExecutables, posixTest } from "./support/executables.ts";
import { Talker } from "./support/talker.ts";

const ANY_PORT = ["--listen", "127.0.0.1:0"];
const executables = await findExecutables();

/** What the runtime granted after the start, from the log. */
function keptIn(stderr: string): string | undefined {
  return /permissions kept="?([a-z, ]+)"?$/m.exec(stderr)?.[1];
}

/** Somebody enters, is heard, and a reload goes by. */
async function talks(running: Awaited<ReturnType<typeof startDaemon>>): Promise<void> {
  using ann = await Talker.connect(running.address, "/nick ann");
  await ann.say("hello");
  await ann.hear("ann: hello");
  running.signal("SIGHUP");
  using bob = await Talker.connect(running.address, "/nick bob");
  await bob.say("hi");
  await ann.hear("bob: hi");
}

async function inFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await run(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Sets, by name: the options in a folder, and what stays. */
const SETS: Readonly<Record<string, readonly [(folder: string) => string[], string]>> = {
  "plain ports": [() => [], "none"],
  "a Unix socket": [(folder) => ["--listen", `unix:${folder}/sock`], "read, write"],
  "the operators' socket": [(folder) => ["--admin-listen", `unix:${folder}/admin`], "read, write"],
  "a folder of data": [(folder) => ["--data", `${folder}/data`], "read, write"],
  "a message of the day": [(folder) => ["--motd", `${folder}/motd`], "read"],
};

for (const [name, [options, wanted]] of Object.entries(SETS)) {
  posixTest(executables, `hubbubd with ${name} keeps: ${wanted}`, async ({ daemon }) => {
    await inFolder(async (folder) => {
      await Deno.writeTextFile(`${folder}/motd`, "be kind\n");
      await using running = await startDaemon([daemon, ...ANY_PORT, ...options(folder)]);
      await talks(running);
      const { code, stderr } = await running.stop();
      assertEquals([code, keptIn(stderr)], [0, wanted], stderr);
      assertEquals(/ (?:bug|stopped-by-force) |NotCapable/.test(stderr), false, stderr);
      const left = Array.from(Deno.readDirSync(folder), (entry) => entry.name);
      assertEquals(left.filter((entry) => /sock|admin/.test(entry)), []);
    });
  });
}

posixTest(executables, "hubbubd reads its configuration file and message again", async (
  { daemon },
) => {
  await inFolder(async (folder) => {
    const write = async (motd: string, rate: number) => {
      await Deno.writeTextFile(`${folder}/motd`, `${motd}\n`);
      await Deno.writeTextFile(`${folder}/c.toml`, `motd = "${folder}/motd"\nburst = ${rate}\n`);
    };
    await write("first", 5);
    const config = ["--config", `${folder}/c.toml`];
    await using running = await startDaemon([daemon, ...ANY_PORT, ...config]);
    using ann = await Talker.connect(running.address, "/nick ann");
    await ann.hear("-- first");
    await write("second", 9);
    running.signal("SIGHUP");
    for (let isNew = false; !isNew;) {
      using bob = await Talker.connect(running.address, "/ping now");
      isNew = (await bob.hear("-- pong now")).includes("-- second");
    }
    const { stderr } = await running.stop();
    assertEquals(keptIn(stderr), "read");
    assertStringIncludes(stderr, "changed=burst\n");
  });
});

if (executables.kind === "ready") {
  const { daemon, client } = executables;
  certificateTest("hubbubd over TLS keeps: net, read", async (folder) => {
    const { certFile, keyFile } = await folder.make("good");
    const files = ["--tls-cert", certFile, "--tls-key", keyFile];
    await using running = await startDaemon([daemon, "--tls-listen", "127.0.0.1:0", ...files]);
    for (const word of ["before", "after"]) {
      const said = await runProgram([client, "--ca", certFile, `tls://${running.address}`], {
        stdin: `${word}\n`,
      });
      assertEquals([said.code, said.stdout.includes(`: ${word}\n`)], [0, true], said.stderr);
      running.signal("SIGHUP");
    }
    const { code, stderr } = await running.stop();
    assertEquals([code, keptIn(stderr)], [0, "net, read"]);
    assertStringIncludes(stderr, "certificate-reloaded");
  });
}
