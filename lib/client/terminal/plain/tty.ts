/**
 * The terminal in append-only mode: keys come one by one and are not shown by the terminal; signals of the keyboard
 * stay. No sequence is written.
 *
 * @module
 */

import { stopGroup } from "../drawing/stop_group.ts";
import { terminalSize } from "../drawing/tty.ts";

/** The process's own terminal, for a client that only appends. */
export class PlainTty {
  #isTaken = false;

  /** Takes the keys; again after another program may have changed the mode. */
  enter(): void {
    Deno.stdin.setRaw(true, { cbreak: true });
    this.#isTaken = true;
  }

  /** Restores the terminal. Does nothing if it was not taken. Never throws. */
  leave(): void {
    if (!this.#isTaken) return;
    this.#isTaken = false;
    try {
      Deno.stdin.setRaw(false);
    } catch {
      // The terminal is gone, so there is nothing to restore.
    }
  }

  /** Characters in a row; 80 where the terminal does not say. */
  readonly columns = (): number => terminalSize().columns;

  /**
   * Stops the process and those that were started with it, as Ctrl-Z usually does; settles when it goes on. Rejects
   * if the process may not, or if the system has no `/bin/kill`.
   */
  async suspend(): Promise<void> {
    this.leave();
    try {
      await stopGroup();
    } finally {
      this.enter();
    }
  }
}
