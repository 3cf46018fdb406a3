/**
 * What both programs do when their output cannot be written: on a full disk, into a pipe without a
 * reader, and where standard error is full as well.
 *
 * @module
 */

import { assertEquals, assertStringIncludes } from "@std/assert";
import { type Ended, runProgram } from "./support/binaries.ts";
import { findExecutables } from "./support/executables.ts";
import { FakeServer } from "./support/fake_server.ts";
import { projectRoot } from "./support/source.ts";

interface Programs {
  readonly label: string;
  readonly client: readonly string[];
  readonly daemon: readonly string[];
}

const FULL = "cannot write the output: no space left on device";
const HAS_FULL_DEVICE = Deno.build.os === "linux";

const PROGRAMS = await programs();

async function programs(): Promise<Programs[]> {
  const run = [Deno.execPath(), "run", "--quiet", "--no-lock", "--no-prompt", "-A"];
  const sources = {
    label: "",
    client: [...run, `${projectRoot()}client.ts`],
    daemon: [...run, `${projectRoot()}main.ts`],
  };
  const made = await findExecutables();
  if (made.kind === "missing") return [sources];
  return [sources, { label: " (executable)", client: [made.client], daemon: [made.daemon] }];
}

/** Registers a test for the sources and for the executables. */
function programTest(name: string, body: (programs: Programs) => Promise<void>): void {
  for (const each of PROGRAMS) {
    Deno.test({
      name: `${name}${each.label}`,
      ignore: !HAS_FULL_DEVICE,
      fn: () => body(each),
    });
  }
}

/** Runs a program with a redirection of the shell's. */
function run(
  command: readonly string[],
  redirection: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const shell = ["/bin/sh", "-c", `exec "$@" ${redirection}`, "sh"];
  return runProgram([...shell, ...command], { env: { LC_ALL: "C.UTF-8", ...env } });
}

programTest("a text that was asked for and cannot be written is one sentence and 1", async ({
  client,
  daemon,
}) => {
  for (const option of ["--help", "--version", "--man", "--completions=zsh"]) {
    const ends = await Promise.all([
      run([...client, option], "> /dev/full"),
      run([...daemon, option], "> /dev/full"),
    ]);
    assertEquals(ends, [
      { code: 1, stdout: "", stderr: `hubbub: ${FULL}\n` },
      { code: 1, stdout: "", stderr: `hubbubd: ${FULL}\n` },
    ]);
  }
});

programTest("that sentence is Chinese where the program is", async ({ client, daemon }) => {
  const said = "无法写入输出：设备上没有剩余空间\n";
  const env = { LC_ALL: "zh_CN.UTF-8" };
  assertEquals((await run([...client, "--help"], "> /dev/full", env)).stderr, `hubbub: ${said}`);
  assertEquals((await run([...daemon, "--help"], "> /dev/full", env)).stderr, `hubbubd: ${said}`);
});

programTest("a text whose reader has gone is no mistake", async ({ client, daemon }) => {
  for (const command of [client, daemon]) {
    const script = '{ "$@"; echo "left $?" >&2; } | true';
    const shell = ["/bin/sh", "-c", script, "sh", ...command, "--man"];
    assertEquals(await runProgram(shell), { code: 0, stdout: "", stderr: "left 0\n" });
  }
});

programTest("where a complaint cannot be written the exit code is as ever", async ({
  client,
  daemon,
}) => {
  for (const command of [client, daemon]) {
    const { code } = await run([...command, "--bogus"], "2> /dev/full");
    assertEquals(code, 2);
    const both = await run([...command, "--help"], "> /dev/full 2> /dev/full");
    assertEquals(both.code, 1);
  }
  const taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  try {
    const address = `127.0.0.1:${taken.addr.port}`;
    const { code } = await run([...daemon, "--listen", address], "2> /dev/full");
    assertEquals(code, 1);
  } finally {
    taken.close();
  }
});

for (const options of [[], ["--json"], ["--plain"], ["--timestamps", "full"]]) {
  programTest(`a talk that cannot be written is one sentence and 1: ${options.join(" ")}`, async (
    { client },
  ) => {
    await using server = new FakeServer();
    const args = ["--nick", "ann", ...options, `127.0.0.1:${server.port}`];
    const ended = run([...client, ...args], "> /dev/full");
    const peer = await server.accept();
    await peer.welcome(["bob"]);
    await peer.message("bob", "hello");
    assertEquals(await ended, { code: 1, stdout: "", stderr: `hubbub: ${FULL}\n` });
  });
}

programTest("a disk that fills up in the middle of a talk ends it with 1", async ({ client }) => {
  const folder = await Deno.makeTempDir();
  try {
    await using server = new FakeServer();
    const args = ["--nick", "ann", `127.0.0.1:${server.port}`];
    const log = `${folder}/talk.log`;
    // The system's limit of a file's size stands for a full disk. It is in blocks of 512 or 1024
    // bytes; ignoring its signal makes it an error.
    const script = 'trap "" XFSZ; ulimit -f 8; exec "$@" > "$0"';
    const ended = runProgram(["/bin/sh", "-c", script, log, ...client, ...args], {
      env: { LC_ALL: "C.UTF-8" },
    });
    const peer = await server.accept();
    await peer.welcome(["bob"]);
    for (let i = 0; i < 40; i++) await peer.message("bob", `${i} ${"x".repeat(500)}`);
    const { code, stderr } = await ended;
    assertEquals([code, stderr], [1, "hubbub: cannot write the output: file too large\n"]);
    assertStringIncludes(await Deno.readTextFile(log), "bob: 0 xxx");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
