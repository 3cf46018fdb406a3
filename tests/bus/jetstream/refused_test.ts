/**
 * Why an engine cannot be used: each reason, and its sentence in both languages.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { checkEngineFiles } from "../../../lib/bus/jetstream/open.ts";
import { startProblemIn } from "../../../lib/words/catalogue/starting.ts";
import { startProblemOf } from "../../support/engine_problem.ts";
import { ADMIN, BareConnection, EngineKeys, natsTest } from "../../support/engine_scene.ts";
import { freePorts, NatsServer } from "../../support/nats.ts";

/** Both sentences of what prevents a start. */
async function sentencesOf(start: () => Promise<unknown>): Promise<string[]> {
  const problem = await startProblemOf(start);
  return [startProblemIn("en", problem), startProblemIn("zh", problem)];
}

Deno.test("servers that nobody runs are told with their addresses", async () => {
  const [port] = freePorts(1);
  const servers = [`nats://127.0.0.1:${port}`, `nats://127.0.0.1:${port}`];
  const [english = "", chinese = ""] = await sentencesOf(() => BareConnection.open({ servers }));
  // What the system says stands behind it.
  const beginnings = [
    `cannot reach a NATS server at ${servers.join(", ")}: `,
    `无法连接 NATS 服务器 ${servers.join("、")}：`,
  ];
  assertEquals([english, chinese].map((each, index) => each.startsWith(beginnings[index] ?? "x")), [
    true,
    true,
  ]);
});

Deno.test("what is no NATS server is told apart from one that is not reached", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const answered = listener.accept().then(async (conn) => {
    await conn.write(new TextEncoder().encode("SSH-2.0-x\r\n"));
    return conn;
  });
  const servers = [`nats://127.0.0.1:${listener.addr.port}`];
  assertEquals(await sentencesOf(() => BareConnection.open({ servers })), [
    `what listens at ${servers[0]} does not answer as a NATS server; one that takes only TLS ` +
    "needs tls://",
    `${servers[0]} 上的程序没有像 NATS 服务器那样应答；只接受 TLS 的服务器需要写成 tls://`,
  ]);
  (await answered).close();
});

Deno.test("a server that is too old is told with its version", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const served = serveOld(listener);
  const servers = [`nats://127.0.0.1:${listener.addr.port}`];
  assertEquals(await sentencesOf(() => BareConnection.open({ servers })), [
    "the NATS server has version 2.10.27; 2.11 or newer is needed",
    "NATS 服务器的版本是 2.10.27；需要 2.11 或更新的版本",
  ]);
  await served;
});

/** Greets as an old server does, answers the first ping, and waits for the end. */
async function serveOld(listener: Deno.TcpListener): Promise<void> {
  using conn = await listener.accept();
  const write = (text: string) => conn.write(new TextEncoder().encode(text));
  await write('INFO {"server_id":"x","version":"2.10.27","max_payload":1048576,"proto":1}\r\n');
  for await (const chunk of conn.readable.values({ preventCancel: true })) {
    if (new TextDecoder().decode(chunk).includes("PING")) await write("PONG\r\n");
  }
}

natsTest("a key that the servers do not know, and none where one is wanted", async () => {
  await using keys = await EngineKeys.make();
  await using server = await NatsServer.start({ more: keys.accounts });
  const servers = [server.url];
  const [unknown = "", unknownZh = ""] = await sentencesOf(() =>
    BareConnection.open(keys.access("stranger", servers))
  );
  assertEquals(
    unknown.replace(/U[A-Z2-7]{55}/, "KEY"),
    "the NATS servers do not know the key KEY of --cluster-key",
  );
  assertEquals(
    unknownZh.replace(/U[A-Z2-7]{55}/, "KEY"),
    "NATS 服务器不认识 --cluster-key 的密钥 KEY",
  );
  assertEquals(await sentencesOf(() => BareConnection.open({ servers })), [
    "the NATS servers want a key: --cluster-key FILE",
    "NATS 服务器要求密钥：--cluster-key FILE",
  ]);
});

natsTest("servers without a log, without streams, and with a stream of somebody else", async () => {
  await using keys = await EngineKeys.make();
  await using server = await NatsServer.start({ more: keys.accounts });
  assertEquals(await sentencesOf(() => keys.open("a", [server.url])), [
    'the NATS servers have no log yet; "hubbubd cluster-init" makes it',
    "NATS 服务器上还没有日志；可用 hubbubd cluster-init 建立",
  ]);
  await using admin = await BareConnection.open(keys.access("admin", [server.url]), ADMIN);
  await (await admin.streams()).streams.add({ name: "HUB", subjects: ["hub.log"] });
  assertEquals(await sentencesOf(() => keys.open("a", [server.url])), [
    'the stream HUB of the NATS servers is not a log that "hubbubd cluster-init" has made',
    "NATS 服务器上的流 HUB 不是由 hubbubd cluster-init 建立的日志",
  ]);
  const accounts = keys.accounts.replace("jetstream: enabled, ", "");
  await using bare = await NatsServer.start({ more: accounts, hasStreams: false });
  assertEquals(await sentencesOf(() => keys.open("a", [bare.url])), [
    "the NATS server keeps no streams for this key: its configuration needs a jetstream block, and " +
    "the account must be allowed to use it",
    "NATS 服务器不为此密钥保存流：其配置需要 jetstream 块，且该账户必须有权使用",
  ]);
});

/** Files of keys and certificates that are none, with the end of the sentence in English. */
const BAD_FILES: ReadonlyArray<readonly [name: string, text: string | undefined, end: string]> = [
  ["missing", undefined, "there is no such file"],
  [
    "empty",
    "",
    'of --cluster-key has no seed of an nkey; "hubbubd cluster-key FILE" makes one',
  ],
  [
    "wrong checksum",
    `SUA${"A".repeat(55)}\n`,
    'of --cluster-key has no seed of an nkey; "hubbubd cluster-key FILE" makes one',
  ],
  [
    "an account's",
    `SAA${"A".repeat(55)}\n`,
    "of --cluster-key has the nkey of something else than a user; " +
    '"hubbubd cluster-key FILE" makes one',
  ],
  ["long", "x".repeat(1_048_576), "of --cluster-key is longer than 1 MiB"],
];

for (const [name, text, end] of BAD_FILES) {
  Deno.test(`a file of a key that is no good: ${name}`, async () => {
    const folder = await Deno.makeTempDir();
    const keyFile = `${folder}/x.key`;
    if (text !== undefined) await Deno.writeTextFile(keyFile, text);
    const [english = ""] = await sentencesOf(() =>
      checkEngineFiles({ keyFile, caFile: undefined })
    );
    assertEquals([english.includes(keyFile), english.slice(-end.length)], [true, end]);
    await Deno.remove(folder, { recursive: true });
  });
}

Deno.test("a key with half of a certificate's pair, and a file without certificates", async () => {
  await using keys = await EngineKeys.make();
  const half = `${keys.folder}/half.key`;
  const seed = await Deno.readTextFile(`${keys.folder}/a.key`);
  await Deno.writeTextFile(
    half,
    `${seed}-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n`,
  );
  assertEquals(
    (await sentencesOf(() => checkEngineFiles({ keyFile: half, caFile: undefined })))[0],
    `the file "${half}" of --cluster-key has a certificate without its key, or a key without its ` +
      "certificate",
  );
  assertEquals(await sentencesOf(() => checkEngineFiles({ keyFile: undefined, caFile: half })), [
    `the file "${half}" of --cluster-ca has no certificate in PEM`,
    `--cluster-ca 的文件 "${half}" 中没有 PEM 格式的证书`,
  ]);
});
