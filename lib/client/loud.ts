/**
 * What is shown as clearly as a mention though nobody has said it: what an operator tells everybody, and what
 * somebody has done to the person. Pure.
 *
 * @module
 */

import type { DaemonEvent } from "../wire/json/daemon_event.ts";

/** Codes of notices that always are; a newer daemon may say more with them than this client knows. */
const LOUD: ReadonlySet<string> = new Set([
  "announcement",
  "shutdown",
  // Operators alone are told.
  "store-failed",
  "store-works",
]);

/** Whether an event is shown as clearly as a mention; `you` is the person's name. Never throws. */
export function isLoud(event: DaemonEvent, you: string): boolean {
  if (event.kind === "room") return "name" in event && event.name === you && event.from !== you;
  if (event.kind !== "notice") return false;
  const { code, known } = event;
  switch (known?.code) {
    case "announcement":
      return known.from !== you;
    case "shutdown":
      return known.why !== "none";
    case "muted":
    case "unmuted":
      return known.why === "you";
    default:
      return LOUD.has(code);
  }
}
