/**
 * The meter's arithmetic: a histogram of microseconds that costs a few nanoseconds a value, and the
 * few figures drawn from lists of results. Pure; knows nothing of servers or sockets.
 *
 * @module
 */

const SUB_BITS = 7;
const SUB = 1 << SUB_BITS;
const BUCKETS = (32 - SUB_BITS + 2) * (SUB >> 1);

/**
 * Counts whole microseconds in buckets of equal relative width: exact below 128, within 0.8 % above,
 * up to 71 minutes. Never throws; nothing is allocated after the constructor.
 */
export class Histogram {
  readonly #counts: Float64Array = new Float64Array(BUCKETS);
  #total = 0;
  #max = 0;

  /** How many values were added. */
  get count(): number {
    return this.#total;
  }

  /** The largest value added, exactly, in microseconds; 0 while empty. */
  get max(): number {
    return this.#max;
  }

  /** Adds one value in microseconds; fractions are cut off, negative values count as 0. */
  add(micros: number): void {
    const value = micros > 0 ? Math.min(micros, 0xffffffff) >>> 0 : 0;
    const index = bucketOf(value);
    this.#counts[index] = (this.#counts[index] ?? 0) + 1;
    this.#total++;
    if (value > this.#max) this.#max = value;
  }

  /**
   * The smallest value that at least the given share of all values does not exceed (nearest rank),
   * in microseconds: the lower edge of its bucket, but never more than the largest value. 0 while empty.
   */
  percentile(share: number): number {
    if (this.#total === 0) return 0;
    const rank = Math.max(1, Math.ceil(share * this.#total));
    let seen = 0;
    for (let index = 0; index < BUCKETS; index++) {
      seen += this.#counts[index] ?? 0;
      if (seen >= rank) return Math.min(lowerEdge(index), this.#max);
    }
    return this.#max;
  }

  /** Adds all that another one has counted. */
  merge(other: Histogram): void {
    const counts = this.#counts;
    for (let index = 0; index < BUCKETS; index++) {
      counts[index] = (counts[index] ?? 0) + (other.#counts[index] ?? 0);
    }
    this.#total += other.#total;
    this.#max = Math.max(this.#max, other.#max);
  }

  /** Forgets everything. */
  reset(): void {
    this.#counts.fill(0);
    this.#total = 0;
    this.#max = 0;
  }
}

function bucketOf(value: number): number {
  if (value < SUB) return value;
  const shift = 31 - Math.clz32(value) - (SUB_BITS - 1);
  return (shift << (SUB_BITS - 1)) + (value >>> shift);
}

function lowerEdge(index: number): number {
  if (index < SUB) return index;
  const half = SUB >> 1;
  const shift = Math.floor(index / half) - 1;
  return (half + (index % half)) * 2 ** shift;
}

/** The middle value, or the mean of the two middle ones; NaN for an empty list. Leaves the list as it is. */
export function median(values: readonly number[]): number {
  if (values.length === 0) return NaN;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** Jain's index of fairness: 1 when all have the same, 1/n when one has everything; NaN for an empty list. */
export function fairness(shares: readonly number[]): number {
  const sum = shares.reduce((total, share) => total + share, 0);
  const squares = shares.reduce((total, share) => total + share * share, 0);
  return (sum * sum) / (shares.length * squares);
}
