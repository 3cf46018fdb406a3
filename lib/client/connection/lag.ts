/**
 * How slowly the daemon answers, also as long as an answer is missing. What the person sends is answered by itself;
 * if the answer is late, or nothing was sent for a while, a ping makes sure. Pure; the time is passed in, by a
 * monotonic clock.
 *
 * @module
 */

import type { DaemonEvent } from "../../wire/json/daemon_event.ts";
import { isRoomEvent } from "../format.ts";

/** The token of the pings that measure; their answers are not shown. */
export const LAG_TOKEN = "hubbub-lag";

/** A shorter lag is not worth mentioning. */
const NOTABLE_MILLIS = 2000;

/** After this time without an answer a ping is sent, because there are commands without one. */
const LATE_MILLIS = 1000;
/** How long after an answer a ping is sent, if nothing was sent meanwhile. */
const PAUSE_MILLIS = 30_000;
/** The same after a notable lag, which may be over. */
const LAGGING_PAUSE_MILLIS = 5000;
/** More than this between two checks means that the client was stopped, and the daemon was not slow. */
const STOPPED_MILLIS = 5000;

/** The lag of one connection. */
export class Lag {
  #checkedAt: number | undefined;
  /** Since when an answer is awaited, or another than the last; undefined if none is. */
  #waitingSince: number | undefined;
  /** How many answers are awaited, at most. */
  #awaited = 0;
  #isPinged = false;
  /** The longest of these waits that is over. */
  #longest = 0;
  /** When nothing was awaited any more. */
  #settledAt: number | undefined;
  /** The lag until then. */
  #millis = 0;

  /** The client has sent something that the daemon probably answers. */
  noteSent(at: number): void {
    this.#awaited += 1;
    this.#waitingSince ??= at;
  }

  /** Whether to send a ping now; called about every second, and the caller then sends it. */
  isDue(at: number): boolean {
    const wasStopped = at - (this.#checkedAt ?? at) > STOPPED_MILLIS;
    this.#checkedAt = at;
    this.#settledAt ??= at;
    // The answer may have come while nothing was read.
    if (wasStopped && this.#waitingSince !== undefined) this.#waitingSince = at;
    if (this.#isPinged) return false;
    const pause = this.#millis >= NOTABLE_MILLIS ? LAGGING_PAUSE_MILLIS : PAUSE_MILLIS;
    const isDue = this.#waitingSince === undefined
      ? at - this.#settledAt >= pause
      : at - this.#waitingSince >= LATE_MILLIS;
    if (!isDue) return false;
    this.#isPinged = true;
    this.#waitingSince ??= at;
    return true;
  }

  /**
   * Notes what the daemon has sent; `you` is the name of the client. Returns whether it is the answer to a ping
   * that measures, which is not for the person.
   */
  hears(event: DaemonEvent, you: string, at: number): boolean {
    const isPong = event.kind === "pong" && event.token === LAG_TOKEN;
    if (this.#waitingSince === undefined || !isAnswer(event, you)) return isPong;
    this.#longest = Math.max(this.#longest, at - this.#waitingSince);
    this.#awaited = isPong ? 0 : Math.max(0, this.#awaited - 1);
    if (isPong) this.#isPinged = false;
    // A daemon that limits the rate reads many lines slowly, one after the other: that is no lag of the link.
    if (this.#awaited > 0 || this.#isPinged) this.#waitingSince = at;
    else this.#settle(at);
    return isPong;
  }

  /** The lag in whole seconds, as far as it is known at this time; undefined if it is not worth mentioning. */
  seconds(at: number): number | undefined {
    const waited = this.#waitingSince === undefined ? 0 : at - this.#waitingSince;
    const millis = Math.max(this.#millis, waited);
    return millis < NOTABLE_MILLIS ? undefined : Math.floor(millis / 1000);
  }

  #settle(at: number): void {
    this.#millis = this.#longest;
    this.#longest = 0;
    this.#waitingSince = undefined;
    this.#settledAt = at;
  }
}

/** Whether the client may have asked for it; not what others say and do. */
function isAnswer(event: DaemonEvent, you: string): boolean {
  if (event.kind === "private") return event.from === you;
  if (!isRoomEvent(event)) return true;
  const by = "from" in event ? event.from : "name" in event ? event.name : undefined;
  return by === you;
}
