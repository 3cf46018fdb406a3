/**
 * What the panels need of the page around them. Types alone.
 *
 * @module
 */

import type { Act } from "../model/change.ts";
import type { Talk } from "../model/talk.ts";
import type { Preferences } from "./preferences.ts";

/** The page, as the panels see it. */
export interface PanelsPage {
  /** The state of the chat; always the present one. */
  readonly model: {
    /** All talks, in the order in which they are listed. */
    readonly talks: readonly Talk[];
    /** The one that is open; undefined before the first welcome. */
    readonly current: Talk | undefined;
    /** The reader's name. */
    readonly you: string;
  };
  /** What the reader has chosen, as it is now. */
  readonly preferences: Preferences;
  /** Does what the reader wants, and draws what follows. */
  act(act: Act): void;
  /** Keeps what the reader has chosen, and follows it. */
  prefer(chosen: Preferences): void;
  /** Puts a text into the box at the caret, and the focus behind it. */
  insert(text: string): void;
}
