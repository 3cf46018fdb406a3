/**
 * The terminal as a device: raw mode and bracketed paste on and, whatever happens, off again; its
 * size; its signals. The only file of the client that touches them.
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
 * What a terminal is told on entry and on leaving: pastes in brackets; no reports of the mouse, in
 * any of their encodings, nor of the focus, which another program may have left on.
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
   * Gives the terminal back as it was, after some last text. Harmless if it was not taken; never
   * throws.
   */
  leave(last = ""): void {
    if (!this.#isRaw) return;
    this.#isRaw = false;
    this.#write(last + LEAVE);
    try {
      Deno.stdin.setRaw(false);
    } catch {
      // The terminal is gone: there is nothing to give back.
    }
  }

  /**
   * Leaves a terminal alone that takes no more output: to write to it, or to set its mode, would wait
   * for it. The runtime gives it back at the end of the process.
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
      // No terminal says its size any more.
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
      // The whole group, so that whoever started the client stops as well and the shell is back; by
      // the signal that nobody can catch, or `deno task` would hand it on and wait for ever.
      // The run ends before the signal is sure to have come: SIGCONT says when it is over.
      // A program of its own, because Deno stops nobody without the right to run programs.
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
 * Settles when a program that stops everybody has ended, or when the client goes on: if only the client
 * was continued, as by `kill -CONT` with its number, the program stays stopped, and is ended.
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
