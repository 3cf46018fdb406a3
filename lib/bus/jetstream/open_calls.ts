/**
 * Calls that wait for the engine. They fail as soon as the connection is lost: their answers would have come
 * over it.
 *
 * @module
 */

import { EngineFailure } from "../engine.ts";

/** The open calls of one connection. */
export class OpenCalls {
  readonly #open = new Set<(error: EngineFailure) => void>();

  /** Makes a call. Settles as it does, or rejects with `EngineFailure` when the connection is lost before. */
  async make<T>(call: () => Promise<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    this.#open.add(reject);
    call().then(resolve, reject);
    try {
      return await promise;
    } finally {
      this.#open.delete(reject);
    }
  }

  /** The connection is lost: all open calls fail. */
  lost(): void {
    const failure = new EngineFailure("the connection to the engine was lost");
    for (const reject of this.#open) reject(failure);
  }
}
