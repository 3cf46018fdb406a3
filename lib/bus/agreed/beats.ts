/**
 * Beats, by which nodes find that another one is dead. PURE.
 *
 * @module
 */

import type { Millis } from "../../core/units.ts";

/** So many beats of one other node, and nothing of its own in between: a node is dead. */
export const BEATS_OF_DEATH = 4;
/** Beats that come sooner after one that counts do not count, so that no node can make others dead in no time. */
const BEATS_APART: Millis = 800;

/** A place in the log, and the time of the log there. */
export interface Place {
  /** The position. */
  readonly position: number;
  /** The time of the log. */
  readonly time: Millis;
}

/** The last beats of a node that count, with the one at this place if it does. Never throws. */
export function counted(beats: readonly Place[], place: Place): readonly Place[] {
  const last = beats.at(-1);
  if (last !== undefined && place.time - last.time < BEATS_APART) return beats;
  return [...beats, place].slice(-BEATS_OF_DEATH);
}

/** Nodes that have put in nothing since this position are dead; undefined if there are too few beats. Never throws. */
export function firstOfDeath(beats: readonly Place[]): number | undefined {
  return beats.length < BEATS_OF_DEATH ? undefined : beats[0]?.position;
}
