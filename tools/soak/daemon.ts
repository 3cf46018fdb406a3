/**
 * The daemon under soak: a process of its own, started from a command line, whose standard error is
 * watched for bugs.
 *
 * @module
 */

import { TextLineStream } from "@std/streams/text-line-stream";
import { splitWords } from "../../bench/meter/server_process.ts";

const START_MILLIS = 30_000;
const STOP_MILLIS = 15_000;
/** The log is kept so far, the latest lines of it. */
const KEPT_LINES = 50;

/** A running daemon. Whoever holds it with `await using` owns the process. */
export class SoakedDaemon implements AsyncDisposable {
  /** Where it listens on 127.0.0.1. */
  readonly port: number;
  /** Where it serves the page; undefined if its command has no `{web}`. */
  readonly webPort: number | undefined;
  /** Records of bugs and the like: everything of level error, and what is no record. */
  readonly complaints: string[] = [];
  readonly #child: Deno.ChildProcess;
  readonly #watching: Promise<void>;
  #status: Deno.CommandStatus | undefined;

  private constructor(child: Deno.ChildProcess, port: number, webPort: number | undefined) {
    this.#child = child;
    this.port = port;
    this.webPort = webPort;
    this.#watching = this.#watch();
    child.status.then((status) => this.#status = status);
  }

  /** Starts it, and resolves when it accepts connections. `{port}` and `{web}` stand for its ports. */
  static async start(command: string): Promise<SoakedDaemon> {
    const port = freePort();
    const webPort = command.includes("{web}") ? freePort() : undefined;
    const filled = command.replaceAll("{port}", `${port}`).replaceAll("{web}", `${webPort}`);
    const [program = "", ...args] = splitWords(filled);
    const child = new Deno.Command(program, {
      args,
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).spawn();
    const daemon = new SoakedDaemon(child, port, webPort);
    try {
      await daemon.#untilConnectable();
      return daemon;
    } catch (error) {
      await daemon[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** The id of the process. */
  get pid(): number {
    return this.#child.pid;
  }

  /** Whether the process has ended. */
  get hasEnded(): boolean {
    return this.#status !== undefined;
  }

  /** Asks it to stop; resolves with its exit code, 137 if it had to be killed. */
  async stop(): Promise<number> {
    const killer = setTimeout(() => this.#signal("SIGKILL"), STOP_MILLIS);
    this.#signal("SIGTERM");
    const { code } = await this.#child.status;
    clearTimeout(killer);
    await this.#watching;
    return code;
  }

  /** Ends the process, if it has not ended. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#signal("SIGKILL");
    await this.#child.status;
    await this.#watching;
  }

  #signal(name: Deno.Signal): void {
    if (!this.hasEnded) this.#child.kill(name);
  }

  async #untilConnectable(): Promise<void> {
    const deadline = performance.now() + START_MILLIS;
    while (performance.now() < deadline) {
      if (this.hasEnded) throw new Error(`the daemon ended at once: ${this.complaints.join("\n")}`);
      try {
        using connection = await Deno.connect({ hostname: "127.0.0.1", port: this.port });
        // A daemon that greets holds all that it holds at rest; one that only accepts may not yet.
        await connection.read(new Uint8Array(1));
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
    throw new Error(`the daemon accepted no connection within ${START_MILLIS} ms`);
  }

  async #watch(): Promise<void> {
    const lines = this.#child.stderr
      .pipeThrough(new TextDecoderStream())
      .pipeThrough(new TextLineStream());
    for await (const line of lines) {
      if (/^\S+ (?:debug|info|warn) |"level":"(?:debug|info|warn)"/.test(line)) continue;
      if (this.complaints.length < KEPT_LINES) this.complaints.push(line);
    }
  }
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}
