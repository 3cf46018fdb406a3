/**
 * Lets strangers talk to a daemon in every way that a generator can think of: `deno task fuzz
 * --minutes N [--seed S]`. Batches take turns on the pure core, over pipes in memory and on sockets;
 * each has the next seed, which decides the stage as well, so that the seed of a finding is enough to
 * see it again. Exits with 1 at the first finding, which is printed as a short script.
 *
 * @module
 */

import { parseArgs } from "@std/cli/parse-args";
import { Tally } from "../tests/fuzz/finding.ts";
import { fuzz, type Stage, STAGES } from "../tests/fuzz/runner.ts";
import { KnownOnly, taskArguments } from "./task_arguments.ts";
import { mebibytes } from "./soak/gauge.ts";
import { trendOf } from "./soak/trend.ts";

/** Conversations in a batch: some seconds' worth. */
const RUNS: Readonly<Record<Stage, number>> = { core: 500, memory: 60, sockets: 120 };

const REPORT_MILLIS = 10_000;

/** What the heap of this process may grow by in a run: it is daemon and clients at once. */
const MEMORY_SLACK = { absolute: 8 << 20, share: 0.25 };

const print = (line: string): void => {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
};

async function main(args: string[]): Promise<number> {
  const known = new KnownOnly();
  const options = parseArgs(taskArguments(args), {
    string: ["minutes", "seed"],
    unknown: known.check,
  });
  const minutes = Number(options["minutes"] ?? 1);
  const first = Number(options["seed"] ?? Math.floor(Math.random() * 0x3fffffff));
  if (known.unknown !== undefined || !(minutes > 0) || !Number.isInteger(first)) {
    print("usage: deno task fuzz --minutes N [--seed S]");
    return 2;
  }
  const rejections: unknown[] = [];
  globalThis.addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    rejections.push(event.reason);
  });
  print(`seed ${first}, ${minutes} min`);
  const tally = new Tally();
  const memory: number[] = [];
  const end = performance.now() + minutes * 60_000;
  let reportAt = performance.now() + REPORT_MILLIS;
  for (let seed = first; performance.now() < end; seed++) {
    const stage = STAGES[seed % STAGES.length] ?? "core";
    const report = await fuzz({ stage, seed, runs: RUNS[stage] }, tally) ?? described(rejections);
    if (report !== undefined) {
      print(`FINDING: ${report}\nsee it again: deno task fuzz --minutes 1 --seed ${seed}`);
      return 1;
    }
    memory.push(heapInUse());
    if (performance.now() < reportAt) continue;
    reportAt += REPORT_MILLIS;
    print(`${tally}, ${mebibytes(memory.at(-1) ?? NaN)}`);
  }
  print(`seed ${first}: ${tally}`);
  const { quarters, isRising } = trendOf(memory, MEMORY_SLACK);
  print(`heap by quarters: ${quarters.map(mebibytes).join(", ")}`);
  print(isRising ? "FINDING: memory keeps growing" : "nothing found");
  return isRising ? 1 : 0;
}

/** Bytes on the heap that are in use, exactly if the collector can be called (`--expose-gc`). */
function heapInUse(): number {
  const collect: unknown = Reflect.get(globalThis, "gc");
  if (typeof collect === "function") collect();
  return Deno.memoryUsage().heapUsed;
}

function described([reason]: readonly unknown[]): string | undefined {
  if (reason === undefined) return undefined;
  return `unhandled: ${reason instanceof Error ? reason.stack : String(reason)}`;
}

if (import.meta.main) Deno.exit(await main(Deno.args));
