/**
 * The worker of the store: carries out one call after the other. It is a program of its own, started by
 * `sqlite_store.ts`.
 *
 * @module
 */

import { failureOf } from "./failure.ts";
import type { Call, Reply } from "./calls.ts";
import { unpacked } from "./packing.ts";
import { Engine } from "./sql/engine.ts";

/** What a worker has and the main thread has not; the types of the project are those of the main thread. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<Call>) => void) | null;
  postMessage(reply: Reply): void;
}

listen(globalThis as unknown as WorkerScope);

function listen(scope: WorkerScope): void {
  let engine: Engine | undefined;
  scope.onmessage = ({ data: call }) => {
    const { id } = call;
    try {
      if (call.kind === "set") engine = new Engine(call.settings);
      else if (engine !== undefined) {
        scope.postMessage({ id, kind: "done", value: answer(engine, call) });
      }
    } catch (error) {
      scope.postMessage({ id, kind: "failed", problem: failureOf(error).problem });
    }
  };
}

function answer(engine: Engine, call: Exclude<Call, { kind: "set" }>): unknown {
  switch (call.kind) {
    case "open":
      return engine.open(call.now);
    case "write":
      return engine.write(unpacked(call.batch));
    case "page":
      return engine.page(call.question);
    case "search":
      return engine.search(call.question);
    case "prune":
      return engine.prune(call.retention);
    case "close":
      return engine.close();
    default:
      return call satisfies never;
  }
}
