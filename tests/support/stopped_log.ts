/**
 * A daemon whose log goes to a place that takes nothing any more: a pipe that nobody reads, and a
 * terminal that somebody has stopped. Both are real, for a stand-in would say that it is full, and
 * these let the write wait in the kernel.
 *
 * @module
 */

import { assertEquals, assertMatch, fail } from "@std/assert";
import { heardBefore } from "./house.ts";
import { LineClient } from "./line_client.ts";
import { Terminal } from "./tmux.ts";

const GOODBYE = "-- the server is shutting down";

/** Linux keeps so many bytes for a pipe; elsewhere it is no more. */
const PIPE_BYTES = 65_536;
const PAGE_BYTES = 4096;

/** A pipe that is read when the test says so, and filled until nothing goes in. */
class Pipe implements Disposable {
  readonly #file: Deno.FsFile;
  readonly #decoder = new TextDecoder();

  private constructor(file: Deno.FsFile) {
    this.#file = file;
  }

  static async make(path: string): Promise<Pipe> {
    const { success } = await new Deno.Command("mkfifo", { args: [path] }).output();
    if (!success) fail("mkfifo failed");
    return new Pipe(await Deno.open(path, { read: true, write: true }));
  }

  /** Reads until there is something that looks so, and returns all that came. */
  async readUntil(wanted: RegExp): Promise<string> {
    let text = "";
    const buffer = new Uint8Array(PIPE_BYTES);
    while (!wanted.test(text)) {
      const count = await this.#file.read(buffer) ?? 0;
      text += this.#decoder.decode(buffer.subarray(0, count), { stream: true });
    }
    return text;
  }

  /** The pipe must be empty. */
  async fill(): Promise<void> {
    const page = new Uint8Array(PAGE_BYTES).fill(0x2e);
    page[PAGE_BYTES - 1] = 0x0a;
    for (let bytes = 0; bytes < PIPE_BYTES; bytes += PAGE_BYTES) await this.#file.write(page);
  }

  [Symbol.dispose](): void {
    this.#file.close();
  }
}

/** With a standard error that nobody reads, the daemon answers, logs later, and ends in time. */
export async function staysWithUnreadPipe(daemon: readonly string[]): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    using pipe = await Pipe.make(`${folder}/log`);
    const child = new Deno.Command("sh", {
      args: ["-c", 'log=$1; shift; exec "$@" 2>"$log"', "sh", `${folder}/log`, ...daemon],
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
    const address = addressIn(await pipe.readUntil(/ listening .*\n/));
    await pipe.fill();
    using ann = await talks(address);
    await pipe.readUntil(/ entered .*\n/);
    await pipe.fill();
    (await talks(address))[Symbol.dispose]();
    child.kill("SIGTERM");
    await heardBefore(ann, GOODBYE);
    await ann.rest();
    assertEquals((await child.status).code, 0);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** With its terminal stopped by Ctrl-S, the daemon answers, logs after Ctrl-Q, and ends in time. */
export async function staysWithStoppedTerminal(daemon: readonly string[]): Promise<void> {
  await using terminal = await Terminal.open(120, 12);
  const words = daemon.map((word) => `'${word}'`).join(" ");
  const [pidFile, codeFile] = [`${terminal.home}/pid`, `${terminal.home}/code`];
  const start = `echo $$ >${pidFile}; exec "$@"`;
  await terminal.type(`clear; sh -c '${start}' sh ${words}; echo $? >${codeFile}`);
  await terminal.press("Enter");
  const address = addressIn(await terminal.waitFor((screen) => / listening .*:\d+/.test(screen)));
  await terminal.press("C-s");
  using ann = await talks(address);
  assertEquals(/ entered /.test(await terminal.screen()), false);
  await terminal.press("C-q");
  await terminal.waitFor((screen) => / entered /.test(screen));
  await terminal.press("C-s");
  (await talks(address))[Symbol.dispose]();
  Deno.kill(Number(await Deno.readTextFile(pidFile)), "SIGTERM");
  await heardBefore(ann, GOODBYE);
  await ann.rest();
  const code = async () => await Deno.readTextFile(codeFile).catch(() => "");
  let ended = await code();
  while (ended === "") {
    await terminal.screen();
    ended = await code();
  }
  assertMatch(ended, /^0\n/);
}

/** Somebody who has entered, and whose ping is answered. */
async function talks(address: string): Promise<LineClient> {
  const client = await LineClient.connect(address);
  await client.send("/ping x");
  await heardBefore(client, "-- pong x");
  return client;
}

function addressIn(text: string): string {
  return / listening .*address=(\S+:\d+)/.exec(text)?.[1] ?? fail(`no address in ${text}`);
}
