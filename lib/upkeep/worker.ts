/**
 * The worker of the subcommands that wait inside SQLite for long. The main thread stays free for signals
 * and for the progress line.
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

/** The one message to a worker. */
export interface WorkMessage {
  /** What it is to do. */
  readonly order: WorkOrder;
  /** One number in shared memory. Work that can stop in order does so when it is not 0. */
  readonly stop: Int32Array<SharedArrayBuffer>;
}

/** What a worker tells. */
export type WorkNews =
  | { readonly kind: "progress"; readonly progress: UpkeepProgress }
  | { readonly kind: "done"; readonly result: UpkeepResult }
  | { readonly kind: "failed"; readonly problem: UpkeepProblem }
  /** It was told to stop, and has undone what it had begun. */
  | { readonly kind: "stopped" };

/** The work was told to stop. */
class Stopped extends Error {}

/** The parts of the global object of a worker that are used; the types of a page lack them. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<WorkMessage>) => void) | null;
  postMessage(news: WorkNews): void;
}

const scope = globalThis as unknown as WorkerScope;
scope.onmessage = async ({ data: { order, stop } }) => {
  const report = (progress: UpkeepProgress) => {
    if (Atomics.load(stop, 0) !== 0) throw new Stopped();
    scope.postMessage({ kind: "progress", progress });
  };
  try {
    scope.postMessage({ kind: "done", result: await work(order, report) });
  } catch (error) {
    if (error instanceof Stopped) return scope.postMessage({ kind: "stopped" });
    // A bug goes on to the main thread as an error of the worker.
    if (!isOutside(error)) throw error;
    scope.postMessage({ kind: "failed", problem: problemOf(error, order.folder) });
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
