/**
 * Finds one's own messages that stand on the screen already, because they were typed there. Pure.
 *
 * @module
 */

import type { DaemonEvent } from "../../../wire/json/daemon_event.ts";

/** The most lines that wait for their message; the oldest are forgotten first. */
export const MAX_AWAITED: number = 500;

/** The typed lines whose messages have not come yet. */
export class OwnEcho {
  #awaited: string[] = [];

  /** A line was typed, and stands on the screen. */
  note(line: string): void {
    this.#awaited.push(line);
    if (this.#awaited.length > MAX_AWAITED) this.#awaited.shift();
  }

  /** Whether an event is one's own message with exactly the text of a typed line. `you` is one's name. */
  isShown(event: DaemonEvent, you: string): boolean {
    // Lines of an earlier connection may never have been said.
    if (event.kind === "welcome") this.#awaited = [];
    if (event.kind !== "message" || event.from !== you) return false;
    const at = this.#awaited.indexOf(event.text);
    if (at < 0) return false;
    // The daemon says lines in their order: those before were commands, or were refused.
    this.#awaited.splice(0, at + 1);
    return true;
  }
}
