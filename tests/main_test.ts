/**
 * The daemon as a process, from its source: what it writes, what signals do to it, how it exits.
 *
 * @module
 */

import { assert, assertEquals, assertMatch, assertStringIncludes, fail } from "@std/assert";
import { type Ended, runProgram, startDaemon, type Surroundings } from "./support/binaries.ts";
import { certificateTest } from "./support/certificates.ts";
import { heardBefore, heardByNow } from "./support/house.ts";
import { LineClient } from "./support/line_client.ts";
import { VERSION } from "../lib/program/version.ts";
import { flood, MORE_THAN_A_SOCKET_HOLDS } from "./support/pressure.ts";
import { WITHOUT_CACHE_WORDS } from "./support/runtime_words.ts";
import { projectRoot } from "./support/source.ts";
import { sourceDaemon } from "./support/source_daemon.ts";

const GOODBYE = "-- the server is shutting down";
const ANY_PORT = ["--listen", "127.0.0.1:0", "--rate", "0"];
const IS_POSIX = Deno.build.os !== "windows";

function run(options: readonly string[], surroundings: Surroundings = {}): Promise<Ended> {
  return runProgram(sourceDaemon(...options), surroundings);
}

/** A test of what only POSIX systems have. */
function posixTest(name: string, fn: () => Promise<void>): void {
  Deno.test({ name, ignore: !IS_POSIX, fn });
}

async function enter(address: string, name: string): Promise<LineClient> {
  const client = await LineClient.connect(address);
  await client.send(`/nick ${name}`);
  await heardBefore(client, `You are ${name}`);
  await client.line();
  return client;
}

Deno.test("the daemon logs its listener's real port and serves it", async () => {
  await using running = await startDaemon(sourceDaemon(...ANY_PORT));
  assertEquals(running.listeners.map(({ transport }) => transport), ["tcp"]);
  assertMatch(running.address, /^127\.0\.0\.1:[1-9]\d*$/);
  using ann = await enter(running.address, "ann");
  await ann.send("hello");
  assertEquals(await ann.line(), "ann: hello");
});

Deno.test("--log-format json: every record is an object, listening has transport and address", async () => {
  // The text that `startDaemon` looks for does not come.
  const options = [...ANY_PORT, "--log-format", "json"];
  const child = new Deno.Command(Deno.execPath(), {
    args: sourceDaemon(...options).slice(1),
    env: WITHOUT_CACHE_WORDS,
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const reader = child.stderr.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (!text.includes("listening")) text += (await reader.read()).value ?? "";
  child.kill("SIGTERM");
  for (let part = await reader.read(); !part.done; part = await reader.read()) text += part.value;
  await child.status;
  const records = text.trimEnd().split("\n").map((line) => JSON.parse(line));
  const [started, listening] = records;
  assertEquals([started.event, started.version], ["started", VERSION]);
  const { event, level, transport, address } = listening;
  assertEquals([event, level, transport], ["listening", "info", "tcp"]);
  assertMatch(address, /^127\.0\.0\.1:[1-9]\d*$/);
  if (IS_POSIX) assertEquals(records.at(-1).event, "stopped");
});

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  posixTest(`${signal}: everybody is told, exit 0`, async () => {
    await using running = await startDaemon(sourceDaemon(...ANY_PORT));
    using ann = await enter(running.address, "ann");
    using bob = await enter(running.address, "bob");
    await heardBefore(ann, "bob has arrived");
    running.signal(signal);
    assertEquals([await ann.rest(), await bob.rest()], [[GOODBYE], [GOODBYE]]);
    const ended = await running.stop("none");
    assertEquals(ended.code, 0);
    assertNoStackTrace(ended);
  });
}

posixTest("SIGTERM to a daemon that waits for its cluster: exit 0", async () => {
  // It takes connections and says nothing.
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const cluster = ["--cluster", `nats://127.0.0.1:${listener.addr.port}`, "--node", "a"];
  const child = new Deno.Command(Deno.execPath(), {
    args: sourceDaemon(...ANY_PORT, ...cluster).slice(1),
    env: WITHOUT_CACHE_WORDS,
    stdout: "null",
    stderr: "piped",
  }).spawn();
  using _held = await listener.accept();
  child.kill("SIGTERM");
  const { code, stderr } = await child.output();
  const text = new TextDecoder().decode(stderr);
  assertEquals(code, 0, text);
  assertMatch(text, /stopping signal=SIGTERM\n.* stopped\n$/);
});

posixTest("SIGHUP is not fatal", async () => {
  await using running = await startDaemon(sourceDaemon(...ANY_PORT));
  using ann = await enter(running.address, "ann");
  running.signal("SIGHUP");
  await ann.send("still here");
  assertEquals(await ann.line(), "ann: still here");
  assertEquals((await running.stop()).code, 0);
});

posixTest("a second signal ends the daemon at once, exit 1", async () => {
  await using running = await startDaemon(
    sourceDaemon(...ANY_PORT, "--grace", "10m", "--stall-timeout", "10m"),
  );
  using _stuck = await enter(running.address, "stuck");
  using ann = await enter(running.address, "ann");
  await flood(ann, MORE_THAN_A_SOCKET_HOLDS);
  running.signal("SIGTERM");
  assertEquals(await ann.rest(), [GOODBYE]);
  assertEquals((await running.stop("SIGINT")).code, 1);
});

posixTest("a stop takes no longer than --grace though somebody does not read, exit 0", async () => {
  await using running = await startDaemon(
    sourceDaemon(...ANY_PORT, "--grace", "200ms", "--stall-timeout", "8s"),
  );
  using _stuck = await enter(running.address, "stuck");
  using ann = await enter(running.address, "ann");
  await flood(ann, MORE_THAN_A_SOCKET_HOLDS);
  const ended = await running.stop();
  assertEquals(ended.code, 0, ended.stderr);
});

for (
  const [what, bug, on] of [
    ["rejection", "Promise.reject(new RangeError('a bug'))", "unhandledrejection"],
    ["exception", "setTimeout(() => { throw new RangeError('a bug') })", "error"],
  ] as const
) {
  posixTest(`an unhandled ${what}: one record, everybody is told, exit 1`, async () => {
    const script = await Deno.makeTempFile({ suffix: ".ts" });
    const main = `${projectRoot()}main.ts`;
    await Deno.writeTextFile(
      script,
      `Deno.addSignalListener("SIGUSR2", () => void ${bug}); await import("file://${main}");`,
    );
    const command = sourceDaemon(...ANY_PORT).map((word) => word === main ? script : word);
    await using running = await startDaemon(command);
    using ann = await enter(running.address, "ann");
    running.signal("SIGUSR2");
    assertEquals(await ann.rest(), [GOODBYE]);
    const ended = await running.stop("none");
    assertEquals(ended.code, 1);
    const records = ended.stderr.split("\n").filter((line) => line.includes("a bug"));
    assertEquals(records.length, 1, ended.stderr);
    assertMatch(records[0] ?? "", RegExp(` error bug on=${on} stack="RangeError: a bug`));
    assertStringIncludes(ended.stderr, " info stopped\n");
    await Deno.remove(script);
  });
}

Deno.test("a taken port: one sentence that names it, exit 1", async () => {
  using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const address = `127.0.0.1:${taken.addr.port}`;
  const ended = await run(["--listen", address]);
  assertEquals(ended.code, 1);
  assertEquals(
    lastLine(ended),
    `hubbubd: cannot listen on ${address}: the address is taken by another program`,
  );
  assertNoStackTrace(ended);
});

for (
  const [what, options, word] of [
    ["an address that is not this machine's", ["--listen", "192.0.2.1:0"], "192.0.2.1:0"],
    [
      "a socket in a folder that is not there",
      ["--listen", "unix:/no/such/folder"],
      "/no/such/folder",
    ],
    [
      "a host that cannot be found",
      ["--listen", "no.such.host.invalid:0"],
      "no.such.host.invalid:0",
    ],
  ] as const
) {
  posixTest(`${what}: one sentence, exit 1`, async () => {
    const ended = await run(options);
    assertEquals(ended.code, 1);
    assertStringIncludes(lastLine(ended), "hubbubd: cannot listen on ");
    assertStringIncludes(lastLine(ended), word);
    assertOneSentence(ended);
  });
}

posixTest("a denied permission: one sentence, exit 1", async () => {
  const [program = "", ...args] = sourceDaemon(...ANY_PORT).filter((arg) => arg !== "--allow-net");
  const ended = await runProgram([program, ...args]);
  assertEquals(ended.code, 1);
  assertStringIncludes(lastLine(ended), "hubbubd: cannot listen on 127.0.0.1:0: ");
  assertOneSentence(ended);
});

for (
  const [what, options, words] of [
    ["an unknown option", ["--nosuch"], ["--nosuch"]],
    ["a bad value", ["--max-line", "many"], ["--max-line", '"many"']],
    ["a bad address", ["--listen", "127.0.0.1:99999"], ["--listen", '"127.0.0.1:99999"']],
    ["a missing value", ["--tls-cert"], ["--tls-cert"]],
    ["an argument too many", ["stray"], ['"stray"']],
  ] as const
) {
  Deno.test(`${what}: one sentence that quotes it, exit 2`, async () => {
    const ended = await run(options);
    assertEquals([ended.code, ended.stdout], [2, ""]);
    for (const word of words) assertStringIncludes(ended.stderr, word);
    assertOneSentence(ended);
  });
}

Deno.test("a bad environment twin: one sentence that names it, exit 2", async () => {
  const ended = await run([], { env: { HUBBUB_RATE: "fast" } });
  assertEquals(ended.code, 2);
  assertStringIncludes(ended.stderr, "HUBBUB_RATE");
  assertStringIncludes(ended.stderr, '"fast"');
  assertOneSentence(ended);
});

Deno.test("--help and --version: on stdout, exit 0", async () => {
  const help = await run(["--help"]);
  assertEquals([help.code, help.stderr], [0, ""]);
  for (const option of ["--listen", "--idle-timeout", "--grace", "--version"]) {
    assertStringIncludes(help.stdout, option);
  }
  const version = await run(["--version"]);
  assertEquals([version.code, version.stderr], [0, ""]);
  assertMatch(version.stdout, /^hubbubd \d+\.\d+\.\d+\n$/);
});

posixTest("--help into a pipe that nobody reads is no fault", async () => {
  const shell = ["sh", "-c", '("$@"; echo "code $?" >&2) | exit 0', "sh"];
  const ended = await runProgram([...shell, ...sourceDaemon("--help")]);
  assertEquals(ended.stderr, "code 0\n");
});

Deno.test("the locale decides how the daemon speaks to who starts it, and nobody else", async () => {
  using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const address = `127.0.0.1:${taken.addr.port}`;
  const env = { LC_ALL: "zh_CN.UTF-8" };
  const refused = await run(["--listen", address], { env });
  assertEquals(lastLine(refused), `hubbubd: 无法监听 ${address}：该地址已被另一个程序占用`);
  assertStringIncludes((await run(["--help"], { env })).stdout, "用法：hubbubd");
  await using running = await startDaemon(sourceDaemon(...ANY_PORT), { env });
  using ann = await enter(running.address, "ann");
  await ann.send("/nick");
  assertEquals(await ann.line(), "-- usage: /nick NAME");
});

posixTest(
  "a variable that is one slip from an option's is warned of, and the daemon runs",
  async () => {
    const env = { HUBBUB_IDLE_TIMOUT: "1h", HUBBUB_NICK: "ann", HUBBUB_RATE: "9" };
    await using running = await startDaemon(sourceDaemon("--listen", "127.0.0.1:0"), { env });
    using ann = await enter(running.address, "ann");
    await heardByNow(ann);
    const { stderr } = await running.stop();
    const records = stderr.split("\n").filter((line) => line.includes("unknown-variable"));
    assertEquals(records.map((line) => line.replace(/^\S+ /, "")), [
      "warn unknown-variable name=HUBBUB_IDLE_TIMOUT meant=HUBBUB_IDLE_TIMEOUT",
    ]);
  },
);

for (const obstacle of ["a FIFO", "a folder"] as const) {
  if (!IS_POSIX) continue;
  certificateTest(`SIGHUP while the certificate is ${obstacle} holds nobody up`, async (folder) => {
    const { certFile, keyFile } = await folder.make("good");
    const tls = ["--tls-listen", "127.0.0.1:0", "--tls-cert", certFile, "--tls-key", keyFile];
    const surroundings = { listenerCount: 2 };
    await using running = await startDaemon(sourceDaemon(...ANY_PORT, ...tls), surroundings);
    using ann = await enter(running.address, "ann");
    await Deno.remove(certFile);
    if (obstacle === "a folder") await Deno.mkdir(certFile);
    else await new Deno.Command("mkfifo", { args: [certFile] }).output();
    running.signal("SIGHUP");
    // The reload is under way or over when the second answer comes; either way the loop goes on.
    for (const token of ["one", "two"]) {
      await ann.send(`/ping ${token}`);
      assertEquals(await ann.line(), `-- pong ${token}`);
    }
    const ended = await running.stop();
    assertEquals(ended.code, 0);
  });
}

posixTest("the accept loop survives running out of descriptors, and comes back", async () => {
  await using running = await startDaemon(limited(256));
  using ann = await enter(running.address, "ann");
  const crowd = await crowdOf(300, running);
  // Whoever was let in is served all the while.
  await ann.send("/ping full");
  await heardBefore(ann, "-- pong full");
  for (const client of crowd) client[Symbol.dispose]();
  using bob = await enterInTheEnd(running.address, "bob");
  await bob.send("/ping back");
  await heardBefore(bob, "-- pong back");
  const ended = await running.stop();
  assertEquals(ended.code, 0);
  assert(ended.stderr.includes("accept-failed"), "descriptors never ran out");
  assertNoStackTrace(ended);
});

posixTest(
  "who was accepted when descriptors ran out is counted among those there is room for",
  async () => {
    await using running = await startDaemon(limited(256));
    using _ann = await enter(running.address, "ann");
    // All of them in one rush: the last descriptor is gone before the first of them is served.
    running.signal("SIGSTOP");
    const crowd = await crowdOf(300, running);
    running.signal("SIGCONT");
    assertStringIncludes(await crowd[0]?.line() ?? "", "You are ");
    const { stderr } = await running.stop();
    for (const client of crowd) client[Symbol.dispose]();
    const [, held] = /connections-limited wanted=10000 held=(\d+)/.exec(stderr) ?? [];
    // Of 256, a quarter is the reserve; the rest is the runtime's own, and what people have.
    assert(Number(held) > 128, stderr);
  },
);

/** A daemon that may have so many files and sockets open. */
function limited(descriptors: number): string[] {
  return ["sh", "-c", `ulimit -n ${descriptors}; exec "$0" "$@"`, ...sourceDaemon(...ANY_PORT)];
}

function crowdOf(count: number, { address }: { readonly address: string }): Promise<LineClient[]> {
  return Promise.all(Array.from({ length: count }, () => LineClient.connect(address)));
}

/** Enters as soon as there is room; each try ends with an answer, so this is no busy wait. */
async function enterInTheEnd(address: string, name: string): Promise<LineClient> {
  for (let tries = 0; tries < 1000; tries++) {
    const client = await LineClient.connect(address);
    await client.send(`/nick ${name}`).catch(() => {});
    if (await client.line() === `You are ${name}`) return client;
    client[Symbol.dispose]();
  }
  return fail("there was never room again");
}

function lastLine({ stderr }: Ended): string {
  return stderr.trimEnd().split("\n").at(-1) ?? "";
}

function assertOneSentence(ended: Ended): void {
  assertNoStackTrace(ended);
  assertMatch(ended.stderr, /^hubbubd: [^\n]+\n$/);
}

function assertNoStackTrace({ stderr }: Ended): void {
  assertEquals(/^ +at |\bfile:\/\/|Uncaught/m.test(stderr), false, stderr);
}
