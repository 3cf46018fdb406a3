/**
 * `cluster-key`, `cluster-init`, `cluster-status` and what `cluster-forget` says, with a real NATS server.
 *
 * @module
 */

import { assertEquals, assertMatch } from "@std/assert";
import { encodeEntry, encodeRecord } from "../../../lib/bus/agreed/read_record.ts";
import { runClusterTask } from "../../../lib/bus/jetstream/program.ts";
import type { ClusterTask } from "../../../lib/options/cluster_task.ts";
import type { Writable } from "../../../lib/program/standard_streams.ts";
import { LOG_CONFIG } from "../../../lib/bus/jetstream/streams.ts";
import { openJetStream } from "../../../lib/bus/jetstream/open.ts";
import {
  ADMIN,
  BareConnection,
  EngineKeys,
  enginePacer,
  listLog,
  natsTest,
} from "../../support/engine_scene.ts";
import { House } from "../../support/house.ts";
import { NatsServer } from "../../support/nats.ts";

const INIT = {
  name: "cluster-init",
  language: "en",
  replicas: 1,
  maxAge: 3_600_000,
  isNewEpoch: false,
} as const;

/** What a task says on both its outputs, with its exit code. */
async function run(task: ClusterTask): Promise<[code: number, out: string, err: string]> {
  const said = { out: "", err: "" };
  const to = (which: "out" | "err"): Writable => ({
    write(bytes) {
      said[which] += new TextDecoder().decode(bytes);
      return Promise.resolve(bytes.length);
    },
  });
  const code = await runClusterTask(task, { out: to("out"), err: to("err") });
  return [code, said.out, said.err];
}

/** The same with every random part of it written as `X`. */
async function runMasked(task: ClusterTask): Promise<[code: number, out: string, err: string]> {
  const [code, out, err] = await run(task);
  const mask = (text: string) =>
    text.replace(/(epoch |纪元 )[0-9a-f]{8}/, "$1X")
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME")
      .replaceAll(/(_HUBADMIN\.)[A-Za-z0-9]+/g, "$1X")
      .replace(/nats-server 2[\d.]+/, "nats-server V")
      .replace(/[\d.]+ k?B/, "SIZE");
  return [code, mask(out), mask(err)];
}

Deno.test("cluster-key writes a key that only its owner reads, and the lines that let it in", async () => {
  const folder = await Deno.makeTempDir();
  const file = `${folder}/a.key`;
  const task = { name: "cluster-key", language: "en", file, node: "a" } as const;
  const [code, out] = await run(task);
  assertEquals(code, 0);
  assertMatch(out, /^# node a of hubbub: .*\n\{ nkey: U[A-Z2-7]{55}, permissions: \{\n/);
  assertMatch(out, /subscribe: \["live\.log", "hubask\.a\.>", "_HUB\.a\.>"\]/);
  assertMatch(await Deno.readTextFile(file), /^SU[A-Z2-7]{56}\n$/);
  if (Deno.build.os !== "windows") assertEquals(((await Deno.stat(file)).mode ?? 0) & 0o777, 0o600);
  const seed = await Deno.readTextFile(file);
  assertEquals(await run(task), [
    1,
    "",
    `hubbubd: the file "${file}" is there already; nothing is changed\n`,
  ]);
  assertEquals(await Deno.readTextFile(file), seed);
  assertEquals(await run({ ...task, language: "zh", file: `${folder}/none/x` }), [
    1,
    "",
    `hubbubd: 无法写入密钥 "${folder}/none/x"：没有这个文件\n`,
  ]);
  await Deno.remove(folder, { recursive: true });
});

natsTest("cluster-init makes a log once, and a new one only if it is told to", async () => {
  await using keys = await EngineKeys.make();
  await using server = await NatsServer.start({ more: keys.accounts });
  const access = { caFile: undefined, keyFile: undefined, ...keys.access("admin", [server.url]) };
  const task: ClusterTask = { ...INIT, access };
  assertEquals(await runMasked(task), [
    0,
    "made the log of a new chat, epoch X, with 1 copy\n",
    "",
  ]);
  await using engine = await keys.open("a", [server.url]);
  await engine.append("x");
  await engine.keep({ position: 2, data: "x" });
  assertEquals(await runMasked(task), [
    1,
    "",
    "hubbubd: the NATS servers have a log already; nothing is changed. --new-epoch deletes it and " +
    "begins a new chat\n",
  ]);
  assertEquals(await engine.bounds(), { first: 1, last: 2 });
  const [birth] = await engine.read(1, 1);
  assertEquals((await runMasked({ ...task, isNewEpoch: true }))[0], 0);
  assertEquals(await engine.bounds(), { first: 1, last: 1 });
  assertEquals(await engine.newest(), undefined);
  const [another] = await engine.read(1, 1);
  assertEquals(another?.data === birth?.data, false);
});

natsTest("cluster-init finishes what was left half done", async () => {
  await using keys = await EngineKeys.make();
  await using server = await NatsServer.start({ more: keys.accounts });
  const access = { caFile: undefined, keyFile: undefined, ...keys.access("admin", [server.url]) };
  await using admin = await BareConnection.open(access, ADMIN);
  await (await admin.streams()).streams.add({ ...LOG_CONFIG, num_replicas: 1, max_age: 3.6e12 });
  assertEquals((await runMasked({ ...INIT, access }))[0], 0);
  await using engine = await keys.open("a", [server.url]);
  assertEquals(await engine.bounds(), { first: 1, last: 1 });
});

// A second birth would stop every node, at each start.
natsTest("cluster-init said on several machines at once makes one log", async () => {
  await using keys = await EngineKeys.make();
  await using server = await NatsServer.start({ more: keys.accounts });
  const access = { caFile: undefined, keyFile: undefined, ...keys.access("admin", [server.url]) };
  const said = await Promise.all([1, 2, 3].map(() => runMasked({ ...INIT, access })));
  assertEquals(said.map(([code, , err]) => `${code} ${err}`).toSorted(), [
    "0 ",
    ...Array(2).fill(
      "1 hubbubd: the NATS servers have a log already; nothing is changed. --new-epoch deletes it and " +
        "begins a new chat\n",
    ),
  ]);
  await using engine = await keys.open("a", [server.url]);
  assertEquals(await engine.bounds(), { first: 1, last: 1 });
});

natsTest("cluster-init and cluster-status say why they cannot do their work", async () => {
  await using keys = await EngineKeys.make();
  await using server = await NatsServer.start({ more: keys.accounts });
  const access = { caFile: undefined, keyFile: undefined, ...keys.access("admin", [server.url]) };
  const own = { caFile: undefined, keyFile: undefined, ...keys.access("a", [server.url]) };
  assertEquals(await runMasked({ ...INIT, access, replicas: 3 }), [
    1,
    "",
    "hubbubd: the NATS servers are fewer than 3, or not all of them are there; --replicas 1 is for " +
    "one server\n",
  ]);
  assertEquals(await runMasked({ ...INIT, access: own, language: "zh" }), [
    1,
    "",
    'hubbubd: --cluster-key 的密钥无权订阅 "_HUBADMIN.X.*"\n',
  ]);
  assertEquals(await runMasked({ name: "cluster-status", access, language: "en" }), [
    1,
    "",
    'hubbubd: the NATS servers have no log yet; "hubbubd cluster-init" makes it\n',
  ]);
});

natsTest("cluster-status tells the log and each live node in both languages", async () => {
  await using keys = await EngineKeys.make();
  await using server = await NatsServer.start({ more: keys.accounts });
  await keys.makeLog([server.url]);
  const access = { caFile: undefined, keyFile: undefined, ...keys.access("admin", [server.url]) };
  const task = { name: "cluster-status", access, language: "en" } as const;
  assertEquals(await runMasked(task), [
    0,
    [
      "engine: nats-server V, one server",
      "log: records 1 to 1, SIZE; epoch X, level 2",
      "snapshot: none",
      "no node is live",
      "",
    ].join("\n"),
    "",
  ]);
  await using engine = await keys.open("a", [server.url]);
  const up = { kind: "up", node: "a", level: 2, settings: "{}", since: 1 } as const;
  const beat = { kind: "beat", position: 1, digest: "0123456789abcdef" } as const;
  for (const [n, entry] of [up, beat].entries()) {
    const header = { v: 1, e: "a.abcdefgh", n: n + 1 };
    await engine.append(encodeRecord(header, [encodeEntry(entry)]));
  }
  assertEquals((await runMasked(task))[1].split("\n").slice(3), [
    "node a: epoch a.abcdefgh, level 2, 0 clients, at record 1, 2 behind, last sign of life TIME",
    "",
  ]);
  assertEquals((await runMasked({ ...task, language: "zh" }))[1].split("\n"), [
    "引擎：nats-server V，单台服务器",
    "日志：记录 1 至 3，SIZE；纪元 X，级别 2",
    "快照：无",
    "节点 a：纪元 a.abcdefgh，级别 2，0 个客户端，位于记录 1，落后 2，最近一次活动 TIME",
    "",
  ]);
});

natsTest("cluster-forget says what holds and what is left, or why nothing was done", async () => {
  await using keys = await EngineKeys.make();
  await using server = await NatsServer.start({ more: keys.accounts });
  await keys.makeLog([server.url]);
  const access = { caFile: undefined, keyFile: undefined, ...keys.access("admin", [server.url]) };
  const task = { name: "cluster-forget", access, person: "Zoë", language: "en" } as const;
  assertEquals(await run(task), [
    1,
    "",
    "hubbubd: no node runs, and only nodes can make the snapshots anew without what is to be " +
    "forgotten; nothing is changed\n",
  ]);
  const link = () =>
    openJetStream({
      ...keys.access("a", [server.url]),
      node: "a",
      log: listLog([]),
      pacer: enginePacer(),
    });
  await using node = await House.openNode("a", { link });
  assertMatch(
    (await run({ ...task, person: "Zoe" }))[1],
    /^the nodes remembered nobody of the name "Zoe": is it misspelled\?\nall nodes have forgotten "Zoe"; /,
  );
  using _zoe = await node.enter("ZOË");
  const [code, out, err] = await run(task);
  assertEquals([code, err], [0, ""]);
  assertMatch(
    out,
    /^all nodes have forgotten "Zoë"; \d+ records are removed from the log, which begins with record \d+ now\n/,
  );
  assertEquals(out.split("\n").length, 4);
  assertMatch((await run({ ...task, language: "zh" }))[1], /^所有节点均已删除 "Zoë" 的内容；/);
  assertMatch(
    (await run({ ...task, person: "Zoe", language: "zh" }))[1],
    /^各节点的记录中没有名为 "Zoe" 的人：名字是否写错？\n所有节点均已删除 "Zoe" 的内容；/,
  );
});
