/**
 * Two different values for every option of the daemon that a file may name.
 *
 * @module
 */

import { DAEMON_OPTIONS } from "../../lib/options/daemon.ts";
import type { DaemonOption } from "../../lib/options/daemon_option.ts";

/** The name of an option of the daemon. */
export type OptionName = keyof typeof DAEMON_OPTIONS;

/** Two values for each option, as they are typed. An option without a row fails the tests that walk them. */
export const OPTION_SAMPLES: Readonly<Record<string, readonly [string, string]>> = {
  "listen": ["127.0.0.1:0", "unix:/run/a, b.sock"],
  "socket-mode": ["660", "0600"],
  "tls-listen": ["127.0.0.1:0", "[::1]:0"],
  "tls-cert": ["cert.pem", "C:\\certs\\a.pem"],
  "tls-key": ["key.pem", '/etc/"key".pem'],
  "admin-listen": ["unix:/run/admin, too.sock", "unix:/run/b.sock"],
  "web-listen": ["127.0.0.1:0", "[::1]:0"],
  "web-tls-listen": ["127.0.0.1:0", "[::1]:0"],
  "web-host": ["chat.example.org", "localhost.example"],
  "web-origin": ["https://chat.example.org", "http://127.0.0.1:8080"],
  "web-node": ["https://b.example.org", "http://127.0.0.1:8080"],
  "trust-proxy": ["10.0.0.0/8", "2001:db8::1"],
  "names": ["guest", "address"],
  "idle-timeout": ["1m", "0"],
  "max-line": ["128", "8192"],
  "rate": ["0.5", "0"],
  "burst": ["1", "9"],
  "send-queue": ["1024", "2048"],
  "send-queue-max": ["65536", "131072"],
  "stall-timeout": ["1s", "100ms"],
  "max-connections": ["1", "2"],
  "max-per-address": ["0", "3"],
  "connect-rate": ["0", "3"],
  "max-rooms": ["0", "7"],
  "max-rooms-per-person": ["1", "7"],
  "remember": ["0", "7"],
  "history": ["0", "7"],
  "data": ["/var/lib/hubbub", "资料"],
  "keep-for": ["0", "90d"],
  "keep-messages": ["1", "7"],
  "durable": ["on", "off"],
  "cluster": ["nats://a.example", "tls://a.example:4333,tls://[::1]"],
  "cluster-key": ["node.nk", "/etc/hubbub/node.nk"],
  "cluster-ca": ["ca.pem", "/etc/hubbub/ca.pem"],
  "node": ["a", "node-2"],
  "motd": ["motd.txt", "/etc/hubbub/motd"],
  "lang": ["zh", "en"],
  "metrics": [":9464", "[::1]:0"],
  "log-format": ["json", "text"],
  "log-level": ["debug", "warn"],
  "log-names": ["off", "on"],
  "log-addresses": ["off", "hashed"],
  "grace": ["100ms", "7s"],
};

/** The options that a file may name. */
export function namesInFile(): OptionName[] {
  return (Object.keys(DAEMON_OPTIONS) as OptionName[]).filter((name) =>
    !optionOf(name).isNotInFile
  );
}

/** The row of an option. */
export function optionOf(name: OptionName): DaemonOption {
  return DAEMON_OPTIONS[name];
}
