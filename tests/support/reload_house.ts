/**
 * A daemon in this process with a configuration file, which a test changes and has read again.
 *
 * @module
 */

import { fail } from "@std/assert";
import { startDaemon } from "../../lib/config/file.ts";
import { reloadDaemon, type Running } from "../../lib/config/reload.ts";
import { type AdjustableLog, createLog } from "../../lib/log/log.ts";
import type { Server } from "../../lib/server/server.ts";
import { startServer } from "../../lib/server/start.ts";
import type { LogRecord } from "./house.ts";
import { LineClient } from "./line_client.ts";
import { MemoryEngine } from "./memory_engine.ts";

const NO_ENVIRONMENT = () => undefined;

/** A running daemon and its file. */
export class ReloadHouse implements AsyncDisposable {
  readonly server: Server;
  readonly records: LogRecord[];
  readonly #log: AdjustableLog;
  readonly #folder: string;
  #running: Running;

  private constructor(folder: string, parts: {
    server: Server;
    records: LogRecord[];
    log: AdjustableLog;
    running: Running;
  }) {
    this.#folder = folder;
    this.server = parts.server;
    this.records = parts.records;
    this.#log = parts.log;
    this.#running = parts.running;
  }

  /** Starts a daemon with these lines in its file; by default it listens at 127.0.0.1, without `rate`. */
  static async open(lines: readonly string[] = []): Promise<ReloadHouse> {
    const folder = await Deno.makeTempDir({ prefix: "reload-" });
    await writeConfig(folder, lines);
    const startup = await startDaemon(argsIn(folder), NO_ENVIRONMENT);
    if (startup.kind !== "run") fail(JSON.stringify(startup));
    const records: LogRecord[] = [];
    const write = (bytes: Uint8Array): number => {
      const written = new TextDecoder().decode(bytes).split("\n").filter((line) => line !== "");
      records.push(...written.map((line) => JSON.parse(line)));
      return bytes.length;
    };
    const { logLevel: level } = startup.config;
    const log = createLog({ format: "json", level, write });
    const engine = new MemoryEngine();
    const cluster = { engine: () => Promise.resolve(engine.link()) };
    const server = await startServer(startup.config, { log, cluster, rethrows: true });
    return new ReloadHouse(folder, { server, records, log, running: startup });
  }

  /** The path of a file in the folder of the configuration. */
  pathOf(name: string): string {
    return `${this.#folder}/${name}`;
  }

  /** Replaces the file by these lines, without a reload. */
  async write(lines: readonly string[]): Promise<void> {
    await writeConfig(this.#folder, lines);
  }

  /** Reads the file again, after replacing it if lines are given. */
  async reload(lines?: readonly string[]): Promise<void> {
    if (lines !== undefined) await this.write(lines);
    const [args, env] = [argsIn(this.#folder), NO_ENVIRONMENT];
    this.#running = await reloadDaemon(this.#running, {
      args,
      env,
      log: this.#log,
      server: this.server,
    });
  }

  /** The configuration that holds. */
  get running(): Running {
    return this.#running;
  }

  /** The records of an event so far. */
  async logged(event: string): Promise<readonly LogRecord[]> {
    await this.#log.flush();
    return this.records.filter((record) => record.event === event);
  }

  /** Connects to the first listener, and sends a first line. */
  async connect(first: string): Promise<LineClient> {
    const client = await LineClient.connect(this.server.addresses[0] ?? fail("no listener"));
    await client.send(first);
    return client;
  }

  /** Connects under a name, and takes the greeting of a lobby with others or with nobody. */
  async enter(name: string): Promise<LineClient> {
    const client = await this.connect(`/nick ${name}`);
    await client.take(2);
    return client;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server.stop();
    await Deno.remove(this.#folder, { recursive: true });
  }
}

function argsIn(folder: string): string[] {
  return ["--config", `${folder}/hubbubd.toml`];
}

async function writeConfig(folder: string, lines: readonly string[]): Promise<void> {
  const has = (name: string) => lines.some((line) => line.startsWith(`${name} =`));
  const base = [
    ...(has("listen") ? [] : ['listen = ["127.0.0.1:0"]']),
    ...(has("rate") ? [] : ["rate = 0"]),
  ];
  await Deno.writeTextFile(`${folder}/hubbubd.toml`, [...base, ...lines, ""].join("\n"));
}
