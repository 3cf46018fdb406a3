/**
 * What the rules work on while one event is applied: the state, the limits, the time of the event, and
 * the effects so far.
 *
 * @module
 */

import type { Effect } from "./event.ts";
import type { Desk } from "./state/desk.ts";
import type { Ledger } from "./state/ledger.ts";
import type { Millis } from "./units.ts";

/** What the chat enforces; the defaults are in `config.ts`. */
export interface ChatRules {
  /** Silence after which a client is disconnected; 0 = never. */
  readonly idleTimeout: Millis;
  /** The longest line, for the notice that refuses a longer one. */
  readonly maxLineBytes: number;
  /** Program and version, told in the welcome. */
  readonly server: string;
  /** Tells this run's counting from that of others, in the welcome; undefined tells nothing of it. */
  readonly epoch?: string | undefined;
}

/** The chat while one event is applied. Made by `Chat.apply`, and not kept by anybody. */
export interface House {
  /** What everybody agrees on. */
  readonly ledger: Ledger;
  /** What is known here alone. */
  readonly desk: Desk;
  /** The limits. */
  readonly rules: ChatRules;
  /** What follows from the event, in order; the rules append to it. */
  readonly effects: Effect[];
  /** When the event was taken in, by the clock that never goes back; durations are made of this. */
  readonly at: Millis;
  /** When the event was taken in, since the epoch; this is shown, and decides nothing. */
  readonly time: Millis;
}
