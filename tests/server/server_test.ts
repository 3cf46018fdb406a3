/**
 * The server as a whole: where it listens, how people are called there, how many it lets in, how it
 * stops.
 *
 * @module
 */

import { assertEquals, assertLess, assertMatch, assertRejects } from "@std/assert";
import { CannotStart } from "../../lib/program/cannot_start.ts";
import { heardBefore, heardByNow, House } from "../support/house.ts";
import { LineClient } from "../support/line_client.ts";
import {
  closedSince,
  flood,
  MORE_THAN_A_SOCKET_HOLDS,
  openDescriptors,
} from "../support/pressure.ts";

const GOODBYE = "-- the server is shutting down";
const HAS_UNIX_SOCKETS = Deno.build.os !== "windows";

Deno.test("a server tells its real address, and logs it when it accepts connections", async () => {
  await using house = await House.open();
  assertMatch(house.address, /^127\.0\.0\.1:[1-9]\d*$/);
  const [{ transport, address } = {}] = await house.logged("listening");
  assertEquals([transport, address], ["tcp", house.address]);
});

Deno.test("two listeners lead into the same room", async () => {
  await using house = await House.open(["--listen", "127.0.0.1:0", "--listen", "127.0.0.1:0"]);
  const [first = "", second = ""] = house.server.addresses;
  using ann = await LineClient.connect(first);
  await ann.send("/nick ann");
  await heardBefore(ann, "Nobody else is here");
  using bob = await LineClient.connect(second);
  await bob.send("/nick bob\nhi");
  assertEquals(await bob.take(2), ["You are bob", "Also here: ann"]);
  assertEquals(await ann.take(2), ["bob has arrived", "bob: hi"]);
});

for (
  const [policy, listen, name] of [
    ["auto", "127.0.0.1:0", /^You are 127\.0\.0\.1:\d+$/],
    ["auto", "0.0.0.0:0", /^You are guest-1$/],
    ["auto", "[::]:0", /^You are guest-1$/],
    ["address", "127.0.0.1:0", /^You are 127\.0\.0\.1:\d+$/],
    ["address", "0.0.0.0:0", /^You are 127\.0\.0\.1:\d+$/],
    // An IPv4 peer of an IPv6 listener, whose address comes wrapped as ::ffff:127.0.0.1.
    ["address", "[::]:0", /^You are 127\.0\.0\.1:\d+$/],
    ["guest", "127.0.0.1:0", /^You are guest-1$/],
  ] as const
) {
  Deno.test(`--names ${policy} on ${listen}`, async () => {
    await using house = await House.open(["--listen", listen, "--names", policy]);
    using client = await LineClient.connect(`127.0.0.1:${house.address.split(":").at(-1)}`);
    await client.send("/ping");
    assertMatch(await client.line() ?? "", name);
  });
}

Deno.test("who comes over IPv6 is called [ADDRESS]:PORT", async () => {
  await using house = await House.open(["--listen", "[::1]:0"]);
  assertMatch(house.address, /^\[::1\]:\d+$/);
  using client = await LineClient.connect(house.address);
  await client.send("/who");
  const you = /^You are (\[::1\]:\d+)$/.exec(await client.line() ?? "")?.[1];
  await client.line();
  const who = (await client.line() ?? "").replace(/\b\d+s\b/g, "0s");
  assertEquals(who, `-- ${you} #1, here 0s, idle 0s, from ${you}`);
});

Deno.test({
  name: "who comes over a Unix socket is a guest, and its file goes with the server",
  ignore: !HAS_UNIX_SOCKETS,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const path = `${folder}/chat.sock`;
    try {
      await using house = await House.open(["--listen", `unix:${path}`, "--names", "address"]);
      assertEquals(house.server.addresses, [`unix:${path}`]);
      using client = new LineClient(await Deno.connect({ transport: "unix", path }));
      await client.send("hello");
      await client.closeWrite();
      assertEquals((await client.rest()).slice(-1), ["guest-1: hello"]);
      await house.server.stop();
      assertEquals(Array.from(Deno.readDirSync(folder)), []);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

Deno.test({
  name: "--socket-mode says who may connect to a Unix socket; one that stops leaves another's",
  ignore: !HAS_UNIX_SOCKETS,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const path = `${folder}/chat.sock`;
    const options = ["--listen", `unix:${path}`, "--socket-mode", "660"];
    try {
      await using first = await House.open(options);
      assertEquals((Deno.statSync(path).mode ?? 0) & 0o777, 0o660);
      await Deno.remove(path);
      await using second = await House.open(options);
      await first.server.stop();
      using client = new LineClient(await Deno.connect({ transport: "unix", path }));
      await client.send("/nick ann");
      assertEquals(await client.line(), "You are ann");
      await second.server.stop();
      assertEquals(Array.from(Deno.readDirSync(folder)), []);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

Deno.test("both wildcards of one port lead into the same room", async () => {
  const probe = Deno.listen({ hostname: "::", port: 0 });
  const { port } = probe.addr;
  probe.close();
  await using house = await House.open(["0.0.0.0", "[::]"].flatMap((host) => [
    "--listen",
    `${host}:${port}`,
  ]));
  assertEquals(house.server.addresses, [`0.0.0.0:${port}`, `[::]:${port}`]);
  assertEquals((await house.logged("listening", 2)).length, 2);
  using ann = await LineClient.connect(`127.0.0.1:${port}`);
  await ann.send("/nick ann");
  assertEquals(await ann.take(2), ["You are ann", "Nobody else is here"]);
  using bob = await LineClient.connect(`[::1]:${port}`);
  await bob.send("hello");
  assertEquals(await bob.take(3), ["You are guest-2", "Also here: ann", "guest-2: hello"]);
});

Deno.test("a server that cannot open one listener opens none, and says which in a sentence", async () => {
  using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const before = openDescriptors();
  const address = `127.0.0.1:${taken.addr.port}`;
  const error = await assertRejects(
    () => House.open(["--listen", "127.0.0.1:0", "--listen", address]),
    CannotStart,
  );
  assertEquals(
    error.message,
    `cannot listen on ${address}: the address is taken by another program`,
  );
  await closedSince(before);
});

Deno.test("--max-connections: one more gets a polite line, until somebody has left", async () => {
  await using house = await House.open(["--max-connections", "2"]);
  using ann = await house.enter("ann");
  using bob = await house.enter("bob");
  for (const first of ["/nick cat", '{"hello":1}']) {
    using late = await house.connect(first);
    const lines = await late.rest();
    assertEquals(lines.length, 1);
    assertMatch(lines[0] ?? "", /^-- the server is full\b/);
  }
  await house.logged("refused", 2);
  assertEquals(await heardByNow(ann), ["bob has arrived"]);
  await bob.closeWrite();
  await bob.rest();
  await house.logged("disconnected");
  using cat = await house.enter("cat");
  assertEquals(await heardByNow(cat), []);
});

Deno.test("--max-connections: those who have not entered count as well", async () => {
  await using house = await House.open(["--max-connections", "1"]);
  using _silent = await house.connect();
  await house.logged("connected");
  using late = await house.connect();
  assertMatch((await late.rest())[0] ?? "", /^-- the server is full\b/);
});

Deno.test("who is refused and gone at once disturbs nobody", async () => {
  await using house = await House.open(["--max-connections", "1"]);
  using ann = await house.enter("ann");
  for (let i = 0; i < 20; i++) (await house.dial()).close();
  await house.logged("refused");
  assertEquals(await heardByNow(ann), []);
  await house.server.stop();
  const [first, sum] = await house.logged("refused", 2);
  assertEquals([first?.transport, first?.more], ["tcp", undefined]);
  assertEquals([sum?.network, sum?.more], ["127.0.0.1", 19]);
});

Deno.test("--idle-timeout: the silent are warned and disconnected, by the real clock", async () => {
  await using house = await House.open(["--idle-timeout", "2s"]);
  using bob = await house.enter("bob");
  assertEquals(await bob.rest(), [
    "-- you will be disconnected in 400ms unless you send a line",
    "-- disconnected: idle for 2s",
  ]);
});

Deno.test("a stop tells everybody, sends what is queued, and ends", async () => {
  await using house = await House.open();
  using ann = await house.enter("ann");
  using bot = await house.connect('{"hello":1,"nick":"robo"}');
  await bot.take(2);
  await ann.send("last words");
  await heardBefore(ann, "ann: last words");
  await house.server.stop();
  assertEquals(await ann.rest(), [GOODBYE]);
  const objects = (await bot.rest()).map((line) => JSON.parse(line));
  assertEquals(objects.map(({ type }) => type), ["message", "bye"]);
  assertEquals([objects[1].by, objects[1].code], ["daemon", "shutdown"]);
  assertEquals(objects[1].reason, "the server is shutting down");
});

Deno.test("a stop tells those as well who have connected and not been greeted yet", async () => {
  await using house = await House.open();
  using silent = await house.connect();
  await house.logged("connected");
  await house.server.stop();
  assertEquals(await silent.rest(), [GOODBYE]);
});

Deno.test("a stop closes the listeners: nobody can connect any more", async () => {
  await using house = await House.open();
  await house.server.stop();
  await assertRejects(() => house.dial(), Deno.errors.ConnectionRefused);
});

Deno.test("a stop may be asked for again, during the first and after it", async () => {
  await using house = await House.open();
  using ann = await house.enter("ann");
  const first = house.server.stop();
  await Promise.all([house.server.stop(), first]);
  await house.server.stop();
  assertEquals(await ann.rest(), [GOODBYE]);
});

Deno.test("a stop sends a slow reader what is queued for it, the goodbye last", async () => {
  await using house = await House.open(["--send-queue", "16384"]);
  using slow = await house.connect("/nick slow");
  using ann = await house.enter("ann");
  await flood(ann, MORE_THAN_A_SOCKET_HOLDS);
  const stopping = house.server.stop();
  const lines = await slow.rest();
  assertEquals(lines.at(-1), GOODBYE);
  assertEquals(lines.filter((line) => line === GOODBYE).length, 1);
  await stopping;
});

Deno.test("a stop takes no longer than --grace, whoever does not read", async () => {
  await using house = await House.open(["--grace", "300ms", "--stall-timeout", "8s"]);
  using _stuck = await house.connect("/nick stuck");
  using ann = await house.enter("ann");
  await flood(ann, MORE_THAN_A_SOCKET_HOLDS);
  const startedAt = performance.now();
  await house.server.stop();
  // Well before the stall timeout.
  assertLess(performance.now() - startedAt, 5000);
  // Nothing of either is left by now.
  assertEquals((await house.logged("disconnected", 0)).length, 2);
  assertEquals(await ann.rest(), [GOODBYE]);
});

Deno.test("a stop leaves nothing open", async () => {
  const before = openDescriptors();
  await using house = await House.open();
  const clients = await Promise.all(Array.from({ length: 20 }, () => house.connect()));
  await house.logged("connected", 20);
  await house.server.stop();
  for (const client of clients) client[Symbol.dispose]();
  await closedSince(before);
});
