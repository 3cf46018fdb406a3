/**
 * The state outside of the draft that the composer reads.
 *
 * @module
 */

import type { CommandInfo } from "../../../wire/json/commands.ts";
import type { Phrases } from "../../../words/phrases.ts";
import type { Whereabouts } from "./addressee.ts";
import type { Completable } from "./completion.ts";
import type { HintRow } from "./hint.ts";
import type { History } from "./history.ts";

/** The state outside that the composer reads when it needs it. */
export interface ComposerParts {
  /** The lines sent before. */
  readonly history: History;
  /** The words. */
  readonly phrases: Phrases;
  /** Every command, the client's own included. */
  readonly commands: () => readonly CommandInfo[];
  /** Names of people and rooms, in the order of completion. */
  readonly world: () => Omit<Completable, "commands">;
  /** Where a line goes now. */
  readonly whereabouts: () => Whereabouts;
  /** The row where a hint is shown. */
  readonly hintRow: () => HintRow;
  /** Whether there are several rooms, between which keys turn. */
  readonly areRoomsSeveral: () => boolean;
}
