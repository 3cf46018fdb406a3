/**
 * The daemon: flags to configuration to a running server to an exit code, and nothing else.
 *
 * @module
 */

import { CannotStart } from "./lib/cannot_start.ts";
import { parseConfig } from "./lib/config.ts";
import { environment } from "./lib/environment.ts";
import { createLog } from "./lib/log.ts";
import { type Server, startServer } from "./lib/server.ts";
import { startProblemIn } from "./lib/words/catalogue.ts";
import { StopSignals } from "./lib/stop_signals.ts";

/** Runs the daemon until it is told to stop; resolves with its exit code. */
async function main(): Promise<number> {
  const startup = parseConfig(Deno.args, environment);
  if (startup.kind === "show") return say(Deno.stdout, startup.text, 0);
  if (startup.kind === "problem") return say(Deno.stderr, `hubbubd: ${startup.problem}\n`, 2);
  const { config } = startup;
  const log = createLog({ format: config.logFormat, level: config.logLevel });
  const stop = awaitStop();
  try {
    const starting = startServer(config, { log });
    reloadAtHangup(starting);
    const server = await starting;
    log.info("stopping", { signal: await stop });
    await server.stop();
    log.info("stopped");
    return 0;
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error;
    return say(Deno.stderr, `hubbubd: ${startProblemIn(config.startLanguage, error.problem)}\n`, 1);
  } finally {
    log.flush();
  }
}

/** Resolves at the first signal to stop, and exits at once at the second. */
function awaitStop(): Promise<Deno.Signal> {
  const { promise, resolve } = Promise.withResolvers<Deno.Signal>();
  const signals = new StopSignals();
  const terminate = Deno.build.os === "windows" ? "SIGBREAK" : "SIGTERM";
  for (const signal of [terminate, "SIGINT"] as const) {
    Deno.addSignalListener(signal, () => {
      const wish = signals.take(signal, performance.now());
      if (wish === "at-once") Deno.exit(1);
      if (wish === "stop") resolve(signal);
    });
  }
  return promise;
}

/** A terminal that goes away does not end the daemon, whether or not there is anything to reload. */
function reloadAtHangup(starting: Promise<Server>): void {
  const ignore = () => {
    // Why it could not start is told by who waits for it.
  };
  Deno.addSignalListener("SIGHUP", () => {
    starting.then((server) => server.reload()).catch(ignore);
  });
}

function say(stream: { writeSync(bytes: Uint8Array): number }, text: string, code: number): number {
  try {
    stream.writeSync(new TextEncoder().encode(text));
  } catch {
    // Nobody listens: what was to be said has no reader, and the exit code says the rest.
  }
  return code;
}

Deno.exit(await main());
