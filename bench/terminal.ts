/**
 * What the client on a terminal costs: `deno run -A bench/terminal.ts`. Measures its start beside an empty program,
 * the echo of keys while others talk, whether a fast talk is shown whole under a draft, and memory over a long
 * one. Linux, and `script` of util-linux.
 *
 * @module
 */

import { parseArgs } from "@std/cli/parse-args";
import { readProcess } from "./meter/proc.ts";
import { Histogram, median } from "./meter/stats.ts";
import { OneClientDaemon, TerminalProgram } from "./meter/terminal_client.ts";
import { KnownOnly, taskArguments } from "../tools/task_arguments.ts";

const SOURCE = new URL("../client.ts", import.meta.url).pathname;
const USAGE = `Usage: deno run -A bench/terminal.ts [options]

  --client COMMAND  the client (default: the one of these sources)
  --empty COMMAND   a program of the same runtime that prints "x" and ends
  --options=TEXT    further options of the client, such as "--wrap words"
  --starts N        starts of each program (default 15)
  --keys N          keys pressed at each pace (default 400)
  --lines N         lines of the long talk (default 100000)
  --help            this text
`;

/** Lines a second beside the keys, and of the fast talk. */
const LINES_BESIDE_KEYS = 100;
const FAST_LINES_A_SECOND = 400;
const FAST_LINES = 4000;
const MILLIS_BETWEEN_KEYS = 25;
const KEYS_OF_A_DRAFT = 20;
const DRAFT = "half a thought";
/** A timer is no faster than this; so more lines come at each of its ticks. */
const TICK_MILLIS = 10;
const LINES_AT_ONCE = 100;

interface Plan {
  readonly client: string;
  readonly empty: string;
  readonly starts: number;
  readonly keys: number;
  readonly lines: number;
  readonly home: string;
}

async function main(args: string[]): Promise<number> {
  const known = new KnownOnly();
  const flags = parseArgs(taskArguments(args), {
    string: ["client", "empty", "options", "starts", "keys", "lines"],
    boolean: ["help"],
    unknown: known.check,
  });
  if (known.unknown !== undefined) return refuse(`unknown argument "${known.unknown}"`);
  if (flags["help"]) return print(USAGE);
  const home = await Deno.makeTempDir({ prefix: "hubbub-terminal-" });
  const run = `${Deno.execPath()} run --quiet --no-lock --no-prompt -A`;
  await Deno.writeTextFile(`${home}/empty.ts`, 'console.log("x");\n');
  const client = `${flags["client"] ?? `${run} ${SOURCE}`} --nick ann ${flags["options"] ?? ""}`;
  try {
    const plan = {
      client,
      empty: String(flags["empty"] ?? `${run} ${home}/empty.ts`),
      starts: Number(flags["starts"] ?? 15),
      keys: Number(flags["keys"] ?? 400),
      lines: Number(flags["lines"] ?? 100_000),
      home,
    };
    await measureStarts(plan);
    await measureKeys(plan);
    await measureFastTalk(plan);
    await measureMemory(plan);
    return 0;
  } finally {
    await Deno.remove(home, { recursive: true });
  }
}

/** In turn, so that both have the same machine. */
async function measureStarts({ client, empty, starts, home }: Plan): Promise<void> {
  using daemon = new OneClientDaemon();
  const millis = { empty: [] as number[], client: [] as number[] };
  for (let turn = 0; turn < starts; turn++) {
    const begun = performance.now();
    await using program = new TerminalProgram(empty, home);
    await program.shown("x");
    millis.empty.push(performance.now() - begun);
    await program[Symbol.asyncDispose]();
    const begunAgain = performance.now();
    await using chat = new TerminalProgram(`${client} ${daemon.address}`, home);
    const prompt = chat.shown("ann>");
    using _conn = await daemon.accept();
    await prompt;
    millis.client.push(performance.now() - begunAgain);
  }
  const [least, most] = [median(millis.empty), median(millis.client)];
  tell(
    "start",
    `${ms(most)} until it is in the chat; an empty program ${ms(least)}: ${ratio(most, least)}`,
  );
}

async function measureKeys(plan: Plan): Promise<void> {
  const silent = await echoOfKeys(plan, 0);
  const talking = await echoOfKeys(plan, LINES_BESIDE_KEYS);
  tell("key echo, silence", figures(silent));
  tell(`key echo, ${LINES_BESIDE_KEYS} lines/s`, figures(talking));
}

/** The time from a key to the draft with its character, while others say so many lines a second. */
async function echoOfKeys(plan: Plan, linesASecond: number): Promise<Histogram> {
  await using stage = await Stage.set(plan);
  const talk = stage.talk(linesASecond, Infinity);
  const echo = new Histogram();
  for (let key = 0; key < plan.keys; key++) {
    const count = key % KEYS_OF_A_DRAFT;
    if (count === 0) await stage.client.type("\x15");
    await pause(MILLIS_BETWEEN_KEYS);
    const begun = performance.now();
    const shown = stage.client.shown(`> ${"abcdefghijklmnopqrst".slice(0, count + 1)}`);
    await stage.client.type("abcdefghijklmnopqrst"[count] ?? "");
    await shown;
    echo.add((performance.now() - begun) * 1000);
  }
  talk.stop();
  await talk.done;
  return echo;
}

async function measureFastTalk(plan: Plan): Promise<void> {
  const seen = new Map<string, number>();
  let output = "";
  await using stage = await Stage.set(plan, (text) => {
    output += text;
    const lines = output.split("\n");
    output = lines.pop() ?? "";
    for (const [line] of lines.join("\n").matchAll(/line \d+ of the talk/g)) {
      seen.set(line, (seen.get(line) ?? 0) + 1);
    }
  });
  const draft = stage.client.shown(DRAFT);
  await stage.client.type(DRAFT);
  await draft;
  const last = stage.client.shown(`line ${FAST_LINES - 1} of the talk`);
  const begun = performance.now();
  const talk = stage.talk(FAST_LINES_A_SECOND, FAST_LINES);
  await talk.done;
  const saidAfter = performance.now() - begun;
  await last;
  const lag = performance.now() - begun - saidAfter;
  const whole = stage.client.shown(`${DRAFT}, whole`);
  await stage.client.type(", whole");
  await whole;
  const twice = [...seen.values()].filter((count) => count > 1).length;
  tell(
    "fast talk",
    `${seen.size} of ${FAST_LINES} lines at ${FAST_LINES_A_SECOND}/s shown, ${twice} of them twice; ` +
      `the draft is whole; the last line ${ms(lag)} after it was said`,
  );
}

async function measureMemory(plan: Plan): Promise<void> {
  await using stage = await Stage.set(plan);
  const marks: number[] = [];
  const begun = performance.now();
  for (let said = 0; said < plan.lines; said += plan.lines / 10) {
    const last = stage.client.shown(`line ${said + plan.lines / 10 - 1} of the talk`);
    for (let line = said; line < said + plan.lines / 10; line += LINES_AT_ONCE) {
      await stage.say(line, Math.min(LINES_AT_ONCE, said + plan.lines / 10 - line));
    }
    await last;
    marks.push(readProcess(stage.client.pid ?? 0)?.residentBytes ?? NaN);
  }
  const seconds = (performance.now() - begun) / 1000;
  const [first = NaN, end = NaN] = [marks[0], marks.at(-1)];
  tell(
    "memory",
    `${
      marks.map((bytes) => Math.round(bytes / 1e6)).join(" ")
    } MB after each tenth of ${plan.lines} ` +
      `lines: last to first ${ratio(end, first)}; ${Math.round(plan.lines / seconds)} lines/s`,
  );
}

interface Talk {
  readonly done: Promise<void>;
  stop(): void;
}

/** A client in the chat. */
class Stage implements AsyncDisposable {
  readonly #daemon: OneClientDaemon;
  readonly #conn: Deno.TcpConn;

  private constructor(
    daemon: OneClientDaemon,
    conn: Deno.TcpConn,
    readonly client: TerminalProgram,
  ) {
    this.#daemon = daemon;
    this.#conn = conn;
  }

  static async set(plan: Plan, onOutput?: (text: string) => void): Promise<Stage> {
    const daemon = new OneClientDaemon();
    const command = `${plan.client} ${daemon.address}`;
    const client = new TerminalProgram(command, plan.home, onOutput);
    const prompt = client.shown("ann>");
    const conn = await daemon.accept();
    await prompt;
    return new Stage(daemon, conn, client);
  }

  /** Says lines from a number on. */
  async say(from: number, count: number): Promise<void> {
    const texts = Array.from({ length: count }, (_, index) => `line ${from + index} of the talk`);
    await this.#daemon.tell(this.#conn, ...texts);
  }

  /** Says lines at a pace, until it has said so many or is stopped. */
  talk(linesASecond: number, limit: number): Talk {
    const begun = performance.now();
    let [said, isStopped] = [0, linesASecond === 0];
    const run = async () => {
      while (!isStopped && said < limit) {
        const due = Math.floor((performance.now() - begun) * linesASecond / 1000) - said;
        const count = Math.min(due, limit - said);
        if (count > 0) await this.say(said, count);
        said += Math.max(0, count);
        await pause(TICK_MILLIS);
      }
    };
    return { done: run(), stop: () => isStopped = true };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client[Symbol.asyncDispose]();
    this.#conn.close();
    this.#daemon[Symbol.dispose]();
  }
}

function figures(histogram: Histogram): string {
  const at = (share: number) => ms(histogram.percentile(share) / 1000);
  return `p50 ${at(0.5)}, p95 ${at(0.95)}, longest ${ms(histogram.max / 1000)}`;
}

function pause(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}

function ratio(one: number, other: number): string {
  return (one / other).toFixed(2);
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}

function tell(what: string, figure: string): void {
  print(`${what.padEnd(24)} ${figure}\n`);
}

function refuse(words: string): number {
  Deno.stderr.writeSync(new TextEncoder().encode(`${words}; see --help\n`));
  return 2;
}

function print(text: string): number {
  Deno.stdout.writeSync(new TextEncoder().encode(text));
  return 0;
}

if (import.meta.main) Deno.exitCode = await main(Deno.args);
