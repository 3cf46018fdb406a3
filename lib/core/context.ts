/**
 * The context of the rules while one event is applied: the state, the limits, the time of the event,
 * and the effects so far.
 *
 * @module
 */

import type { ChatSettings } from "./chat_settings.ts";
import type { Effect } from "./event.ts";
import type { Forms } from "./reading/form.ts";
import type { Desk } from "./state/desk.ts";
import type { Ledger } from "./state/ledger.ts";
import type { Bytes, Millis } from "./units.ts";

/** The chat while one event is applied. Made by `Chat.apply`; do not keep a reference. */
export interface Context {
  /** The state that all processes agree on. */
  readonly ledger: Ledger;
  /** The state that only this process has. */
  readonly desk: Desk;
  /** Limits and texts. */
  readonly settings: ChatSettings;
  /** The effects of the event, in order; the rules append to it. */
  readonly effects: Effect[];
  /** What the names in the event are compared by. */
  readonly forms: Forms;
  /** When the event was taken in, by the monotonic clock; durations are computed from it. */
  readonly at: Millis;
  /** When the event was taken in, since the epoch; shown to clients; no rule depends on it. */
  readonly time: Millis;
  /** Whether only this node applies the event: then it must change nothing that all nodes agree on. */
  readonly isLocal?: boolean | undefined;
  /** The bytes of history that may still be shown; the rules take from it. */
  ration: Bytes;
}
