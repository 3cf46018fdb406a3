/**
 * Runs a subcommand from its task to its exit code.
 *
 * @module
 */

import type { FolderTask } from "../options/subcommand_args.ts";
import {
  complain,
  OutputClosed,
  StreamFailure,
  type Writable,
  writeText,
} from "../program/standard_streams.ts";
import { FolderLock } from "../store/lock.ts";
import type { Pacer } from "../time/pacer.ts";
import { streamProblemIn } from "../words/catalogue/streams.ts";
import { upkeepWords } from "../words/catalogue/upkeep.ts";
import { sayUpkeepProblem, sayUpkeepResult } from "../words/upkeep.ts";
import { backUp } from "./backup.ts";
import { exportAll } from "./export.ts";
import { importAll } from "./import.ts";
import { isOutside, type Job, type Outcome, problemOf, unlessAborted } from "./job.ts";
import { ProgressLine } from "./progress_line.ts";
import { existingFile } from "./reading.ts";
import { callWorker } from "./worker_call.ts";

/** What a subcommand is given by the program. */
export interface Surroundings {
  /** Standard input. */
  readonly input: AsyncIterable<Uint8Array>;
  /** Standard output. */
  readonly out: Writable;
  /** Standard error. */
  readonly err: Writable;
  /** Where progress is shown: standard error if it is a terminal and output is not drawn there as well. */
  readonly terminal: Writable | undefined;
  /** Aborted by a signal to stop. */
  readonly signal: AbortSignal;
  /** Time. */
  readonly pacer: Pacer;
}

/**
 * Does what the task says. Resolves with the exit code, and with `stopped` if the signal has ended it; what
 * has to be said was said then. Rejects for a bug.
 */
export async function runSubcommand(
  task: FolderTask,
  surroundings: Surroundings,
): Promise<0 | 1 | "stopped"> {
  const { err, out, signal, terminal, pacer } = surroundings;
  const words = upkeepWords(task.language);
  const line = new ProgressLine({ terminal, pacer, say: (progress) => words.progress(progress) });
  const job: Job = { folder: task.data, signal, report: (progress) => line.report(progress) };
  try {
    const outcome = await perform(task, job, surroundings);
    await line.clear();
    if (outcome !== undefined) await writeText(out, `${sayUpkeepResult(words, outcome)}\n`);
    return 0;
  } catch (error) {
    await line.clear(signal.aborted);
    if (error instanceof OutputClosed) return 0;
    if (signal.aborted && error === signal.reason) {
      await complain(err, `hubbubd: ${words.interrupted[task.name]}`);
      return "stopped";
    }
    if (error instanceof StreamFailure) {
      await complain(err, `hubbubd: ${streamProblemIn(task.language, error.problem)}`);
      return 1;
    }
    if (!isOutside(error)) throw error;
    await complain(err, `hubbubd: ${sayUpkeepProblem(words, problemOf(error, task.data))}`);
    return 1;
  }
}

async function perform(task: FolderTask, job: Job, { out, input }: Surroundings): Promise<Outcome> {
  if (task.name === "import") return await importAll(job, input);
  const { data: folder } = task;
  const path = existingFile(folder);
  switch (task.name) {
    case "export": {
      const write = (text: string) => unlessAborted(job.signal, writeText(out, text));
      return await exportAll(job, { ...task, write });
    }
    case "check":
      job.report({ step: "checking", done: 0, unit: "seconds" });
      return await callWorker(job, { kind: "check", folder });
    case "forget": {
      using _ = FolderLock.take(folder);
      return await callWorker(job, { kind: "forget", folder, person: task.person });
    }
    case "backup":
      return await backUp(job, path, task.file);
    default:
      return task satisfies never;
  }
}
