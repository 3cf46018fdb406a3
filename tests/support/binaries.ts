/**
 * Runs programs as a user would, as processes of their own: the daemon until it is stopped, others
 * to their end. Knows nothing of how they were made: a compiled program and `deno run main.ts` are
 * the same to it.
 *
 * @module
 */

import { TextLineStream } from "@std/streams/text-line-stream";
import { WITHOUT_CACHE_WORDS } from "./runtime_words.ts";

/** One `listening` record of the daemon's log. */
export interface Listening {
  /** `tcp`, `tls`, `unix`, `web`, `web-tls`. */
  readonly transport: string;
  /** `HOST:PORT` with the real port, or a path. */
  readonly address: string;
}

/** How a program ended. */
export interface Ended {
  /** Its exit status. */
  readonly code: number;
  /** What it wrote on standard output. */
  readonly stdout: string;
  /** What it wrote on standard error. */
  readonly stderr: string;
}

/** What a program finds around it. */
export interface Surroundings {
  /** Environment variables that are added. */
  readonly env?: Readonly<Record<string, string>>;
  /** Written to its standard input, which then ends; none by default. */
  readonly stdin?: string;
  /** How many `listening` records a daemon writes before it is ready; 1 by default. */
  readonly listenerCount?: number;
  /** The folder in which it is started; the present one by default. */
  readonly folder?: string;
}

/** Longer than any start or stop takes, even on a busy machine. */
const PATIENCE_MILLIS = 20_000;

/** A daemon that accepts connections. Whoever holds it with `await using` stops it at the end. */
export class Daemon implements AsyncDisposable {
  /** Its listeners, in the order of its log. */
  readonly listeners: readonly Listening[];
  readonly #child: Deno.ChildProcess;
  readonly #stderr: StderrLog;

  /** Takes over the child and its standard error. */
  constructor(child: Deno.ChildProcess, stderr: StderrLog, listeners: readonly Listening[]) {
    this.#child = child;
    this.#stderr = stderr;
    this.listeners = listeners;
  }

  /** The address of the first listener. */
  get address(): string {
    return this.listeners[0]?.address ?? "";
  }

  /** Sends a signal to the process; nothing if it has ended. */
  signal(signal: Deno.Signal): void {
    try {
      this.#child.kill(signal);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }

  /** Sends a signal, unless told not to, and resolves when the process has ended. */
  async stop(signal: Deno.Signal | "none" = "SIGTERM"): Promise<Ended> {
    if (signal !== "none") this.signal(signal);
    return await endOf(this.#child, this.#stderr);
  }

  /** Kills the process if it still runs. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.signal("SIGKILL");
    await this.stop("none");
  }
}

/**
 * Starts a daemon and resolves when it accepts connections.
 *
 * @param command the program and its arguments.
 * @throws {Error} with what it wrote, if it ends before that.
 */
export async function startDaemon(
  command: readonly string[],
  { env = {}, listenerCount = 1, folder }: Surroundings = {},
): Promise<Daemon> {
  const child = spawn(command, { env, folder }, "null");
  const stderr = new StderrLog(child.stderr);
  const listeners: Listening[] = [];
  while (listeners.length < listenerCount) {
    const line = await stderr.next();
    if (line === undefined) {
      const ended = await endOf(child, stderr);
      throw new Error(`${command.join(" ")} ended with ${ended.code}: ${ended.stderr}`);
    }
    const found = /\blistening transport=([\w-]+) address=(\S+)/.exec(line);
    if (found) listeners.push({ transport: found[1] ?? "", address: found[2] ?? "" });
  }
  return new Daemon(child, stderr, listeners);
}

/** Runs a program to its end. One that does not end in time is killed, and its code is 137. */
export async function runProgram(
  command: readonly string[],
  { env = {}, stdin, folder }: Surroundings = {},
): Promise<Ended> {
  const child = spawn(command, { env, folder }, stdin === undefined ? "null" : "piped");
  const stderr = new StderrLog(child.stderr);
  if (stdin !== undefined) {
    const writer = child.stdin.getWriter();
    await writer.write(new TextEncoder().encode(stdin));
    await writer.close();
  }
  return await endOf(child, stderr);
}

function spawn(
  command: readonly string[],
  { env, folder }: {
    readonly env: Readonly<Record<string, string>>;
    readonly folder: string | undefined;
  },
  stdin: "null" | "piped",
): Deno.ChildProcess {
  const [program, ...args] = command;
  if (program === undefined) throw new TypeError("a command has at least a program");
  return new Deno.Command(program, {
    args,
    ...folder !== undefined && { cwd: folder },
    // Whoever runs the tests may speak another language.
    env: { LC_ALL: "C", ...WITHOUT_CACHE_WORDS, ...env },
    stdin,
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

async function endOf(child: Deno.ChildProcess, stderr: StderrLog): Promise<Ended> {
  const killer = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MILLIS);
  try {
    const stdout = child.stdout.locked ? "" : new Response(child.stdout).text();
    const [status, written, logged] = await Promise.all([child.status, stdout, stderr.rest()]);
    return { code: status.code, stdout: written, stderr: logged };
  } finally {
    clearTimeout(killer);
  }
}

/** What a program writes on standard error: line by line while it starts, the rest at its end. */
class StderrLog {
  readonly #lines: ReadableStreamDefaultReader<string>;
  #text = "";

  constructor(bytes: ReadableStream<Uint8Array<ArrayBuffer>>) {
    this.#lines = bytes.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream())
      .getReader();
  }

  /** The next line, or undefined at the end. */
  async next(): Promise<string | undefined> {
    const { value } = await this.#lines.read();
    if (value !== undefined) this.#text += `${value}\n`;
    return value;
  }

  /** Everything, once the program has closed it. */
  async rest(): Promise<string> {
    while (await this.next() !== undefined);
    return this.#text;
  }
}
