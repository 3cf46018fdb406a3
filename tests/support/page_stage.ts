/**
 * A stage with a server in this process that serves the page: actors who begin with a hello come by its
 * WebSocket, all others by the socket for lines.
 *
 * @module
 */

import type { Config } from "../../lib/config/config.ts";
import type { Stage } from "./play.ts";
import { SocketClient } from "./socket_client.ts";
import { serverStage } from "./server_stage.ts";
import type { SocketStage } from "./socket_stage.ts";

const HELLO = /^\s*\{.*"hello"\s*:\s*\d/;
const ANY_PORT = { transport: "tcp", hostname: "127.0.0.1", port: 0 } as const;

/** Performs on a server with a page. */
export class PageStage implements Stage {
  readonly hasRealTime = true;
  readonly #lines: SocketStage;
  readonly #url: string;
  readonly #pages = new Map<string, SocketClient>();

  private constructor(lines: SocketStage, url: string) {
    this.#lines = lines;
    this.#url = url;
  }

  /** Sets one up. */
  static async open(config: Config): Promise<PageStage> {
    const web = { addresses: [ANY_PORT], tlsAddresses: [], hosts: [], origins: [], nodes: [] };
    const lines = await serverStage({ ...config, web });
    return new PageStage(lines, `http://${lines.addresses.at(-1)}/`);
  }

  /** How many actors have come by a WebSocket. */
  get pageCount(): number {
    return this.#pages.size;
  }

  async enter(name: string, first: string | undefined): Promise<void> {
    if (first === undefined || !HELLO.test(first)) return await this.#lines.enter(name, first);
    const page = await SocketClient.open(this.#url, { isSilent: true });
    this.#pages.set(name, page);
    page.sendRaw(first);
  }

  async type(name: string, line: string): Promise<void> {
    const page = this.#pages.get(name);
    if (page === undefined) await this.#lines.type(name, line);
    else page.sendRaw(line);
  }

  async hear(name: string): Promise<string | undefined> {
    return await (this.#pages.get(name)?.line() ?? this.#lines.hear(name));
  }

  async close(name: string): Promise<void> {
    const page = this.#pages.get(name);
    if (page === undefined) await this.#lines.close(name);
    else page.close();
  }

  async vanish(name: string): Promise<void> {
    if (this.#pages.has(name)) throw new Error("a WebSocket of the runtime cannot be reset");
    await this.#lines.vanish(name);
  }

  async passTime(millis: number): Promise<void> {
    await this.#lines.passTime(millis);
  }

  addressOf(name: string): string {
    return this.#lines.addressOf(name);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#pages.values()].map((page) => page[Symbol.asyncDispose]()));
    await this.#lines[Symbol.asyncDispose]();
  }
}
