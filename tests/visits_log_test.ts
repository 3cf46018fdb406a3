/**
 * What the log of a running daemon tells of those who come: enough to answer "who was that?", and no
 * more than a log can take.
 *
 * @module
 */

import { assertEquals, assertMatch } from "@std/assert";
import { heardBefore, House } from "./support/house.ts";
import { projectRoot } from "./support/source.ts";

Deno.test("a name leads to an id, an id to an address and to all that became of it", async () => {
  await using house = await House.open();
  using ann = await house.enter("ann");
  await ann.send("/nick eve\n/quit");
  await ann.rest();
  const [connected] = await house.logged("connected");
  const [entered] = await house.logged("entered");
  const [renamed] = await house.logged("renamed");
  const [left] = await house.logged("left");
  const [disconnected] = await house.logged("disconnected");
  assertEquals([connected?.id, connected?.address], [1, ann.address]);
  assertEquals([entered?.id, entered?.name], [1, "ann"]);
  assertEquals([renamed?.id, renamed?.from, renamed?.to], [1, "ann", "eve"]);
  assertEquals([left?.id, left?.name, left?.reason], [1, "eve", "quit"]);
  const { id, address, reason, linesIn, skipped } = disconnected ?? {};
  assertEquals([id, address, reason], [1, ann.address, "quit"]);
  assertEquals([linesIn, skipped], [3, 0]);
  assertEquals(Number(disconnected?.bytesOut) > 50, true);
  assertEquals(Number(disconnected?.durationMillis) > 0, true);
});

Deno.test("somebody enters once, also when a program says hello late", async () => {
  await using house = await House.open(["--names", "guest"]);
  using bot = await house.connect();
  await heardBefore(bot, "Nobody else is here");
  await bot.send('{"hello":1,"nick":"bot"}\n{"type":"ping","token":"x"}');
  await heardBefore(bot, (line) => line.includes("pong"));
  assertEquals((await house.logged("entered")).map(({ name }) => name), ["guest-1"]);
  assertEquals((await house.logged("renamed")).map(({ from, to }) => [from, to]), [
    ["guest-1", "bot"],
  ]);
});

Deno.test("who does not read is logged as too slow when that is decided", async () => {
  await using house = await House.open(["--stall-timeout", "50ms"]);
  using ann = await house.enter("ann");
  using stuck = await house.dial();
  await stuck.write(new TextEncoder().encode("/nick stuck\n"));
  await house.logged("entered", 2);
  let isOver = false;
  const left = house.logged("left").finally(() => isOver = true);
  while (!isOver) {
    await ann.send(`${"x".repeat(4000)}\n/ping x`);
    await heardBefore(ann, "-- pong x");
  }
  assertEquals((await left).map(({ name, reason }) => [name, reason]), [["stuck", "too-slow"]]);
});

Deno.test("--log-names off: no record has a name, of those who come, change and go", async () => {
  await using house = await House.open(["--log-names", "off", "--names", "guest"]);
  using ann = await house.enter("annabelle");
  await ann.send("/nick evelyn\n/quit");
  await ann.rest();
  const events = ["started", "listening", "connected", "entered", "renamed", "left"];
  for (const event of [...events, "disconnected"]) {
    const text = JSON.stringify(await house.logged(event));
    assertEquals(/annabelle|evelyn/.test(text), false, text);
  }
});

Deno.test("a thousand refusals are two records", async () => {
  await using house = await House.open(["--max-connections", "1"]);
  using _ann = await house.enter("ann");
  for (let i = 0; i < 1000; i++) (await house.dial()).close();
  await house.server.stop();
  const refused = await house.logged("refused", 2);
  assertEquals(refused.map(({ more }) => more), [undefined, 999]);
});

Deno.test({
  name: "records carry priorities if JOURNAL_STREAM names what stderr is, and not otherwise",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    const script = `
      import { createLog } from "file://${projectRoot()}lib/log/log.ts";
      import { isJournal } from "file://${projectRoot()}lib/log/journal.ts";
      import { fstatSync } from "node:fs";
      const { dev, ino } = fstatSync(2);
      for (const stream of [dev + ":" + ino, dev + ":" + (ino + 1), "", "x:y", undefined]) {
        const log = createLog({ format: "text", level: "info", hasPriorities: await isJournal(stream) });
        log.warn("seen");
        await log.flush();
      }`;
    const { stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["eval", "--no-lock", "--ext=ts", script],
    }).output();
    const lines = new TextDecoder().decode(stderr).trimEnd().split("\n");
    assertEquals(lines.length, 5);
    assertMatch(lines[0] ?? "", /^<4>\d{4}-.* warn seen$/);
    for (const line of lines.slice(1)) assertMatch(line, /^\d{4}-.* warn seen$/);
  },
});
