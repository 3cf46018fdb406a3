/**
 * A server under measurement: started from a command line, waited for until it accepts a connection,
 * ended by its own process id.
 *
 * @module
 */

import type { DialectName } from "./dialect.ts";
import { type ProcessState, readProcess } from "./proc.ts";

const START_MILLIS = 15_000;
const STOP_MILLIS = 2_000;
const DIALECT = /\{(json|web)\}/;

/** How to start a server. */
export interface ServerCommand {
  /** Its name in tables. */
  readonly name: string;
  /** Program and arguments; `{port}` stands for the port, `{quiet=WORDS}` for words used in quiet runs only. */
  readonly command: string;
  /** What its clients speak; text if not given. */
  readonly dialect?: DialectName | undefined;
}

/**
 * Reads `NAME=COMMAND`, or a command alone, which is then named after its program; `{json}` or `{web}` in
 * it names a dialect. Throws if there is no `{port}` in it.
 */
export function parseServer(text: string): ServerCommand {
  const named = /^([A-Za-z][\w.-]*)=(.*)$/s.exec(text);
  const command = (named?.[2] ?? text).replace(DIALECT, "");
  const dialect = DIALECT.exec(text)?.[1] as DialectName | undefined;
  if (!command.includes("{port}")) {
    throw new Error(`cannot tell the server its port: no {port} in "${text}"`);
  }
  const program = splitWords(command)[0] ?? "";
  const name = named?.[1] ?? program.slice(program.lastIndexOf("/") + 1);
  return { name, command, ...(dialect === undefined ? {} : { dialect }) };
}

/** Splits a command line at its spaces, outside of single and double quotes. There is no other syntax. */
export function splitWords(command: string): string[] {
  const words: string[] = [];
  for (const match of command.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g)) {
    words.push(
      match[0].replaceAll(/"([^"]*)"|'([^']*)'/g, (_, double, single) => double ?? single ?? ""),
    );
  }
  return words;
}

/** A running server. Whoever holds it with `await using` owns the process. */
export class ServerProcess implements AsyncDisposable {
  /** Its name in tables. */
  readonly name: string;
  /** Its port on 127.0.0.1. */
  readonly port: number;
  /** From the start of the process until a connection was accepted, in milliseconds. */
  readonly startMillis: number;
  readonly #child: Deno.ChildProcess;
  #hasEnded = false;

  private constructor(
    child: Deno.ChildProcess,
    known: { name: string; port: number; startMillis: number },
  ) {
    this.#child = child;
    this.name = known.name;
    this.port = known.port;
    this.startMillis = known.startMillis;
    child.status.then(() => this.#hasEnded = true);
  }

  /** Starts a server and waits until it accepts connections; throws if it ends before or takes 15 s. */
  static async start({ name, command }: ServerCommand, isQuiet: boolean): Promise<ServerProcess> {
    const port = freePort();
    const words = splitWords(
      command.replaceAll(/\{quiet=([^}]*)\}/g, isQuiet ? "$1" : "").replaceAll(
        "{port}",
        String(port),
      ),
    );
    const from = performance.now();
    const child = new Deno.Command(words[0] ?? "", {
      args: words.slice(1),
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
    try {
      await untilConnectable(child, port);
    } catch (error) {
      await end(child);
      throw new Error(`cannot measure ${name}: ${error instanceof Error ? error.message : error}`);
    }
    return new ServerProcess(child, { name, port, startMillis: performance.now() - from });
  }

  /** Its process id. */
  get pid(): number {
    return this.#child.pid;
  }

  /** Whether the process has ended by itself or by ours. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** What the kernel says of it now; undefined off Linux or when it is gone. */
  state(): ProcessState | undefined {
    return readProcess(this.pid);
  }

  /** Ends the process: asks first, and insists after two seconds. */
  async [Symbol.asyncDispose](): Promise<void> {
    await end(this.#child);
  }
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

async function untilConnectable(child: Deno.ChildProcess, port: number): Promise<void> {
  let hasEnded = false;
  child.status.then(() => hasEnded = true);
  const deadline = performance.now() + START_MILLIS;
  while (performance.now() < deadline) {
    if (hasEnded) throw new Error("it ended at once");
    try {
      (await Deno.connect({ hostname: "127.0.0.1", port })).close();
      return;
    } catch {
      await delay(1);
    }
  }
  throw new Error(`it accepted no connection within ${START_MILLIS} ms`);
}

async function end(child: Deno.ChildProcess): Promise<void> {
  const timer = setTimeout(() => signal(child, "SIGKILL"), STOP_MILLIS);
  signal(child, "SIGTERM");
  await child.status;
  clearTimeout(timer);
}

function signal(child: Deno.ChildProcess, name: Deno.Signal): void {
  try {
    child.kill(name);
  } catch {
    // It has ended already, which is what was wanted.
  }
}

function delay(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
