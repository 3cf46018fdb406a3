/**
 * Which notices are shown as clearly as a mention: what an operator tells everybody. Pure.
 *
 * @module
 */

import type { DaemonEvent } from "../wire/json/daemon_event.ts";

/** Whether an event is a word for everybody that somebody else has given. Never throws. */
export function isLoud(event: DaemonEvent, you: string): boolean {
  if (event.kind !== "notice") return false;
  const { code, known } = event;
  if (known?.code === "announcement") return known.from !== you;
  if (known?.code === "shutdown") return known.why !== "none";
  // A newer daemon may say more about it than this client knows.
  return code === "announcement" || code === "shutdown";
}
