/**
 * The time until the daemon stops, as an operator has announced it. Pure; it follows the daemon's events.
 *
 * @module
 */

import { formatDuration } from "../../text/duration.ts";
import type { DaemonEvent } from "../../wire/json/daemon_event.ts";
import type { Phrases } from "../../words/phrases.ts";

/** The prompt shows the last minute: before that, what is new in the rooms is more useful there. */
const SHOWN_MILLIS = 60_000;

/** Counts down. */
export class StopClock {
  #stopsAt = Infinity;

  /** Notes an event that came at some time, in milliseconds by a steady clock. */
  note(event: DaemonEvent, at: number): void {
    if (event.kind === "welcome" || event.kind === "bye") this.#stopsAt = Infinity;
    if (event.kind !== "notice" || event.known?.code !== "shutdown") return;
    if (event.known.why === "stops") this.#stopsAt = at + event.known.left;
    if (event.known.why === "called-off") this.#stopsAt = Infinity;
  }

  /** In the last minute, how long it is until then, in words for the prompt; otherwise undefined. */
  words(phrases: Phrases, at: number): string | undefined {
    const left = this.#stopsAt - at;
    if (left > SHOWN_MILLIS) return undefined;
    return phrases.stopsIn(formatDuration(Math.ceil(Math.max(0, left) / 1000) * 1000));
  }
}
