/**
 * The daemon as a process with little room: what it does when the system has no more file
 * descriptors, and at a hang-up.
 *
 * @module
 */

import { assert, assertEquals, assertStringIncludes, fail } from "@std/assert";
import { startDaemon } from "./support/binaries.ts";
import { certificateTest } from "./support/certificates.ts";
import { LineClient } from "./support/line_client.ts";
import { projectRoot } from "./support/source.ts";

const ANY_PORT = "127.0.0.1:0";
const FULL = /^-- the server is full: \d+ people are connected; try again later$/;

/** The daemon, with no more permissions than its task gives it, and this limit of descriptors. */
function daemon(descriptors: number, ...options: string[]): string[] {
  const root = projectRoot();
  const permissions = [
    "--allow-net",
    "--allow-read",
    "--allow-write",
    "--allow-env=HUBBUB_*,LC_ALL,LC_CTYPE,LC_MESSAGES,LANG",
  ];
  const flags = ["--no-lock", "--no-prompt", "--config", `${root}deno.json`, ...permissions];
  const command = [Deno.execPath(), "run", ...flags, `${root}main.ts`, ...options];
  return ["sh", "-c", `ulimit -n ${descriptors}; exec "$@"`, "sh", ...command];
}

/** What somebody hears first. */
async function firstWord(client: LineClient): Promise<string> {
  return await client.line() ?? fail("hung up on without a word");
}

Deno.test({
  name: "a daemon that runs out of descriptors says it is full, and goes on",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    await using running = await startDaemon(daemon(150, "--listen", ANY_PORT));
    const clients: LineClient[] = [];
    try {
      const words = [];
      for (let i = 0; i < 110; i++) {
        const client = await LineClient.connect(running.address);
        clients.push(client);
        await client.send(`/nick n${i}`);
        const word = await firstWord(client);
        words.push(word);
        if (FULL.test(word)) client[Symbol.dispose]();
      }
      const inside = words.filter((word) => word.startsWith("You are "));
      assertEquals(words.filter((word) => FULL.test(word)).length, 110 - inside.length);
      assert(inside.length > 30 && inside.length < 100, `${inside.length} are inside`);
      await clients[0]?.send("/quit");
      await clients[0]?.rest();
      clients[0]?.[Symbol.dispose]();
      assertEquals(await untilEntered(running.address, "late"), "You are late");
      const { stderr, code } = await running.stop();
      assertEquals(code, 0);
      assertStringIncludes(
        stderr,
        `connections-limited wanted=10000 held=${inside.length} advice=`,
      );
    } finally {
      for (const client of clients) client[Symbol.dispose]();
    }
  },
});

/** Tries until there is a place. */
async function untilEntered(address: string, name: string): Promise<string> {
  for (let attempt = 0; attempt < 100; attempt++) {
    using client = await LineClient.connect(address);
    await client.send(`/nick ${name}`);
    const word = await firstWord(client);
    if (!FULL.test(word)) return word;
    await client.rest();
  }
  return fail("there was never a place");
}

certificateTest("SIGHUP makes a daemon read its certificate again", async (folder) => {
  if (Deno.build.os === "windows") return;
  const old = await folder.make("one");
  const files = ["--tls-cert", old.certFile, "--tls-key", old.keyFile];
  await using running = await startDaemon(daemon(1000, "--tls-listen", ANY_PORT, ...files));
  assertEquals(running.listeners.length, 1);
  const port = Number(running.address.split(":").at(-1));
  const { cert } = await folder.make("one");
  running.signal("SIGHUP");
  assertEquals(await untilTrusted(port, cert), true);
  assertStringIncludes((await running.stop()).stderr, "certificate-reloaded");
});

/** Tries until the certificate is the one that is shown. */
async function untilTrusted(port: number, cert: string): Promise<boolean> {
  for (let attempt = 0; attempt < 100; attempt++) {
    using conn = await Deno.connectTls({ hostname: "127.0.0.1", port, caCerts: [cert] });
    try {
      await conn.handshake();
      return true;
    } catch (error) {
      if (!(error instanceof Deno.errors.InvalidData)) throw error;
    }
  }
  return false;
}
