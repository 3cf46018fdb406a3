/**
 * The hint for a person who starts the client for the first time: how to get help, and how to leave. A file in
 * the folder for state remembers that it was shown. The client works without that file.
 *
 * @module
 */

import { appendState, type StateFile } from "../settings/state_file.ts";
import type { DaemonEvent } from "../../wire/json/daemon_event.ts";
import type { Phrases } from "../../words/phrases.ts";

/** The name of the file, in the folder for state. */
export const HINT_FILE = "first-hint-shown";

/** Shows the hint once; where nothing can be kept, once in each run. */
export class FirstHint {
  readonly #file: StateFile | undefined;
  #isDue: boolean;
  #kept: Promise<void> = Promise.resolve();

  private constructor(file: StateFile | undefined, isDue: boolean) {
    this.#file = file;
    this.#isDue = isDue;
  }

  /** Looks whether the hint was shown in an earlier run. Never rejects. */
  static async at(file: StateFile | undefined): Promise<FirstHint> {
    const isShown = file !== undefined && await Deno.stat(file.path).then(() => true, () => false);
    return new FirstHint(file, !isShown);
  }

  /** Resolves when it is kept that the hint was told, or cannot be. Never rejects. */
  get kept(): Promise<void> {
    return this.#kept;
  }

  /** What to tell after an event of the daemon: the hint after the first welcome, otherwise undefined. Never throws. */
  after({ kind }: DaemonEvent, { firstHint }: Phrases): string | undefined {
    if (!this.#isDue || kind !== "welcome") return undefined;
    this.#isDue = false;
    // If that cannot be kept, the next run shows the hint again.
    this.#kept = this.#keep().catch(() => {});
    return firstHint;
  }

  async #keep(): Promise<void> {
    if (this.#file !== undefined) await appendState(this.#file, "");
  }
}
