/**
 * The terminal as a device: raw mode and bracketed paste, which are always switched off again; its size; its
 * signals. No other file of the client uses them.
 *
 * @module
 */

import { onSignal } from "../signals.ts";

/** A size in characters. */
export interface Size {
  /** Characters in a row; at least 1. */
  readonly columns: number;
  /** Rows; at least 1. */
  readonly rows: number;
}

/**
 * The sequences that are sent to a terminal at the start and at the end: bracketed paste on and off. Reports of
 * the mouse and of the focus are switched off, because another program may have left them on.
 */
const ENTER = "\x1b[?9;1000;1001;1002;1003;1004;1005;1006;1015;1016l\x1b[?2004h";
const LEAVE = "\x1b[?2026l\x1b[?2004l\x1b[?7h";

/** The process's own terminal. */
export class Tty {
  #isRaw = false;

  /** Begins to read keys one by one. */
  enter(): void {
    Deno.stdin.setRaw(true);
    this.#isRaw = true;
    this.#write(ENTER);
  }

  /**
   * Restores the terminal, after some last text. Does nothing if it was not taken. Never throws.
   */
  leave(last = ""): void {
    if (!this.#isRaw) return;
    this.#isRaw = false;
    this.#write(last + LEAVE);
    try {
      Deno.stdin.setRaw(false);
    } catch {
      // The terminal is gone, so there is nothing to restore.
    }
  }

  /**
   * Gives up a terminal that takes no output: a write, or a change of its mode, would block. The runtime
   * restores its mode at the end of the process.
   */
  abandon(): void {
    this.#isRaw = false;
  }

  /** The size now; 80 by 24 where the terminal does not say. */
  size(): Size {
    try {
      const { columns, rows } = Deno.consoleSize();
      return { columns: columns || 80, rows: rows || 24 };
    } catch {
      // The terminal is gone.
      return { columns: 80, rows: 24 };
    }
  }

  /**
   * Stops the process, as Ctrl-Z usually does, with all processes that were started with it;
   * settles when it goes on. Rejects if the process may not, or if the system has no `/bin/kill`.
   */
  async suspend(): Promise<void> {
    this.leave();
    try {
      // Stops the whole process group, so that a parent such as `deno task` stops as well and the shell
      // continues. SIGSTOP, because it cannot be caught: `deno task` would forward SIGTSTP and wait for ever.
      // `kill` may end before the signal has arrived, so SIGCONT tells when the stop is over.
      // Another program sends it, because `Deno.kill` needs the permission to run every program.
      const kill = new Deno.Command("/bin/kill", {
        args: ["-s", "STOP", "0"],
        stdin: "null",
        stdout: "null",
        stderr: "null",
      });
      await untilContinued(kill.spawn());
    } finally {
      this.enter();
    }
  }

  #write(text: string): void {
    try {
      Deno.stdout.writeSync(new TextEncoder().encode(text));
    } catch {
      // The terminal is gone.
    }
  }
}

/**
 * Resolves when the program that stops the group has ended, or when the client is continued. If only the client
 * is continued, as by `kill -CONT PID`, the program stays stopped, so it is ended here.
 */
export async function untilContinued(stopping: Deno.ChildProcess): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = onSignal("SIGCONT", resolve);
  try {
    await Promise.race([stopping.status, promise]);
  } finally {
    stop();
    endProgram(stopping);
  }
  await stopping.status;
}

function endProgram(program: Deno.ChildProcess): void {
  try {
    program.kill("SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
