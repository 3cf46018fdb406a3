/**
 * Runs a subcommand with the streams and the signals of the process.
 *
 * @module
 */

import type { FolderTask } from "../options/subcommand_args.ts";
import { bufferedOutput } from "../program/buffered_output.ts";
import { inputStream } from "../program/standard_streams.ts";
import { SYSTEM_CLOCK, systemPacer } from "../time/system_pacer.ts";
import { runSubcommand } from "./run.ts";

/** No standstill of the process matters to a subcommand. */
const PERIOD = 1_000_000_000;

/** The signals to stop, with the exit codes that shells have for them. */
const SIGNALS: ReadonlyArray<readonly [Deno.Signal, number]> = Deno.build.os === "windows"
  ? [["SIGINT", 130], ["SIGBREAK", 149]]
  : [["SIGINT", 130], ["SIGTERM", 143], ["SIGHUP", 129]];

/**
 * Does what the task says until it ends or a signal stops it, and resolves with the exit code. The second
 * signal ends the process at once, by `exit`. Rejects for a bug.
 */
export async function runAsProgram(
  task: FolderTask,
  exit: (code: number) => void,
): Promise<number> {
  const stop = new AbortController();
  let stoppedBy = 0;
  for (const [signal, code] of SIGNALS) {
    Deno.addSignalListener(signal, () => {
      if (stop.signal.aborted) exit(1);
      stoppedBy = code;
      stop.abort();
    });
  }
  // Lines of an export on the same terminal would be mixed with the progress line.
  const isShown = Deno.stderr.isTerminal() &&
    !(task.name === "export" && Deno.stdout.isTerminal());
  const code = await runSubcommand(task, {
    input: inputStream(Deno.stdin),
    out: bufferedOutput(Deno.stdout),
    err: Deno.stderr,
    terminal: isShown ? Deno.stderr : undefined,
    signal: stop.signal,
    pacer: systemPacer(SYSTEM_CLOCK, PERIOD),
  });
  return code === "stopped" ? stoppedBy : code;
}
