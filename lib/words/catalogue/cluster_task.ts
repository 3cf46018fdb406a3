/**
 * The catalogue: what the subcommands for the engine of several daemons say, by language.
 *
 * @module
 */

import type { Language } from "../../core/language.ts";
import type { ClusterTaskProblem, ClusterTaskWords } from "../cluster_task.ts";
import { ENGLISH_CLUSTER_TASKS } from "../en/cluster_task.ts";
import { CHINESE_CLUSTER_TASKS } from "../zh/cluster_task.ts";
import { startProblemIn } from "./starting.ts";

const CLUSTER_TASKS: Readonly<Record<Language, ClusterTaskWords>> = {
  en: ENGLISH_CLUSTER_TASKS,
  zh: CHINESE_CLUSTER_TASKS,
};

/** What these subcommands say in a language. Never throws. */
export function clusterTaskWords(language: Language): ClusterTaskWords {
  return CLUSTER_TASKS[language];
}

/** Why a subcommand cannot do its work, in one sentence. Never throws. */
export function clusterProblemIn(language: Language, problem: ClusterTaskProblem): string {
  const { faults } = clusterTaskWords(language);
  switch (problem.code) {
    case "log-exists":
      return faults[problem.code](problem);
    case "too-few-servers":
      return faults[problem.code](problem);
    case "no-room":
      return faults[problem.code](problem);
    case "log-sealed":
      return faults[problem.code](problem);
    case "no-live-node":
      return faults[problem.code](problem);
    case "nodes-too-old":
      return faults[problem.code](problem);
    case "forget-late":
      return faults[problem.code](problem);
    case "key-exists":
      return faults[problem.code](problem);
    case "unwritable-key":
      return faults[problem.code](problem);
    default:
      return startProblemIn(language, problem);
  }
}
