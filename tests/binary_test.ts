/**
 * The compiled programs, used as people use them: start, talk, stop, and what goes wrong.
 *
 * @module
 */

import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { certificateTest, openssl } from "./support/certificates.ts";
import { type Ended, runProgram, startDaemon } from "./support/binaries.ts";
import { DataFolder, Program, type Told } from "./support/data_folder.ts";
import { executableTest, findExecutables, posixTest } from "./support/executables.ts";
import { staysWithStoppedTerminal, staysWithUnreadPipe } from "./support/stopped_log.ts";
import { Talker } from "./support/talker.ts";
import { NO_TMUX } from "./support/tmux.ts";

const ANY_PORT = ["--listen", "127.0.0.1:0"];
const executables = await findExecutables();

if (executables.kind === "missing") {
  Deno.stderr.writeSync(
    new TextEncoder().encode(`executables are not tested: ${executables.reason}\n`),
  );
}

executableTest(executables, "hubbubd lets two people talk", async ({ daemon }) => {
  await using running = await startDaemon([daemon, ...ANY_PORT]);
  using ann = await Talker.connect(running.address, "/nick ann");
  assertEquals(await ann.hear("Nobody else is here"), ["You are ann"]);
  using bob = await Talker.connect(running.address, "/nick bob");
  assertEquals(await bob.hear("Also here: ann"), ["You are bob"]);
  await bob.say("hello");
  assertEquals(await ann.hear("bob: hello"), ["bob has arrived"]);
  assertEquals(await bob.hear("bob: hello"), []);
});

executableTest(executables, "hubbubd tells its listener's real port", async ({ daemon }) => {
  await using running = await startDaemon([daemon, ...ANY_PORT]);
  assertEquals(running.listeners.length, 1);
  assertEquals(running.listeners[0]?.transport, "tcp");
  assertMatch(running.address, /^127\.0\.0\.1:[1-9]\d*$/);
});

if (executables.kind === "ready") {
  const { daemon, client } = executables;
  certificateTest("hubbub trusts what the system trusts, and nobody else", async (folder) => {
    const good = await folder.make("good");
    const other = `${folder.path}/other.pem`;
    const subject = ["-newkey", "rsa:2048", "-nodes", "-subj", "/CN=other"];
    await openssl(["req", "-x509", ...subject, "-keyout", `${folder.path}/o.key`, "-out", other]);
    const files = ["--tls-cert", good.certFile, "--tls-key", good.keyFile];
    await using running = await startDaemon([daemon, "--tls-listen", "127.0.0.1:0", ...files]);
    // By its first variable a system's certificates can be elsewhere; the second chooses a list.
    const talk = (certificates: string) =>
      runProgram([client, `tls://${running.address}`], {
        env: { SSL_CERT_FILE: certificates, SSL_CERT_DIR: "", DENO_TLS_CA_STORE: "" },
        stdin: "hello\n",
      });
    const trusting = await talk(good.certFile);
    assertEquals([trusting.code, trusting.stderr], [0, ""]);
    const distrustful = await talk(other);
    assertEquals(distrustful.code, 1);
    assertStringIncludes(distrustful.stderr, "this machine does not trust the issuer");
  });
}

executableTest(
  executables,
  "hubbubd finds after a crash what was said before",
  async ({ daemon }) => {
    using folder = new DataFolder();
    const command = [daemon, ...ANY_PORT, "--rate", "0", "--data", folder.data];
    {
      await using running = await startDaemon(command);
      using ann = await Program.enter(running.address, "ann");
      await ann.say("昨天的会议改期了");
      await folder.has("昨天的会议改期了");
      await running.stop("SIGKILL");
    }
    await using running = await startDaemon(command);
    using bob = await Program.enter(running.address, "bob");
    await bob.ask({ type: "search", words: "会议" });
    const { events } = await bob.hear("found");
    assertEquals((events as Told[]).map(({ text }) => text), ["昨天的会议改期了"]);
    const second = await runProgram(command);
    assertEquals(second.code, 1);
    assertMatch(second.stderr, / is in use by process [1-9]\d*\n$/);
  },
);

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  posixTest(executables, `hubbubd says goodbye at ${signal}, exit 0`, async ({ daemon }) => {
    await using running = await startDaemon([daemon, ...ANY_PORT]);
    using ann = await Talker.connect(running.address, "/nick ann");
    using bob = await Talker.connect(running.address, "/nick bob");
    await ann.hear("bob has arrived");
    await bob.hear("Also here: ann");
    const ended = await running.stop(signal);
    assertEquals((await ann.hearOut()).at(0), "-- the server is shutting down");
    assertEquals((await bob.hearOut()).at(0), "-- the server is shutting down");
    assertEquals(ended.code, 0);
    assertNoStackTrace(ended);
  });
}

posixTest(executables, "hubbubd ends at once at a second signal, exit 1", async (
  { daemon },
) => {
  const patient = ["--rate", "0", "--grace", "60s", "--stall-timeout", "60s"];
  await using running = await startDaemon([daemon, ...ANY_PORT, ...patient]);
  using stalled = await Talker.connect(running.address, "/nick never-reads");
  await stalled.hear("Nobody else is here");
  using ann = await Talker.connect(running.address, "/nick ann");
  await fillSocketOf(ann);
  running.signal("SIGTERM");
  await ann.hear("-- the server is shutting down");
  assertEquals((await running.stop("SIGTERM")).code, 1);
});

posixTest(executables, "hubbubd stops within its grace though somebody does not read", async (
  { daemon },
) => {
  const patient = ["--rate", "0", "--grace", "1s", "--stall-timeout", "60s"];
  await using running = await startDaemon([daemon, ...ANY_PORT, ...patient]);
  using stalled = await Talker.connect(running.address, "/nick never-reads");
  await stalled.hear("Nobody else is here");
  using ann = await Talker.connect(running.address, "/nick ann");
  await fillSocketOf(ann);
  const ended = await running.stop("SIGTERM");
  assertEquals(ended.code, 0, ended.stderr);
});

posixTest(executables, "hubbubd survives SIGHUP", async ({ daemon }) => {
  await using running = await startDaemon([daemon, ...ANY_PORT]);
  running.signal("SIGHUP");
  using ann = await Talker.connect(running.address, "/nick ann");
  await ann.hear("You are ann");
  assertEquals((await running.stop()).code, 0);
});

posixTest(
  executables,
  "a log that nobody reads stops neither hubbubd nor its end",
  ({ daemon }) => staysWithUnreadPipe([daemon, ...ANY_PORT, "--grace", "3s"]),
);

if (NO_TMUX === undefined) {
  posixTest(
    executables,
    "a stopped terminal stops neither hubbubd nor its end",
    ({ daemon }) => staysWithStoppedTerminal([daemon, ...ANY_PORT, "--grace", "3s"]),
  );
}

posixTest(executables, "hubbubd serves a Unix socket and removes it", async ({ daemon }) => {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/chat.sock`;
    await using running = await startDaemon([daemon, "--listen", `unix:${path}`]);
    assertEquals(running.listeners, [{ transport: "unix", address: `unix:${path}` }]);
    using conn = await Deno.connect({ transport: "unix", path });
    await conn.write(new TextEncoder().encode("/nick ann\n"));
    const answer = new Uint8Array(64);
    const length = await conn.read(answer) ?? 0;
    assertStringIncludes(new TextDecoder().decode(answer.subarray(0, length)), "You are ann\n");
    assertEquals((await running.stop()).code, 0);
    assertEquals([...Deno.readDirSync(folder)], []);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

executableTest(executables, "hubbubd takes options from its environment", async ({ daemon }) => {
  const env = { HUBBUB_LISTEN: "127.0.0.1:0", HUBBUB_LOG_FORMAT: "text" };
  await using running = await startDaemon([daemon], { env });
  assertMatch(running.address, /^127\.0\.0\.1:[1-9]\d*$/);
});

executableTest(
  executables,
  "hubbubd names the option it cannot take, exit 2",
  async ({ daemon }) => {
    const ended = await runProgram([daemon, "--max-line", "many"]);
    assertEquals(ended.code, 2);
    assertStringIncludes(ended.stderr, "--max-line");
    assertStringIncludes(ended.stderr, '"many"');
    assertOneSentence(ended);
  },
);

executableTest(executables, "hubbubd says that its port is taken, exit 1", async ({ daemon }) => {
  using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const address = `127.0.0.1:${taken.addr.port}`;
  const ended = await runProgram([daemon, "--listen", address]);
  assertEquals(ended.code, 1);
  assertStringIncludes(ended.stderr, address);
  assertOneSentence(ended);
});

for (const name of ["daemon", "client"] as const) {
  executableTest(executables, `the ${name} shows its help and its version, exit 0`, async (
    programs,
  ) => {
    const help = await runProgram([programs[name], "--help"]);
    assertEquals([help.code, help.stderr], [0, ""]);
    assertStringIncludes(help.stdout, name === "daemon" ? "hubbubd" : "hubbub [options]");
    const version = await runProgram([programs[name], "--version"]);
    assertEquals([version.code, version.stderr], [0, ""]);
    assertMatch(version.stdout, /\b\d+\.\d+\.\d+\b/);
  });
}

executableTest(executables, "hubbub in a pipe says what it reads and shows the echo", async (
  programs,
) => {
  await using running = await startDaemon([programs.daemon, ...ANY_PORT]);
  const ended = await runProgram([programs.client, "--nick", "ann", running.address], {
    stdin: "hello\n/me waves\n",
  });
  assertStringIncludes(ended.stdout, "ann: hello\n");
  assertStringIncludes(ended.stdout, "* ann waves\n");
  assertEquals([ended.code, ended.stderr], [0, ""]);
});

executableTest(executables, "hubbub takes the login name", async (programs) => {
  await using running = await startDaemon([programs.daemon, ...ANY_PORT]);
  using ann = await Talker.connect(running.address, "/nick ann");
  await ann.hear("Nobody else is here");
  const env = { USER: "duke", LOGNAME: "duke", USERNAME: "duke" };
  const ended = await runProgram([programs.client, running.address], { stdin: "hello\n", env });
  assertStringIncludes(ended.stdout, "duke: hello\n");
  assertEquals(ended.code, 0);
});

executableTest(executables, "hubbub says that nobody answers, exit 1", async ({ client }) => {
  const ended = await runProgram([client, freeAddress()], { stdin: "" });
  assertEquals(ended.code, 1);
  assertOneSentence(ended);
});

executableTest(executables, "hubbub names the option it does not know, exit 2", async (
  { client },
) => {
  const ended = await runProgram([client, "--nosuch"]);
  assertEquals(ended.code, 2);
  assertStringIncludes(ended.stderr, "--nosuch");
  assertOneSentence(ended);
});

/** Says more to the room than the kernel holds for somebody who does not read. */
async function fillSocketOf(ann: Talker): Promise<void> {
  const said = (async () => {
    for (let count = 0; count < 4_000; count++) await ann.say("x".repeat(4_000));
    await ann.say("/ping done");
  })();
  await ann.hear("-- pong done");
  await said;
}

/** An address where nobody listens: its port was just given back. */
function freeAddress(): string {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return `127.0.0.1:${listener.addr.port}`;
}

function assertOneSentence(ended: Ended): void {
  assertNoStackTrace(ended);
  assertMatch(ended.stderr, /^[^\n]+\n$/);
}

function assertNoStackTrace(ended: Ended): void {
  assertEquals(/^ +at |\bfile:\/\/|Uncaught/m.test(ended.stderr), false, ended.stderr);
}
