/**
 * A real proxy in front of a daemon: a process of its own, with a configuration of the test.
 *
 * @module
 */

import { fail } from "@std/assert";

/** Longer than a start takes, so that a test that waits in vain says so. */
const PATIENCE_MILLIS = 20_000;
const POLL_MILLIS = 20;
/** How often a port is chosen anew, because another program took it meanwhile. */
const ATTEMPTS = 5;

/** What is started. */
export interface ProxyProgram {
  /** Its name. */
  readonly program: string;
  /** Its arguments, for a configuration in this file. */
  args(file: string): string[];
  /** How many ports it listens at. */
  readonly portCount: number;
  /** Its configuration for these ports; it may keep files in the folder. */
  configuration(ports: readonly number[], folder: string): string;
}

/** A running proxy. Held with `await using`, it ends with the block. */
export class ProxyProcess implements AsyncDisposable {
  /** Its ports on 127.0.0.1. */
  readonly ports: readonly number[];
  readonly #child: Deno.ChildProcess;
  readonly #folder: string;

  private constructor(child: Deno.ChildProcess, ports: readonly number[], folder: string) {
    this.#child = child;
    this.ports = ports;
    this.#folder = folder;
  }

  /** Starts one, and waits until it accepts connections. */
  static async start(
    { program, args, portCount, configuration }: ProxyProgram,
  ): Promise<ProxyProcess> {
    const folder = await Deno.makeTempDir();
    const file = `${folder}/proxy.conf`;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const ports = freePorts(portCount);
      await Deno.writeTextFile(file, configuration(ports, folder));
      const output = { stdout: "null", stderr: "null" } as const;
      const child = new Deno.Command(program, { args: args(file), ...output }).spawn();
      const isUp = await Promise.race([child.status.then(() => false), areListened(ports)]);
      if (isUp) return new ProxyProcess(child, ports, folder);
    }
    return fail(`${program} does not start`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // A program that kills its workers at SIGTERM would leave them at SIGKILL.
    this.#child.kill("SIGTERM");
    await this.#child.status;
    await Deno.remove(this.#folder, { recursive: true });
  }
}

/** Whether a program that answers to `-v` is there. */
export function isInstalled(program: string): boolean {
  try {
    const output = { stdout: "null", stderr: "null" } as const;
    return new Deno.Command(program, { args: ["-v"], ...output }).outputSync().success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** Ports that are free now. */
function freePorts(count: number): number[] {
  const open = () => Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const listeners = Array.from({ length: count }, open);
  return listeners.map((listener) => {
    const { port } = listener.addr;
    listener.close();
    return port;
  });
}

/**
 * Resolves with true when somebody listens on all of them, and false if that takes too long. To connect
 * and see would be a connection to the daemon.
 */
async function areListened(ports: readonly number[]): Promise<boolean> {
  const end = performance.now() + PATIENCE_MILLIS;
  while (performance.now() < end) {
    const sockets = await Deno.readTextFile("/proc/net/tcp");
    const isOpen = (port: number) =>
      sockets.includes(
        `0100007F:${port.toString(16).toUpperCase().padStart(4, "0")} 00000000:0000 0A`,
      );
    if (ports.every(isOpen)) return true;
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLIS));
  }
  return false;
}
