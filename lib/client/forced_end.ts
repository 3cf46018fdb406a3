/**
 * Ends a client whose terminal takes no more output, as one that is stopped by Ctrl-S or by a stalled
 * connection: it can draw nothing any more, its last words neither, and must end at a signal all the
 * same.
 *
 * @module
 */

import { EXIT } from "./ending.ts";
import { onSignal } from "./signals.ts";

/** What a signal means for the exit code. */
const ENDING_SIGNALS = [
  ["SIGINT", EXIT.interrupted],
  ["SIGTERM", EXIT.terminated],
  ["SIGHUP", EXIT.hungUp],
] as const;

/** So long an end by itself may take after a signal. */
const PATIENCE_MILLIS = 1000;

/**
 * The exit code of some work that ends by itself at these signals; or that of the signal if the work
 * has not ended a second after it. Then `abandon` is called, and the work is left to the end of the
 * process. Rejects as the work does.
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
