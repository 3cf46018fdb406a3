/**
 * A process of a cluster: started from a command, sent signals by its id, and ended with what holds it. The
 * last of what it writes on standard error is kept.
 *
 * @module
 */

import { TextLineStream } from "@std/streams/text-line-stream";
import { WITHOUT_CACHE_WORDS } from "../../support/runtime_words.ts";

const KEPT_LINES = 200;
/** Longer than any start or stop takes, even on a busy machine. */
const PATIENCE_MILLIS = 30_000;

/** A process. Hold it with `await using`: at its end it is killed. */
export class Process implements AsyncDisposable {
  /** The last lines that it has written on standard error. */
  readonly lines: string[] = [];
  readonly #child: Deno.ChildProcess;
  readonly #name: string;
  readonly #watching: Promise<void>;
  readonly #waits = new Set<{ readonly pattern: RegExp; readonly seen: (line: string) => void }>();
  #status: Deno.CommandStatus | undefined;

  private constructor(name: string, child: Deno.ChildProcess) {
    this.#name = name;
    this.#child = child;
    this.#watching = this.#watch();
  }

  /** Starts a process; `name` stands for it in messages. */
  static start(name: string, command: readonly string[]): Process {
    const [program = "", ...args] = command;
    const child = new Deno.Command(program, {
      args,
      env: { LC_ALL: "C", ...WITHOUT_CACHE_WORDS },
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).spawn();
    return new Process(name, child);
  }

  /** The id of the process. */
  get pid(): number {
    return this.#child.pid;
  }

  /** Its exit code; undefined while it runs. */
  get code(): number | undefined {
    return this.#status?.code;
  }

  /** Resolves with the first line on standard error, from now on, that matches. Throws if it ends before. */
  async writes(pattern: RegExp): Promise<string> {
    const { promise, resolve } = Promise.withResolvers<string>();
    const wait = { pattern, seen: resolve };
    this.#waits.add(wait);
    let timer;
    const late = new Promise<string>((_, reject) => {
      timer = setTimeout(() => reject(this.#error(`has not written ${pattern}`)), PATIENCE_MILLIS);
    });
    const ended = this.#watching.then(() => {
      throw this.#error(`ended with ${this.code}`);
    });
    try {
      return await Promise.race([promise, late, ended]);
    } finally {
      clearTimeout(timer);
      this.#waits.delete(wait);
    }
  }

  /** Sends a signal; nothing if it has ended. */
  signal(signal: Deno.Signal): void {
    if (this.#status === undefined) this.#child.kill(signal);
  }

  /** Sends a signal, and resolves with the exit code; one that does not end in time is killed. */
  async stop(signal: Deno.Signal): Promise<number> {
    this.signal(signal);
    const killer = setTimeout(() => this.signal("SIGKILL"), PATIENCE_MILLIS);
    await this.#watching;
    clearTimeout(killer);
    return this.code ?? -1;
  }

  /** Kills it, if it still runs. */
  async [Symbol.asyncDispose](): Promise<void> {
    // A process that is stopped can be killed all the same.
    await this.stop("SIGKILL");
  }

  async #watch(): Promise<void> {
    const lines = this.#child.stderr.pipeThrough(new TextDecoderStream())
      .pipeThrough(new TextLineStream());
    for await (const line of lines) {
      if (this.lines.push(line) > KEPT_LINES) this.lines.shift();
      for (const { pattern, seen } of this.#waits) if (pattern.test(line)) seen(line);
    }
    this.#status = await this.#child.status;
  }

  #error(what: string): Error {
    return new Error(`${this.#name} ${what}:\n${this.lines.slice(-20).join("\n")}`);
  }
}

/** So many ports of this machine that are free now, each another one. */
export function freePorts(count: number): number[] {
  const listeners = Array.from(
    { length: count },
    () => Deno.listen({ hostname: "127.0.0.1", port: 0 }),
  );
  const ports = listeners.map(({ addr }) => addr.port);
  for (const listener of listeners) listener.close();
  return ports;
}
