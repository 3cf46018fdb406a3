/**
 * Whether one order of all events fits what several people heard. Each person's order is a chain; all
 * chains together must have no circle. It matters for people in several rooms: the numbers of one room
 * already give its order.
 *
 * @module
 */

/** Collects chains of events. An event is any text that is unique to it. */
export class OneOrder {
  readonly #ids = new Map<string, number>();
  readonly #keys: string[] = [];
  readonly #next: Set<number>[] = [];

  /** The person who heard `before` heard `after` next. */
  follow(before: string, after: string): void {
    this.#next[this.#idOf(before)]?.add(this.#idOf(after));
  }

  /** Events of which some come before each other; empty if one order fits. At most `limit` of them. */
  circle(limit: number): string[] {
    const before = this.#next.map(() => 0);
    for (const nexts of this.#next) for (const id of nexts) before[id] = (before[id] ?? 0) + 1;
    const free = before.flatMap((count, id) => count === 0 ? [id] : []);
    for (let id = free.pop(); id !== undefined; id = free.pop()) {
      for (const next of this.#next[id] ?? []) {
        const left = (before[next] ?? 0) - 1;
        before[next] = left;
        if (left === 0) free.push(next);
      }
    }
    return this.#keys.filter((_, id) => (before[id] ?? 0) > 0).slice(0, limit);
  }

  #idOf(key: string): number {
    let id = this.#ids.get(key);
    if (id === undefined) {
      this.#ids.set(key, id = this.#keys.length);
      this.#keys.push(key);
      this.#next.push(new Set());
    }
    return id;
  }
}
