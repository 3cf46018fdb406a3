/**
 * Whether something keeps growing: a test that a garbage collector's saw-teeth and a busy minute do
 * not mislead, and that needs no more than the figures of one run.
 *
 * @module
 */

/** What counts as growth. */
export interface Slack {
  /** In the unit of the samples. */
  readonly absolute: number;
  /** As a share of where it began. */
  readonly share: number;
}

/** How something went, in the unit of the samples. */
export interface Trend {
  /** The medians of the four quarters of the run. */
  readonly quarters: readonly number[];
  /** Whether it keeps growing. */
  readonly isRising: boolean;
}

/**
 * Looks at samples taken at equal distances. The first quarter of the run is warm-up. Of the others,
 * the median of each must be above the one before, and the last above the second by more than the
 * slack, absolute or relative, whichever is more: a leak is steady, and whatever grows once and then
 * stays is none. Never throws; too few samples, or none that are numbers, rise never.
 */
export function trendOf(samples: readonly number[], slack: Slack): Trend {
  const size = samples.length / 4;
  const quarters = [0, 1, 2, 3].map((n) =>
    median(samples.slice(Math.floor(n * size), Math.floor((n + 1) * size)))
  );
  const [, second = NaN, third = NaN, last = NaN] = quarters;
  const isSteady = second < third && third < last;
  const isRising = isSteady && last - second > Math.max(slack.absolute, slack.share * second);
  return { quarters, isRising };
}

function median(samples: readonly number[]): number {
  return samples.toSorted((a, b) => a - b)[Math.floor(samples.length / 2)] ?? NaN;
}
