/**
 * The queue between the sources of the terminal session (keys, the daemon, the clock, signals) and its one loop.
 *
 * @module
 */

/** The number of waiting items from which on `post` waits. */
const MAX_WAITING = 256;

/** A queue with one reader. When it is full, `post` resolves only after the reader has taken the items. */
export class Mailbox<T> {
  #items: T[] = [];
  #wake: () => void = () => {};
  #taken = Promise.withResolvers<void>();

  /** Adds an item. Resolves at once, or if the queue is full, when the reader has taken the items. Never rejects. */
  post(item: T): Promise<void> {
    this.#items.push(item);
    this.#wake();
    return this.#items.length < MAX_WAITING ? Promise.resolve() : this.#taken.promise;
  }

  /** Everything that has arrived; waits until there is something. */
  async take(): Promise<T[]> {
    while (this.#items.length === 0) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      await promise;
    }
    const items = this.#items;
    this.#items = [];
    this.#taken.resolve();
    this.#taken = Promise.withResolvers();
    return items;
  }
}
