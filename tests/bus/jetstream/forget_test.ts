/**
 * `cluster-forget` with a real NATS server and real nodes: what was said is gone from the files of the server,
 * and the chat goes on.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { jetstream } from "npm:@nats-io/jetstream@3.4.0";
import { renewSnapshots } from "../../../lib/bus/jetstream/filling.ts";
import { LogStream } from "../../../lib/bus/jetstream/log_stream.ts";
import { LogView } from "../../../lib/bus/jetstream/log_view.ts";
import { Snapshots } from "../../../lib/bus/jetstream/snapshots.ts";
import { openJetStream } from "../../../lib/bus/jetstream/open.ts";
import { forgetInLog } from "../../../lib/bus/jetstream/forget.ts";
import { TaskFailure } from "../../../lib/bus/jetstream/task_failure.ts";
import { encodeEntry, encodeRecord } from "../../../lib/bus/agreed/read_record.ts";
import type { Forgotten } from "../../../lib/words/cluster_task.ts";
import {
  ADMIN,
  BareConnection,
  EngineKeys,
  enginePacer,
  listLog,
  natsTest,
} from "../../support/engine_scene.ts";
import { heardBefore, House } from "../../support/house.ts";
import { NatsServer } from "../../support/nats.ts";

const SECRET = "zanzibarx";

/** A right of the administrator as the accounts have it, and what is forbidden without it. */
const LACKING = [
  ['"$JS.API.STREAM.PURGE.HUB", ', "$JS.API.STREAM.PURGE.HUB"],
  ['"$JS.API.STREAM.PURGE.HUBSNAP", ', "$JS.API.STREAM.PURGE.HUBSNAP"],
  ['"hubsnap.>", ', "hubsnap.fill"],
] as const;

/** A node over the servers. */
function openNode(node: string, keys: EngineKeys, server: NatsServer): Promise<House> {
  const link = () =>
    openJetStream({
      ...keys.access(node, [server.url]),
      node,
      log: listLog([]),
      pacer: enginePacer(),
    });
  return House.openNode(node, { link }, { options: ["--history", "20"] });
}

function forget(keys: EngineKeys, server: NatsServer, patience?: number): Promise<Forgotten> {
  const access = { caFile: undefined, keyFile: undefined, ...keys.access("admin", [server.url]) };
  return forgetInLog(access, { person: "zoë", patience });
}

/** Why it could not be done. */
async function problemOf(forgetting: Promise<unknown>): Promise<unknown> {
  try {
    await forgetting;
  } catch (error) {
    if (error instanceof TaskFailure) return error.problem;
    throw error;
  }
  return undefined;
}

natsTest("what was said is in no file of the server any more, and the chat goes on", async () => {
  await using keys = await EngineKeys.make();
  await using server = await NatsServer.start({ more: keys.accounts });
  await keys.makeLog([server.url]);
  await using a = await openNode("a", keys, server);
  using bob = await a.enter("bob");
  {
    await using b = await openNode("b", keys, server);
    using zoe = await b.enter("Zoë");
    await zoe.send(SECRET);
    await zoe.send("/nick ZOË");
    await zoe.send(`/me says ${SECRET}`);
    await heardBefore(bob, `* ZOË says ${SECRET}`);
    await bob.send("kept, said Zoë");
    await heardBefore(bob, "bob: kept, said Zoë");
  }
  // The node has kept a snapshot when it stopped.
  const before = await server.filesWith(SECRET);
  assertEquals(before.map((path) => path.split("/").at(-3)).sort(), ["HUB", "HUBSNAP"]);
  const { records } = await forget(keys, server);
  assertEquals(records > 5, true, `${records} records`);
  assertEquals(await server.filesWith(SECRET), []);
  assertEquals((await server.filesWith("kept, said Zoë")).length, 1);
  await bob.send("after");
  await heardBefore(bob, "bob: after");
  await using b = await openNode("b", keys, server);
  using ann = await b.connect("/nick ann");
  const shown = await heardBefore(ann, (line) => line.endsWith("bob: after"));
  assertEquals(shown.some((line) => line.includes(SECRET)), false, shown.join("\n"));
  assertEquals(shown.some((line) => line.includes("bob: kept, said Zoë")), true, shown.join("\n"));
  await ann.send("hello");
  await heardBefore(bob, "ann: hello");
});

natsTest("somebody who is there stays, and can be forgotten again", async () => {
  await using keys = await EngineKeys.make();
  await using server = await NatsServer.start({ more: keys.accounts });
  await keys.makeLog([server.url]);
  await using a = await openNode("a", keys, server);
  await using b = await openNode("b", keys, server);
  using bob = await a.enter("bob");
  using zoe = await b.enter("Zoë");
  for (const line of [SECRET, `${SECRET} again`]) {
    await zoe.send(line);
    await heardBefore(bob, `Zoë: ${line}`);
    await forget(keys, server);
    assertEquals(await server.filesWith(SECRET), []);
  }
  await zoe.send("still here");
  await heardBefore(bob, "Zoë: still here");
});

natsTest("a command goes on when another one has removed what it has not read", async () => {
  await using keys = await EngineKeys.make();
  await using server = await NatsServer.start({ more: keys.accounts });
  await keys.makeLog([server.url]);
  await using _a = await openNode("a", keys, server);
  await using admin = await BareConnection.open(keys.access("admin", [server.url]), ADMIN);
  const streams = await admin.streams();
  const snapshots = new Snapshots(streams, jetstream(admin.connection));
  const view = await LogView.open(new LogStream(admin.connection, streams), snapshots);
  await view.readOn();
  const { before } = await forget(keys, server);
  const { last } = await view.readOn();
  assertEquals([last > before, view.replica.position >= last], [true, true]);
});

natsTest("nothing is removed while a node has not forgotten, and it is named", async () => {
  await using keys = await EngineKeys.make();
  await using server = await NatsServer.start({ more: keys.accounts });
  await keys.makeLog([server.url]);
  assertEquals(await problemOf(forget(keys, server)), { code: "no-live-node" });
  await using engine = await keys.open("a", [server.url]);
  const up = { kind: "up", node: "a", level: 2, settings: "{}", since: 1 } as const;
  await engine.append(encodeRecord({ v: 2, e: "a.abcdefgh", n: 1 }, [encodeEntry(up)]));
  assertEquals(await problemOf(forget(keys, server, 1000)), {
    code: "forget-late",
    nodes: ["a"],
    after: 1000,
  });
  assertEquals((await engine.bounds()).first, 1);
});

natsTest(
  "a node that is too old, and a log that cannot be purged, are told before anything is done",
  async () => {
    await using keys = await EngineKeys.make();
    await using server = await NatsServer.start({ more: keys.accounts });
    await using admin = await BareConnection.open(keys.access("admin", [server.url]), ADMIN);
    await keys.makeLog([server.url]);
    const { streams } = await admin.streams();
    const { config } = await streams.info("HUB");
    await streams.delete("HUB");
    await streams.add(config);
    await using engine = await keys.open("a", [server.url]);
    const birth = { kind: "birth", id: "old", key: "k".repeat(43) + "=" } as const;
    const up = { kind: "up", node: "a", level: 1, settings: "{}", since: 1 } as const;
    await engine.append(encodeRecord({ v: 1, e: "x.abcdefgh", n: 1 }, [encodeEntry(birth)]));
    await engine.append(encodeRecord({ v: 1, e: "a.abcdefgh", n: 1 }, [encodeEntry(up)]));
    assertEquals(await problemOf(forget(keys, server)), { code: "nodes-too-old", nodes: ["a"] });
    await streams.delete("HUB");
    await streams.add({ ...config, deny_purge: true });
    await admin.publish("hub.log", "x");
    assertEquals(await problemOf(forget(keys, server)), { code: "log-sealed" });
    assertEquals((await streams.info("HUB")).state.last_seq, 1);
  },
);

natsTest(
  "a key that lacks a right cannot forget, and the command says which, before it does anything",
  async () => {
    for (const [right, subject] of LACKING) {
      await using keys = await EngineKeys.make();
      // The first entry is that of the administrator.
      await using server = await NatsServer.start({ more: keys.accounts.replace(right, "") });
      await keys.makeLog([server.url]);
      assertEquals(await problemOf(forget(keys, server)), {
        code: "engine-no-right",
        right: "publish",
        subject,
      });
    }
  },
);

natsTest(
  "snapshots of several chunks are moved as they are, and nothing of older ones is left",
  async () => {
    await using keys = await EngineKeys.make();
    await using server = await NatsServer.start({ more: keys.accounts });
    await keys.makeLog([server.url]);
    await using engine = await keys.open("a", [server.url]);
    // Random text, which does not become shorter when it is compressed.
    const long = (chunks: number) =>
      Array.from({ length: 8 * chunks }, () => {
        return crypto.getRandomValues(new Uint8Array(65_000)).toBase64();
      }).join("");
    const [five, two] = [long(5), long(2)];
    for (const [position, data] of [[1, five], [2, five], [3, two], [4, "short"]] as const) {
      await engine.keep({ position, data });
    }
    await using admin = await BareConnection.open(keys.access("admin", [server.url]), ADMIN);
    const streams = await admin.streams();
    const publisher = jetstream(admin.connection);
    const has = async (subject: string) =>
      await streams.direct.getMessage("HUBSNAP", { last_by_subj: subject }) !== null;
    assertEquals([await has("hubsnap.0.4"), await has("hubsnap.1.4")], [true, true]);
    await renewSnapshots({ streams, publisher }, new Snapshots(streams, publisher));
    assertEquals([await has("hubsnap.0.4"), await has("hubsnap.1.4")], [false, false]);
    assertEquals([await engine.newest(), await engine.newest(4)], [
      { position: 4, data: "short" },
      { position: 3, data: two },
    ]);
    await engine.keep({ position: 5, data: "five" });
    assertEquals((await engine.newest())?.position, 5);
  },
);
