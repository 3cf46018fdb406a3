/**
 * When to connect again: half a second after the first loss, doubling to half a minute, with chance, so that the pages of
 * a daemon that was restarted do not all come at once. PURE.
 *
 * @module
 */

const FIRST_MILLIS = 500;
const LONGEST_MILLIS = 30_000;
/** A daemon that is full, or refuses newcomers, is not asked sooner than that. */
const REFUSED_MILLIS = 10_000;

/**
 * How long to wait, in milliseconds: `failures` counts from 0, `chance` is from 0 to below 1. Between a half and the
 * whole of the doubled time. Never throws.
 */
export function retryDelay(failures: number, chance: number, isRefused: boolean): number {
  const doubled = FIRST_MILLIS * 2 ** Math.min(failures, 16);
  const longest = Math.min(LONGEST_MILLIS, isRefused ? Math.max(REFUSED_MILLIS, doubled) : doubled);
  return Math.round(longest * (1 - chance / 2));
}
