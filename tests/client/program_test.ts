import { assertEquals, assertMatch } from "@std/assert";
import { clientPrograms } from "../support/clients.ts";
import { type FakePeer, FakeServer } from "../support/fake_server.ts";
import { Nobody } from "../support/nobody.ts";
import { WITHOUT_CACHE_WORDS } from "../support/runtime_words.ts";

const PROGRAMS = await clientPrograms();

interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The client as a child process. */
interface Start {
  (...args: string[]): Deno.ChildProcess;
  /** The same by a shell, with a redirection. */
  redirected(redirection: string, ...args: string[]): Deno.ChildProcess;
  /** The same with more in its environment. */
  with(env: Record<string, string>): Start;
}

function starter(command: readonly string[], env: Record<string, string>): Start {
  const spawn = ([program = "", ...args]: readonly string[]) =>
    new Deno.Command(program, {
      args,
      env: { NO_COLOR: "", ...WITHOUT_CACHE_WORDS, ...env },
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
  return Object.assign((...args: string[]) => spawn([...command, ...args]), {
    redirected: (redirection: string, ...args: string[]) =>
      spawn(["/bin/sh", "-c", `exec "$@" ${redirection}`, "sh", ...command, ...args]),
    with: (more: Record<string, string>) => starter(command, { ...env, ...more }),
  });
}

/** Registers a test for every way to start the client. */
function clientTest(
  name: string,
  body: (start: Start) => Promise<void>,
  { ignore = false, locale = "C.UTF-8" } = {},
): void {
  for (const { label, command } of PROGRAMS) {
    const fn = () => body(starter(command, { LC_ALL: locale }));
    Deno.test({ name: `${name}${label}`, ignore, fn });
  }
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
  start: Start,
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

clientTest("printf 'hi\\n' | hubbub shows the greeting and the echo", async (start) => {
  const result = await play(
    start,
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

clientTest("being refused gives 3", async (start) => {
  const result = await play(start, async (peer) => {
    await peer.hear();
    await peer.write("-- the server is full\n");
    peer.close();
  }, "");
  assertEquals(result, { code: 3, out: "-- the server is full\n", err: "" });
});

clientTest("a daemon that ends after our end of input gives 0", async (start) => {
  const { code } = await play(start, async (peer) => {
    await peer.welcome();
    assertEquals(await peer.hear(), undefined);
    peer.close();
  }, "");
  assertEquals(code, 0);
});

clientTest("a lost connection gives 1", async (start) => {
  await using server = new FakeServer();
  const child = start(`127.0.0.1:${server.port}`);
  const peer = await server.accept();
  await peer.welcome();
  peer.close();
  const { code } = await child.status;
  await child.stdin.close();
  const [, err] = await Promise.all([child.stdout.cancel(), new Response(child.stderr).text()]);
  assertEquals([code, err], [1, "hubbub: the connection was lost\n"]);
});

clientTest("Ctrl-C gives 130", async (start) => {
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
}, {
  // There a signal to a child is its end, and nothing else.
  ignore: Deno.build.os === "windows",
});

clientTest("an output that nobody reads ends it quietly", async (start) => {
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

clientTest("nobody to connect to: one sentence and 1", async (start) => {
  using nobody = await Nobody.take();
  const { code, out, err } = await finish(start(`127.0.0.1:${nobody.port}`));
  assertEquals([code, out], [1, ""]);
  assertMatch(
    err,
    /^hubbub: cannot connect to 127\.0\.0\.1:\d+: connection refused; is hubbubd running there\?\n$/,
  );
});

clientTest("an unreadable --ca: one sentence and 1", async (start) => {
  const { code, err } = await finish(start("--ca", "/nowhere/ca.pem", "tls://127.0.0.1:1"));
  assertEquals(code, 1);
  assertEquals(err, "hubbub: cannot read /nowhere/ca.pem: no such file or directory\n");
});

clientTest("a --ca without a certificate: one sentence and 1", async (start) => {
  const { code, err } = await finish(start("--ca", "deno.json", "tls://127.0.0.1:1"));
  assertEquals([code, err], [1, "hubbub: there is no certificate in deno.json\n"]);
});

clientTest("an unknown option: one sentence and 2", async (start) => {
  const { code, err } = await finish(start("--bogus"));
  assertEquals(code, 2);
  assertMatch(err, /^hubbub: .*--bogus.*\n$/);
});

clientTest("--help and --version go to standard output and give 0", async (start) => {
  for (const [option, expected] of [["--help", /--nick/], ["--version", /^hubbub /]] as const) {
    const { code, out, err } = await finish(start(option));
    assertEquals([code, err], [0, ""]);
    assertMatch(out, expected);
  }
});

clientTest("Chinese speaks Chinese", async (start) => {
  const result = await play(
    start,
    async (peer) => {
      await peer.welcome();
      await peer.bye("end-of-input");
    },
    "",
    "--nick",
    "ann",
  );
  assertEquals(result.out, "你是 ann\n没有其他人在场\n");
}, { locale: "zh_CN.UTF-8" });

clientTest("Chinese is also what is said before there is a connection", async (start) => {
  const help = await finish(start("--help"));
  assertEquals([help.code, help.out.split("\n")[0]], [0, "用法：hubbub [选项] [ADDR|PROFILE]"]);
  const { code, err } = await finish(start("--bogus"));
  assertEquals([code, err], [2, "hubbub: 未知选项 --bogus；请看 --help\n"]);
  using nobody = await Nobody.take();
  const address = `127.0.0.1:${nobody.port}`;
  const refused = await finish(start(address));
  assertEquals([refused.code, refused.err], [
    1,
    `hubbub: 无法连接到 ${address}：连接被拒绝；那里的 hubbubd 是否在运行？\n`,
  ]);
}, { locale: "zh_CN.UTF-8" });

clientTest("--lang wins over the environment", async (start) => {
  const result = await play(
    start,
    async (peer) => {
      await peer.welcome(["bob"]);
      await peer.bye("end-of-input");
    },
    "",
    ...["--nick", "ann", "--lang", "en"],
  );
  assertEquals(result.out, "You are ann\nAlso here: bob\n");
}, { locale: "zh_CN.UTF-8" });

clientTest("the completions of a shell go to standard output", async (start) => {
  const { code, out, err } = await finish(start("--completions", "fish"));
  assertEquals([code, err], [0, ""]);
  assertMatch(out, /^complete -c hubbub -f\n/);
});

clientTest(
  "a mistake in the configuration is one sentence with its place, and 2",
  async (start) => {
    const path = await Deno.makeTempFile();
    try {
      await Deno.writeTextFile(path, "nick = ann\n[work]\ncolor = blue\n");
      const { code, out, err } = await finish(start("--config", path));
      assertEquals([code, out], [2, ""]);
      assertEquals(
        err,
        `hubbub: ${path}:3:9: color "blue" is not one of auto, always, never\n`,
      );
    } finally {
      await Deno.remove(path);
    }
  },
);

clientTest("a host's name is looked up without a word on standard error", async (start) => {
  await using server = new FakeServer();
  const child = start("--nick", "ann", `localhost:${server.port}`);
  const result = finish(child);
  const peer = await server.accept();
  await peer.welcome();
  await peer.bye("end-of-input");
  assertEquals((await result).err, "");
});

/** Runs the client with a redirection of the shell's against a scripted daemon. */
async function playRedirected(
  start: Start,
  redirection: string,
  script: (peer: FakePeer) => Promise<void>,
  ...args: string[]
): Promise<Result> {
  await using server = new FakeServer();
  const child = start.redirected(redirection, ...args, `127.0.0.1:${server.port}`);
  const result = finish(child);
  await script(await server.accept());
  return await result;
}

const IS_LINUX = Deno.build.os === "linux";
const UNREADABLE = [["< /", "is a directory"], ["0> /dev/null", "bad file descriptor"]] as const;

for (const [redirection, reason] of UNREADABLE) {
  clientTest(`input that cannot be read has ended: ${redirection}`, async (start) => {
    const { code, out, err } = await playRedirected(start, redirection, async (peer) => {
      await peer.welcome(["bob"]);
      assertEquals(await peer.hear(), undefined);
      await peer.message("bob", "still heard");
      await peer.bye("end-of-input");
    });
    assertEquals([code, err], [1, `hubbub: cannot read standard input: ${reason}\n`]);
    assertMatch(out, /\nbob: still heard\n$/);
  }, { ignore: !IS_LINUX });

  clientTest(`--listen-only does not mind an input as this: ${redirection}`, async (start) => {
    for (const format of [[], ["--json"]]) {
      const { code, out, err } = await playRedirected(
        start,
        redirection,
        async (peer) => {
          await peer.welcome(["bob"]);
          await peer.message("bob", "heard");
          await peer.bye("shutdown", "the server is shutting down");
        },
        "--listen-only",
        ...format,
      );
      assertEquals([code, err], [1, ""]);
      assertMatch(out, /heard/);
    }
  }, { ignore: !IS_LINUX });
}

clientTest("--listen-only sends nothing of its input, and stays when that ends", async (start) => {
  const result = await play(
    start,
    async (peer) => {
      await peer.welcome(["bob"]);
      // The input has ended before the client was started.
      await peer.message("bob", "one");
      await peer.say({ type: "ping", token: "not sent by daemons" });
      await peer.message("bob", "two");
      const heard = peer.hear();
      peer.close();
      assertEquals(await heard, undefined);
    },
    "never said\n/quit\n",
    ...["--listen-only", "--nick", "ann"],
  );
  assertEquals(result, {
    code: 1,
    out: "You are ann\nAlso here: bob\nbob: one\nbob: two\n",
    err: "hubbub: the connection was lost\n",
  });
});

clientTest("--say says what looks like a command, also by its variable", async (start) => {
  for (const [env, args] of [[{}, ["--say"]], [{ HUBBUB_SAY: "yes" }, []]] as const) {
    const { code, err } = await play(
      start.with(env),
      async (peer) => {
        await peer.welcome();
        for (const text of ["/usr/bin/cc: error", "/quit", "who"]) {
          assertEquals(await peer.hearObject(), { type: "say", text });
        }
        assertEquals(await peer.hear(), undefined);
        await peer.bye("end-of-input");
      },
      "/usr/bin/cc: error\n/quit\nwho\n",
      ...args,
    );
    assertEquals([code, err], [0, ""]);
  }
});

clientTest("--say excludes --json and --listen-only, and no connection is made", async (start) => {
  for (const other of ["--json", "--listen-only"]) {
    const { code, out, err } = await finish(start("--say", other, "127.0.0.1:1"));
    assertEquals([code, out], [2, ""]);
    assertEquals(err, `hubbub: --say and ${other} cannot be given together\n`);
  }
});
