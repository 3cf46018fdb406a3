/**
 * Which connections the page and its WebSockets are let in by: the limits of files, the gate after the
 * upgrade, bans and lockdown, behind a proxy and without.
 *
 * @module
 */

import { assert, assertEquals, assertMatch, fail } from "@std/assert";
import { FILES_OF_A_PAGE } from "../../lib/admission/file_rate.ts";
import { CONNECTIONS_OF_A_PAGE, LEAST_CONNECTIONS } from "../../lib/admission/page_reception.ts";
import { FILES } from "../../lib/doors/web/site/files.ts";
import { configOf, heardByNow, House } from "../support/house.ts";
import { LineClient } from "../support/line_client.ts";
import { type Beginning, SocketClient } from "../support/socket_client.ts";

const PAGE = ["--web-listen", "127.0.0.1:0"];
const PROXIED = [...PAGE, "--trust-proxy", "127.0.0.1"];

/** The address of the page of a house. */
async function pageOf(house: House): Promise<string> {
  const listening = await house.logged("listening", 2);
  const url = listening.find(({ transport }) => transport === "web")?.url;
  return typeof url === "string" ? url : fail("there is no page");
}

/** A socket through a proxy, for a client with this address. */
function from(address: string, nick?: string): Beginning {
  return { headers: { "X-Forwarded-For": address }, ...nick === undefined ? {} : { nick } };
}

/** Fetches a file of the page; resolves with the status. */
async function fetched(url: string, address?: string): Promise<number> {
  const headers: Record<string, string> = address === undefined
    ? {}
    : { "X-Forwarded-For": address };
  const response = await fetch(url, { headers: { ...headers, Connection: "close" } });
  await response.body?.cancel();
  return response.status;
}

/** Connects to the page without asking for anything. */
function dialed(url: string): Promise<LineClient> {
  return LineClient.connect(new URL(url).host);
}

Deno.test("somebody with nc and somebody at the page are in one room", async () => {
  await using house = await House.open(PAGE);
  using ann = await house.enter("ann");
  await using bob = await SocketClient.open(await pageOf(house), { nick: "bob" });
  assertEquals((await bob.nextOf("welcome")).you, "bob");
  assertEquals(await ann.line(), "bob has arrived");
  bob.send({ type: "say", text: "hello, 世界" });
  assertEquals(await ann.line(), "bob: hello, 世界");
  await ann.send("welcome");
  const heard = [await bob.nextOf("message"), await bob.nextOf("message")];
  assertEquals(heard.map(({ from, text }) => [from, text]), [
    ["bob", "hello, 世界"],
    ["ann", "welcome"],
  ]);
});

Deno.test("the address of somebody at the page is nobody's name, whatever --names says", async () => {
  await using house = await House.open([...PAGE, "--names", "address"]);
  await using ann = await SocketClient.open(await pageOf(house));
  assertEquals((await ann.nextOf("welcome")).you, "guest-1");
});

Deno.test("the log says where the page is, and from where a WebSocket came", async () => {
  await using house = await House.open(PROXIED);
  const url = await pageOf(house);
  assertMatch(url, /^http:\/\/127\.0\.0\.1:\d+\/$/);
  {
    await using ann = await SocketClient.open(url, from("203.0.113.9"));
    await ann.nextOf("welcome");
  }
  const [connected] = await house.logged("connected");
  assertEquals(connected?.transport, "web");
  assertMatch(String(connected?.address), /^203\.0\.113\.9$/);
});

Deno.test("a daemon that is full serves the page, and says in the WebSocket that it is full", async () => {
  await using house = await House.open([...PAGE, "--max-connections", "1"]);
  const url = await pageOf(house);
  using _ann = await house.enter("ann");
  assertEquals(await fetched(url), 200);
  await using bob = await SocketClient.open(url);
  const refused = await bob.nextOf("notice");
  assertEquals([refused.code, refused.why, refused.open], ["refused", "full", 1]);
  assertEquals(await bob.closed, 1013);
  const [logged] = await house.logged("refused");
  assertEquals([logged?.transport, logged?.reason !== undefined], ["web", true]);
});

// kiwiirc #1880, Ergo #2062: everybody behind a proxy had the limits of one address.
Deno.test("a WebSocket is counted by the address that the proxy forwards", async () => {
  await using house = await House.open([...PROXIED, "--max-per-address", "1"]);
  const url = await pageOf(house);
  await using ann = await SocketClient.open(url, from("203.0.113.9"));
  await ann.nextOf("welcome");
  await using twin = await SocketClient.open(url, from("203.0.113.9"));
  assertEquals((await twin.nextOf("notice")).why, "per-address");
  assertEquals(await twin.closed, 1013);
  await using other = await SocketClient.open(url, from("203.0.113.10"));
  await other.nextOf("welcome");
});

Deno.test("WebSockets are counted against --connect-rate, files are not", async () => {
  await using house = await House.open([...PROXIED, "--connect-rate", "1"]);
  const url = await pageOf(house);
  for (let count = 0; count < 5; count++) assertEquals(await fetched(url, "203.0.113.9"), 200);
  {
    await using ann = await SocketClient.open(url, from("203.0.113.9"));
    await ann.nextOf("welcome");
  }
  await using again = await SocketClient.open(url, from("203.0.113.9"));
  assertEquals((await again.nextOf("notice")).why, "connect-rate");
  assertEquals(await again.closed, 1013);
});

Deno.test("a browser needs fewer files for one page than one address may fetch for it", () => {
  assert(FILES.length < FILES_OF_A_PAGE);
});

Deno.test("one address fetches no more than so many files a minute, another does", async () => {
  await using house = await House.open([...PROXIED, "--connect-rate", "1"]);
  const url = await pageOf(house);
  for (let count = 0; count < 30; count++) assertEquals(await fetched(url, "203.0.113.9"), 200);
  assertEquals(await fetched(url, "203.0.113.9"), 429);
  assertEquals(await fetched(url, "203.0.113.10"), 200);
});

Deno.test("whoever is banned is told so in the WebSocket, and may fetch the page", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const admin = `unix:${folder}/admin.sock`;
    await using house = await House.open([...PROXIED, "--admin-listen", admin]);
    const url = await pageOf(house);
    using operator = await LineClient.connectUnix(`${folder}/admin.sock`);
    await operator.send("/nick op");
    await operator.take(2);
    await operator.send("/ban 203.0.113.9 spam");
    await heardByNow(operator);
    assertEquals(await fetched(url, "203.0.113.9"), 200);
    await using ann = await SocketClient.open(url, from("203.0.113.9"));
    const { code, reason } = await ann.nextOf("notice");
    assertEquals([code, reason], ["banned", "spam"]);
    assertEquals(await ann.closed, 1008);
    await operator.send("/lockdown on");
    await heardByNow(operator);
    await using bob = await SocketClient.open(url, from("203.0.113.10"));
    assertEquals((await bob.nextOf("notice")).code, "lockdown");
    assertEquals(await bob.closed, 1008);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("connections that fetch files are bounded, apart from chats", async () => {
  await using house = await House.open([...PAGE, "--max-connections", "2"]);
  const url = await pageOf(house);
  using _ann = await house.enter("ann");
  using idle = new DisposableStack();
  for (let count = 0; count < LEAST_CONNECTIONS; count++) idle.use(await dialed(url));
  using late = await dialed(url);
  const answer = await late.rest();
  assertMatch(answer[0] ?? "", /^HTTP\/1\.1 503 /);
  assert(answer.some((line) => /^Retry-After: \d+/i.test(line)), answer.join("\n"));
  const [refused] = await house.logged("refused");
  assertEquals([refused?.transport, refused?.reason], ["web", "page-full"]);
  using bob = await house.connect("/nick bob");
  assertEquals(await bob.line(), "You are bob");
});

Deno.test("a daemon for one person shows a page that a browser fetches over six connections", async () => {
  await using house = await House.open([...PAGE, "--max-connections", "1"]);
  const url = await pageOf(house);
  using _ann = await house.enter("ann");
  using idle = new DisposableStack();
  for (let count = 1; count < CONNECTIONS_OF_A_PAGE; count++) idle.use(await dialed(url));
  assertEquals(await fetched(url), 200);
});

Deno.test("a connection that has become a WebSocket gives its place among files back", async () => {
  await using house = await House.open([...PAGE, "--max-connections", "1"]);
  const url = await pageOf(house);
  await using ann = await SocketClient.open(url, { nick: "ann" });
  await ann.nextOf("welcome");
  assertEquals(await fetched(url), 200);
});

Deno.test("a stop waits for no hello: the socket is closed with 1001", async () => {
  await using house = await House.open([...PAGE, "--grace", "1m"]);
  await using bob = await SocketClient.open(await pageOf(house), { isSilent: true });
  // Otherwise the wait for the hello ends first, which is refused with 1008.
  await house.server.stop();
  assertEquals(await bob.closed, 1001);
});

Deno.test("a stop tells those at the page and closes with 1001, and waits for no idle browser", async () => {
  await using house = await House.open([...PAGE, "--grace", "5s"]);
  const url = await pageOf(house);
  using idle = await dialed(url);
  await using ann = await SocketClient.open(url, { nick: "ann" });
  await ann.nextOf("welcome");
  const stopped = house.server.stop();
  assertEquals((await ann.nextOf("bye")).code, "shutdown");
  assertEquals(await ann.closed, 1001);
  assertEquals(await idle.rest(), []);
  await stopped;
});

Deno.test("a browser at the port for lines is told where the page is, also after a reload", async () => {
  await using house = await House.open(PAGE);
  const url = await pageOf(house);
  using browser = await house.connect("GET / HTTP/1.1\r");
  assertEquals(
    await browser.line(),
    `-- this is a hubbub chat port, not a web server; the page is at ${url}`,
  );
  await house.server.reload(configOf([...PAGE, "--web-host", "chat.example"]));
  using other = await house.connect("GET / HTTP/1.1\r");
  assertMatch(await other.line() ?? "", /; the page is at chat\.example$/);
});

Deno.test("a page for strangers without TLS is warned of, one behind a proxy is not", async () => {
  const open = ["--web-listen", "0.0.0.0:0"];
  await using house = await House.open(open);
  const [warned] = await house.logged("page-unencrypted");
  assertEquals([warned?.level, warned?.address], ["warn", "0.0.0.0:0"]);
  for (const safe of [PAGE, [...open, "--trust-proxy", "10.0.0.0/8"]]) {
    await using other = await House.open(safe);
    await pageOf(other);
    assertEquals(await other.logged("page-unencrypted", 0), []);
  }
});
