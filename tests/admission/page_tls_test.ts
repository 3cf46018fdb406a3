/**
 * The page over TLS: with the certificate of the daemon, and to those who speak something else there.
 *
 * @module
 */

import { assertEquals, assertMatch, fail } from "@std/assert";
import { certificateTest, type TestCertificate } from "../support/certificates.ts";
import { House } from "../support/house.ts";
import { LineClient } from "../support/line_client.ts";
import { SocketClient } from "../support/socket_client.ts";

/** A daemon that serves the page over TLS, and to people with `nc`. */
function open({ certFile, keyFile }: TestCertificate, ...more: readonly string[]): Promise<House> {
  const tls = ["--web-tls-listen", "127.0.0.1:0", "--tls-cert", certFile, "--tls-key", keyFile];
  return House.open([...tls, ...more]);
}

async function pageOf(house: House): Promise<string> {
  const listening = await house.logged("listening", 2);
  const url = listening.find(({ transport }) => transport === "web-tls")?.url;
  return typeof url === "string" ? url : fail("there is no page over TLS");
}

certificateTest(
  "the page and its WebSocket come over TLS with the certificate of --tls-cert",
  async (folder) => {
    const certificate = await folder.make("good");
    await using house = await open(certificate);
    const url = await pageOf(house);
    assertMatch(url, /^https:\/\/127\.0\.0\.1:\d+\/$/);
    using client = Deno.createHttpClient({ caCerts: [certificate.cert] });
    const page = await fetch(url, { client });
    assertEquals([page.status, page.headers.get("content-type")], [
      200,
      "text/html; charset=utf-8",
    ]);
    await page.body?.cancel();
    using ann = await house.enter("ann");
    await using bob = await SocketClient.open(url, { nick: "bob", client });
    await bob.nextOf("welcome");
    assertEquals(await ann.line(), "bob has arrived");
    const [, connected] = await house.logged("connected", 2);
    assertEquals(connected?.transport, "web-tls");
  },
);

certificateTest("plain HTTP at the port of the page over TLS is told so", async (folder) => {
  await using house = await open(await folder.make("good"));
  using browser = await LineClient.connect(new URL(await pageOf(house)).host);
  await browser.sendRaw(new TextEncoder().encode("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
  assertMatch((await browser.rest())[0] ?? "", /^HTTP\/1\.1 400 /);
});

certificateTest("a full daemon says so in a WebSocket over TLS", async (folder) => {
  const certificate = await folder.make("good");
  await using house = await open(certificate, "--max-connections", "1");
  using _ann = await house.enter("ann");
  using client = Deno.createHttpClient({ caCerts: [certificate.cert] });
  await using bob = await SocketClient.open(await pageOf(house), { client });
  assertEquals((await bob.nextOf("notice")).why, "full");
  assertEquals(await bob.closed, 1013);
});

certificateTest("a stop ends handshakes and WebSockets over TLS alike", async (folder) => {
  const certificate = await folder.make("good");
  await using house = await open(certificate);
  const url = await pageOf(house);
  using silent = await LineClient.connect(new URL(url).host);
  using client = Deno.createHttpClient({ caCerts: [certificate.cert] });
  await using bob = await SocketClient.open(url, { client });
  await bob.nextOf("welcome");
  const stopped = house.server.stop();
  assertEquals(await bob.closed, 1001);
  assertEquals(await silent.rest(), []);
  await stopped;
});
