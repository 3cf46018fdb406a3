/**
 * What only the screen can do, for those who carry out what keys ask for.
 *
 * @module
 */

/** Why lines were not sent: there is no connection, or too many others wait for the daemon. */
export type Unsent = "offline" | "full";

/** The actions of the screen; those that return a promise are awaited. */
export interface Stage {
  /** Ends the run. */
  exit(code: number): void;
  /** Shows messages to the person, a line each. */
  tell(...texts: string[]): void | Promise<void>;
  /** Shows what a key has not done yet, until the next key. */
  hint(text: string): void | Promise<void>;
  /** Puts lines that could not be sent back into the draft, one as typed, several as a paste, and shows why. */
  giveBack(lines: readonly string[], why: Unsent): void | Promise<void>;
  /** Hides arrivals and departures, or shows them again. */
  toggleQuiet(): void | Promise<void>;
  /** Hides the lines of other rooms, or shows them again. */
  toggleOnly(): void | Promise<void>;
  /** Shows again what came while the person was away. */
  since(): void | Promise<void>;
  /** The person speaks in this room from now on. */
  turn(room: string): void | Promise<void>;
  /** Empties the screen. */
  wipe(): Promise<void>;
  /** Stops the process until the shell continues it. */
  suspend(): Promise<void>;
}
