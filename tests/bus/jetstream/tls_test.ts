/**
 * TLS with the servers of the engine, and certificates on both sides.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { openJetStream } from "../../../lib/bus/jetstream/open.ts";
import { connectProblemOf } from "../../../lib/bus/jetstream/problems.ts";
import { EngineAuthority } from "../../support/engine_authority.ts";
import { startProblemOf } from "../../support/engine_problem.ts";
import {
  ADMIN,
  BareConnection,
  EngineKeys,
  enginePacer,
  listLog,
  natsTest,
  States,
} from "../../support/engine_scene.ts";
import { NatsServer } from "../../support/nats.ts";
import { makeStreams } from "../../../lib/bus/jetstream/streams.ts";

const PLAN = { replicas: 1, maxAge: 86_400_000, isNewEpoch: false } as const;

/** The code of a problem, and for TLS what is wrong. */
async function whyNot(start: () => Promise<unknown>): Promise<string> {
  const problem = await startProblemOf(start);
  return problem.code === "engine-tls" ? `${problem.code}: ${problem.why}` : problem.code;
}

natsTest("over TLS a node uses the engine, and again after the server was gone", async () => {
  await using keys = await EngineKeys.make();
  const authority = await EngineAuthority.make(keys.folder);
  const tls = authority.block(await authority.sign("server", "DNS:localhost,IP:127.0.0.1"));
  await using server = await NatsServer.start({
    more: `${keys.accounts}\n${tls}`,
    isSecure: true,
  });
  const { caFile } = authority;
  for (const host of ["localhost", "127.0.0.1"]) {
    const servers = [`tls://${host}:${server.port}`];
    await using admin = await BareConnection.open(
      { ...keys.access("admin", servers), caFile },
      ADMIN,
    );
    await makeStreams(admin.connection, { ...PLAN, isNewEpoch: true });
    const log = listLog([]);
    const engine = await openJetStream({
      ...keys.access("a", servers),
      caFile,
      node: "a",
      log,
      pacer: enginePacer(),
    });
    const states = new States(engine);
    assertEquals(await engine.append("x"), 2);
    await server.kill();
    await states.until(false);
    await server.start();
    await states.until(true);
    await engine.close();
  }
});

natsTest(
  "a server whose certificate is not trusted is not used, and the reason is told",
  async () => {
    await using keys = await EngineKeys.make();
    const authority = await EngineAuthority.make(keys.folder);
    const { caFile } = authority;
    const start = async (name: string, names: string, more?: readonly string[]) => {
      const tls = authority.block(await authority.sign(name, names, more));
      return await NatsServer.start({ more: `${keys.accounts}\n${tls}`, isSecure: true });
    };
    await using other = await start("other", "DNS:elsewhere.example");
    const use = (port: number, ca?: string) => () =>
      BareConnection.open({ ...keys.access("a", [`tls://localhost:${port}`]), caFile: ca });
    assertEquals(await whyNot(use(other.port, caFile)), "engine-tls: name");
    assertEquals(await whyNot(use(other.port)), "engine-tls: authority");
  },
);

Deno.test("a certificate that has expired is told apart from one that is not trusted", () => {
  const said = "invalid peer certificate: certificate expired: verification time 2, but 1";
  const attempt = { servers: ["tls://a"], user: undefined, isSecure: true, ended: undefined };
  const problem = connectProblemOf(new Deno.errors.InvalidData(said), attempt);
  assertEquals(problem.code === "engine-tls" && problem.why, "expired");
});

natsTest("the scheme has to be that of the server, and the reason is told", async () => {
  await using keys = await EngineKeys.make();
  const authority = await EngineAuthority.make(keys.folder);
  const { caFile } = authority;
  const path = await authority.sign("server", "DNS:localhost");
  await using plain = await NatsServer.start({ more: keys.accounts });
  await using late = await NatsServer.start({
    more: `${keys.accounts}\n${authority.block(path, "")}`,
  });
  await using first = await NatsServer.start({
    more: `${keys.accounts}\n${authority.block(path)}`,
    isSecure: true,
  });
  const use = (scheme: string, port: number) => () =>
    BareConnection.open({ ...keys.access("a", [`${scheme}://localhost:${port}`]), caFile });
  assertEquals(await whyNot(use("tls", plain.port)), "engine-tls: no-tls");
  assertEquals(await whyNot(use("tls", late.port)), "engine-tls: no-tls");
  assertEquals(await whyNot(use("nats", late.port)), "engine-wants-tls");
  assertEquals(await whyNot(use("nats", first.port)), "engine-mute");
});

natsTest("a server that wants a certificate gets it from the file of the key", async () => {
  await using keys = await EngineKeys.make();
  const authority = await EngineAuthority.make(keys.folder);
  const { caFile, folder } = authority;
  const tls = authority.block(
    await authority.sign("server", "DNS:localhost"),
    "handshake_first: true\nverify: true",
  );
  const client = await authority.sign("client", "DNS:node-a");
  const seed = await Deno.readTextFile(`${folder}/a.key`);
  const cert = await Deno.readTextFile(`${client}.pem`);
  const key = await Deno.readTextFile(`${client}.key`);
  const foreign = await Deno.readTextFile(`${folder}/server.key`);
  await Deno.writeTextFile(`${folder}/paired.key`, seed + cert + key);
  await Deno.writeTextFile(`${folder}/mixed.key`, seed + cert + foreign);
  await using server = await NatsServer.start({
    more: `${keys.accounts}\n${tls}`,
    isSecure: true,
  });
  const use = (name: string) =>
    BareConnection.open({ ...keys.access(name, [`tls://localhost:${server.port}`]), caFile });
  await (await use("paired"))[Symbol.asyncDispose]();
  assertEquals(await whyNot(() => use("a")), "engine-tls: refused");
  assertEquals(await whyNot(() => use("mixed")), "engine-tls: other");
});
