/**
 * A real HAProxy in front of a daemon: a process of its own, with a configuration of the test.
 *
 * @module
 */

import { isInstalled, ProxyProcess } from "./proxy_process.ts";

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
export class Haproxy {
  /** Starts one with these routes, and waits until it accepts connections. */
  static start(routes: readonly Route[]): Promise<ProxyProcess> {
    return ProxyProcess.start({
      program: "haproxy",
      args: (file) => ["-db", "-f", file],
      portCount: routes.length,
      configuration: (ports) => configuration(routes, ports),
    });
  }
}

/** Whether tests with it are run: on Linux, where it is installed; in CI always, which installs it. */
export const HAS_HAPROXY: boolean = Deno.build.os === "linux" &&
  (Deno.env.has("CI") || isInstalled("haproxy"));

/** A test with it. */
export function haproxyTest(name: string, fn: () => Promise<void>): void {
  Deno.test({
    name: HAS_HAPROXY ? `haproxy: ${name}` : `haproxy: ${name} (not installed)`,
    ignore: !HAS_HAPROXY,
    fn,
  });
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
