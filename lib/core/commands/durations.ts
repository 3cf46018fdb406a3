/**
 * Durations in commands, such as the `10m` of `/mute bob for 10m`.
 *
 * @module
 */

import { parseDuration } from "../../text/duration.ts";
import type { Millis } from "../units.ts";

/** The longest duration that a command takes: ten years. What is meant for ever is given without one. */
export const LONGEST: Millis = 3650 * 86_400_000;

/** The duration that a text says, above 0 and at most {@linkcode LONGEST}; undefined for any other text. Never throws. */
export function durationOf(text: string): Millis | undefined {
  const duration = parseDuration(text);
  return duration === undefined || duration <= 0 || duration > LONGEST ? undefined : duration;
}
