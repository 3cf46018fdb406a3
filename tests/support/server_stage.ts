/**
 * A stage with the server in this process, on a port that the system picks, and real sockets. Time
 * passes by moving the server's clock.
 *
 * @module
 */

import type { Config } from "../../lib/config.ts";
import { createLog } from "../../lib/log.ts";
import { type Clock, type Server, startServer } from "../../lib/server.ts";
import { LineClient } from "./line_client.ts";
import type { Stage } from "./play.ts";

/** Starts a daemon in this process, silent, where a bug ends the test. */
export function startTestServer(config: Config, clock?: Clock): Promise<Server> {
  const log = createLog({ format: "text", level: "error", write: (bytes) => bytes.length });
  return startServer({ ...config, listen: [ANY_PORT] }, { log, clock, rethrows: true });
}

const ANY_PORT = { transport: "tcp", hostname: "127.0.0.1", port: 0 } as const;

/** Performs on a server in this process. */
export class ServerStage implements Stage {
  readonly #server: Server;
  readonly #clock: { ahead: number };
  readonly #actors = new Map<string, LineClient>();

  private constructor(server: Server, clock: { ahead: number }) {
    this.#server = server;
    this.#clock = clock;
  }

  static async start(config: Config): Promise<ServerStage> {
    const clock = { ahead: 0 };
    const server = await startTestServer(config, {
      wall: () => Date.now() + clock.ahead,
      steady: () => performance.now() + clock.ahead,
    });
    return new ServerStage(server, clock);
  }

  async enter(name: string, first: string | undefined): Promise<void> {
    const client = await LineClient.connect(this.#server.addresses[0] ?? "");
    this.#actors.set(name, client);
    if (first !== undefined) await client.send(first);
  }

  async type(name: string, line: string): Promise<void> {
    await this.#actor(name).send(line);
  }

  async hear(name: string): Promise<string | undefined> {
    return await this.#actor(name).line();
  }

  async close(name: string): Promise<void> {
    await this.#actor(name).closeWrite();
  }

  vanish(name: string): Promise<void> {
    this.#actor(name)[Symbol.dispose]();
    return Promise.resolve();
  }

  passTime(millis: number): Promise<void> {
    this.#clock.ahead += millis;
    this.#server.tick();
    return Promise.resolve();
  }

  addressOf(name: string): string {
    return this.#actor(name).address;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.#actors.values()) client[Symbol.dispose]();
    await this.#server.stop();
  }

  #actor(name: string): LineClient {
    const actor = this.#actors.get(name);
    if (actor === undefined) throw new Error(`${name} has not entered`);
    return actor;
  }
}
