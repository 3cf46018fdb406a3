/**
 * The engine over a real NATS server.
 *
 * @module
 */

import { assertEquals, assertRejects } from "@std/assert";
import { jetstream } from "npm:@nats-io/jetstream@3.4.0";
import { Snapshots } from "../../../lib/bus/jetstream/snapshots.ts";
import { EngineFailure } from "../../../lib/bus/engine.ts";
import { readRecord } from "../../../lib/bus/agreed/read_record.ts";
import {
  BareConnection,
  Ears,
  EngineKeys,
  leaderOf,
  natsTest,
  retried,
  States,
  untilRead,
} from "../../support/engine_scene.ts";
import { NarrowLine } from "../../support/narrow_line.ts";
import { freePorts, NatsServer, NatsTrio } from "../../support/nats.ts";

natsTest("the log of a new cluster has its birth, and nothing else", async () => {
  await using keys = await EngineKeys.make();
  await using server = await NatsServer.start({ more: keys.accounts });
  await keys.makeLog([server.url]);
  await using engine = await keys.open("a", [server.url]);
  assertEquals(await engine.bounds(), { first: 1, last: 1 });
  const [record] = await engine.read(1, 10);
  const read = readRecord(record?.data ?? "");
  assertEquals("record" in read && read.record.i.map(({ kind }) => kind), ["birth"]);
});

natsTest("what one node appends, all hear and read, with one position and one time", async () => {
  await using keys = await EngineKeys.make();
  await using server = await NatsServer.start({ more: keys.accounts });
  await keys.makeLog([server.url]);
  await using a = await keys.open("a", [server.url]);
  await using b = await keys.open("b", [server.url]);
  const [atA, atB] = [new Ears(a), new Ears(b)];
  assertEquals(await a.append('{"x":"é"}'), 2);
  assertEquals(await b.append("two"), 3);
  await Promise.all([atA.until("two"), atB.until("two")]);
  assertEquals(atA.records.map(({ position, data }) => [position, data]), [
    [2, '{"x":"é"}'],
    [3, "two"],
  ]);
  assertEquals(atB.records, atA.records);
  assertEquals(await a.read(2, 10), atA.records);
  assertEquals(await a.bounds(), { first: 1, last: 3 });
  assertEquals(atA.records.every(({ time }) => Number.isSafeInteger(time)), true);
});

natsTest("read() gives no more than it is asked for, and nothing beyond the end", async () => {
  await using keys = await EngineKeys.make();
  await using server = await NatsServer.start({ more: keys.accounts });
  await keys.makeLog([server.url]);
  await using engine = await keys.open("a", [server.url]);
  for (let each = 2; each <= 700; each++) await engine.append(`r${each}`);
  const positions = (await engine.read(100, 500)).map(({ position }) => position);
  assertEquals(positions, Array.from({ length: 500 }, (_, each) => 100 + each));
  assertEquals((await engine.read(699, 500)).map(({ data }) => data), ["r699", "r700"]);
  assertEquals(await engine.read(701, 500), []);
});

// An answer that takes longer than is waited for it, or than a ping may, is lost with what of it has come.
natsTest("what a node has missed comes through a narrow line, answer by answer", async () => {
  await using keys = await EngineKeys.make();
  await using server = await NatsServer.start({ more: keys.accounts });
  await keys.makeLog([server.url]);
  await using near = await keys.open("a", [server.url]);
  const last = 41;
  for (let each = 2; each <= last; each++) await near.append("x".repeat(50_000));
  await using line = new NarrowLine(server.port, 300_000);
  await using far = await keys.open("b", [line.url]);
  const positions: number[] = [];
  for (let next = 2; next <= last; next = (positions.at(-1) ?? last) + 1) {
    positions.push(...(await far.read(next, 500)).map(({ position }) => position));
  }
  assertEquals(positions, Array.from({ length: last - 1 }, (_, each) => each + 2));
  assertEquals(far.logged, []);
});

natsTest("a record of the longest length is taken, one that is longer is not", async () => {
  await using keys = await EngineKeys.make();
  await using server = await NatsServer.start({ more: keys.accounts });
  await keys.makeLog([server.url]);
  await using engine = await keys.open("a", [server.url]);
  const ears = new Ears(engine);
  const longest = "x".repeat(engine.maxRecord);
  assertEquals(await engine.append(longest), 2);
  await ears.until(longest);
  assertEquals((await engine.read(2, 500)).map(({ data }) => data.length), [longest.length]);
  await assertRejects(() => engine.append(`${longest}x`), EngineFailure);
});

natsTest("a node asks another by its epoch; one that is gone or fails rejects", async () => {
  await using keys = await EngineKeys.make();
  await using server = await NatsServer.start({ more: keys.accounts });
  await keys.makeLog([server.url]);
  await using a = await keys.open("a", [server.url]);
  await using b = await keys.open("b", [server.url]);
  const respond = (question: string) =>
    question === "bad" ? Promise.reject(new Error("no")) : Promise.resolve(`${question}!`);
  b.answer("b.one", respond);
  // The server may not know yet that b listens.
  assertEquals(await retried(() => a.ask("b.one", "ä")), "ä!");
  await assertRejects(() => a.ask("b.one", "bad"), EngineFailure);
  await assertRejects(() => a.ask("b.none", "x"), EngineFailure);
  b.answer("b.two", respond);
  assertEquals(await retried(() => a.ask("b.two", "x")), "x!");
  await assertRejects(() => a.ask("b.one", "x"), EngineFailure);
  assertEquals(b.logged, ["engine-question-failed"]);
});

natsTest("of the snapshots the newest is given, also while the older is replaced", async () => {
  await using keys = await EngineKeys.make();
  await using server = await NatsServer.start({ more: keys.accounts });
  await keys.makeLog([server.url]);
  await using a = await keys.open("a", [server.url]);
  await using b = await keys.open("b", [server.url]);
  assertEquals(await a.newest(), undefined);
  // Random text, so that it takes several chunks also when it is compressed.
  const long = Array.from({ length: 40 }, () => {
    return crypto.getRandomValues(new Uint8Array(65_000)).toBase64();
  }).join("");
  const data = (position: number) => JSON.stringify({ position, long });
  for (const position of [5, 9, 12]) {
    await (position === 9 ? b : a).keep({ position, data: data(position) });
    assertEquals(await b.newest(), { position, data: data(position) });
  }
  await b.keep({ position: 11, data: "late" });
  assertEquals((await a.newest())?.position, 12);
});

natsTest("an older snapshot than a broken one is had by its position", async () => {
  await using keys = await EngineKeys.make();
  await using server = await NatsServer.start({ more: keys.accounts });
  await keys.makeLog([server.url]);
  await using engine = await keys.open("a", [server.url]);
  await engine.keep({ position: 5, data: "five" });
  await engine.keep({ position: 9, data: "nine" });
  const all = [Infinity, 10, 9, 6, 5].map((before) => engine.newest(before));
  assertEquals((await Promise.all(all)).map((kept) => kept?.data), [
    "nine",
    "nine",
    "five",
    "five",
    undefined,
  ]);
});

natsTest(
  "a node that was frozen while it kept a snapshot does not bring it back later",
  async () => {
    await using keys = await EngineKeys.make();
    await using server = await NatsServer.start({ more: keys.accounts });
    await keys.makeLog([server.url]);
    await using other = await keys.open("b", [server.url]);
    await other.keep({ position: 1, data: "one" });
    await other.keep({ position: 2, data: "two" });
    await using bare = await BareConnection.open(keys.access("a", [server.url]));
    const [frozen, thawed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const publisher = jetstream(bare.connection);
    const slow = Object.create(publisher, {
      publish: {
        value: async (...args: Parameters<typeof publisher.publish>) => {
          frozen.resolve();
          await thawed.promise;
          return await publisher.publish(...args);
        },
      },
    });
    const keeping = new Snapshots(await bare.streams(), slow).keep({ position: 3, data: "old" });
    await frozen.promise;
    await other.keep({ position: 4, data: "four" });
    await other.keep({ position: 5, data: "five" });
    thawed.resolve();
    await assertRejects(() => keeping, EngineFailure);
    assertEquals([await other.newest(), await other.newest(5)].map((kept) => kept?.data), [
      "five",
      "four",
    ]);
  },
);

natsTest("a snapshot that was cut off is none; the one before it is given", async () => {
  await using keys = await EngineKeys.make();
  await using server = await NatsServer.start({ more: keys.accounts });
  await keys.makeLog([server.url]);
  await using engine = await keys.open("a", [server.url]);
  await engine.keep({ position: 5, data: "five" });
  await engine.keep({ position: 9, data: "nine" });
  await using other = await BareConnection.open(keys.access("a", [server.url]));
  await other.publish("hubsnap.1.0", "half of another");
  assertEquals(await engine.newest(), { position: 5, data: "five" });
  await other.publish("hubsnap.0", "no head");
  assertEquals(await engine.newest(), undefined);
  await engine.keep({ position: 14, data: "fourteen" });
  assertEquals(await engine.newest(), { position: 14, data: "fourteen" });
});

natsTest(
  "when the server is gone calls fail at once; when it is back the node hears again",
  async () => {
    await using keys = await EngineKeys.make();
    await using server = await NatsServer.start({ more: keys.accounts });
    await keys.makeLog([server.url]);
    await using engine = await keys.open("a", [server.url]);
    const ears = new Ears(engine);
    const states = new States(engine);
    await engine.append("before");
    await server.kill();
    await states.until(false);
    await assertRejects(() => engine.append("lost"), EngineFailure);
    await assertRejects(() => engine.bounds(), EngineFailure);
    await assertRejects(() => engine.ask("b.1", "x"), EngineFailure);
    await server.start();
    await states.until(true);
    await retried(() => engine.append("after"));
    await ears.until("after");
    assertEquals((await engine.read(2, 10)).map(({ data }) => data), ["before", "after"]);
    assertEquals(engine.logged, ["engine-lost", "engine-back"]);
  },
);

natsTest("what waits for an answer fails as soon as the connection is lost", async () => {
  await using keys = await EngineKeys.make();
  await using server = await NatsServer.start({ more: keys.accounts });
  await keys.makeLog([server.url]);
  await using engine = await keys.open("a", [server.url]);
  server.freeze();
  const calls = [engine.append("x"), engine.read(1, 1), engine.bounds(), engine.ask("b.1", "x")];
  const checks = calls.map((call) => assertRejects(() => call, EngineFailure, "was lost"));
  await server.kill();
  await Promise.all(checks);
});

natsTest("a server that was not there at the start is used when the other is gone", async () => {
  await using keys = await EngineKeys.make();
  const [port = 0] = freePorts(1);
  await using first = await NatsServer.start({ more: keys.accounts });
  await keys.makeLog([first.url]);
  await using engine = await keys.open("a", [`nats://127.0.0.1:${port}`, first.url]);
  const states = new States(engine);
  await using _late = await NatsServer.startAt(port, { more: keys.accounts });
  await first.kill();
  await states.until(false);
  await states.until(true);
});

natsTest("when the leader of three is killed, nothing that was appended is lost", async () => {
  await using keys = await EngineKeys.make();
  await using trio = await NatsTrio.start(keys.accounts);
  await retried(() => keys.makeLog(trio.urls, 3));
  await using a = await retried(() => keys.open("a", trio.urls));
  const leader = await leaderOf(keys, trio.urls);
  const kept: string[] = [];
  for (let each = 0; each < 50; each++) {
    await a.append(`r${each}`);
    kept.push(`r${each}`);
  }
  await trio.named(leader).kill();
  await retried(() => a.append("after"));
  await using b = await keys.open("b", trio.urls.filter((_, index) => "abc"[index] !== leader));
  const read = await untilRead(b, "after");
  assertEquals(read.filter((data) => data.startsWith("r")), kept);
  assertEquals(await untilRead(a, "after"), read);
});
