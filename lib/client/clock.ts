/**
 * The client's two clocks. Durations are measured by the steady one, which does not change when the time of
 * the machine is corrected. The other is for showing the time, and for noticing that the machine slept.
 *
 * @module
 */

/** Two ways to tell the time, in milliseconds. */
export interface Clock {
  /** Since some instant; it never jumps, and may stand still while the machine sleeps. */
  steady(): number;
  /** Since the epoch, as the machine is set; it may jump. */
  wall(): number;
}

/** The clocks of this machine. */
export const REAL_CLOCK: Clock = { steady: () => performance.now(), wall: () => Date.now() };
