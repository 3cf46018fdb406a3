/**
 * The queue in front of the broadcaster: many post, one iterates. The loop takes all that is there
 * at once, so a busy turn costs one wake-up and not one for each event.
 *
 * @module
 */

/** An async iterable of what was posted, in order, as arrays. For one reader only. */
export class Intake<T> implements AsyncIterable<readonly T[]> {
  #items: T[] = [];
  #taken = Promise.withResolvers<void>();
  #wake: (() => void) | undefined;
  #isClosed = false;
  #isRead = false;

  /** Adds an item. Resolves when the reader has taken it, or the intake is closed. */
  post(item: T): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    this.#items.push(item);
    this.#wake?.();
    return this.#taken.promise;
  }

  /** Takes no more items; the reader ends after those that are here. */
  close(): void {
    this.#isClosed = true;
    this.#wake?.();
  }

  /** The items by order of posting. Throws a TypeError at the second call. */
  async *[Symbol.asyncIterator](): AsyncGenerator<readonly T[], void, void> {
    if (this.#isRead) throw new TypeError("Cannot read an intake twice");
    this.#isRead = true;
    while (true) {
      const items = this.#items;
      if (items.length > 0) {
        const taken = this.#taken;
        this.#items = [];
        this.#taken = Promise.withResolvers<void>();
        yield items;
        taken.resolve();
      } else if (this.#isClosed) return;
      else await new Promise<void>((resolve) => this.#wake = resolve);
    }
  }
}
