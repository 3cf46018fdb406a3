/**
 * A whole cluster on this machine: engines, and daemons that share one chat through them.
 *
 * @module
 */

import { runProgram } from "../../support/binaries.ts";
import { daemonCommand, DaemonProcess } from "./daemons.ts";
import { Engines, HERE } from "./engines.ts";
import type { Machines } from "./machines.ts";
import type { Place } from "./person.ts";
import { freePorts } from "./process.ts";

/** What is to be started. */
export interface ClusterPlan {
  /** How many servers of the engine: 0 (then there is one plain daemon), 1 or 3. */
  readonly engines: number;
  /** How many daemons. */
  readonly daemons: number;
  /** Machines of their own, one for each daemon and engine; this machine if left out. */
  readonly machines?: Machines;
  /** Whether each daemon keeps what is said in a folder of its own. */
  readonly hasData?: boolean | undefined;
  /** More options of the daemons. */
  readonly options?: readonly string[];
}

const NODES = ["a", "b", "c", "d", "e", "f"];

/** A running cluster. Hold it with `await using`: at its end all of its processes are gone. */
export class Cluster implements AsyncDisposable {
  /** The servers of the engine; undefined for one plain daemon. */
  readonly engines: Engines | undefined;
  /** The daemons. */
  readonly daemons: readonly DaemonProcess[];
  /** The machines that they are on. */
  readonly machines: Machines | undefined;
  readonly #folder: string;

  private constructor(parts: {
    readonly engines: Engines | undefined;
    readonly daemons: readonly DaemonProcess[];
    readonly machines: Machines | undefined;
    readonly folder: string;
  }) {
    this.engines = parts.engines;
    this.daemons = parts.daemons;
    this.machines = parts.machines;
    this.#folder = parts.folder;
  }

  /** Starts it all; resolves when every daemon accepts connections. */
  static async start(plan: ClusterPlan): Promise<Cluster> {
    const { machines, options = [] } = plan;
    const folder = await Deno.makeTempDir({ prefix: "hubbub-cluster-" });
    const hosts = Array.from({ length: plan.engines }, (_, i) => machines?.hosts[i] ?? HERE);
    const engines = plan.engines === 0 ? undefined : await Engines.start(hosts);
    const ports = freePorts(plan.daemons);
    const daemons = NODES.slice(0, plan.daemons).map((node, i) =>
      new DaemonProcess({
        node,
        prefix: machines?.hosts[i]?.prefix ?? [],
        // A Unix socket reaches into a machine whose network is cut.
        address: machines === undefined ? `127.0.0.1:${ports[i]}` : `unix:${folder}/${node}`,
        options: [
          ...engines === undefined
            ? []
            : ["--cluster", engines.urls(i % engines.count), "--node", node],
          ...plan.hasData === true ? ["--data", `${folder}/data-${node}`] : [],
          ...options,
        ],
      })
    );
    const cluster = new Cluster({ engines, daemons, machines, folder });
    try {
      if (engines !== undefined) await cluster.#init(engines);
      await Promise.all(daemons.map((daemon) => daemon.start()));
      return cluster;
    } catch (error) {
      await cluster[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Where people can go. */
  get places(): Place[] {
    return this.daemons.map(({ place }) => place);
  }

  /** A daemon. */
  daemon(index: number): DaemonProcess {
    const daemon = this.daemons[index];
    if (daemon === undefined) throw new RangeError(`there is no daemon ${index}`);
    return daemon;
  }

  /** Ends it all. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.daemons.map((daemon) => daemon[Symbol.asyncDispose]()));
    await this.engines?.[Symbol.asyncDispose]();
    await Deno.remove(this.#folder, { recursive: true });
  }

  async #init(engines: Engines): Promise<void> {
    const command = daemonCommand(
      ...["cluster-init", "--cluster", engines.urls(), "--replicas", `${engines.count}`],
    );
    const { code, stdout, stderr } = await runProgram(command);
    if (code !== 0) throw new Error(`cluster-init ended with ${code}: ${stdout}${stderr}`);
    await engines.untilCurrent();
  }
}
