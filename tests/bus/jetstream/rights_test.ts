/**
 * What the key of a node may do with the engine, and what it may not.
 *
 * @module
 */

import { assertEquals, assertRejects } from "@std/assert";
import { errors } from "npm:@nats-io/nats-core@3.4.0";
import { openJetStream } from "../../../lib/bus/jetstream/open.ts";
import { makeStreams } from "../../../lib/bus/jetstream/streams.ts";
import { startProblemOf } from "../../support/engine_problem.ts";
import {
  ADMIN,
  BareConnection,
  EngineKeys,
  enginePacer,
  listLog,
  natsTest,
} from "../../support/engine_scene.ts";
import { NatsServer } from "../../support/nats.ts";

/** What no node may do: with the log, with the snapshots, and with what others hear. */
const FORBIDDEN: readonly string[] = [
  "$JS.API.STREAM.DELETE.HUB",
  "$JS.API.STREAM.PURGE.HUB",
  "$JS.API.STREAM.UPDATE.HUB",
  "$JS.API.STREAM.MSG.DELETE.HUB",
  "$JS.API.STREAM.DELETE.HUBSNAP",
  "$JS.API.STREAM.PURGE.HUBSNAP",
  "$JS.API.STREAM.CREATE.OTHER",
  "$JS.API.CONSUMER.CREATE.HUB",
  "live.log",
  "hub.other",
  "_HUB.b.x",
];

/** Where the node a may not listen. */
const DEAF: readonly string[] = [">", "live.>", "hub.log", "hubask.b.one", "_HUB.b.>", "_HUB.>"];

natsTest("the key of a node may not delete, purge, change or forge anything", async () => {
  await using keys = await EngineKeys.make();
  await using server = await NatsServer.start({ more: keys.accounts });
  await keys.makeLog([server.url]);
  await using bare = await BareConnection.open(keys.access("a", [server.url]));
  const { connection } = bare;
  for (const subject of FORBIDDEN) {
    const error = await assertRejects(() => connection.request(subject, "{}", { timeout: 5000 }));
    const cause = error instanceof Error ? error.cause ?? error : error;
    assertEquals(cause instanceof errors.PermissionViolationError, true, `${subject}: ${error}`);
  }
  await using engine = await keys.open("a", [server.url]);
  assertEquals(await engine.bounds(), { first: 1, last: 1 });
});

natsTest("the key of a node may not hear what other nodes are told", async () => {
  await using keys = await EngineKeys.make();
  await using server = await NatsServer.start({ more: keys.accounts });
  await keys.makeLog([server.url]);
  await using bare = await BareConnection.open(keys.access("a", [server.url]));
  for (const subject of DEAF) {
    const { promise, resolve } = Promise.withResolvers<Error | null>();
    bare.connection.subscribe(subject, { callback: (error) => resolve(error) });
    const error = await promise;
    assertEquals(error instanceof errors.PermissionViolationError, true, `${subject}: ${error}`);
  }
});

natsTest(
  "a stream lets nothing be taken out of its middle, not even by an administrator",
  async () => {
    await using server = await NatsServer.start({
      more: "accounts { HUB { jetstream: enabled, users: [{ user: u, password: p }] } }\n" +
        "no_auth_user: u",
    });
    await using bare = await BareConnection.open({ servers: [server.url] }, ADMIN);
    const streams = await bare.streams();
    await makeStreams(bare.connection, { replicas: 1, maxAge: 1000, isNewEpoch: false });
    for (const stream of ["HUB", "HUBSNAP"]) {
      await assertRejects(() => streams.streams.deleteMessage(stream, 1), Error, "not permitted");
    }
  },
);

natsTest("a node whose key lacks a right does not start, and says which", async () => {
  await using keys = await EngineKeys.make();
  const lacking = keys.accounts.replaceAll('subscribe: ["live.log", ', "subscribe: [");
  await using server = await NatsServer.start({ more: lacking });
  await keys.makeLog([server.url]);
  assertEquals(await startProblemOf(() => keys.open("a", [server.url])), {
    code: "engine-no-right",
    right: "subscribe",
    subject: "live.log",
  });
});

natsTest("the key of another node is refused: it may not hear its own answers", async () => {
  await using keys = await EngineKeys.make();
  await using server = await NatsServer.start({ more: keys.accounts });
  await keys.makeLog([server.url]);
  const problem = await startProblemOf(async () => {
    await openJetStream({
      ...keys.access("b", [server.url]),
      node: "a",
      log: listLog([]),
      pacer: enginePacer(),
    });
  });
  assertEquals(problem.code, "engine-no-right");
});
