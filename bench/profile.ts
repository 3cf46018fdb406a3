/**
 * Takes a processor profile of the daemon under a fan-out: starts it from source with V8's inspector,
 * loads it with the meter, writes the profile for a viewer and says where the time went.
 *
 * @module
 */

import { parseArgs } from "@std/cli/parse-args";
import { fanout } from "./meter/fanout.ts";
import { openInspector } from "./meter/inspector.ts";
import type { Outcome } from "./meter/outcome.ts";
import { summariseProfile } from "./meter/profile_summary.ts";
import { parseServer, ServerProcess } from "./meter/server_process.ts";
import { ENGINE_FLAGS } from "../tools/compile/programs.ts";
import { KnownOnly, taskArguments } from "../tools/task_arguments.ts";

const USAGE = `Usage: deno task profile [options]

Profiles the daemon from source while it fans out lines to clients on this machine.

  --receivers N    clients that only listen (default 200)
  --senders N      clients that talk (default 20)
  --window N       lines each keeps outstanding (default 1)
  --bytes N        length of a line (default 64)
  --seconds N      how long (default 5)
  --out FILE       where the profile goes, without its ending (default .cache/profile): FILE.cpuprofile, FILE.txt
  --help           this text
`;

const DAEMON =
  "--listen 127.0.0.1:{port} --rate 0 --max-per-address 0 --connect-rate 0 --idle-timeout 0 " +
  "--max-connections 20000 --log-level error";

interface Options {
  readonly receivers: number;
  readonly senders: number;
  readonly window: number;
  readonly lineBytes: number;
  readonly seconds: number;
  readonly out: string;
}

if (import.meta.main) Deno.exitCode = await main(Deno.args);

async function main(args: string[]): Promise<number> {
  const known = new KnownOnly();
  const flags = parseArgs(taskArguments(args), {
    string: ["receivers", "senders", "window", "bytes", "seconds", "out"],
    boolean: ["help"],
    unknown: known.check,
  });
  if (known.unknown !== undefined) {
    return refuse(`unknown argument "${known.unknown}"; see --help`, 2);
  }
  if (flags["help"]) return print(USAGE);
  const number = (key: string, otherwise: number) => Number(flags[key] ?? otherwise);
  try {
    return await profile({
      receivers: number("receivers", 200),
      senders: number("senders", 20),
      window: number("window", 1),
      lineBytes: number("bytes", 64),
      seconds: number("seconds", 5),
      out: String(flags["out"] ?? ".cache/profile"),
    });
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return refuse(`cannot take a profile: ${words}`, 1);
  }
}

async function profile(options: Options): Promise<number> {
  const inspectorPort = freePort();
  const command = parseServer(
    `daemon="${Deno.execPath()}" run -A --no-prompt ${
      ENGINE_FLAGS.join(" ")
    } --inspect=127.0.0.1:${inspectorPort} ` +
      `"${import.meta.dirname}/../main.ts" ${DAEMON}`,
  );
  await using server = await ServerProcess.start(command, true);
  const inspector = await openInspector(inspectorPort);
  await inspector.call("Profiler.enable");
  await inspector.call("Profiler.setSamplingInterval", { interval: 200 });
  await inspector.call("Profiler.start");
  const outcome = await fanout({
    command,
    server,
    seconds: options.seconds,
    warmUpSeconds: 0,
    settleMillis: 500,
    watch: () => {},
  }, options);
  const { profile } = await inspector.call("Profiler.stop");
  inspector.close();
  const text = `${describe(options, outcome)}\n\n${summariseProfile(profile)}\n`;
  Deno.mkdirSync(options.out.slice(0, options.out.lastIndexOf("/") + 1) || ".", {
    recursive: true,
  });
  Deno.writeTextFileSync(`${options.out}.cpuprofile`, JSON.stringify(profile));
  Deno.writeTextFileSync(`${options.out}.txt`, text);
  return print(`${text}\nfor a viewer: ${options.out}.cpuprofile\n`);
}

function describe(options: Options, { figures }: Outcome): string {
  const { receivers, senders, window, lineBytes } = options;
  const perSecond = (figures["deliveriesPerSecond"] ?? NaN).toFixed(0);
  const micros = (figures["cpuMicros"] ?? NaN).toFixed(3);
  return `${receivers} receivers, ${senders} senders, ${window} outstanding, ${lineBytes} bytes: ` +
    `${perSecond} deliveries/s, ${micros} us of processor time each, profiling included`;
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

function refuse(words: string, code: number): number {
  Deno.stderr.writeSync(new TextEncoder().encode(`${words}\n`));
  return code;
}

function print(text: string): number {
  Deno.stdout.writeSync(new TextEncoder().encode(text));
  return 0;
}
