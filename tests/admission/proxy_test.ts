/**
 * Behind a proxy: whose address counts, what is refused, and that a header stands in front of everything.
 *
 * @module
 */

import { assertEquals, assertMatch } from "@std/assert";
import { certificateTest } from "../support/certificates.ts";
import { heardBefore, heardByNow, House } from "../support/house.ts";
import { LineClient } from "../support/line_client.ts";
import { bytesOf, latin1, proxyV2 } from "../support/proxy_headers.ts";

const TRUSTED = ["--trust-proxy", "127.0.0.1"];
const MISSING =
  "-- from this address a PROXY header must come first (--trust-proxy), and none came";
const WRONG = "-- that PROXY header is wrong: it must be of version 1 or 2, and for TCP";

/** A header of version 1 for a client at this address. */
function headerFrom(ip: string, port = 40_000): string {
  const [family, to] = ip.includes(":") ? ["TCP6", "2001:db8::1"] : ["TCP4", "192.0.2.1"];
  return `PROXY ${family} ${ip} ${to} ${port} 8000\r`;
}

/** Connects through a proxy and enters under this name. */
async function enterFrom(house: House, ip: string, name: string): Promise<LineClient> {
  const client = await house.connect(`${headerFrom(ip)}\n/nick ${name}`);
  assertEquals((await client.take(2))[0], `You are ${name}`);
  return client;
}

Deno.test("a client behind a trusted proxy has the header's address in the log, and guest-N for a name", async () => {
  await using house = await House.open(TRUSTED);
  using ann = await house.connect(headerFrom("203.0.113.9", 56_324));
  assertMatch(await ann.line() ?? "", /^You are guest-\d+$/);
  await ann.send("hello");
  await heardBefore(ann, (line) => /^guest-\d+: hello$/.test(line));
  const [connected] = await house.logged("connected");
  assertEquals([connected?.transport, connected?.address], ["tcp", "203.0.113.9:56324"]);
});

Deno.test("--names address behind a proxy is the header's address", async () => {
  await using house = await House.open([...TRUSTED, "--names", "address"]);
  for (
    const [ip, name] of [["203.0.113.9", "203.0.113.9:1"], ["2001:DB8:0::9", "[2001:db8::9]:1"]]
  ) {
    using client = await house.connect(headerFrom(ip ?? "", 1));
    assertEquals(await client.line(), `You are ${name}`);
  }
  using unknown = await house.connect("PROXY UNKNOWN\r");
  assertMatch(await unknown.line() ?? "", /^You are guest-\d+$/);
});

for (
  const [what, header] of [
    ["version 1", latin1("PROXY TCP4 203.0.113.9 192.0.2.1 56324 443\r\n")],
    [
      "version 2 with extensions",
      proxyV2({ from: [203, 0, 113, 9], extensions: new Uint8Array(99) }),
    ],
  ] as const
) {
  Deno.test(`a header of ${what} may be cut anywhere, and chat may come in its packet`, async () => {
    await using house = await House.open(TRUSTED);
    using ann = await house.connect();
    for (const byte of header) await ann.sendRaw(Uint8Array.of(byte));
    await ann.send("/nick ann");
    assertEquals((await ann.take(2))[0], "You are ann");
    using bob = await house.connect();
    await bob.sendRaw(bytesOf(header, latin1("/nick bob\nhello\n")));
    assertEquals((await bob.take(3)).at(-1), "bob: hello");
    assertEquals(await ann.take(2), ["bob has arrived", "bob: hello"]);
  });
}

Deno.test("limits for one address go by the header's address, and spare the header's loopback", async () => {
  await using house = await House.open([
    ...TRUSTED,
    "--max-per-address",
    "1",
    "--connect-rate",
    "3",
  ]);
  using _ann = await enterFrom(house, "203.0.113.9", "ann");
  using _bob = await enterFrom(house, "203.0.113.10", "bob");
  using _eve = await enterFrom(house, "2001:db8::1", "eve");
  for (const ip of ["203.0.113.9", "::ffff:203.0.113.9", "2001:db8::2"]) {
    using late = await house.connect(headerFrom(ip, 7));
    assertMatch((await late.rest())[0] ?? "", /^-- too many connections from your address: 1/);
  }
  using _zed = await enterFrom(house, "127.0.0.9", "zed");
  using _yan = await enterFrom(house, "127.0.0.9", "yan");
  const [first, second] = await house.logged("refused", 2);
  assertEquals([first?.address, second?.address], ["203.0.113.9:7", "[2001:db8::2]:7"]);
});

Deno.test("--connect-rate goes by the header's address", async () => {
  await using house = await House.open([...TRUSTED, "--connect-rate", "2"]);
  for (let visits = 0; visits < 2; visits++) {
    using client = await house.connect(`${headerFrom("203.0.113.9")}\n/quit`);
    await client.rest();
  }
  using late = await house.connect(headerFrom("203.0.113.9"));
  assertMatch((await late.rest())[0] ?? "", /^-- too many new connections from your address/);
  using _ann = await enterFrom(house, "203.0.113.10", "ann");
});

Deno.test("a proxy that tells no address is served, and no limit for one address applies", async () => {
  await using house = await House.open([
    ...TRUSTED,
    "--max-per-address",
    "1",
    "--connect-rate",
    "1",
  ]);
  using local = await house.connect();
  await local.sendRaw(bytesOf(proxyV2({ command: 0x20 }), latin1("/nick ann\n")));
  assertEquals((await local.take(2))[0], "You are ann");
  using unknown = await house.connect("PROXY UNKNOWN\r\n/nick bob");
  assertEquals((await unknown.take(2))[0], "You are bob");
  const connected = await house.logged("connected", 2);
  assertEquals(connected.map(({ address }) => address), [undefined, undefined]);
});

Deno.test("a trusted proxy must send a good header: one line, and nobody hears of it", async () => {
  await using house = await House.open(TRUSTED);
  using ann = await enterFrom(house, "203.0.113.9", "ann");
  const bad: readonly (readonly [string, string])[] = [
    ["hello", MISSING],
    ['{"hello":1,"nick":"robo"}', MISSING],
    ["GET / HTTP/1.1", MISSING],
    ["PROXY TCP4 203.0.113.9 192.0.2.1 56324 443\nhello", WRONG],
    ["PROXY TCP4 127.0.0.1 ; 1 2\r\n/nick root", WRONG],
    ["\r\n\r\n\0\r\nQUIT\n\x11\x11\0\x0cabcdefghijkl", WRONG],
  ];
  for (const [text, answer] of bad) {
    using client = await house.connect();
    await client.sendRaw(latin1(`${text}\n`));
    assertEquals(await client.rest(), [answer]);
  }
  assertEquals(await heardByNow(ann), []);
  await house.server.stop();
  const records = await house.logged("bad-proxy-header", 2);
  assertEquals(records.map(({ level, more }) => [level, more]), [["warn", undefined], ["info", 5]]);
  assertMatch(String(records[0]?.address), /^127\.0\.0\.1:\d+$/);
  assertEquals(records.map(({ reason }) => reason), ["missing", "malformed"]);
});

Deno.test("a request of a proxy that names no client is logged as a mistake of the operator", async () => {
  await using house = await House.open([...TRUSTED, "--web-listen", "127.0.0.1:0"]);
  const [, listening] = await house.logged("listening", 2);
  const url = String(listening?.url);
  for (
    const headers of [{}, { "Forwarded": "for=somebody" }, { "X-Forwarded-For": "somebody" }, {}]
  ) {
    const response = await fetch(url, { headers });
    assertEquals([response.status, /Forwarded/.test(await response.text())], [400, true]);
  }
  const response = await fetch(url, { headers: { "X-Forwarded-For": "203.0.113.9" } });
  assertEquals(response.status, 200);
  await response.body?.cancel();
  await house.server.stop();
  const [first, ...others] = await house.logged("bad-proxy-header", 2);
  const { level, transport, address, reason } = first ?? {};
  assertEquals([level, transport, reason], ["warn", "web", "missing"]);
  assertMatch(String(address), /^127\.0\.0\.1:\d+$/);
  assertEquals(others.map(({ more, reason }) => [more, reason]), [[3, "missing"]]);
});

Deno.test("a header from anybody else is refused, and its address counts for nothing", async () => {
  await using house = await House.open(["--trust-proxy", "192.0.2.0/24", "--max-per-address", "1"]);
  using stranger = await house.connect(headerFrom("127.0.0.1"));
  assertEquals(await stranger.rest(), [
    "-- this port takes no PROXY header; switch it off in the proxy, or join with: nc HOST PORT",
  ]);
  using _ann = await house.enter("ann");
});

Deno.test("a connection without a byte is a check of the port, and leaves no record", async () => {
  await using house = await House.open(TRUSTED);
  for (let checks = 0; checks < 3; checks++) {
    using client = await house.connect();
    await client.closeWrite();
    assertEquals(await client.rest(), []);
  }
  using _ann = await enterFrom(house, "203.0.113.9", "ann");
  assertEquals((await house.logged("connected")).length, 1);
  assertEquals(await recordsSoFar(house, ["bad-proxy-header", "refused", "disconnected"]), 0);
});

Deno.test("a place is taken while the header is awaited, and the refusal has the client's address", async () => {
  await using house = await House.open([...TRUSTED, "--max-connections", "1"]);
  using waiting = await house.connect();
  await waiting.sendRaw(latin1("PROXY"));
  using late = await house.connect(headerFrom("203.0.113.9", 7));
  assertEquals(await late.rest(), [
    "-- the server is full: 1 person is connected; try again later",
  ]);
  const [refused] = await house.logged("refused");
  assertEquals(refused?.address, "203.0.113.9:7");
  await waiting.send(" TCP4 203.0.113.10 192.0.2.1 1 2\r\n/nick ann");
  assertEquals((await waiting.take(2))[0], "You are ann");
});

Deno.test({
  name:
    "bans and the lockdown go by the header's address; one that is not told is not this machine's",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const path = `${folder}/admin.sock`;
    await using house = await House.open([...TRUSTED, "--admin-listen", `unix:${path}`]);
    using operator = new LineClient(await Deno.connect({ transport: "unix", path }));
    using _bob = await enterFrom(house, "203.0.113.10", "bob");
    await operator.send("/ban 203.0.113.8/31 spam");
    await heardByNow(operator);
    using banned = await house.connect(headerFrom("::ffff:203.0.113.9", 7));
    assertEquals(await banned.rest(), ["-- you are banned: spam"]);
    const [refused] = await house.logged("refused");
    assertEquals(refused?.address, "203.0.113.9:7");
    await operator.send("/lockdown on");
    await heardByNow(operator);
    for (const header of [headerFrom("203.0.113.10"), "PROXY UNKNOWN\r"]) {
      using outsider = await house.connect(header);
      assertEquals((await outsider.rest()).length, 1);
    }
    using _zed = await enterFrom(house, "127.0.0.1", "zed");
    await Deno.remove(folder, { recursive: true });
  },
});

Deno.test("headers that have not come do not keep the server from stopping", async () => {
  await using house = await House.open([...TRUSTED, "--grace", "10m"]);
  using waiting = await house.connect();
  await waiting.sendRaw(latin1("PROXY TCP4"));
  using ann = await enterFrom(house, "203.0.113.9", "ann");
  await ann.send("/quit");
  await ann.rest();
  await house.server.stop();
  assertEquals(await waiting.rest(), []);
});

certificateTest(
  "the header comes before TLS, and what is refused is told in plain text",
  async (folder) => {
    const { certFile, keyFile, cert } = await folder.make("good");
    const tls = ["--tls-listen", "127.0.0.1:0", "--tls-cert", certFile, "--tls-key", keyFile];
    await using house = await House.open([...TRUSTED, ...tls, "--names", "address"]);
    const port = Number(house.server.addresses.at(-1)?.split(":").at(-1));
    const conn = await Deno.connect({ hostname: "127.0.0.1", port });
    await conn.write(latin1(`${headerFrom("203.0.113.9", 7)}\n`));
    const secured = await Deno.startTls(conn, { hostname: "127.0.0.1", caCerts: [cert] });
    await secured.handshake();
    using ann = new LineClient(secured);
    assertEquals(await ann.line(), "You are 203.0.113.9:7");
    const [connected] = await house.logged("connected");
    assertEquals([connected?.transport, connected?.address], ["tls", "203.0.113.9:7"]);
    using bare = await LineClient.connect(`127.0.0.1:${port}`);
    await bare.sendRaw(Uint8Array.of(0x16, 3, 1, 0, 5, 1, 2, 3, 4, 5));
    assertEquals(await bare.rest(), [MISSING]);
    using plain = await LineClient.connect(`127.0.0.1:${port}`);
    await plain.send(`${headerFrom("203.0.113.9")}\nhello`);
    assertEquals(await plain.rest(), [
      "-- this port speaks TLS; join with: hubbub tls://HOST:PORT",
    ]);
  },
);

/** How many records of these events the log has by now. */
async function recordsSoFar(house: House, events: readonly string[]): Promise<number> {
  const counts = events.map(async (event) => (await house.logged(event, 0)).length);
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}
