/**
 * Real proxies for HTTP in front of the page: nginx and HAProxy, configured as docs/administration.md says.
 *
 * @module
 */

import { HAS_HAPROXY } from "./haproxy.ts";
import { isInstalled, ProxyProcess } from "./proxy_process.ts";

/** What a proxy is to do with the page. */
export interface WebRoute {
  /** The port of the daemon. */
  readonly port: number;
  /** The path under which the page is served, with a slash at both ends. */
  readonly path: string;
  /** Whether the field `Host` of the browser is passed on. */
  readonly passesHost: boolean;
}

/** A proxy for HTTP. */
export interface WebProxy {
  /** Its name. */
  readonly name: string;
  /** Whether it is there; in CI it always is. */
  readonly isThere: boolean;
  /** Starts it, and waits until it accepts connections at its one port. */
  start(route: WebRoute): Promise<ProxyProcess>;
}

/** nginx. */
export const NGINX: WebProxy = {
  name: "nginx",
  isThere: Deno.build.os === "linux" && (Deno.env.has("CI") || isInstalled("nginx")),
  start: (route) =>
    ProxyProcess.start({
      program: "nginx",
      args: (file) => ["-c", file],
      portCount: 1,
      configuration: ([port = 0], folder) => nginx(route, port, folder),
    }),
};

/** HAProxy. */
export const HAPROXY: WebProxy = {
  name: "haproxy",
  isThere: HAS_HAPROXY,
  start: (route) =>
    ProxyProcess.start({
      program: "haproxy",
      args: (file) => ["-db", "-f", file],
      portCount: 1,
      configuration: ([port = 0]) => haproxy(route, port),
    }),
};

function nginx({ port, path, passesHost }: WebRoute, at: number, folder: string): string {
  const kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  return `daemon off;
worker_processes 1;
pid ${folder}/pid;
error_log ${folder}/error.log;
events { worker_connections 64; }
http {
  access_log off;
  ${kinds.map((kind) => `${kind}_temp_path ${folder}/${kind};`).join("\n  ")}
  map $http_upgrade $connection_upgrade { default upgrade; "" ""; }
  server {
    listen 127.0.0.1:${at};
    location ${path} {
      proxy_pass http://127.0.0.1:${port}/;
      proxy_http_version 1.1;
      ${passesHost ? "proxy_set_header Host $http_host;" : ""}
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_upgrade;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header Forwarded "";
    }
  }
}
`;
}

function haproxy({ port, path, passesHost }: WebRoute, at: number): string {
  return `defaults
  mode http
  timeout connect 10s
  timeout client 60s
  timeout server 60s
  timeout tunnel 60s
frontend in
  bind 127.0.0.1:${at}
  option forwardfor
  http-request del-header Forwarded
  default_backend page
backend page
  http-request replace-path ${path}(.*) /\\1
  ${passesHost ? "" : `http-request set-header Host 127.0.0.1:${port}`}
  server page 127.0.0.1:${port}
`;
}
