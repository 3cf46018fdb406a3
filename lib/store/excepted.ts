/**
 * Whom a search leaves out. Pure.
 *
 * @module
 */

import type { SearchQuestion } from "../core/questions/question.ts";
import type { Millis } from "../core/units.ts";

/** Whether a search leaves out what somebody of this name said at this time. Never throws. */
export function isExcepted(
  { except = [] }: Pick<SearchQuestion, "except">,
  from: string,
  time: Millis,
): boolean {
  return except.some(({ name, since = -Infinity, until = Infinity }) =>
    name === from && time >= since && time <= until
  );
}
