/**
 * Machines that can be cut off: network namespaces on one bridge. They share the files of this machine, so
 * a Unix socket reaches into each of them, also while its network is cut. Linux, root and `ip` only.
 *
 * @module
 */

import { whyMissing } from "../../support/machine.ts";
import type { EngineHost } from "./engines.ts";

/** Why there are no such machines here, or undefined if there are. */
export const NO_MACHINES: string | undefined = whyNoMachines();

/** Addresses for tests of networks (RFC 2544), which nobody else has. */
const NETWORK = "198.18.77";

/** Machines on one network. Hold them with `await using`. */
export class Machines implements AsyncDisposable {
  /** One for each machine. */
  readonly hosts: readonly EngineHost[];
  readonly #id: string;

  private constructor(id: string, hosts: readonly EngineHost[]) {
    this.#id = id;
    this.hosts = hosts;
  }

  /** Makes machines, which reach each other, and which this machine reaches. */
  static async make(count: number): Promise<Machines> {
    // Names of network devices have 15 characters at most.
    const id = `hub${Deno.pid % 100_000}`;
    const bridge = `${id}br`;
    const hosts: EngineHost[] = [];
    const machines = new Machines(id, hosts);
    await ip(`link add ${bridge} type bridge`);
    await ip(`address add ${NETWORK}.254/24 dev ${bridge}`);
    await ip(`link set ${bridge} up`);
    for (let index = 0; index < count; index++) {
      const space = `${id}n${index}`;
      const hostname = `${NETWORK}.${index + 1}`;
      await ip(`netns add ${space}`);
      await ip(`link add ${id}v${index} type veth peer name eth0 netns ${space}`);
      await ip(`link set ${id}v${index} master ${bridge} up`);
      await ip(`-n ${space} address add ${hostname}/24 dev eth0`);
      await ip(`-n ${space} link set eth0 up`);
      await ip(`-n ${space} link set lo up`);
      hosts.push({ hostname, prefix: ["ip", "netns", "exec", space] });
    }
    return machines;
  }

  /** Cuts a machine off: what it sends, and what is sent to it, is lost without a word. */
  async cut(index: number): Promise<void> {
    await ip(`link set ${this.#id}v${index} nomaster`);
  }

  /** Connects a machine again. */
  async mend(index: number): Promise<void> {
    await ip(`link set ${this.#id}v${index} master ${this.#id}br`);
  }

  /** Takes them all away. What still runs on them goes on without a network. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const index of this.hosts.keys()) {
      await ip(`link del ${this.#id}v${index}`);
      await ip(`netns del ${this.#id}n${index}`);
    }
    await ip(`link del ${this.#id}br`);
  }
}

async function ip(args: string): Promise<void> {
  const { success, stderr } = await new Deno.Command("ip", { args: args.split(" ") }).output();
  if (!success) throw new Error(`ip ${args}: ${new TextDecoder().decode(stderr).trim()}`);
}

function whyNoMachines(): string | undefined {
  if (Deno.build.os !== "linux") return "network namespaces are of Linux";
  if (Deno.uid() !== 0) return "only root can make network namespaces";
  const missing = whyMissing(["ip"]);
  if (missing !== undefined) return missing;
  // A container may not allow it.
  const probe = `hubprobe${Deno.pid}`;
  const { success } = new Deno.Command("ip", { args: ["netns", "add", probe] }).outputSync();
  if (!success) return "this machine allows no network namespaces";
  new Deno.Command("ip", { args: ["netns", "del", probe] }).outputSync();
  return undefined;
}
