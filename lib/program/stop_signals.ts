/**
 * The meaning of a stop signal: the first stops the daemon gracefully, the second ends it at once. One press
 * of Ctrl-C can cause two signals: the terminal sends one to all foreground processes, and a parent such
 * as `deno task` forwards its own. A second signal that comes soon after the first counts as the same press.
 *
 * @module
 */

/** Ctrl-C sends this signal. A second one within 100 ms counts as the same key press. */
const KEY = "SIGINT";
const ONE_PRESS_MILLIS = 100;

/** The signals to stop that have come; owned by main.ts. */
export class StopSignals {
  #first: { readonly signal: string; readonly at: number } | undefined;

  /**
   * Interprets a signal that came at this time, in milliseconds of a clock that never jumps. `stop`: stop
   * gracefully; `at-once`: end without waiting; `same`: ignore it, it is part of the first. Never throws.
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
