/**
 * What a large store costs: `deno run -A bench/history.ts`. Fills a data folder, starts the daemon from source
 * with it and without, and measures starts, entries with history, resuming and searches, while others
 * talk.
 *
 * @module
 */

import { parseArgs } from "@std/cli/parse-args";
import { TextLineStream } from "@std/streams/text-line-stream";
import { type Filled, fillFolder, WORDS } from "./meter/filling.ts";
import { type ServerCommand, ServerProcess } from "./meter/server_process.ts";
import { Histogram, median } from "./meter/stats.ts";
import { ENGINE_FLAGS } from "../tools/compile/programs.ts";
import { KnownOnly, taskArguments } from "../tools/task_arguments.ts";

const USAGE = `Usage: deno run -A bench/history.ts [options]

  --messages N   messages in the store (default 1000000)
  --times N      entries, resumptions and searches of each kind (default 200)
  --help         this text
`;

const STARTS = 7;
/** The talk beside which is measured: clients that listen, and lines a second. */
const LISTENERS = 100;
const LINES_A_SECOND = 20;
/** One connection may search so often. */
const SEARCHES_EACH = 5;
const RESUMED = [100, 5000];

async function main(args: string[]): Promise<number> {
  const known = new KnownOnly();
  const flags = parseArgs(taskArguments(args), {
    string: ["messages", "times"],
    boolean: ["help"],
    unknown: known.check,
  });
  if (known.unknown !== undefined) return refuse(`unknown argument "${known.unknown}"`);
  if (flags["help"]) return print(USAGE);
  const folder = await Deno.makeTempDir({ prefix: "hubbub-history-" });
  try {
    return await measure({
      folder,
      messages: Number(flags["messages"] ?? 1_000_000),
      times: Number(flags["times"] ?? 200),
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

interface Plan {
  readonly folder: string;
  readonly messages: number;
  readonly times: number;
}

async function measure({ folder, messages, times }: Plan): Promise<number> {
  const filled = await fillFolder(folder, messages);
  tell("filled", `${messages} messages, ${Math.round(filled.rowsPerSecond)} a second`);
  tell("on disk", `${(filled.bytes / messages).toFixed(0)} bytes a message`);
  const [without, withData] = [
    command(""),
    command(`--data ${folder} --keep-messages ${messages}`),
  ];
  const starts = { without: [] as number[], with: [] as number[] };
  for (let i = 0; i < STARTS; i++) {
    starts.without.push(await startMillis(without));
    starts.with.push(await startMillis(withData));
  }
  tell("start without", millis(median(starts.without)));
  tell("start with", millis(median(starts.with)));
  await using server = await ServerProcess.start(withData, false);
  const { port } = server;
  await using _talk = await Talk.start(port);
  tellAll("entry, history 50", await repeat(times, () => entry(port)));
  for (const count of RESUMED) {
    tellAll(`resume of ${count}`, await repeat(times, () => resume(port, filled, count)));
  }
  tellAll("page far back", await repeat(times, (n) => page(port, filled, n)));
  tellAll("search", await searches(port, times));
  return 0;
}

function command(options: string): ServerCommand {
  const run = `"${Deno.execPath()}" run -A --no-prompt --no-lock ${ENGINE_FLAGS.join(" ")}`;
  return {
    name: "daemon",
    command: `${run} "${import.meta.dirname}/../main.ts" --listen 127.0.0.1:{port} --rate 0 ` +
      `--max-per-address 0 --connect-rate 0 --idle-timeout 0 --log-level error ${options}`,
  };
}

async function startMillis(server: ServerCommand): Promise<number> {
  await using process = await ServerProcess.start(server, true);
  return process.startMillis;
}

/** Runs so many times, one after the other; microseconds. */
async function repeat(times: number, act: (n: number) => Promise<number>): Promise<Histogram> {
  const histogram = new Histogram();
  for (let n = 0; n < times; n++) histogram.add(1000 * await act(n));
  return histogram;
}

/** A program with one connection. */
class Program implements Disposable {
  readonly #conn: Deno.TcpConn;
  readonly #lines: ReadableStreamDefaultReader<string>;
  readonly #encoder = new TextEncoder();

  private constructor(conn: Deno.TcpConn) {
    this.#conn = conn;
    conn.setNoDelay(true);
    const text = conn.readable.pipeThrough(new TextDecoderStream());
    this.#lines = text.pipeThrough(new TextLineStream()).getReader();
  }

  static async connect(port: number): Promise<Program> {
    return new Program(await Deno.connect({ hostname: "127.0.0.1", port }));
  }

  async say(object: unknown): Promise<void> {
    await this.#conn.write(this.#encoder.encode(`${JSON.stringify(object)}\n`));
  }

  /** Reads until a line of which this is true. Throws at the end of the connection. */
  async until(isIt: (object: Record<string, unknown>) => boolean): Promise<void> {
    while (true) {
      const { value, done } = await this.#lines.read();
      if (done) throw new Error("the daemon has closed the connection");
      if (isIt(JSON.parse(value))) return;
    }
  }

  [Symbol.dispose](): void {
    this.#lines.cancel().catch(() => {});
  }
}

async function entry(port: number): Promise<number> {
  using program = await Program.connect(port);
  const from = performance.now();
  await program.say({ hello: 1, history: 50 });
  await program.until(({ type }) => type === "history");
  return performance.now() - from;
}

/** From the hello to the first live event. */
async function resume(port: number, { epoch, seq }: Filled, count: number): Promise<number> {
  let last = seq;
  using watcher = await Program.connect(port);
  await watcher.say({ hello: 1 });
  await watcher.until((each) => {
    if (each["type"] === "welcome") last = Number(each["seq"]);
    return each["type"] === "welcome";
  });
  using program = await Program.connect(port);
  const from = performance.now();
  await program.say({ hello: 1, resume: { lobby: { epoch, seq: last - count } } });
  let events = 0;
  await program.until(({ type, seq }) => {
    if (type === "gap") throw new Error("there is a gap");
    if (typeof seq === "number" && type !== "welcome" && seq > last - count) events++;
    return events === count;
  });
  return performance.now() - from;
}

async function page(port: number, { seq }: Filled, n: number): Promise<number> {
  using program = await Program.connect(port);
  await program.say({ hello: 1 });
  const before = Math.max(200, Math.floor(seq * ((n * 0.618) % 1)));
  const from = performance.now();
  await program.say({ type: "history", limit: 200, before });
  await program.until(({ type }) => type === "history");
  return performance.now() - from;
}

async function searches(port: number, times: number): Promise<Histogram> {
  const histogram = new Histogram();
  for (let n = 0; n < times; n += SEARCHES_EACH) {
    using program = await Program.connect(port);
    await program.say({ hello: 1 });
    for (let i = n; i < Math.min(n + SEARCHES_EACH, times); i++) {
      const first = WORDS[i % WORDS.length] ?? "";
      const second = WORDS[(i * 7 + 3) % WORDS.length] ?? "";
      const from = performance.now();
      await program.say({ type: "search", words: i % 2 === 0 ? first : `${first} ${second}` });
      await program.until(({ type, code }) => {
        if (type === "notice") throw new Error(`the search was refused: ${code}`);
        return type === "found";
      });
      histogram.add(1000 * (performance.now() - from));
    }
  }
  return histogram;
}

/** People who talk, and others who listen. */
class Talk implements AsyncDisposable {
  readonly #people: Deno.TcpConn[];
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #reading: Promise<void>[];

  private constructor(people: Deno.TcpConn[]) {
    this.#people = people;
    this.#reading = people.map(readAll);
    const encoder = new TextEncoder();
    let n = 0;
    this.#timer = setInterval(() => {
      const line = encoder.encode(`line ${n} of the talk\n`);
      void people[n++ % people.length]?.write(line).catch(() => {});
    }, 1000 / LINES_A_SECOND);
  }

  static async start(port: number): Promise<Talk> {
    const people: Deno.TcpConn[] = [];
    for (let n = 0; n < LISTENERS; n++) {
      people.push(await Deno.connect({ hostname: "127.0.0.1", port }));
    }
    return new Talk(people);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    for (const conn of this.#people) conn.close();
    await Promise.all(this.#reading);
  }
}

async function readAll(conn: Deno.TcpConn): Promise<void> {
  const buffer = new Uint8Array(65_536);
  try {
    while (await conn.read(buffer) !== null);
  } catch {
    // It was closed here.
  }
}

function tellAll(what: string, histogram: Histogram): void {
  const at = (share: number) => millis(histogram.percentile(share) / 1000);
  tell(what, `p50 ${at(0.5)}, p99 ${at(0.99)}, longest ${millis(histogram.max / 1000)}`);
}

function millis(value: number): string {
  return `${value.toFixed(1)} ms`;
}

function tell(what: string, figure: string): void {
  print(`${what.padEnd(20)} ${figure}\n`);
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
