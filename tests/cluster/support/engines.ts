/**
 * The servers of the engine: one or three `nats-server` processes with stores of their own, as an operator
 * would start them, but for their ports.
 *
 * @module
 */

import { whyMissing } from "../../support/machine.ts";
import { freePorts, Process } from "./process.ts";

/** Why there is no engine here, or undefined if there is one. */
export const NO_ENGINE: string | undefined = whyMissing(["nats-server"]);

/** Where a server runs. */
export interface EngineHost {
  /** Its address. */
  readonly hostname: string;
  /** What stands before a command that is to run there. */
  readonly prefix: readonly string[];
}

/** On this machine, without a network of its own. */
export const HERE: EngineHost = { hostname: "127.0.0.1", prefix: [] };

interface Server {
  readonly name: string;
  readonly host: EngineHost;
  readonly port: number;
  readonly routePort: number;
  readonly monitorPort: number;
  readonly folder: string;
  process: Process | undefined;
}

/** For clients, for the other servers, and for watching. */
const PORTS_EACH = 3;
const RETRY_MILLIS = 50;
const PATIENCE_MILLIS = 30_000;

/** The servers. Hold them with `await using`: at its end they are gone, and their stores. */
export class Engines implements AsyncDisposable {
  readonly #servers: Server[];

  private constructor(servers: Server[]) {
    this.#servers = servers;
  }

  /** Starts a server on each host, and resolves when they have a leader. */
  static async start(hosts: readonly EngineHost[]): Promise<Engines> {
    const ports = freePorts(hosts.length * PORTS_EACH);
    const servers = hosts.map((host, index): Server => ({
      name: `n${index + 1}`,
      host,
      port: ports[index * PORTS_EACH] ?? 0,
      routePort: ports[index * PORTS_EACH + 1] ?? 0,
      monitorPort: ports[index * PORTS_EACH + 2] ?? 0,
      folder: Deno.makeTempDirSync({ prefix: "hubbub-engine-" }),
      process: undefined,
    }));
    const engines = new Engines(servers);
    try {
      for (const server of servers) {
        await Deno.writeTextFile(`${server.folder}/server.conf`, configOf(server, servers));
      }
      await Promise.all(servers.map((_, index) => engines.start(index)));
      if (servers.length > 1) await engines.#untilMetaLeader();
      return engines;
    } catch (error) {
      await engines[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** How many there are. */
  get count(): number {
    return this.#servers.length;
  }

  /** What `--cluster` is given: all servers, beginning with this one. */
  urls(first = 0): string {
    const servers = [...this.#servers.slice(first), ...this.#servers.slice(0, first)];
    return servers.map(({ host, port }) => `nats://${host.hostname}:${port}`).join(",");
  }

  /** The id of the process of a server. */
  pid(index: number): number {
    return this.#at(index).process?.pid ?? -1;
  }

  /** Starts a server that was stopped. Resolves when it answers. */
  async start(index: number): Promise<void> {
    const server = this.#at(index);
    const command = ["nats-server", "-c", `${server.folder}/server.conf`];
    server.process = Process.start(server.name, [...server.host.prefix, ...command]);
    await until(
      `${server.name} answers`,
      async () => await this.#monitor(index, "varz") !== undefined,
    );
  }

  /** Whether a server answers within a second. */
  async answers(index: number): Promise<boolean> {
    return await this.#monitor(index, "varz") !== undefined;
  }

  /** Sends a signal to a server. */
  signal(index: number, signal: Deno.Signal): void {
    this.#at(index).process?.signal(signal);
  }

  /** Sends a signal to a server, and resolves when it has ended. */
  async stop(index: number, signal: Deno.Signal): Promise<void> {
    await this.#at(index).process?.stop(signal);
  }

  /** The index of the server that leads the log; undefined if there is none now, or no log. */
  async leader(stream = "HUB"): Promise<number | undefined> {
    for (const index of this.#servers.keys()) {
      const seen = await this.#stream(index, stream);
      const leader = this.#servers.findIndex(({ name }) => name === seen?.leader);
      if (leader >= 0) return leader;
    }
    return undefined;
  }

  /** Resolves when the log has a leader, and all of its copies are up to date. */
  async untilCurrent(stream = "HUB"): Promise<void> {
    await until("the copies of the log are up to date", async () => {
      const leader = await this.leader(stream);
      if (leader === undefined) return false;
      const seen = await this.#stream(leader, stream);
      return areCurrent(seen, this.count - 1);
    });
  }

  /** Ends them all. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#servers.map(({ process }) => process?.stop("SIGKILL")));
    for (const { folder } of this.#servers) await Deno.remove(folder, { recursive: true });
  }

  /** Resolves when the servers have a leader that has heard of all of them. */
  async #untilMetaLeader(): Promise<void> {
    await until("the servers have found each other", async () => {
      const seen = await Promise.all(this.#servers.map(async (_, index) => {
        const answer = await this.#monitor(index, "jsz") as { meta_cluster?: StreamCluster };
        return answer?.meta_cluster;
      }));
      const leaders = new Set(seen.map((each) => each?.leader ?? ""));
      return leaders.size === 1 && !leaders.has("") &&
        seen.some((each) => areCurrent(each, this.count - 1));
    });
  }

  async #stream(index: number, name: string): Promise<StreamCluster | undefined> {
    const answer = await this.#monitor(index, "jsz?accounts=true&streams=true") as Jsz | undefined;
    return answer?.account_details?.flatMap(({ stream_detail }) => stream_detail ?? [])
      .find((stream) => stream.name === name)?.cluster;
  }

  async #monitor(index: number, path: string): Promise<unknown> {
    const { host, monitorPort } = this.#at(index);
    try {
      const response = await fetch(`http://${host.hostname}:${monitorPort}/${path}`, {
        signal: AbortSignal.timeout(1000),
      });
      return await response.json();
    } catch {
      return undefined;
    }
  }

  #at(index: number): Server {
    const server = this.#servers[index];
    if (server === undefined) throw new RangeError(`there is no server ${index}`);
    return server;
  }
}

interface StreamCluster {
  readonly leader?: string;
  readonly replicas?: readonly { readonly current: boolean; readonly offline?: boolean }[];
}

interface Jsz {
  readonly account_details?: readonly {
    readonly stream_detail?: readonly { readonly name: string; readonly cluster?: StreamCluster }[];
  }[];
}

/** Whether so many other servers are there and have everything. */
function areCurrent(cluster: StreamCluster | undefined, count: number): boolean {
  const others = cluster?.replicas ?? [];
  return others.length === count &&
    others.every(({ current, offline }) => current && offline !== true);
}

function configOf(server: Server, all: readonly Server[]): string {
  const { name, host, port, routePort, monitorPort, folder } = server;
  const routes = all.map(({ host, routePort }) => `nats://${host.hostname}:${routePort}`);
  const cluster = all.length === 1
    ? ""
    : `cluster { name: hub, listen: "${host.hostname}:${routePort}", routes: [${
      routes.map((route) => `"${route}"`).join(", ")
    }] }\n`;
  return `server_name: ${name}
listen: "${host.hostname}:${port}"
http: "${host.hostname}:${monitorPort}"
lame_duck_grace_period: "1s"
lame_duck_duration: "30s"
jetstream { store_dir: "${folder}/store", sync_interval: always, max_memory_store: 64MB, max_file_store: 8GB }
${cluster}`;
}

/** Asks again and again until it holds. Throws, with what was awaited, if that takes too long. */
async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MILLIS;
  while (!await holds()) {
    if (performance.now() > deadline) throw new Error(`in vain it was awaited that ${what}`);
    await new Promise((resolve) => setTimeout(resolve, RETRY_MILLIS));
  }
}
