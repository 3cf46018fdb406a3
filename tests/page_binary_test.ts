/**
 * The page as the executable serves it: from an empty folder, after it has given up its permissions.
 *
 * @module
 */

import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { FILES } from "../lib/doors/web/site/files.ts";
import { startDaemon } from "./support/binaries.ts";
import { certificateTest } from "./support/certificates.ts";
import { executableTest, findExecutables } from "./support/executables.ts";
import { SocketClient } from "./support/socket_client.ts";
import { Talker } from "./support/talker.ts";

const LISTEN = ["--listen", "127.0.0.1:0", "--web-listen", "127.0.0.1:0"];
const executables = await findExecutables();

executableTest(executables, "hubbubd serves the page from an empty folder", async ({ daemon }) => {
  const folder = await Deno.makeTempDir();
  try {
    const running = await startDaemon([daemon, ...LISTEN], { folder, listenerCount: 2 });
    await using _running = running;
    const url = `http://${running.listeners[1]?.address}/`;
    for (const { path, type, text } of FILES) {
      for (const coding of ["br", "gzip", "identity"]) {
        const headers = { "Accept-Encoding": coding };
        const response = await fetch(new URL(`.${path}`, url), { headers });
        assertEquals(response.headers.get("content-type"), type);
        assertEquals(await response.text(), text, `${path} in ${coding}`);
      }
    }
    using ann = await Talker.connect(running.address, "/nick ann");
    await using bob = await SocketClient.open(url, { nick: "bob" });
    bob.send({ type: "say", text: "hello from the page" });
    await ann.hear("bob: hello from the page");
    const missing = await fetch(`${url}x`, { headers: { "Accept-Language": "zh" } });
    assertEquals(missing.status, 404);
    assertMatch(await missing.text(), /[\u4e00-\u9fff]/);
    assertEquals(Array.from(Deno.readDirSync(folder)), []);
    const ending = running.stop();
    assertEquals(await bob.closed, 1001);
    const { code, stderr } = await ending;
    assertEquals(code, 0, stderr);
    assertStringIncludes(stderr, "permissions kept=none\n");
    assertStringIncludes(stderr, ` url=${url}\n`);
    assertEquals(/ (?:bug|stopped-by-force) |NotCapable/.test(stderr), false, stderr);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

if (executables.kind === "ready") {
  const { daemon } = executables;
  certificateTest("hubbubd serves the page over TLS, and keeps: net, read", async (folder) => {
    const { certFile, keyFile, cert } = await folder.make("good");
    const files = ["--tls-cert", certFile, "--tls-key", keyFile];
    const listen = ["--web-tls-listen", "127.0.0.1:0"];
    await using running = await startDaemon([daemon, ...listen, ...files]);
    using client = Deno.createHttpClient({ caCerts: [cert] });
    const url = `https://${running.address}/`;
    for (let time = 1; time <= 2; time++) {
      await using ann = await SocketClient.open(url, { client });
      await ann.nextOf("welcome");
      running.signal("SIGHUP");
    }
    const { code, stderr } = await running.stop();
    assertEquals(code, 0, stderr);
    assertMatch(stderr, /permissions kept="?net, read"?$/m);
    assertStringIncludes(stderr, "certificate-reloaded");
  });
}
