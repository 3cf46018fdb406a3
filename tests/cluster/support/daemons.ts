/**
 * The daemons of a cluster, as processes: from the sources, or the executables of `HUBBUB_DIST`.
 *
 * @module
 */

import { fileName, hostTarget } from "../../../tools/compile/targets.ts";
import { sourceDaemon } from "../../support/source_daemon.ts";
import type { Place } from "./person.ts";
import { Process } from "./process.ts";

/** Where a daemon runs, and what it is to do. */
export interface DaemonPlan {
  /** The name of its node. */
  readonly node: string;
  /** What stands before its command. */
  readonly prefix: readonly string[];
  /** `IP:PORT`, or `unix:PATH`. */
  readonly address: string;
  /** Options beside its address. */
  readonly options: readonly string[];
}

/** What lets a few hundred people from one address in, and lets them come back after seconds of talk. */
const OPTIONS = [
  "--rate 0 --max-per-address 0 --connect-rate 0 --idle-timeout 0 --max-connections 20000",
  "--remember 10000 --names guest --log-level info --log-names off",
].join(" ").split(" ");

/** One daemon, which can be started anew. Hold it with `await using`. */
export class DaemonProcess implements AsyncDisposable {
  /** Where it is. */
  readonly place: Place;
  readonly #plan: DaemonPlan;
  #process: Process | undefined;

  /** Not started yet. */
  constructor(plan: DaemonPlan) {
    this.#plan = plan;
    this.place = { node: plan.node, address: plan.address };
  }

  /** The id of the process. */
  get pid(): number {
    return this.#process?.pid ?? -1;
  }

  /** Its exit code; undefined while it runs. */
  get code(): number | undefined {
    return this.#process?.code;
  }

  /** The last lines of its log. */
  get lines(): readonly string[] {
    return this.#process?.lines ?? [];
  }

  /** Starts it; resolves when it accepts connections. Throws, with its last lines, if it ends before. */
  async start(): Promise<void> {
    const { node, prefix, address, options } = this.#plan;
    if (address.startsWith("unix:")) await removeFile(address.slice("unix:".length));
    const command = daemonCommand("--listen", address, ...OPTIONS, ...options);
    this.#process = Process.start(`the daemon ${node}`, [...prefix, ...command]);
    await this.#process.writes(/\blistening transport=/);
  }

  /** Sends a signal. */
  signal(signal: Deno.Signal): void {
    this.#process?.signal(signal);
  }

  /** Sends a signal; resolves with the exit code when it has ended. */
  async stop(signal: Deno.Signal): Promise<number> {
    return await this.#process?.stop(signal) ?? -1;
  }

  /** Kills it, if it runs. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process?.[Symbol.asyncDispose]();
  }
}

/** The command line of a daemon, or of one of its subcommands. */
export function daemonCommand(...args: string[]): string[] {
  const dist = Deno.env.get("HUBBUB_DIST");
  if (dist === undefined) return sourceDaemon(...args);
  return [Deno.realPathSync(`${dist}/${fileName("hubbubd", hostTarget())}`), ...args];
}

async function removeFile(path: string): Promise<void> {
  try {
    await Deno.remove(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
