/**
 * The worker of the subcommands that wait inside SQLite for long. The main thread stays free for signals
 * and for the progress line; it ends the worker by ending the process.
 *
 * @module
 */

import type { UpkeepProblem, UpkeepProgress, UpkeepResult } from "../words/upkeep.ts";
import { check, type CheckOrder } from "./check.ts";
import { copy, type CopyOrder } from "./copy.ts";
import { forget, type ForgetOrder } from "./forget.ts";
import { isOutside, problemOf } from "./job.ts";

/** What a worker is to do; one worker gets one order. */
export type WorkOrder = CheckOrder | CopyOrder | ForgetOrder;

/** What a worker tells. */
export type WorkNews =
  | { readonly kind: "progress"; readonly progress: UpkeepProgress }
  | { readonly kind: "done"; readonly result: UpkeepResult }
  | { readonly kind: "failed"; readonly problem: UpkeepProblem };

/** The parts of the global object of a worker that are used; the types of a page lack them. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<WorkOrder>) => void) | null;
  postMessage(news: WorkNews): void;
}

const scope = globalThis as unknown as WorkerScope;
scope.onmessage = async ({ data }) => {
  try {
    const report = (progress: UpkeepProgress) => scope.postMessage({ kind: "progress", progress });
    scope.postMessage({ kind: "done", result: await work(data, report) });
  } catch (error) {
    // A bug goes on to the main thread as an error of the worker.
    if (!isOutside(error)) throw error;
    scope.postMessage({ kind: "failed", problem: problemOf(error, data.folder) });
  }
};

function work(
  order: WorkOrder,
  report: (progress: UpkeepProgress) => void,
): UpkeepResult | Promise<UpkeepResult> {
  switch (order.kind) {
    case "check":
      return check(order);
    case "copy":
      return copy(order);
    case "forget":
      return forget(order, report);
    default:
      return order satisfies never;
  }
}
