/**
 * Ends a client whose terminal takes no output, because of Ctrl-S or a stalled connection. Such a client
 * cannot write its last text, but a signal must still end it.
 *
 * @module
 */

import { EXIT } from "./connection/ending.ts";
import { onSignal } from "./signals.ts";

/** The exit code of each signal. */
const ENDING_SIGNALS = [
  ["SIGINT", EXIT.interrupted],
  ["SIGTERM", EXIT.terminated],
  ["SIGHUP", EXIT.hungUp],
  ["SIGQUIT", EXIT.aborted],
] as const;

/** How long the work may take to end after a signal. */
const PATIENCE_MILLIS = 1000;

/**
 * Runs work that ends at these signals, and returns its exit code. If the work has not ended a second after a
 * signal, calls `abandon` and returns the exit code of the signal; the work ends with the process. Rejects
 * as the work does.
 */
export async function untilForced(
  work: Promise<number>,
  abandon: () => void,
  patienceMillis = PATIENCE_MILLIS,
): Promise<number> {
  const forced = Promise.withResolvers<number>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const force = (code: number) => {
    abandon();
    forced.resolve(code);
  };
  const stops = ENDING_SIGNALS.map(([signal, code]) =>
    onSignal(signal, () => timer ??= setTimeout(() => force(code), patienceMillis))
  );
  try {
    return await Promise.race([work, forced.promise]);
  } finally {
    clearTimeout(timer);
    stops.forEach((stop) => stop());
  }
}
