/**
 * Gives an order to a worker and waits for its end.
 *
 * @module
 */

import type { UpkeepResult } from "../words/upkeep.ts";
import { type Job, unlessAborted, UpkeepFailure } from "./job.ts";
import type { WorkNews, WorkOrder } from "./worker.ts";

/**
 * Has the order done by a worker of its own. If the signal is aborted, rejects at once; SQLite may then work
 * on until the process ends, and undoes what it had begun when the file is opened next.
 *
 * @throws {UpkeepFailure} as the work does.
 * @throws the signal's reason; an `Error` for a bug in the worker.
 */
export async function callWorker({ signal, report }: Job, order: WorkOrder): Promise<UpkeepResult> {
  signal.throwIfAborted();
  const worker = new Worker(new URL("./worker.ts", import.meta.url).href, { type: "module" });
  const { promise, resolve, reject } = Promise.withResolvers<UpkeepResult>();
  worker.onmessage = ({ data: news }: MessageEvent<WorkNews>) => {
    if (news.kind === "progress") report(news.progress);
    else if (news.kind === "done") resolve(news.result);
    else reject(new UpkeepFailure(news.problem));
  };
  worker.onerror = (event) => {
    event.preventDefault();
    reject(new Error(`the worker has failed: ${event.message}`));
  };
  try {
    worker.postMessage(order);
    return await unlessAborted(signal, promise);
  } finally {
    worker.terminate();
  }
}
