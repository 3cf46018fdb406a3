/**
 * The daemon as a program: parses its arguments, runs the server, and exits with a code.
 *
 * @module
 */

import { type Config, misspelledVariables } from "./lib/config/config.ts";
import { startDaemon } from "./lib/config/file.ts";
import type { Running } from "./lib/config/reload.ts";
import { environment } from "./lib/program/environment.ts";
import { type AdjustableLog, createLog, type Log } from "./lib/log/log.ts";
import { BugReports } from "./lib/log/bug_reports.ts";
import { isJournal } from "./lib/log/journal.ts";
import { languageFor } from "./lib/options/language.ts";
import type { Environment } from "./lib/options/option.ts";
import { giveUpPermissions, type LastingNeeds } from "./lib/program/permissions.ts";
import type { Server } from "./lib/server/server.ts";
import { startServer } from "./lib/server/start.ts";
import { StopSignals } from "./lib/program/stop_signals.ts";
import type { StartProblem } from "./lib/words/starting.ts";

/** The longest wait for a blocked log at the end of the process; shorter if less of the grace is left. */
const LOG_PATIENCE_MILLIS = 1000;

/** The shortest wait for the log at the end, even if no grace is left. */
const LAST_RECORDS_MILLIS = 100;

/** How long after the grace the process still waits for a stop that a bug blocks. */
const STOP_PATIENCE_MILLIS = 1000;

/** Runs the daemon until it is told to stop; resolves with its exit code. */
async function main(): Promise<number> {
  if (isSubcommand(Deno.args)) return await subcommand();
  const env = remembered(environment);
  const startup = await startDaemon(Deno.args, env);
  if (startup.kind === "show") return await show(await startup.text());
  if (startup.kind === "problem") return await complainWith(2, startup.problem);
  const { config } = startup;
  if (startup.kind === "check") return await check(config);
  const running: Running = startup;
  const { logFormat: format, logLevel: level } = config;
  const hasPriorities = await isJournal(environment("JOURNAL_STREAM"));
  const log = createLog({ format, level, hasPriorities });
  const stop = awaitStop();
  const fault = awaitFault(log);
  try {
    const starting = startServer(config, { log, stopped: stop });
    const current = reloadAtHangup(running, { starting, log, env });
    const server = await Promise.race([starting, fault.then(() => undefined)]);
    if (server === undefined) return await ended(log, { code: 1, patience: LOG_PATIENCE_MILLIS });
    for (const { name, meant } of misspelledVariables(environment)) {
      log.warn("unknown-variable", { name, meant });
    }
    const kept = await giveUpPermissions(lastingNeeds(running));
    log.info("permissions", { kept: kept.join(", ") || "none" });
    // A terminal that takes no text must not hold up the daemon.
    if (Deno.stderr.isTerminal()) void sayHowToJoin(server, config);
    return await serve(server, { current, log, stop, fault });
  } catch (error) {
    const { StartStopped } = await import("./lib/program/cannot_start.ts");
    if (error instanceof StartStopped) {
      log.info("stopping", { signal: await stop });
      log.info("stopped");
      return await ended(log, { code: 0, patience: LOG_PATIENCE_MILLIS });
    }
    const problem = await startProblemOf(error, config.startLanguage);
    if (problem === undefined) throw error;
    await log.flush(AbortSignal.timeout(LOG_PATIENCE_MILLIS));
    // A terminal that takes no text must not keep the daemon from ending at a signal.
    const complaint = complainWith(1, problem);
    return await Promise.race([complaint, stop.then(() => 1)]);
  }
}

/** What `serve` needs: the configuration, the log, and the two things that end a daemon. */
interface Ending {
  /** The configuration that holds now. */
  current(): Config;
  readonly log: Log;
  /** Resolves with the signal that stops it. */
  readonly stop: Promise<Deno.Signal>;
  /** Resolves when something was thrown that nothing caught. */
  readonly fault: Promise<void>;
}

/** Waits until a running daemon is to end and stops it; resolves with its exit code. */
async function serve(server: Server, { current, log, stop, fault }: Ending): Promise<number> {
  const ordered = server.stopOrdered.then(() => "shutdown" as const);
  const cause = await Promise.race([stop, ordered, server.failed, fault.then(() => undefined)]);
  const since = performance.now();
  const { grace } = current();
  const problem = typeof cause === "object" ? cause : undefined;
  const signal = cause === "shutdown" || typeof cause === "object" ? undefined : cause;
  log.info("stopping", {
    signal,
    ordered: cause === "shutdown" || undefined,
    node: problem && "failed",
    fault: cause === undefined || undefined,
  });
  const tooLong = passed(grace + STOP_PATIENCE_MILLIS);
  const isInTime = await Promise.race([server.stop().then(() => true), tooLong.then(() => false)]);
  log.info(isInTime ? "stopped" : "stopped-by-force");
  const graceLeft = grace - (performance.now() - since);
  const isInOrder = isInTime && cause !== undefined && problem === undefined;
  // The log has the sentence in English; a person who looks at the terminal reads it in theirs.
  if (problem !== undefined) await complainOf(problem, current().startLanguage);
  return await ended(log, { code: isInOrder ? 0 : 1, patience: graceLeft });
}

/** Waits until the log has written its last records, but no longer than `patience` allows; returns `code`. */
async function ended(
  log: Log,
  { code, patience }: { readonly code: number; readonly patience: number },
): Promise<number> {
  const wait = Math.max(LAST_RECORDS_MILLIS, Math.min(LOG_PATIENCE_MILLIS, patience));
  await log.flush(AbortSignal.timeout(wait));
  return code;
}

/** Resolves after so many milliseconds. */
function passed(millis: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  AbortSignal.timeout(millis).addEventListener("abort", () => resolve(), { once: true });
  return promise;
}

/**
 * Resolves at the first error or rejection that nothing caught. That is a bug, after which the state of the
 * daemon is unknown. Each one is logged.
 */
function awaitFault(log: Log): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const bugs = new BugReports(log, () => performance.now());
  const take = (event: Event, bug: unknown) => {
    event.preventDefault();
    bugs.report({ on: event.type, bug });
    resolve();
  };
  globalThis.addEventListener("unhandledrejection", (event) => take(event, event.reason));
  globalThis.addEventListener("error", (event) => take(event, event.error));
  return promise;
}

/** Resolves at the first signal to stop, and exits at once at the second. */
function awaitStop(): Promise<Deno.Signal> {
  const { promise, resolve } = Promise.withResolvers<Deno.Signal>();
  const signals = new StopSignals();
  const terminate = Deno.build.os === "windows" ? "SIGBREAK" : "SIGTERM";
  for (const signal of [terminate, "SIGINT"] as const) {
    Deno.addSignalListener(signal, () => {
      const meaning = signals.take(signal, performance.now());
      if (meaning === "at-once") Deno.exit(1);
      if (meaning === "stop") resolve(signal);
    });
  }
  return promise;
}

/** What of the configuration needs permissions after the start. */
function lastingNeeds({ config, values }: Running): LastingNeeds {
  const { listen, adminListen, tls, cluster, data, motdFile } = config;
  return {
    hasTls: tls !== undefined,
    hasUnixSockets: adminListen !== undefined ||
      listen.some(({ transport }) => transport === "unix"),
    hasCluster: cluster !== undefined,
    hasData: data !== undefined,
    hasFiles: motdFile !== undefined || values.config !== undefined,
  };
}

/** What a reload needs. */
interface Reloading {
  readonly starting: Promise<Server>;
  readonly log: AdjustableLog;
  readonly env: Environment;
}

/**
 * SIGHUP reads the configuration and its files again; so a terminal that is closed does not end the daemon.
 * Returns a function that says which configuration holds.
 */
function reloadAtHangup(running: Running, { starting, log, env }: Reloading): () => Config {
  let reloading = Promise.resolve();
  let isWaiting = false;
  const reload = async () => {
    const server = await starting;
    isWaiting = false;
    const { reloadDaemon } = await import("./lib/config/reload.ts");
    running = await reloadDaemon(running, { args: Deno.args, env, log, server });
  };
  const ignore = () => {
    // If the start has failed, `main` reports it.
  };
  Deno.addSignalListener("SIGHUP", () => {
    // A reload that has not begun will read what this signal is about.
    if (!isWaiting) reloading = reloading.then(reload).catch(ignore);
    isWaiting = true;
  });
  return () => running.config;
}

/** The same variables at every look, also when the environment may not be read any more. */
function remembered(env: Environment): Environment {
  const known = new Map<string, string | undefined>();
  return (name) => {
    if (!known.has(name)) known.set(name, env(name));
    return known.get(name);
  };
}

// What follows is loaded when it is needed: a daemon that runs shows no text and complains of nothing.

/** Whether the first argument is no option; then it names a subcommand, or is a mistake. */
function isSubcommand([first]: readonly string[]): boolean {
  return first !== undefined && !first.startsWith("-");
}

/** Does what the first argument names; resolves with the exit code. */
async function subcommand(): Promise<number> {
  const { parseSubcommand } = await import("./lib/options/subcommand_args.ts");
  const startup = parseSubcommand(Deno.args, environment);
  if (startup.kind === "show") return await show(await startup.text());
  if (startup.kind === "problem") return await complainWith(2, startup.problem);
  const task = startup.config;
  if ("data" in task) {
    const { runAsProgram } = await import("./lib/upkeep/program.ts");
    return await runAsProgram(task, (code) => Deno.exit(code));
  }
  const { runClusterTask } = await import("./lib/bus/jetstream/program.ts");
  const { bufferedOutput } = await import("./lib/program/buffered_output.ts");
  return await runClusterTask(task, { out: bufferedOutput(Deno.stdout), err: Deno.stderr });
}

/** Checks the files that a configuration names; resolves with the exit code. */
async function check(config: Config): Promise<number> {
  const { checkFiles } = await import("./lib/server/checking.ts");
  const { optionWording } = await import("./lib/words/catalogue/options.ts");
  try {
    await checkFiles(config);
    return await show(`${optionWording(config.startLanguage).isGood}\n`);
  } catch (error) {
    const problem = await startProblemOf(error, config.startLanguage);
    if (problem === undefined) throw error;
    return await complainWith(1, problem);
  }
}

/** Why the daemon cannot start, in one sentence; undefined if the error is a bug. */
async function startProblemOf(
  error: unknown,
  language: Config["startLanguage"],
): Promise<string | undefined> {
  const { CannotStart } = await import("./lib/program/cannot_start.ts");
  if (!(error instanceof CannotStart)) return undefined;
  const { startProblemIn } = await import("./lib/words/catalogue/starting.ts");
  return startProblemIn(language, error.problem);
}

/** Says on stderr why the daemon could not go on. */
async function complainOf(problem: StartProblem, language: Config["startLanguage"]): Promise<void> {
  const { startProblemIn } = await import("./lib/words/catalogue/starting.ts");
  const complaint = complainWith(1, startProblemIn(language, problem));
  // A terminal that takes no text must not keep the daemon from ending.
  await Promise.race([complaint, passed(LOG_PATIENCE_MILLIS)]);
}

/** Shows a text that was asked for; resolves with the exit code. */
async function show(text: string): Promise<number> {
  const { bufferedOutput } = await import("./lib/program/buffered_output.ts");
  const { printText } = await import("./lib/program/standard_streams.ts");
  const language = languageFor(Deno.args, environment);
  return await printText(text, {
    program: "hubbubd",
    language,
    out: bufferedOutput(Deno.stdout),
    err: Deno.stderr,
  });
}

/** Tells a person who has started the daemon on a terminal how to join; the page is in the log, with its address. */
async function sayHowToJoin(server: Server, config: Config): Promise<void> {
  const { listen, tls, startLanguage } = config;
  // The plain listeners come first, then those of TLS.
  const [address] = server.addresses;
  const { joinCommand } = await import("./lib/program/join_command.ts");
  const { joinLineIn } = await import("./lib/words/catalogue/starting.ts");
  const { complain } = await import("./lib/program/standard_streams.ts");
  const isTls = listen.length === 0;
  if (address === undefined || (isTls && !tls?.addresses.length)) return;
  await complain(Deno.stderr, joinLineIn(startLanguage, joinCommand(address, isTls)));
}

async function complainWith(code: number, sentence: string): Promise<number> {
  const { complain } = await import("./lib/program/standard_streams.ts");
  await complain(Deno.stderr, `hubbubd: ${sentence}`);
  return code;
}

Deno.exit(await main());
