/**
 * The fan-out meter's command line: which servers, which work, how long, and where the results go.
 * Starts servers on 127.0.0.1 and ends them; opens connections to them and to nothing else.
 *
 * @module
 */

import { parseArgs } from "@std/cli/parse-args";
import { openProgress } from "./meter/progress.ts";
import { drawPictures, type Result } from "./meter/pictures.ts";
import { type Plan, runWork } from "./meter/runner.ts";
import { parseServer, type ServerCommand } from "./meter/server_process.ts";
import { formatSummaries } from "./meter/table.ts";
import { type Work, WORKS } from "./meter/works.ts";
import { ENGINE_FLAGS } from "../tools/compile/programs.ts";
import { taskArguments } from "../tools/task_arguments.ts";

const USAGE = `Usage: deno task bench [options] [WORK ...]

Measures chat servers in which everybody sees every line, side by side.

WORK is one piece of work (see --list) or a group: table (the default), rooms, growth, load, overload, web, all.

  --server CMD     a server to measure, repeatable; ratios are to the first. CMD is NAME=COMMAND or a command;
                   {port} in it stands for the port, {quiet=WORDS} for words that turn arrival lines off,
                   {json} or {web} for clients that speak JSON over TCP or over a WebSocket. "daemon" is this
                   daemon from source, and the default; so are "daemon-json" and "daemon-web"
  --rounds N       runs of each server on each work, of which the median counts (default 3, with --quick 1)
  --quick          short windows: about a minute for one server
  --seconds N      a window of this length for all work that has one
  --settle MS      how long a room must be quiet before a run begins (default 500)
  --json FILE      append one line of JSON for each run
  --plot DIR       write the pictures of growth and load into this directory
  --wire KIND      epoll (Linux, the default there) or streams
  --list           name all work
  --help           this text
`;

const DAEMON = [
  '"{deno}" run -A --no-prompt',
  ...ENGINE_FLAGS,
  '"{main}" {listen} 127.0.0.1:{port} --rate 0 --max-per-address 0',
  "--connect-rate 0 --idle-timeout 0 --max-connections 20000 --log-level error",
].join(" ");

interface Options {
  readonly plan: Omit<Plan, "watch" | "record">;
  readonly works: readonly Work[];
  readonly json: string | undefined;
  readonly plot: string | undefined;
}

if (import.meta.main) Deno.exitCode = await main(Deno.args);

async function main(args: string[]): Promise<number> {
  const flags = readFlags(taskArguments(args));
  if (typeof flags === "string") return refuse(flags);
  if (flags["help"]) return print(USAGE);
  if (flags["list"]) {
    return print(WORKS.map(({ id, title }) => `${id.padEnd(22)}${title}\n`).join(""));
  }
  try {
    return await measure(readOptions(flags));
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function readFlags(args: string[]): ReturnType<typeof parseArgs> | string {
  let unknown = "";
  const flags = parseArgs(args, {
    string: ["server", "rounds", "seconds", "settle", "json", "plot", "wire"],
    boolean: ["quick", "list", "help"],
    collect: ["server"],
    unknown: (arg, key) => {
      if (key !== undefined) unknown ||= arg;
      return true;
    },
  });
  return unknown === "" ? flags : `unknown option "${unknown}"; see --help`;
}

function readOptions(flags: ReturnType<typeof parseArgs>): Options {
  const isQuick = flags["quick"] === true;
  const servers = (flags["server"] as string[]).map(readServer);
  const wire = flags["wire"];
  if (wire !== undefined && wire !== "epoll" && wire !== "streams") {
    throw new Error(`--wire is "${wire}", but must be epoll or streams`);
  }
  return {
    plan: {
      servers: servers.length > 0 ? servers : [readServer("daemon")],
      rounds: readNumber(flags, "rounds") ?? (isQuick ? 1 : 3),
      isQuick,
      settleMillis: readNumber(flags, "settle") ?? 500,
      seconds: readNumber(flags, "seconds"),
      wire,
    },
    works: chooseWorks(flags._.map(String)),
    json: flags["json"] as string | undefined,
    plot: flags["plot"] as string | undefined,
  };
}

function readNumber(flags: ReturnType<typeof parseArgs>, key: string): number | undefined {
  if (flags[key] === undefined) return undefined;
  const value = Number(flags[key]);
  if (!(value > 0)) throw new Error(`--${key} is "${flags[key]}", but must be a number above 0`);
  return value;
}

function readServer(text: string): ServerCommand {
  const dialect = /^daemon(?:-(json|web))?$/.exec(text);
  if (dialect === null) return parseServer(text);
  const [, name = "text"] = dialect;
  const command = DAEMON.replace("{deno}", Deno.execPath())
    .replace("{main}", `${import.meta.dirname}/../main.ts`)
    .replace("{listen}", name === "web" ? "--web-listen" : "--listen");
  if (name === "text") return { name: "hubbub", command };
  return { name: `hubbub-${name}`, command, dialect: name === "web" ? "web" : "json" };
}

function chooseWorks(names: string[]): Work[] {
  const wanted = names.length > 0 ? names : ["table"];
  for (const name of wanted) {
    if (name !== "all" && !WORKS.some(({ id, group }) => id === name || group === name)) {
      throw new Error(`there is no work "${name}"; see --list`);
    }
  }
  return WORKS.filter(({ id, group }) => [id, group, "all"].some((name) => wanted.includes(name)));
}

async function measure({ plan, works, json, plot }: Options): Promise<number> {
  const watch = openProgress();
  const append = (value: unknown) => {
    if (json !== undefined) {
      Deno.writeTextFileSync(json, `${JSON.stringify(value)}\n`, { append: true });
    }
  };
  append({ machine: machine(), servers: plan.servers });
  const results: Result[] = [];
  for (const work of works) {
    const summaries = await runWork(work, { ...plan, watch, record: append });
    results.push({ work, summaries });
    watch("");
    print(`\n### ${work.id}: ${work.title}\n\n${formatSummaries(work.columns, summaries)}\n`);
  }
  print(`\n${machine()}; medians of ${plan.rounds}\n`);
  for (const { name, text } of plot === undefined ? [] : drawPictures(results)) {
    Deno.mkdirSync(plot ?? ".", { recursive: true });
    Deno.writeTextFileSync(`${plot}/${name}`, text);
  }
  return results.some(({ summaries }) => summaries.some(({ error }) => error !== undefined))
    ? 1
    : 0;
}

function machine(): string {
  return `${navigator.hardwareConcurrency} cores, ${Deno.build.os} ${Deno.osRelease()} ${Deno.build.arch}, Deno ${Deno.version.deno}`;
}

function refuse(words: string): number {
  Deno.stderr.writeSync(new TextEncoder().encode(`${words}\n`));
  return 2;
}

function print(text: string): number {
  Deno.stdout.writeSync(new TextEncoder().encode(text));
  return 0;
}
