/**
 * Whether the daemon is alive and whether it is ready, from what is known of its parts. Pure.
 *
 * @module
 */

import type { Millis } from "../core/units.ts";

/** What is known of the parts. */
export interface Condition {
  /** Whether the daemon is stopping. */
  readonly isStopping: boolean;
  /** How long the oldest event waits for the loop. */
  readonly waiting: Millis;
  /** Whether what is said does not reach the disk; false if nothing is kept. */
  readonly isStoreFailing: boolean;
  /** Whether the daemon has not begun yet as a node of several. */
  readonly isJoining: boolean;
  /** Whether newcomers are refused because the line to the other nodes is down; false if there are none. */
  readonly isClusterShut: boolean;
  /** Whether newcomers are refused, or wait, because the process has no descriptors left. */
  readonly isOutOfDescriptors: boolean;
}

/** Why the daemon is not ready; each is one line of the answer. */
export type Unready =
  | "stopping"
  | "joining"
  | "loop-stuck"
  | "store-failing"
  | "cluster-shut"
  | "no-descriptors";

/** A loop that has applied nothing for so long, while an event waits, is stuck. A tick comes each second. */
export const STUCK_AFTER: Millis = 5000;

/** Everything that keeps the daemon from being ready; empty if it is ready. Never throws. */
export function unreadyReasons(condition: Condition): Unready[] {
  const { isStopping, isJoining, isStoreFailing, isClusterShut, isOutOfDescriptors } = condition;
  const reasons: (Unready | false)[] = [
    isStopping && "stopping",
    isJoining && "joining",
    isStuck(condition) && "loop-stuck",
    isStoreFailing && "store-failing",
    isClusterShut && "cluster-shut",
    isOutOfDescriptors && "no-descriptors",
  ];
  return reasons.filter((reason) => reason !== false);
}

/** Whether the loop applies no events any more. Only a restart helps then. Never throws. */
export function isStuck({ waiting }: Condition): boolean {
  return waiting >= STUCK_AFTER;
}
