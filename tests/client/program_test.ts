import { assertEquals, assertMatch } from "@std/assert";
import { type FakePeer, FakeServer } from "../support/fake_server.ts";

interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The client as a child process: the executable that `HUBBUB_CLIENT` names, or the sources. */
function start(...args: string[]): Deno.ChildProcess {
  const compiled = Deno.env.get("HUBBUB_CLIENT");
  const [program, before] = compiled === undefined
    ? [Deno.execPath(), ["run", "--quiet", "--no-lock", "--no-prompt", "-A", "client.ts"]]
    : [compiled, []];
  return new Deno.Command(program, {
    args: [...before, ...args],
    env: { LC_ALL: "C.UTF-8", NO_COLOR: "" },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

async function finish(child: Deno.ChildProcess, input = ""): Promise<Result> {
  const writer = child.stdin.getWriter();
  // A client that ends early leaves its input unread.
  const writing = writer.write(new TextEncoder().encode(input)).then(() => writer.close())
    .catch(() => {});
  const { code, stdout, stderr } = await child.output();
  await writing;
  return { code, out: new TextDecoder().decode(stdout), err: new TextDecoder().decode(stderr) };
}

/** Runs the client against a scripted daemon. */
async function play(
  script: (peer: FakePeer) => Promise<void>,
  input: string,
  ...args: string[]
): Promise<Result> {
  await using server = new FakeServer();
  const child = start(...args, `127.0.0.1:${server.port}`);
  const result = finish(child, input);
  await script(await server.accept());
  return await result;
}

Deno.test("printf 'hi\\n' | hubbub shows the greeting and the echo", async () => {
  const result = await play(
    async (peer) => {
      await peer.welcome(["bob"]);
      const { text } = await peer.hearObject();
      await peer.message("ann", String(text));
      await peer.hear();
      await peer.bye("end-of-input");
    },
    "hi\n",
    "--nick",
    "ann",
  );
  assertEquals(result, { code: 0, out: "You are ann\nAlso here: bob\nann: hi\n", err: "" });
});

Deno.test("being refused gives 3", async () => {
  const result = await play(async (peer) => {
    await peer.hear();
    await peer.write("-- the server is full\n");
    peer.close();
  }, "");
  assertEquals(result, { code: 3, out: "-- the server is full\n", err: "" });
});

Deno.test("a daemon that ends after our end of input gives 0", async () => {
  const { code } = await play(async (peer) => {
    await peer.welcome();
    assertEquals(await peer.hear(), undefined);
    peer.close();
  }, "");
  assertEquals(code, 0);
});

Deno.test("a lost connection gives 1", async () => {
  await using server = new FakeServer();
  const child = start(`127.0.0.1:${server.port}`);
  const peer = await server.accept();
  await peer.welcome();
  peer.close();
  const { code } = await child.status;
  await child.stdin.close();
  await Promise.all([child.stdout.cancel(), child.stderr.cancel()]);
  assertEquals(code, 1);
});

Deno.test({
  name: "Ctrl-C gives 130",
  // There a signal to a child is its end, and nothing else.
  ignore: Deno.build.os === "windows",
  fn: async () => {
    await using server = new FakeServer();
    const child = start(`127.0.0.1:${server.port}`);
    const peer = await server.accept();
    await peer.welcome();
    const out = child.stdout.getReader();
    await out.read();
    child.kill("SIGINT");
    const { code } = await child.status;
    await child.stdin.close();
    await Promise.all([out.cancel(), child.stderr.cancel()]);
    assertEquals(code, 130);
  },
});

Deno.test("an output that nobody reads ends it quietly", async () => {
  await using server = new FakeServer();
  const child = start(`127.0.0.1:${server.port}`);
  const peer = await server.accept();
  await child.stdout.cancel();
  await peer.welcome();
  const error = new TextDecoder().decode(new Uint8Array(await new Response(child.stderr).bytes()));
  const { code } = await child.status;
  await child.stdin.close();
  assertEquals([code, error], [0, ""]);
});

Deno.test("nobody to connect to: one sentence and 1", async () => {
  const port = new FakeServer();
  await port[Symbol.asyncDispose]();
  const { code, out, err } = await finish(start(`127.0.0.1:${port.port}`));
  assertEquals([code, out], [1, ""]);
  assertMatch(err, /^hubbub: cannot connect to 127\.0\.0\.1:\d+: connection refused\n$/);
});

Deno.test("an unreadable --ca: one sentence and 1", async () => {
  const { code, err } = await finish(start("--ca", "/nowhere/ca.pem", "tls://127.0.0.1:1"));
  assertEquals(code, 1);
  assertEquals(err, "hubbub: cannot read /nowhere/ca.pem: no such file or directory\n");
});

Deno.test("an unknown option: one sentence and 2", async () => {
  const { code, err } = await finish(start("--bogus"));
  assertEquals(code, 2);
  assertMatch(err, /^hubbub: .*--bogus.*\n$/);
});

Deno.test("--help and --version go to standard output and give 0", async () => {
  for (const [option, expected] of [["--help", /--nick/], ["--version", /^hubbub /]] as const) {
    const { code, out, err } = await finish(start(option));
    assertEquals([code, err], [0, ""]);
    assertMatch(out, expected);
  }
});

Deno.test("Chinese speaks Chinese", async () => {
  await using server = new FakeServer();
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--quiet", "--no-lock", "--no-prompt", "-A", "client.ts", "--nick", "ann"],
      `127.0.0.1:${server.port}`,
    ],
    env: { LC_ALL: "zh_CN.UTF-8" },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const result = finish(child);
  const peer = await server.accept();
  await peer.welcome();
  await peer.bye("end-of-input");
  assertEquals((await result).out, "你是 ann\n没有其他人在场\n");
});
