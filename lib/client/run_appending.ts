/**
 * Runs the client in append-only mode: on a terminal whose keys the client reads, or on one that edits the line
 * by itself.
 *
 * @module
 */

import { environment } from "../program/environment.ts";
import { REAL_CLOCK } from "./clock.ts";
import type { Output, Sink } from "./pipe/output.ts";
import { PlainTty } from "./terminal/plain/tty.ts";
import { PlainConsole } from "./terminal/plain/console.ts";
import { type PlainParts, PlainSession } from "./terminal/plain/session.ts";
import { onPlainTerminal } from "./terminal/plain/terminal.ts";

/** The streams of the append-only mode. */
export interface AppendingStreams {
  /** What the terminal sends; cancelled at the end. */
  readonly input: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** Writes to the terminal. */
  readonly write: Sink;
  /** The lines of the session go to a sink. */
  readonly outputTo: (sink: Sink) => Output;
}

/** Runs until the person leaves; returns the exit code. Rejects as the session does. */
export async function runAppending(
  parts: Omit<PlainParts, "input" | "output">,
  { input, write, outputTo }: AppendingStreams,
): Promise<number> {
  if (isLineTerminal()) {
    return await new PlainSession({ ...parts, input, output: outputTo(write) }).run();
  }
  const tty = new PlainTty();
  const plainConsole = new PlainConsole({ input, write, columns: tty.columns, clock: REAL_CLOCK });
  const output = outputTo(plainConsole.write);
  const giveUp = () => plainConsole.interrupt();
  const showHeld = () => plainConsole.showHeld();
  const session = new PlainSession({
    ...parts,
    input: plainConsole.lines,
    output,
    giveUp,
    showHeld,
  });
  return await onPlainTerminal({
    tty,
    plainConsole,
    run: () => session.run(),
    cannotSuspend: () => void output.tell(parts.phrases.cannotSuspend).catch(() => {}),
  });
}

/**
 * Whether the terminal has to edit the line by itself: one of which nothing is known, such as a shell in Emacs,
 * which shows what is typed in any case.
 */
function isLineTerminal(): boolean {
  return Deno.build.os === "windows" || ["", "dumb"].includes(environment("TERM") ?? "");
}
