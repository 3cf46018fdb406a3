/**
 * The store in a file: passes each call to a worker, so that nothing here waits for the disk.
 *
 * @module
 */

import type { Reserved } from "../core/event.ts";
import type { PageQuestion, SearchQuestion } from "../core/questions/question.ts";
import type { Millis } from "../core/units.ts";
import type { Call, Reply } from "./calls.ts";
import { StoreFailure } from "./failure.ts";
import { packed } from "./packing.ts";
import type { EngineSettings } from "./sql/engine.ts";
import type { Batch, PageAnswer, Retention, SearchAnswer, Started, Store } from "./store.ts";

/** A call without its number. */
type Asked = Call extends infer C ? C extends Call ? Omit<C, "id"> : never : never;

/** A store in `hubbub.db` of a folder. */
export class SqliteStore implements Store {
  readonly #settings: EngineSettings;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #worker: Worker | undefined;
  #lastId = 0;

  /** Nothing is opened, and no worker started, before the first call. */
  constructor(settings: EngineSettings) {
    this.#settings = settings;
  }

  /** See `Store.open`. */
  open(now: Millis): Promise<Started> {
    return this.#call({ kind: "open", now });
  }

  /** See `Store.write`. */
  write(batch: Batch): Promise<readonly Reserved[]> {
    return this.#call({ kind: "write", batch: packed(batch) });
  }

  /** See `Store.page`. */
  page(question: PageQuestion): Promise<PageAnswer> {
    return this.#call({ kind: "page", question });
  }

  /** See `Store.search`. What is remembered stays here: it would only be copied. */
  search(question: SearchQuestion): Promise<SearchAnswer> {
    return this.#call({ kind: "search", question: { ...question, remembered: [] } });
  }

  /** See `Store.prune`. */
  prune(retention: Retention): Promise<boolean> {
    return this.#call({ kind: "prune", retention });
  }

  /** See `Store.close`. */
  async close(): Promise<void> {
    if (this.#worker === undefined) return;
    try {
      await this.#call({ kind: "close" });
    } catch {
      // The worker is gone, and with it the file.
    }
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  #call<T>(asked: Asked): Promise<T> {
    const waiting = Promise.withResolvers<unknown>();
    const id = ++this.#lastId;
    this.#waiting.set(id, waiting);
    this.#worker ??= this.#start();
    this.#worker.postMessage({ ...asked, id } satisfies Call);
    return waiting.promise as Promise<T>;
  }

  #start(): Worker {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<Reply>) => this.#take(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#fail(event.message);
    };
    worker.postMessage({ id: 0, kind: "set", settings: this.#settings } satisfies Call);
    return worker;
  }

  #take(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.kind === "done") waiting?.resolve(reply.value);
    else waiting?.reject(new StoreFailure(reply.problem));
  }

  /** The worker has ended by itself. The next call starts another one. */
  #fail(text: string): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const { reject } of waiting) reject(new StoreFailure({ code: "other", text }));
  }
}
