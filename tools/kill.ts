/**
 * Kills the parts of a cluster while people talk, and checks that nothing that is promised was broken:
 * `deno task kill [--people N] [--rate N] [--margin SECONDS] [--data] [--json FILE] [KILL ...]`. Three daemons and
 * three servers of the engine, all on 127.0.0.1 and with stores of their own; kills with machines of their
 * own take Linux and root. Prints a table. Exits with 1 if anything was broken. With `HUBBUB_DIST` the
 * daemons are the executables in that folder.
 *
 * @module
 */

import { parseArgs } from "@std/cli/parse-args";
import { NO_ENGINE } from "../tests/cluster/support/engines.ts";
import { KILL_HEAD, killReport, killRow } from "../tests/cluster/support/kill_table.ts";
import { type Kill, KILLS } from "../tests/cluster/support/kills.ts";
import { NO_MACHINES } from "../tests/cluster/support/machines.ts";
import { type Load, runKill } from "../tests/cluster/support/run_kill.ts";
import { KnownOnly, taskArguments } from "./task_arguments.ts";

const USAGE =
  `usage: deno task kill [--people N] [--rate N] [--margin SECONDS] [--data] [--json FILE] [KILL ...]

  --data   each daemon keeps what is said on disk

Kills, all of them if none is named:
${KILLS.map(({ id, title }) => `  ${id.padEnd(16)} ${title}`).join("\n")}`;

interface Plan {
  readonly kills: readonly Kill[];
  readonly load: Load;
  readonly json: string | undefined;
}

async function main(args: string[]): Promise<number> {
  const plan = readPlan(args);
  if (plan === undefined) {
    print(USAGE);
    return 2;
  }
  print(KILL_HEAD);
  let isBroken = false;
  for (const kill of plan.kills) isBroken = !await run(kill, plan) || isBroken;
  return isBroken ? 1 : 0;
}

/** Runs one kill and prints its row. False if anything was broken. */
async function run(kill: Kill, { load, json }: Plan): Promise<boolean> {
  const { id, title, engines, needsMachines } = kill;
  const why = (engines > 0 ? NO_ENGINE : undefined) ??
    (needsMachines === true ? NO_MACHINES : undefined);
  if (why !== undefined) {
    print(`| ${title.padEnd(52)} | left out: ${why} |`);
    return true;
  }
  try {
    const outcome = await runKill(kill, load);
    print(killRow(title, outcome));
    const report = killReport(outcome);
    if (report !== "") print(report);
    if (json !== undefined) {
      await Deno.writeTextFile(json, `${JSON.stringify({ id, load, ...outcome })}\n`, {
        append: true,
      });
    }
    return report === "";
  } catch (error) {
    print(`| ${title.padEnd(52)} | did not run: ${error instanceof Error ? error.message : error}`);
    return false;
  }
}

function readPlan(args: string[]): Plan | undefined {
  let isKnown = true;
  const known = new KnownOnly();
  const flags = parseArgs(taskArguments(args), {
    string: ["people", "rate", "margin", "json"],
    boolean: ["data"],
    unknown: (arg, key) => key === undefined || known.check(arg),
  });
  const [people = 300, linesPerSecond = 150, margin = 3] = ["people", "rate", "margin"]
    .map((key) => flags[key] === undefined ? undefined : Number(flags[key]));
  const kills = flags._.map((id) => {
    const kill = KILLS.find((kill) => kill.id === id);
    isKnown &&= kill !== undefined;
    return kill;
  });
  const isSound = isKnown && known.unknown === undefined && [people, linesPerSecond, margin]
    .every((value) => value > 0);
  if (!isSound) return undefined;
  return {
    kills: kills.length === 0 ? KILLS : kills.filter((kill) => kill !== undefined),
    load: { people, linesPerSecond, margin: margin * 1000, hasData: flags["data"] === true },
    json: typeof flags["json"] === "string" ? flags["json"] : undefined,
  };
}

function print(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}

if (import.meta.main) Deno.exit(await main(Deno.args));
