/**
 * A stage of two nodes of one chat, in this process, over an engine in memory. The actors are placed on the
 * nodes in turn, so that all that one of them hears of another has been through the log.
 *
 * @module
 */

import type { Config } from "../../lib/config/config.ts";
import { createLog } from "../../lib/log/log.ts";
import type { Server } from "../../lib/server/server.ts";
import { startServer } from "../../lib/server/start.ts";
import type { Clock } from "../../lib/time/system_pacer.ts";
import { LATE_MILLIS } from "./socket_stage.ts";
import { LineClient } from "./line_client.ts";
import { MemoryEngine } from "./memory_engine.ts";
import type { Stage } from "./play.ts";

const LONGEST_STEP = 200;
const ANY_PORT = { transport: "tcp", hostname: "127.0.0.1", port: 0 } as const;

/** What a node in a test is given. */
export interface NodeParts {
  /** The engine that it shares with the others. */
  readonly engine: MemoryEngine;
  /** Its name. */
  readonly node: string;
  /** So many numbers for clients are asked for at once; 256 by default. */
  readonly idBlock?: number | undefined;
  /** The real one by default. */
  readonly clock?: Clock | undefined;
  /** Given each record of its log, one JSON object a line; by default nobody reads them. */
  readonly write?: ((bytes: Uint8Array) => number) | undefined;
}

/** Starts a node in this process, where a bug ends the test. */
export function startTestNode(
  config: Config,
  { engine, node, clock, idBlock, write = (bytes) => bytes.length }: NodeParts,
): Promise<Server> {
  const servers = ["nats://in.memory:4222"];
  const cluster = { servers, keyFile: undefined, caFile: undefined, node };
  const log = createLog({ format: "json", level: "info", write });
  return startServer({ ...config, cluster, listen: [ANY_PORT] }, {
    log,
    clock,
    cluster: { engine: () => Promise.resolve(engine.link()), idBlock },
    rethrows: true,
  });
}

/** An actor, and what it has heard that no step has asked for. */
interface Actor {
  readonly client: LineClient;
  readonly heard: (string | undefined)[];
  name: string;
}

/** Performs on two nodes; owns them. */
export class ClusterStage implements Stage {
  readonly hasRealTime = true;
  #wasLate = false;
  readonly #nodes: readonly Server[];
  readonly #actors = new Map<string, Actor>();
  readonly #time: { ahead: number };

  private constructor(nodes: readonly Server[], time: { ahead: number }) {
    this.#nodes = nodes;
    this.#time = time;
  }

  /**
   * Starts two nodes with this configuration. Their clocks and that of the engine are moved by hand. Each
   * asks for one number at a time, so that actors who are placed in turn have the numbers 1, 2, 3.
   */
  static async open(config: Config): Promise<ClusterStage> {
    const time = { ahead: 0 };
    const clock = {
      wall: () => Date.now() + time.ahead,
      steady: () => performance.now() + time.ahead,
    };
    const engine = new MemoryEngine({ now: clock.wall });
    const nodes: Server[] = [];
    for (const node of ["one", "two"]) {
      nodes.push(await startTestNode(config, { engine, node, clock, idBlock: 1 }));
    }
    return new ClusterStage(nodes, time);
  }

  get wasLate(): boolean {
    return this.#wasLate;
  }

  async enter(actor: string, first: string | undefined): Promise<void> {
    const node = this.#nodes[this.#actors.size % this.#nodes.length];
    const begun = performance.now();
    const client = await LineClient.connect(node?.addresses[0] ?? "");
    const entered: Actor = { client, heard: [], name: "" };
    this.#actors.set(actor, entered);
    if (first !== undefined) {
      await client.send(first);
      if (performance.now() - begun > LATE_MILLIS) this.#wasLate = true;
      return;
    }
    // Among nodes nobody is named by an address; the welcome ends with the name.
    const welcome = await client.line();
    entered.heard.push(welcome);
    entered.name = welcome?.split(" ").at(-1) ?? "";
  }

  async type(actor: string, line: string): Promise<void> {
    await this.#actor(actor).client.send(line);
  }

  async hear(actor: string): Promise<string | undefined> {
    const { client, heard } = this.#actor(actor);
    return heard.length > 0 ? heard.shift() : await client.line();
  }

  async close(actor: string): Promise<void> {
    await this.#actor(actor).client.closeWrite();
  }

  vanish(actor: string): Promise<void> {
    this.#actor(actor).client[Symbol.dispose]();
    return Promise.resolve();
  }

  async passTime(millis: number): Promise<void> {
    // A longer step is a standstill, which is no time that passed for anybody.
    for (let rest = millis; rest > 0; rest -= LONGEST_STEP) {
      this.#time.ahead += Math.min(rest, LONGEST_STEP);
      await Promise.all(this.#nodes.map((node) => node.tick()));
    }
  }

  /** The default name, which stands where a daemon alone has the address. */
  addressOf(actor: string): string {
    return this.#actor(actor).name;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { client } of this.#actors.values()) client[Symbol.dispose]();
    for (const node of this.#nodes) await node.stop();
  }

  #actor(name: string): Actor {
    const actor = this.#actors.get(name);
    if (actor === undefined) throw new Error(`${name} has not entered`);
    return actor;
  }
}
