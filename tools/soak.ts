/**
 * Lets five hundred clients, most of them rude and some of them pages, loose on a daemon: `deno task soak
 * --minutes N [--seed S] [--server "COMMAND with {port}, and {web} if it serves the page"]`. Exits with 1
 * if memory or descriptors keep growing, if the healthy hear anything but the same lines once and in one
 * order, if a ping takes too long, or if the daemon logs a bug. Linux only, for it reads what the kernel
 * says of the process.
 *
 * @module
 */

import { parseArgs } from "@std/cli/parse-args";
import { SoakedDaemon } from "./soak/daemon.ts";
import { ENGINE_FLAGS } from "./compile/programs.ts";
import { soak } from "./soak/soak.ts";
import { KnownOnly, taskArguments } from "./task_arguments.ts";

/** This daemon from its sources, as it is shipped; minutes are enough to reach its limits. */
const OWN_SERVER = [
  `"${Deno.execPath()}" run --quiet --no-lock --no-check --no-prompt -A`,
  ...ENGINE_FLAGS,
  "main.ts",
  "--listen 127.0.0.1:{port} --web-listen 127.0.0.1:{web} --names guest --rate 5 --burst 20 --idle-timeout 1m",
  "--stall-timeout 10s --log-level warn",
].join(" ");

const print = (line: string): void => {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
};

async function main(args: string[]): Promise<number> {
  const known = new KnownOnly();
  const options = parseArgs(taskArguments(args), {
    string: ["minutes", "seed", "server"],
    unknown: known.check,
  });
  const minutes = Number(options["minutes"] ?? 1);
  const seed = Number(options["seed"] ?? Math.floor(Math.random() * 0x7fffffff));
  if (known.unknown !== undefined || !(minutes > 0) || !Number.isInteger(seed)) {
    print("usage: deno task soak --minutes N [--seed S] [--server 'COMMAND with {port}']");
    return 2;
  }
  const server = typeof options["server"] === "string" ? options["server"] : OWN_SERVER;
  print(`seed ${seed}, ${minutes} min, against: ${server}`);
  await using daemon = await SoakedDaemon.start(server);
  const findings = await soak({ daemon, millis: minutes * 60_000, seed, print });
  const code = daemon.hasEnded ? undefined : await daemon.stop();
  if (code !== 0) findings.push(`the daemon's exit code is ${code}, after SIGTERM`);
  if (daemon.complaints.length > 0) findings.push(`the daemon logged: ${daemon.complaints[0]}`);
  for (const finding of findings) print(`FINDING: ${finding}`);
  print(findings.length === 0 ? "nothing found" : `${findings.length} found; seed ${seed}`);
  return findings.length === 0 ? 0 : 1;
}

if (import.meta.main) Deno.exit(await main(Deno.args));
