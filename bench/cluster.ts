/**
 * What a cluster costs: `deno run -A bench/cluster.ts [WORK ...]`. Starts three servers of the engine and
 * daemons from source on 127.0.0.1, and measures a node that only hears others, the most lines a second
 * through one log, and the start of a node with many events behind it. Needs nats-server, and Linux for
 * processor time. What a cluster adds to the way of a line, `deno task kill plain quiet` shows.
 *
 * @module
 */

import { parseArgs } from "@std/cli/parse-args";
import { LogAlone } from "./cluster/log_alone.ts";
import { Counter, Pump } from "./cluster/pump.ts";
import { readProcess } from "./meter/proc.ts";
import { Cluster } from "../tests/cluster/support/cluster.ts";
import { KnownOnly, taskArguments } from "../tools/task_arguments.ts";

const USAGE = `Usage: deno run -A bench/cluster.ts [options] [WORK ...]

WORK is cost (processor time of a node for lines of others), most (lines a second of people on one node to
those on another), log (lines a second through the log alone) or start (of a node, with many events behind
it); all of them if none is named.

  --rate N       cost: lines a second (default 5000)
  --seconds N    cost, most and log: for so long (default 10)
  --events N     start: so many lines are said before (default 1000000)
  --engines N    servers of the engine, 1 or 3 (default 3)
  --help         this text
`;

const TALKERS = 10;
/** A program may say 32 lines before the first comes back, so many are needed to fill the log. */
const MANY_TALKERS = 64;
const WORKS = { cost, most, log, start };
/** Listeners that are never skipped, as far as the largest queue goes. */
const QUIET = ["--send-queue", "67108864", "--send-queue-max", "67108864"];
/** So long the runtime compiles what is used most. */
const WARM_MILLIS = 8000;
/** No event may take longer to arrive. */
const LIMIT_MILLIS = 600_000;

interface Plan {
  readonly rate: number;
  readonly seconds: number;
  readonly events: number;
  readonly engines: number;
}

async function main(args: string[]): Promise<number> {
  const known = new KnownOnly();
  const flags = parseArgs(taskArguments(args), {
    string: ["rate", "seconds", "events", "engines"],
    boolean: ["help"],
    unknown: (arg, key) => key === undefined || known.check(arg),
  });
  if (flags["help"]) return print(USAGE);
  const works = flags._.length === 0 ? Object.keys(WORKS) : flags._.map(String);
  const unknown = known.unknown ?? works.find((work) => !Object.hasOwn(WORKS, work));
  if (unknown !== undefined) return refuse(`unknown argument "${unknown}"`);
  const plan = {
    rate: Number(flags["rate"] ?? 5000),
    seconds: Number(flags["seconds"] ?? 10),
    events: Number(flags["events"] ?? 1_000_000),
    engines: Number(flags["engines"] ?? 3),
  };
  for (const work of works) await WORKS[work as keyof typeof WORKS](plan);
  return 0;
}

/** Talk at one node; the third has no people at all, and the second a listener. */
async function cost({ rate, seconds, engines }: Plan): Promise<void> {
  await using cluster = await Cluster.start({ engines, daemons: 3, options: QUIET });
  using counter = await Counter.connect(cluster.daemon(1).place.address);
  using pump = await Pump.connect(cluster.daemon(0).place.address, TALKERS);
  pump.run(rate);
  await sleep(3000);
  const watched = [
    ...cluster.daemons.map(({ place, pid }) => ({ name: `node ${place.node}`, pid })),
    ...Array.from({ length: engines }, (_, i) => ({
      name: `engine ${i + 1}`,
      pid: cluster.engines?.pid(i) ?? -1,
    })),
  ];
  const before = watched.map(({ pid }) => readProcess(pid));
  const [linesBefore, from] = [counter.lines, performance.now()];
  await sleep(seconds * 1000);
  const millis = performance.now() - from;
  print(`cost: ${Math.round((counter.lines - linesBefore) / millis * 1000)} lines/s heard\n`);
  for (const [i, { name, pid }] of watched.entries()) {
    const now = readProcess(pid);
    const used = (now?.cpuSeconds ?? NaN) - (before[i]?.cpuSeconds ?? NaN);
    const megabytes = Math.round((now?.residentBytes ?? NaN) / 1e6);
    print(`  ${name}: ${(used / millis * 1000).toFixed(2)} of a core, ${megabytes} MB\n`);
  }
}

/** As many lines as go through, counted at another node. */
async function most({ seconds, engines }: Plan): Promise<void> {
  await using cluster = await Cluster.start({ engines, daemons: 2, options: QUIET });
  using counter = await Counter.connect(cluster.daemon(1).place.address);
  using pump = await Pump.connect(cluster.daemon(0).place.address, MANY_TALKERS);
  void pump.pour(Infinity);
  await sleep(WARM_MILLIS);
  const [linesBefore, from] = [counter.lines, performance.now()];
  await sleep(seconds * 1000);
  const rate = (counter.lines - linesBefore) / (performance.now() - from) * 1000;
  print(`most: ${Math.round(rate)} lines/s from one node, heard at another\n`);
}

/** As many lines as go through the log, without people: nothing is read from them and sent to them. */
async function log({ seconds, engines }: Plan): Promise<void> {
  await using cluster = await Cluster.start({ engines, daemons: 0 });
  await using alone = await LogAlone.join(cluster.engines?.urls().split(",") ?? []);
  await alone.talk();
  await sleep(WARM_MILLIS);
  const cpuSeconds = () => readProcess(Deno.pid)?.cpuSeconds ?? NaN;
  const [before, cpuBefore, from] = [alone.lines, cpuSeconds(), performance.now()];
  await sleep(seconds * 1000);
  const lines = alone.lines - before;
  const rate = lines / (performance.now() - from) * 1000;
  const micros = (cpuSeconds() - cpuBefore) / lines * 1e6;
  print(
    `log: ${Math.round(rate)} lines/s, ${micros.toFixed(1)} us of the node's processor a line\n`,
  );
}

/** How long a node takes until it accepts connections. */
async function start({ events, engines }: Plan): Promise<void> {
  await using cluster = await Cluster.start({ engines, daemons: 2, options: QUIET });
  const late = cluster.daemon(1);
  await late.stop("SIGTERM");
  print(`start: ${await startMillis(late)} ms with an empty log\n`);
  await late.stop("SIGTERM");
  {
    using counter = await Counter.connect(cluster.daemon(0).place.address);
    using pump = await Pump.connect(cluster.daemon(0).place.address, MANY_TALKERS);
    const from = performance.now();
    await pump.pour(events);
    await counter.until(events, LIMIT_MILLIS);
    const rate = events / (performance.now() - from) * 1000;
    print(`  ${events} lines were said, ${Math.round(rate)} a second\n`);
  }
  for (let i = 0; i < 3; i++) {
    print(`  ${await startMillis(late)} ms with ${events} lines behind\n`);
    await late.stop("SIGTERM");
  }
}

async function startMillis(daemon: { start(): Promise<void> }): Promise<number> {
  const from = performance.now();
  await daemon.start();
  return Math.round(performance.now() - from);
}

function sleep(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}

function refuse(words: string): number {
  Deno.stderr.writeSync(new TextEncoder().encode(`${words}\n`));
  return 2;
}

function print(text: string): number {
  Deno.stdout.writeSync(new TextEncoder().encode(text));
  return 0;
}

if (import.meta.main) Deno.exit(await main(Deno.args));
