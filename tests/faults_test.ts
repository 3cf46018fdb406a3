/**
 * What goes wrong with connections, and that nobody else notices: resets, crowds that come and go,
 * peers that do not read, lines without end, bugs.
 *
 * @module
 */

import { assert, assertEquals, assertLess, assertMatch } from "@std/assert";
import { connect as connectSocket } from "node:net";
import { commands } from "../lib/core/commands/mod.ts";
import type { Spec } from "../lib/core/commands/spec.ts";
import { heardBefore, heardByNow, House } from "./support/house.ts";
import type { LineClient } from "./support/line_client.ts";
import {
  closedSince,
  flood,
  floodLine,
  MORE_THAN_A_SOCKET_HOLDS,
  openDescriptors,
} from "./support/pressure.ts";

const MIB = 1 << 20;

Deno.test("a reset in the middle of a line: one departure, and the half line is not said", async () => {
  await using house = await House.open();
  using ann = await house.enter("ann");
  const closed = Promise.withResolvers<void>();
  const socket = connectSocket(Number(house.address.split(":")[1]), "127.0.0.1");
  socket.on("close", () => closed.resolve());
  socket.write("/nick eve\nsaid\nhalf a li");
  assertEquals(await ann.take(2), ["eve has arrived", "eve: said"]);
  socket.resetAndDestroy();
  await closed.promise;
  assertEquals(await ann.line(), "eve has left");
  assertEquals(await heardByNow(ann), []);
  assertEquals((await house.logged("disconnected"))[0]?.reason, "lost");
});

// CVE-2013-5580 ngIRCd: the first write to a newcomer fails.
Deno.test("a peer that vanishes during the greeting arrives and leaves, once each", async () => {
  await using house = await House.open();
  using ann = await house.enter("ann");
  for (let n = 0; n < 15; n++) {
    const conn = await house.dial();
    await conn.write(new TextEncoder().encode(`/nick eve${n}\n`));
    // With the greeting unread or on its way, this is a reset.
    conn.close();
  }
  await house.logged("disconnected", 15);
  const heard = await heardByNow(ann);
  for (let n = 0; n < 15; n++) {
    const ofEve = heard.filter((line) => line.startsWith(`eve${n} `));
    assertEquals(ofEve, [`eve${n} has arrived`, `eve${n} has left`]);
  }
  assertEquals(heard.length, 30);
});

Deno.test("a thousand come and go in every way while two talk, and nothing is lost", async () => {
  await using house = await House.open();
  using ann = await house.enter("ann");
  using bob = await house.enter("bob");
  await house.logged("connected", 2);
  const before = openDescriptors();
  const coming = (async () => {
    for (let n = 0; n < 1000; n += 20) {
      await Promise.all(Array.from({ length: 20 }, (_, i) => comeAndGo(house, n + i)));
    }
  })();
  const talking = Promise.all([talk(ann, "ann", 300), talk(bob, "bob", 300)]);
  await Promise.all([coming, talking]);
  await house.logged("disconnected", 1000);
  await closedSince(before);
  await ann.send("/who\n/ping who");
  const who = (await heardBefore(ann, "-- pong who")).filter((line) => line.startsWith("-- "));
  assertEquals(who.map((line) => line.split(" ", 2)[1]), ["ann", "bob"]);
  await Promise.all([ann.send("last of ann"), bob.send("last of bob")]);
  for (const name of ["ann", "bob"]) await heardBefore(bob, `${name}: last of ${name}`);
});

Deno.test("a line of 100 MiB costs no memory, is told once, and delays nobody", async () => {
  await using house = await House.open();
  using ann = await house.enter("ann");
  using endless = await house.enter("endless");
  await heardBefore(ann, "endless has arrived");
  const part = new Uint8Array(MIB).fill(120);
  const before = Deno.memoryUsage().rss;
  let most = 0;
  for (let n = 0; n < 100; n++) {
    await endless.sendRaw(part);
    if (n === 1) {
      assertEquals(await endless.line(), "-- that line was too long: at most 4096 bytes");
    }
    if (n % 10 !== 0) continue;
    most = Math.max(most, Deno.memoryUsage().rss);
    assertEquals(await heardByNow(ann, `after-${n}`), []);
  }
  assertLess(most - before, 40 * MIB);
  await endless.send("\nhello");
  assertEquals(await endless.line(), "endless: hello");
});

Deno.test("who does not read misses lines, is told how many, and delays nobody", async () => {
  await using house = await House.open();
  using slow = await house.connect("/nick slow");
  using bob = await house.enter("bob");
  using ann = await house.enter("ann");
  assertEquals(await bob.line(), "ann has arrived");
  const before = Deno.memoryUsage().rss;
  await flood(ann, MORE_THAN_A_SOCKET_HOLDS, [bob]);
  assertLess(Deno.memoryUsage().rss - before, 60 * MIB);
  const heard = await heardAfterwards(slow);
  assert(heard.skipped > 0, "everything fitted into the socket");
  assertEquals(heard.lines + heard.skipped, MORE_THAN_A_SOCKET_HOLDS);
  // Back in step, it hears everything again.
  await flood(ann, 20, [bob, slow]);
});

Deno.test("who takes nothing for --stall-timeout is disconnected, told once, and closed", async () => {
  await using house = await House.open(["--stall-timeout", "300ms"]);
  using _stuck = await house.connect("/nick stuck");
  using bob = await house.enter("bob");
  using ann = await house.enter("ann");
  await ann.send("go");
  await heardBefore(bob, "ann: go");
  await heardBefore(ann, "ann: go");
  const heard = await floodUntil(ann, bob, "stuck has left (too slow)");
  assertEquals(heard.filter((line) => line.includes("stuck")), []);
  // Its socket is given back although it never reads, and the others go on.
  assertEquals((await house.logged("disconnected"))[0]?.reason, "too-slow");
  assertEquals((await heardByNow(bob)).filter((line) => line.includes("stuck")), []);
});

Deno.test("private answers alone reach --send-queue-max", async () => {
  const limits = ["--send-queue", "16384", "--send-queue-max", "32768", "--stall-timeout", "1m"];
  await using house = await House.open(limits);
  using ann = await house.enter("ann");
  using greedy = await house.dial();
  const asking = askWithoutEnd(greedy);
  assertEquals(await ann.take(2), ["greedy has arrived", "greedy has left (too slow)"]);
  assertEquals((await house.logged("disconnected"))[0]?.reason, "too-slow");
  await asking;
  assertEquals(await heardByNow(ann), []);
});

Deno.test("a bug in a command costs who called it the connection, and nobody else", async () => {
  const table = commands as Map<string, Spec>;
  const bug = () => {
    throw new TypeError("a bug, made for this test");
  };
  table.set("bug", { params: [], run: bug });
  try {
    await using house = await House.open([], true);
    using ann = await house.enter("ann");
    using eve = await house.enter("eve");
    await eve.send("/bug\nstill here?");
    assertEquals(await eve.rest(), ["-- disconnected: internal error"]);
    await ann.send("hello");
    assertEquals(await ann.take(3), [
      "eve has arrived",
      "eve has left (internal error)",
      "ann: hello",
    ]);
    const [record] = await house.logged("bug");
    assertEquals(record?.level, "error");
    assertMatch(String(record?.stack), /a bug, made for this test/);
  } finally {
    table.delete("bug");
  }
});

/** One visit: silent, with a greeting unread, said and read to the end, or refused. */
async function comeAndGo(house: House, n: number): Promise<void> {
  const conn = await house.dial();
  using _ = conn;
  const lines = [
    "",
    `/nick v${n}\nhi from ${n}\n`,
    `/nick v${n}\n/quit\n`,
    "GET / HTTP/1.1\r\n\r\n",
  ];
  const line = lines[n % lines.length] ?? "";
  if (line !== "") await conn.write(new TextEncoder().encode(line));
  if (n % 8 < 4) return;
  await conn.closeWrite();
  const buffer = new Uint8Array(4096);
  while (await conn.read(buffer) !== null);
}

/** Says numbered lines, each when the one before was heard; hears all of both, once and in order. */
async function talk(client: LineClient, own: string, count: number): Promise<void> {
  const heard = new Map([["ann", 0], ["bob", 0]]);
  let said = 0;
  while (Array.from(heard.values()).some((number) => number < count)) {
    if (said < count && heard.get(own) === said) await client.send(`number ${said++} of mine`);
    const line = await client.line() ?? "the end";
    const [, name = "", number] = /^(ann|bob): number (\d+) of mine$/.exec(line) ?? [];
    if (number === undefined) continue;
    assertEquals(Number(number), heard.get(name));
    heard.set(name, Number(number) + 1);
  }
}

/** What a slow reader finds when it reads again: lines in order, and the right count in each gap. */
async function heardAfterwards(slow: LineClient): Promise<{ lines: number; skipped: number }> {
  await slow.take(2);
  await slow.send("/ping caught-up");
  const heard = await heardBefore(slow, "-- pong caught-up");
  const total = { lines: 0, skipped: 0 };
  for (const line of heard) {
    const gap = /^-- (\d+) messages? skipped$/.exec(line)?.[1];
    if (gap !== undefined) {
      total.skipped += Number(gap);
    } else if (line.startsWith("ann: ")) {
      assertEquals(line, `ann: ${floodLine(total.lines + total.skipped)}`);
      total.lines++;
    } else {
      assertMatch(line, /^(?:bob|ann) has arrived$/);
    }
  }
  return total;
}

/** Floods, both hearing everything, until the listener hears this; returns what else came. */
async function floodUntil(ann: LineClient, bob: LineClient, wanted: string): Promise<string[]> {
  const others: string[] = [];
  let isOver = false;
  for (let n = 0; !isOver; n++) {
    await ann.send(floodLine(n));
    await heardBefore(ann, `ann: ${floodLine(n)}`);
    const heard = await heardBefore(bob, `ann: ${floodLine(n)}`);
    isOver = heard.includes(wanted);
    others.push(...heard.filter((line) => line !== wanted));
    assertLess(n, 20_000, `never heard ${wanted}`);
  }
  return others;
}

/** Asks for 60 MB of answers and reads none, until the connection is closed from the other side. */
async function askWithoutEnd(conn: Deno.Conn): Promise<void> {
  const ping = `/ping ${"x".repeat(3000)}\n`;
  const bytes = new TextEncoder().encode(`/nick greedy\n${ping.repeat(20)}`);
  try {
    for (let n = 0; n < 1000; n++) await conn.write(bytes);
  } catch {
    // It has been shown the door.
  }
}
