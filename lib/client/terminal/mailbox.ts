/**
 * Where everything that concerns the terminal arrives, to be taken in order by one loop.
 *
 * @module
 */

/** So many items may wait before those who post them have to. */
const MAX_WAITING = 256;

/** A queue with one reader, whose pace is that of all who post and await. */
export class Mailbox<T> {
  #items: T[] = [];
  #wake: () => void = () => {};
  #taken = Promise.withResolvers<void>();

  /** Adds an item; settles at once, or, if too many wait, when they are taken. Never rejects. */
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
