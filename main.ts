/**
 * The daemon: flags to configuration to a running server to an exit code, and nothing else.
 *
 * @module
 */

import { CannotStart } from "./lib/cannot_start.ts";
import { parseConfig } from "./lib/config.ts";
import { environment } from "./lib/environment.ts";
import { createLog } from "./lib/log.ts";
import { languageFor } from "./lib/options/language.ts";
import { type Server, startServer } from "./lib/server.ts";
import { complain, printText } from "./lib/standard_streams.ts";
import { startProblemIn } from "./lib/words/catalogue.ts";
import { StopSignals } from "./lib/stop_signals.ts";

/** So long a log that takes nothing may hold up the end, if the grace has not passed before. */
const LOG_PATIENCE_MILLIS = 1000;

/** What is left of it in any case, for a log that is healthy. */
const LAST_RECORDS_MILLIS = 100;

/** Runs the daemon until it is told to stop; resolves with its exit code. */
async function main(): Promise<number> {
  const startup = parseConfig(Deno.args, environment);
  if (startup.kind === "show") return await show(startup.text);
  if (startup.kind === "problem") return await complainWith(2, startup.problem);
  const { config } = startup;
  const log = createLog({ format: config.logFormat, level: config.logLevel });
  const stop = awaitStop();
  try {
    const starting = startServer(config, { log });
    reloadAtHangup(starting);
    const server = await starting;
    const signal = await stop;
    const stoppedAt = performance.now();
    log.info("stopping", { signal });
    await server.stop();
    log.info("stopped");
    await log.flush(patience(config.grace - (performance.now() - stoppedAt)));
    return 0;
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error;
    await log.flush(patience(LOG_PATIENCE_MILLIS));
    // A terminal that takes no text must not keep the daemon from ending at a signal.
    const complaint = complainWith(1, startProblemIn(config.startLanguage, error.problem));
    return await Promise.race([complaint, stop.then(() => 1)]);
  }
}

/** How long the log may still take when so much of the grace is left. */
function patience(graceLeft: number): AbortSignal {
  const wait = Math.max(LAST_RECORDS_MILLIS, Math.min(LOG_PATIENCE_MILLIS, graceLeft));
  return AbortSignal.timeout(wait);
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

/** Shows a text that was asked for; resolves with the exit code. */
function show(text: string): Promise<number> {
  const language = languageFor(Deno.args, environment);
  return printText(text, { program: "hubbubd", language, out: Deno.stdout, err: Deno.stderr });
}

async function complainWith(code: number, sentence: string): Promise<number> {
  await complain(Deno.stderr, `hubbubd: ${sentence}`);
  return code;
}

Deno.exit(await main());
