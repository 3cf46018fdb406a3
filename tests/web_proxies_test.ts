/**
 * The page behind real proxies: its files, its WebSocket, and the addresses of those who come.
 *
 * @module
 */

import { assertEquals, assertMatch, assertRejects, fail } from "@std/assert";
import { FILES } from "../lib/doors/web/site/files.ts";
import { House } from "./support/house.ts";
import { SocketClient } from "./support/socket_client.ts";
import { HAPROXY, NGINX, type WebProxy, type WebRoute } from "./support/web_proxies.ts";

/** A page and a proxy in front of it, at this URL. */
interface Scene extends AsyncDisposable {
  readonly house: House;
  readonly url: string;
}

async function open(
  proxy: WebProxy,
  { path = "/", passesHost = true }: Partial<WebRoute> = {},
): Promise<Scene> {
  await using stack = new AsyncDisposableStack();
  const page = ["--web-listen", "127.0.0.1:0", "--trust-proxy", "127.0.0.1"];
  const house = stack.use(await House.open([...page, "--max-per-address", "1"]));
  const [, listening] = await house.logged("listening", 2);
  const port = Number(new URL(String(listening?.url ?? fail("no page"))).port);
  const running = stack.use(await proxy.start({ port, path, passesHost }));
  const owned = stack.move();
  return {
    house,
    url: `http://127.0.0.1:${running.ports[0]}${path}`,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

function from(address: string) {
  return { "X-Forwarded-For": address };
}

for (const proxy of [NGINX, HAPROXY]) {
  const test = (name: string, fn: () => Promise<void>) =>
    Deno.test({
      name: `${proxy.name}: ${name}${proxy.isThere ? "" : " (not installed)"}`,
      ignore: !proxy.isThere,
      fn,
    });

  for (const path of ["/", "/chat/"]) {
    test(`the page and its WebSocket, at ${path}`, async () => {
      await using scene = await open(proxy, { path });
      for (const file of FILES) {
        const response = await fetch(new URL(`.${file.path}`, scene.url));
        assertEquals([response.status, await response.text()], [200, file.text]);
      }
      const headers = { Origin: new URL(scene.url).origin };
      await using ann = await SocketClient.open(scene.url, { nick: "ann", headers });
      await ann.nextOf("welcome");
      await using bob = await SocketClient.open(scene.url, { nick: "bob", headers });
      bob.send({ type: "say", text: "x".repeat(3000) });
      const { from, text } = await ann.nextOf("message");
      assertEquals([from, text], ["bob", "x".repeat(3000)]);
    });
  }

  test("the limits and the log go by the address of the client", async () => {
    await using scene = await open(proxy);
    const [headers, others] = [from("203.0.113.9"), from("2001:db8::9")];
    await using bob = await SocketClient.open(scene.url, { headers });
    await bob.nextOf("welcome");
    const [connected] = await scene.house.logged("connected");
    assertMatch(String(connected?.address), /^203\.0\.113\.9$/);
    await using twin = await SocketClient.open(scene.url, { headers });
    assertEquals((await twin.nextOf("notice")).why, "per-address");
    assertEquals(await twin.closed, 1013);
    await using cay = await SocketClient.open(scene.url, { headers: others });
    await cay.nextOf("welcome");
  });

  test("what a browser writes in Forwarded neither counts nor keeps it out", async () => {
    await using scene = await open(proxy);
    const headers = { ...from("203.0.113.9"), Forwarded: "for=198.51.100.1" };
    await using bob = await SocketClient.open(scene.url, { headers });
    await bob.nextOf("welcome");
    const [connected] = await scene.house.logged("connected");
    assertEquals(connected?.address, "203.0.113.9");
  });

  test("a proxy that does not pass Host on serves the page, and no WebSocket of a browser", async () => {
    await using scene = await open(proxy, { passesHost: false });
    const response = await fetch(scene.url);
    await response.body?.cancel();
    assertEquals(response.status, 200);
    const headers = { Origin: new URL(scene.url).origin };
    await assertRejects(() => SocketClient.open(scene.url, { headers }), Error, "not opened");
  });

  test("a stop of the daemon closes WebSockets with 1001", async () => {
    await using scene = await open(proxy);
    await using bob = await SocketClient.open(scene.url);
    await bob.nextOf("welcome");
    await scene.house.server.stop();
    assertEquals(await bob.closed, 1001);
  });
}
