/**
 * A daemon in this process for tests of connections: real sockets on ports that the system picks,
 * options as on the command line, and its log within reach, so that a test can wait for what
 * happened in place of sleeping.
 *
 * @module
 */

import { fail } from "@std/assert";
import { type Config, parseConfig } from "../../lib/config/config.ts";
import { createLog } from "../../lib/log/log.ts";
import type { Server, ServerParts } from "../../lib/server/server.ts";
import { startServer } from "../../lib/server/start.ts";
import { type Clock, SYSTEM_CLOCK } from "../../lib/time/system_pacer.ts";
import type { Engine } from "../../lib/bus/engine.ts";
import { LineClient } from "./line_client.ts";

/** One record of the log: its event, its level and its fields. */
export type LogRecord = Readonly<Record<string, unknown>>;

/** Longer than anything here takes, so that a test that waits in vain says so. */
const PATIENCE_MILLIS = 30_000;

/** What connects nodes to an engine: one in memory, or real servers. */
export interface Linked {
  /** Connects one more node. */
  link(): Engine | Promise<Engine>;
}

/**
 * A running daemon. Without `--listen` it has one TCP listener on 127.0.0.1; without `--rate` there
 * is no limit. Whoever holds it with `await using` stops it.
 */
export class House implements AsyncDisposable {
  readonly server: Server;
  readonly #records: LogRecord[];
  readonly #changed: { wake: () => void };

  private constructor(server: Server, records: LogRecord[], changed: { wake: () => void }) {
    this.server = server;
    this.#records = records;
    this.#changed = changed;
  }

  /** Starts a daemon with these options; a bug in the chat ends the test unless it is contained. */
  static open(
    options: readonly string[] = [],
    containsBugs = false,
    clock: Clock = SYSTEM_CLOCK,
  ): Promise<House> {
    return House.#start(configOf(options), { clock, rethrows: !containsBugs });
  }

  /** Starts a node of this name over an engine. */
  static openNode(
    node: string,
    engine: Linked,
    { options = [], clock }: { options?: readonly string[]; clock?: Clock } = {},
  ): Promise<House> {
    const config = configOf(["--cluster", "nats://in.memory", "--node", node, ...options]);
    const cluster = { engine: async () => await engine.link() };
    return House.#start(config, { cluster, clock, rethrows: true });
  }

  static async #start(config: Config, parts: Omit<ServerParts, "log">): Promise<House> {
    const records: LogRecord[] = [];
    const changed = { wake: () => {} };
    const write = (bytes: Uint8Array): number => {
      const lines = new TextDecoder().decode(bytes).split("\n").filter((line) => line !== "");
      records.push(...lines.map((line) => JSON.parse(line)));
      changed.wake();
      return bytes.length;
    };
    const log = createLog({ format: "json", level: config.logLevel, write });
    const server = await startServer(config, { log, ...parts });
    return new House(server, records, changed);
  }

  /** The address of the first listener. */
  get address(): string {
    return this.server.addresses[0] ?? fail("there is no listener");
  }

  /** Connects, and sends a first line if there is one. */
  async connect(first?: string): Promise<LineClient> {
    const client = await LineClient.connect(this.address);
    if (first !== undefined) await client.send(first);
    return client;
  }

  /** Connects under this name and takes the greeting. */
  async enter(name: string): Promise<LineClient> {
    const client = await this.connect(`/nick ${name}`);
    const [you] = await client.take(2);
    if (you === `You are ${name}`) return client;
    // On a busy machine the line comes later than a daemon waits for a first one, and is a command then.
    for (let line = await client.line(); line !== undefined; line = await client.line()) {
      if (line.endsWith(` is now known as ${name}`)) return client;
    }
    fail(`entered with "${you}"`);
  }

  /** A bare connection, for those who do not read. */
  dial(): Promise<Deno.TcpConn> {
    const { port } = new URL(`http://${this.address}`);
    return Deno.connect({ hostname: "127.0.0.1", port: Number(port) });
  }

  /** Waits until the log has at least so many records of an event, and returns all of them. */
  async logged(event: string, count = 1): Promise<readonly LogRecord[]> {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      this.#changed.wake();
    }, PATIENCE_MILLIS);
    try {
      while (true) {
        const found = this.#records.filter((record) => record.event === event);
        if (found.length >= count) return found;
        if (isLate) fail(`only ${found.length} of ${count} records of ${event}`);
        await new Promise<void>((resolve) => this.#changed.wake = resolve);
      }
    } finally {
      clearTimeout(timer);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server.stop();
  }
}

/** Reads a configuration that must be good. */
export function configOf(options: readonly string[]): Config {
  const listen = options.includes("--listen") ? [] : ["--listen", "127.0.0.1:0"];
  const rate = options.includes("--rate") ? [] : ["--rate", "0"];
  const startup = parseConfig([...listen, ...rate, ...options], () => undefined);
  return startup.kind === "run" ? startup.config : fail(`bad options: ${JSON.stringify(startup)}`);
}

/** What the client hears before this line, which must come; a function tells it by its look. */
export async function heardBefore(
  client: LineClient,
  wanted: string | ((line: string) => boolean),
): Promise<string[]> {
  const isWanted = typeof wanted === "string" ? (line: string) => line === wanted : wanted;
  const heard: string[] = [];
  for (let line = await client.line(); line !== undefined; line = await client.line()) {
    if (isWanted(line)) return heard;
    heard.push(line);
  }
  return fail(`never heard ${wanted}, but ${JSON.stringify(heard.slice(-5))}`);
}

/** What the client has heard by now: a ping is answered after all that came before it. */
export async function heardByNow(client: LineClient, token = "by-now"): Promise<string[]> {
  await client.send(`/ping ${token}`);
  return await heardBefore(client, `-- pong ${token}`);
}
