/**
 * Writes packaging/hubbubd.toml, an example that has every option of the daemon with its default:
 * `deno run -A tools/example_config.ts`.
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import { DAEMON_OPTIONS } from "../lib/options/daemon.ts";
import { fileOptions, type Option } from "../lib/options/option.ts";
import { wrapText } from "../lib/options/wrap_text.ts";

/** Where the example is. */
export const EXAMPLE_PATH = fileURLToPath(new URL("../packaging/hubbubd.toml", import.meta.url));

const WIDTH = 98;

const HEAD =
  `An example of a configuration file for hubbubd, with every option and its default, or a value in
place of none. Remove the number sign before what you want to change. The key of an option is its name
without --; man hubbubd explains all of them.

hubbubd --config FILE --check-config looks for mistakes, and --print-config shows what is in force. SIGHUP
reads the file again; the log names what needs a restart.`;

/** Values of options that have no default. */
const EXAMPLES: Readonly<Record<string, string>> = {
  "listen": '["127.0.0.1:8000", "unix:/run/hubbub/hubbub.sock"]',
  "socket-mode": "660",
  "tls-listen": '["[::]:8443"]',
  "tls-cert": '"/etc/hubbub/tls/fullchain.pem"',
  "tls-key": '"/etc/hubbub/tls/privkey.pem"',
  "admin-listen": '"unix:/run/hubbub/admin.sock"',
  "web-listen": '["127.0.0.1:8080"]',
  "web-tls-listen": '["[::]:443"]',
  "web-host": '["chat.example.org"]',
  "web-origin": '["https://www.example.org"]',
  "web-node": '["https://b.example.org"]',
  "trust-proxy": '["127.0.0.1", "10.0.0.0/8"]',
  "data": '"/var/lib/hubbub"',
  "cluster": '["tls://nats-1.example.org", "tls://nats-2.example.org"]',
  "cluster-key": '"/etc/hubbub/node.nk"',
  "cluster-ca": '"/etc/hubbub/nats-ca.pem"',
  "node": '"a"',
  "motd": '"/etc/hubbub/motd"',
  "metrics": '"127.0.0.1:9464"',
};

if (import.meta.main) await Deno.writeTextFile(EXAMPLE_PATH, exampleConfig());

/** The text of the example. Throws if an option has neither a default nor an example. */
export function exampleConfig(): string {
  const entries = Object.entries(fileOptions(DAEMON_OPTIONS)).map(([name, option]) =>
    [...commented(option.summary.en), `# ${name} = ${valueOf(name, option)}`].join("\n")
  );
  const head = HEAD.split("\n").map((line) => `# ${line}`.trimEnd()).join("\n");
  return `${[head, ...entries].join("\n\n")}\n`;
}

function commented(summary: string): string[] {
  const sentence = `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
  return wrapText(sentence, WIDTH).map((line) => `# ${line}`);
}

function valueOf(name: string, option: Option): string {
  const fallback = option.default;
  if (fallback !== undefined) return /^\d+$/.test(fallback) ? fallback : `"${fallback}"`;
  const example = EXAMPLES[name];
  if (example === undefined) throw new RangeError(`there is no example of the option ${name}`);
  return example;
}
