/**
 * Runs the append-only mode on a terminal whose keys the client reads itself: the mode of the terminal, and the signals
 * meanwhile. The terminal is always restored.
 *
 * @module
 */

import { EXIT } from "../../connection/ending.ts";
import { onSignal } from "../../signals.ts";
import type { PlainTty } from "./tty.ts";
import type { PlainConsole } from "./console.ts";

/** What {@linkcode onPlainTerminal} works with; it owns none of it. */
export interface PlainTerminalParts {
  /** The device. */
  readonly tty: PlainTty;
  /** What is typed and written there. */
  readonly plainConsole: PlainConsole;
  /** Runs the session, which takes Ctrl-C itself; settles with the exit code. */
  readonly run: () => Promise<number>;
  /** Tells the person that the process cannot be stopped here. */
  readonly cannotSuspend: () => void;
}

/** How long the last lines may take to be written after a signal. */
const FAREWELL_MILLIS = 500;

/** Runs a session; returns its exit code, or that of the signal that has ended it. Rejects as the session does. */
export async function onPlainTerminal(parts: PlainTerminalParts): Promise<number> {
  const { tty, plainConsole, run } = parts;
  const signalled = Promise.withResolvers<number>();
  const deafen = listen(parts, (code) => void signalled.resolve(code));
  tty.enter();
  void plainConsole.read();
  try {
    const code = await Promise.race([run(), signalled.promise]);
    await Promise.race([plainConsole.close(), passed(FAREWELL_MILLIS)]);
    return code;
  } finally {
    tty.leave();
    deafen();
  }
}

function listen(parts: PlainTerminalParts, end: (code: number) => void): () => void {
  const { tty } = parts;
  const restore = () => tty.leave();
  const stops = [
    onSignal("SIGTERM", () => end(EXIT.terminated)),
    onSignal("SIGHUP", () => end(EXIT.hungUp)),
    onSignal("SIGQUIT", () => end(EXIT.aborted)),
    ...stopSignals(parts),
  ];
  const faults = ["error", "unhandledrejection"];
  for (const fault of faults) addEventListener(fault, restore);
  return () => {
    stops.forEach((stop) => stop());
    for (const fault of faults) removeEventListener(fault, restore);
  };
}

/** Ctrl-Z, which is restored before the process stops, and a stop from outside. */
function stopSignals({ tty, plainConsole, cannotSuspend }: PlainTerminalParts): (() => void)[] {
  let isStopping = false;
  const suspend = async () => {
    // A parent process may forward the signal, and then it comes twice.
    if (isStopping) return;
    isStopping = true;
    try {
      await tty.suspend();
    } catch {
      cannotSuspend();
    }
    isStopping = false;
    plainConsole.showAgain();
  };
  return [
    onSignal("SIGTSTP", () => void suspend()),
    onSignal("SIGCONT", () => {
      if (isStopping) return;
      tty.enter();
      plainConsole.showAgain();
    }),
  ];
}

async function passed(millis: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, millis);
  // The process need not wait for it.
  Deno.unrefTimer(timer);
  await promise;
}
