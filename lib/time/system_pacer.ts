/**
 * The real time and the real event loop. The daemon sets its timers by a pacer (`timer_lanes.ts`), except for
 * the retries of blocked output (`log/line_queue.ts`, `program/standard_streams.ts`) and the end of the
 * process (main.ts).
 *
 * @module
 */

import type { Millis } from "../core/units.ts";
import { LivedClock } from "./lived_clock.ts";
import type { Pacer } from "./pacer.ts";
import { TimerLanes } from "./timer_lanes.ts";

/** Two ways to tell the time. */
export interface Clock {
  /** The system clock, since the epoch; it may jump. */
  wall(): Millis;
  /** A monotonic clock; it goes on while the process is stopped. */
  steady(): Millis;
}

/** The clocks of the system. */
export const SYSTEM_CLOCK: Clock = { wall: Date.now, steady: () => performance.now() };

/**
 * Makes a pacer of a clock and the timers of the runtime. Its clock must be read at least once a
 * `period`, which a ticker does; a longer gap counts as a standstill. `report` is given what a call
 * throws; without it, a throw ends the process.
 */
export function systemPacer(
  { steady }: Clock,
  period: Millis,
  report?: (bug: unknown) => void,
): Pacer {
  const clock = new LivedClock({ steady, period });
  const lanes = new TimerLanes();
  const guard = (call: () => void) => {
    try {
      call();
    } catch (bug) {
      if (report === undefined) throw bug;
      report(bug);
    }
  };
  return {
    now: () => clock.now(),
    soon: (call) => void setImmediate(guard, call),
    later(after, call) {
      const due = steady() + after;
      return lanes.later(after, () => guard(() => call(Math.max(0, steady() - due))));
    },
  };
}
