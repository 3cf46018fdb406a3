/**
 * Runs a subcommand for the engine of several daemons, from its task to its exit code.
 *
 * @module
 */

import type { ClusterTask } from "../../options/cluster_task.ts";
import {
  complain,
  OutputClosed,
  StreamFailure,
  type Writable,
  writeText,
} from "../../program/standard_streams.ts";
import { clusterProblemIn, clusterTaskWords } from "../../words/catalogue/cluster_task.ts";
import { streamProblemIn } from "../../words/catalogue/streams.ts";
import { forgetInLog } from "./forget.ts";
import { initialize, writeNewKey } from "./initialize.ts";
import { statusOf } from "./status.ts";
import { TaskFailure } from "./task_failure.ts";

/** The streams of the process. */
export interface TaskStreams {
  /** Standard output. */
  readonly out: Writable;
  /** Standard error. */
  readonly err: Writable;
}

/** Does what the task says. Resolves with the exit code when all is said. Rejects for a bug. */
export async function runClusterTask(
  task: ClusterTask,
  { out, err }: TaskStreams,
): Promise<0 | 1> {
  const { language } = task;
  try {
    await writeText(out, `${await perform(task)}\n`);
    return 0;
  } catch (error) {
    if (error instanceof OutputClosed) return 0;
    const sentence = error instanceof StreamFailure
      ? streamProblemIn(language, error.problem)
      : error instanceof TaskFailure
      ? clusterProblemIn(language, error.problem)
      : undefined;
    if (sentence === undefined) throw error;
    await complain(err, `hubbubd: ${sentence}`);
    return 1;
  }
}

/** Does it; resolves with what is to be said. */
async function perform(task: ClusterTask): Promise<string> {
  const words = clusterTaskWords(task.language);
  switch (task.name) {
    case "cluster-init":
      return words.made((await initialize(task.access, task)).id, task.replicas);
    case "cluster-status":
      return words.status(await statusOf(task.access));
    case "cluster-forget":
      return words.forgotten(await forgetInLog(task.access, task));
    case "cluster-key":
      return `${words.keyOf(task.node)}\n${await writeNewKey(task.file, task.node)}`;
    default:
      return task satisfies never;
  }
}
