/**
 * A real HAProxy in front of a daemon: a process of its own, with a configuration of the test.
 *
 * @module
 */

import { fail } from "@std/assert";

/** Longer than a start takes, so that a test that waits in vain says so. */
const PATIENCE_MILLIS = 20_000;
const POLL_MILLIS = 20;
/** How often a port is chosen anew, because another program took it meanwhile. */
const ATTEMPTS = 5;

/** A port of HAProxy, and what it does with the connections there. */
export interface Route {
  /** The port of the daemon that it connects to. */
  readonly port: number;
  /** What stands on the line of the server: `send-proxy-v2`, `check`. */
  readonly server: string;
  /** The address that its clients have in its eyes, as an expression: `ipv4(203.0.113.9)`. */
  readonly source: string;
}

/** A running HAProxy. Held with `await using`, it ends with the block. */
export class Haproxy implements AsyncDisposable {
  /** The port of each route on 127.0.0.1, in the order in which they were given. */
  readonly ports: readonly number[];
  readonly #child: Deno.ChildProcess;
  readonly #folder: string;

  private constructor(child: Deno.ChildProcess, ports: readonly number[], folder: string) {
    this.#child = child;
    this.ports = ports;
    this.#folder = folder;
  }

  /** Starts one with these routes, and waits until it accepts connections. */
  static async start(routes: readonly Route[]): Promise<Haproxy> {
    const folder = await Deno.makeTempDir();
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const ports = freePorts(routes.length);
      const file = `${folder}/haproxy.cfg`;
      await Deno.writeTextFile(file, configuration(routes, ports));
      const args = ["-db", "-f", file];
      const child = new Deno.Command("haproxy", { args, stdout: "null", stderr: "null" }).spawn();
      const isUp = await Promise.race([child.status.then(() => false), areListened(ports)]);
      if (isUp) return new Haproxy(child, ports, folder);
    }
    return fail("haproxy does not start");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#child.status;
    await Deno.remove(this.#folder, { recursive: true });
  }
}

/** Whether tests with it are run: on Linux, where it is installed; in CI always, which installs it. */
export const HAS_HAPROXY: boolean = Deno.build.os === "linux" &&
  (Deno.env.has("CI") || isInstalled());

/** A test with it. */
export function haproxyTest(name: string, fn: () => Promise<void>): void {
  Deno.test({
    name: HAS_HAPROXY ? `haproxy: ${name}` : `haproxy: ${name} (not installed)`,
    ignore: !HAS_HAPROXY,
    fn,
  });
}

function isInstalled(): boolean {
  try {
    return new Deno.Command("haproxy", { args: ["-v"] }).outputSync().success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

function configuration(routes: readonly Route[], ports: readonly number[]): string {
  const head = `defaults
  mode tcp
  timeout connect 10s
  timeout client 60s
  timeout server 60s
`;
  const parts = routes.map(({ port, server, source }, route) =>
    `frontend in${route}
  bind 127.0.0.1:${ports[route]}
  tcp-request connection set-src ${source}
  default_backend out${route}
backend out${route}
  server chat 127.0.0.1:${port} ${server}
`
  );
  return head + parts.join("");
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
