/**
 * The meaning of a stop signal: the first ends the daemon in order, the next at once. One press of Ctrl-C
 * can cause two signals: the terminal sends it to all foreground processes, and a parent such as
 * `deno task` forwards its own. The time between two signals tells this from a second press.
 *
 * @module
 */

/** The signal of a key, and how long after it, in milliseconds, the same press may come again. */
const KEY = "SIGINT";
const ONE_PRESS_MILLIS = 100;

/** The signals to stop that have come; owned by main.ts. */
export class StopSignals {
  #first: { readonly signal: string; readonly at: number } | undefined;

  /**
   * Takes a signal that came at this time, in milliseconds of a clock that never jumps. `stop`: end in
   * order; `at-once`: do not wait for that; `same`: it was meant before. Never throws.
   */
  take(signal: string, at: number): "stop" | "same" | "at-once" {
    if (this.#first === undefined) {
      this.#first = { signal, at };
      return "stop";
    }
    const isKey = signal === KEY && this.#first.signal === KEY;
    const isSame = isKey && at - this.#first.at < ONE_PRESS_MILLIS;
    return isSame ? "same" : "at-once";
  }
}
