/**
 * A daemon whose log goes to a place that takes nothing any more: a pipe that nobody reads, and a
 * terminal that somebody has stopped. Both are real, for a stand-in would say that it is full, and
 * these let the write wait in the kernel.
 *
 * @module
 */

import { assertEquals, assertMatch, fail } from "@std/assert";
import { closeSync, constants, openSync, writeSync } from "node:fs";
import { heardBefore } from "./house.ts";
import { LineClient } from "./line_client.ts";
import { Terminal } from "./tmux.ts";

const GOODBYE = "-- the server is shutting down";

const PAGE_BYTES = 4096;

/** A pipe that is read when the test says so, and filled until nothing goes in. */
class Pipe implements Disposable {
  readonly #path: string;
  readonly #file: Deno.FsFile;
  readonly #decoder = new TextDecoder();

  private constructor(path: string, file: Deno.FsFile) {
    this.#path = path;
    this.#file = file;
  }

  static async make(path: string): Promise<Pipe> {
    const { success } = await new Deno.Command("mkfifo", { args: [path] }).output();
    if (!success) fail("mkfifo failed");
    return new Pipe(path, await Deno.open(path, { read: true, write: true }));
  }

  /** Reads until there is something that looks so, and returns all that came. */
  async readUntil(wanted: RegExp): Promise<string> {
    let text = "";
    const buffer = new Uint8Array(16 * PAGE_BYTES);
    while (!wanted.test(text)) {
      const count = await this.#file.read(buffer) ?? 0;
      text += this.#decoder.decode(buffer.subarray(0, count), { stream: true });
    }
    return text;
  }

  /** Whatever is in it already, and however much it holds: records come when they come. */
  fill(): void {
    const page = new Uint8Array(PAGE_BYTES).fill(0x2e);
    page[PAGE_BYTES - 1] = 0x0a;
    const pipe = openSync(this.#path, constants.O_WRONLY | constants.O_NONBLOCK);
    try {
      while (puts(pipe, page));
      while (puts(pipe, page.subarray(-1)));
    } finally {
      closeSync(pipe);
    }
  }

  [Symbol.dispose](): void {
    this.#file.close();
  }
}

/** Returns whether there was room; a write of a page or less goes in whole or not at all (POSIX). */
function puts(pipe: number, bytes: Uint8Array): boolean {
  try {
    return writeSync(pipe, bytes) > 0;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EAGAIN") return false;
    throw error;
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
    pipe.fill();
    using ann = await talks(address);
    await pipe.readUntil(/ entered .*\n/);
    pipe.fill();
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
