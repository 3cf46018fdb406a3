/**
 * The signals that a terminal session takes in their turn, and the faults that end the process at once.
 *
 * @module
 */

import { EXIT } from "../connection/ending.ts";
import { onSignal } from "../signals.ts";

/** What a signal asks for. */
export type SignalItem =
  | { readonly kind: "over"; readonly code: number }
  | { readonly kind: "resize" | "continued" };

/** What is done with signals. */
export interface SignalParts {
  /** Takes what a signal asks for. */
  readonly post: (item: SignalItem) => void;
  /** Restores the terminal before the message of an uncaught error, which ends the process. */
  readonly restore: () => void;
}

/** Listens to the process's signals and faults; returns what stops it. */
export function listenToSignals({ post, restore }: SignalParts): () => void {
  const posting = (item: SignalItem) => () => post(item);
  const stops = [
    onSignal("SIGWINCH", posting({ kind: "resize" })),
    onSignal("SIGCONT", posting({ kind: "continued" })),
    onSignal("SIGINT", posting({ kind: "over", code: EXIT.interrupted })),
    onSignal("SIGTERM", posting({ kind: "over", code: EXIT.terminated })),
    onSignal("SIGHUP", posting({ kind: "over", code: EXIT.hungUp })),
    onSignal("SIGQUIT", posting({ kind: "over", code: EXIT.aborted })),
  ];
  const faults = ["error", "unhandledrejection"];
  for (const fault of faults) addEventListener(fault, restore);
  return () => {
    stops.forEach((stop) => stop());
    for (const fault of faults) removeEventListener(fault, restore);
  };
}
