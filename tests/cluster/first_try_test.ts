/**
 * The first try of docs/cluster.md works as it stands there, but for the ports and the folder.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { LineClient } from "../support/line_client.ts";
import { projectRoot } from "../support/source.ts";
import { sourceDaemon } from "../support/source_daemon.ts";
import { NO_ENGINE } from "./support/engines.ts";
import { freePorts } from "./support/process.ts";

const PATIENCE_MILLIS = 30_000;

/** The first shell block of a section. */
function blockOf(section: string): string {
  const page = Deno.readTextFileSync(`${projectRoot()}docs/cluster.md`);
  const [, block = ""] = /```sh\n([\s\S]*?)```/.exec(page.split(`\n## ${section}\n`)[1] ?? "") ??
    [];
  assert(block !== "", `there is no block in ${section}`);
  return block;
}

/** Connects as soon as somebody listens. */
async function connect(address: string): Promise<LineClient> {
  const deadline = performance.now() + PATIENCE_MILLIS;
  for (;;) {
    try {
      return await LineClient.connect(address);
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** Takes lines up to one that holds a text. */
async function hear(client: LineClient, text: string): Promise<string> {
  for (let line = await client.line(); line !== undefined; line = await client.line()) {
    if (line.includes(text)) return line;
  }
  throw new Error(`nobody said ${text}`);
}

Deno.test({
  name: "the first try of cluster.md works: what is said at one node is heard at the other",
  ignore: NO_ENGINE !== undefined,
  fn: async () => {
    const folder = await Deno.makeTempDir({ prefix: "hubbub-try-" });
    const command = sourceDaemon().map((word) => `'${word}'`).join(" ");
    await Deno.writeTextFile(`${folder}/hubbubd`, `#!/bin/sh\nexec ${command} "$@"\n`, {
      mode: 0o755,
    });
    const [engine, a, b] = freePorts(3);
    const ports = { "4222": engine, "8000": a, "8001": b };
    let script = blockOf("A first try").replaceAll("/tmp/hubbub-try", `${folder}/try`)
      .replaceAll(/^hubbub .*\n/gm, "");
    for (const [from, to] of Object.entries(ports)) script = script.replaceAll(from, `${to}`);
    const shell = new Deno.Command("bash", {
      args: ["-euc", `trap 'kill $(jobs -p); wait' EXIT\n${script}read -r _ || true`],
      env: { PATH: `${folder}:${Deno.env.get("PATH")}`, LC_ALL: "C" },
      stdin: "piped",
      stdout: "null",
      stderr: "null",
    }).spawn();
    try {
      using ann = await connect(`127.0.0.1:${ports["8000"]}`);
      await ann.send("/nick ann");
      await hear(ann, "ann");
      using bob = await connect(`127.0.0.1:${ports["8001"]}`);
      await bob.send("/nick bob");
      await hear(ann, "bob has arrived");
      await bob.send("hello from the other node");
      assertEquals(await hear(ann, "hello"), "bob: hello from the other node");
      await ann.send("and back");
      assertEquals(await hear(bob, "and back"), "ann: and back");
    } finally {
      await shell.stdin.close();
      await shell.status;
      await Deno.remove(folder, { recursive: true });
    }
  },
});
