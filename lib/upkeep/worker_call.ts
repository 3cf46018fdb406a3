/**
 * Gives an order to a worker and waits for its end.
 *
 * @module
 */

import type { UpkeepResult } from "../words/upkeep.ts";
import { type Job, unlessAborted, UpkeepFailure } from "./job.ts";
import type { WorkMessage, WorkNews, WorkOrder } from "./worker.ts";

/**
 * Has the order done by a worker of its own. If the signal is aborted, `forget` stops at its next step,
 * unless it is at its end already, and undoes what it had begun; this waits for that. The others are left
 * at once: SQLite may work on until the process ends, and nothing depends on it.
 *
 * @throws {UpkeepFailure} as the work does.
 * @throws the signal's reason; an `Error` for a bug in the worker.
 */
export async function callWorker({ signal, report }: Job, order: WorkOrder): Promise<UpkeepResult> {
  signal.throwIfAborted();
  const worker = new Worker(new URL("./worker.ts", import.meta.url).href, { type: "module" });
  const { promise, resolve, reject } = Promise.withResolvers<UpkeepResult>();
  worker.onmessage = ({ data: news }: MessageEvent<WorkNews>) => {
    switch (news.kind) {
      case "progress":
        return report(news.progress);
      case "done":
        return resolve(news.result);
      case "failed":
        return reject(new UpkeepFailure(news.problem));
      case "stopped":
        return reject(signal.reason);
      default:
        return news satisfies never;
    }
  };
  worker.onerror = (event) => {
    event.preventDefault();
    reject(new Error(`the worker has failed: ${event.message}`));
  };
  const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const abort = () => Atomics.store(stop, 0, 1);
  signal.addEventListener("abort", abort, { once: true });
  try {
    worker.postMessage({ order, stop } satisfies WorkMessage);
    return await (order.kind === "forget" ? promise : unlessAborted(signal, promise));
  } finally {
    signal.removeEventListener("abort", abort);
    worker.terminate();
  }
}
