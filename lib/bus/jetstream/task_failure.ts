/**
 * How a subcommand for the engine ends without success.
 *
 * @module
 */

import { jserrors } from "npm:@nats-io/jetstream@3.4.0/internal";
import type { Bytes } from "../../core/units.ts";
import { CannotStart } from "../../program/cannot_start.ts";
import type { ClusterTaskProblem } from "../../words/cluster_task.ts";
import { apiProblemOf } from "./problems.ts";

/** What the engine's error codes mean that are told apart here. */
const CODES = {
  noSuitablePeers: 10005,
  noResources: 10023,
  noRoom: 10047,
  noClusterForCopies: 10074,
} as const;

/** A subcommand cannot do its work. */
export class TaskFailure extends Error {
  /** The name in stack traces. */
  override readonly name: string = "TaskFailure";
  /** Why. */
  readonly problem: ClusterTaskProblem;

  /** For this problem; the error that revealed it is the cause. */
  constructor(problem: ClusterTaskProblem, options?: ErrorOptions) {
    super(`cannot go on: ${problem.code}`, options);
    this.problem = problem;
  }
}

/** The failure that an error of a call means. What was planned is needed for its sentence. Never throws. */
export function taskFailureOf(
  error: unknown,
  { replicas, bytes }: { readonly replicas: number; readonly bytes: Bytes },
): TaskFailure {
  if (error instanceof TaskFailure) return error;
  if (error instanceof CannotStart) return new TaskFailure(error.problem, { cause: error });
  const code = error instanceof jserrors.JetStreamApiError ? error.code : 0;
  switch (code) {
    case CODES.noSuitablePeers:
    case CODES.noClusterForCopies:
      return new TaskFailure({ code: "too-few-servers", replicas }, { cause: error });
    case CODES.noRoom:
    case CODES.noResources:
      return new TaskFailure({ code: "no-room", bytes }, { cause: error });
    default:
      return new TaskFailure(apiProblemOf(error), { cause: error });
  }
}
