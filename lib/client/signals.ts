/**
 * Signals, where the system has them.
 *
 * @module
 */

/** Calls back on a signal until the returned function is called; does nothing where there is none. */
export function onSignal(signal: Deno.Signal, callback: () => void): () => void {
  try {
    Deno.addSignalListener(signal, callback);
    return () => Deno.removeSignalListener(signal, callback);
  } catch {
    // This system has no such signal.
    return () => {};
  }
}
