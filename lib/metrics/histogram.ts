/**
 * A histogram: how many of the values seen were at most so large, for a few fixed bounds. Pure.
 *
 * @module
 */

/** The bounds of every histogram of durations, in seconds: from 10 us to 5 s. */
export const DURATION_BOUNDS: readonly number[] = [
  0.00001,
  0.0001,
  0.0005,
  0.001,
  0.0025,
  0.005,
  0.01,
  0.025,
  0.05,
  0.1,
  0.25,
  0.5,
  1,
  2.5,
  5,
];

/** What a histogram has seen. */
export interface Distribution {
  /** For each bound, in rising order, how many values were at most as large. */
  readonly buckets: readonly { readonly bound: number; readonly count: number }[];
  /** The sum of all values. */
  readonly sum: number;
  /** How many values there were. */
  readonly count: number;
}

/** Counts values by their size; its memory does not grow. Never throws. */
export class Histogram {
  readonly #bounds: readonly number[];
  /** One for each bound, and one for what is larger than all; not cumulative. */
  readonly #counts: number[];
  #sum = 0;

  /** A histogram without values. The bounds must rise. */
  constructor(bounds: readonly number[] = DURATION_BOUNDS) {
    this.#bounds = bounds;
    this.#counts = new Array<number>(bounds.length + 1).fill(0);
  }

  /** Adds a value in the unit of the bounds. */
  observe(value: number): void {
    let bucket = 0;
    while (value > (this.#bounds[bucket] ?? Infinity)) bucket++;
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#sum += value;
  }

  /** What it has seen so far. */
  read(): Distribution {
    let count = 0;
    const buckets = this.#bounds.map((bound, index) => {
      count += this.#counts[index] ?? 0;
      return { bound, count };
    });
    return { buckets, sum: this.#sum, count: count + (this.#counts.at(-1) ?? 0) };
  }
}
