/**
 * The terminal of a client that draws, as a device: raw mode and bracketed paste, which are always switched off
 * again; its size.
 *
 * @module
 */

import { stopGroup } from "./stop_group.ts";
import { RESTORE_TITLE, SAVE_TITLE, setTitle } from "./title.ts";

/** A size in characters. */
export interface Size {
  /** Characters in a row; at least 1. */
  readonly columns: number;
  /** Rows; at least 1. */
  readonly rows: number;
}

/** The size of the process's terminal now; 80 by 24 where it does not say. Never throws. */
export function terminalSize(): Size {
  try {
    const { columns, rows } = Deno.consoleSize();
    return { columns: columns || 80, rows: rows || 24 };
  } catch {
    // The terminal is gone.
    return { columns: 80, rows: 24 };
  }
}

/**
 * The sequences that are sent to a terminal at the start and at the end: bracketed paste on and off. Reports of
 * the mouse and of the focus are switched off, because another program may have left them on.
 */
const ENTER = "\x1b[?9;1000;1001;1002;1003;1004;1005;1006;1015;1016l\x1b[?2004h";
const LEAVE = "\x1b[?2026l\x1b[?2004l\x1b[?7h";

const FOCUS_ON = "\x1b[?1004h";
const FOCUS_OFF = "\x1b[?1004l";

/** What the terminal is asked for. */
export interface TtyWishes {
  /** Whether the terminal is to report when its window gets the focus, and when it loses it. */
  readonly focus: boolean;
}

/** What a {@linkcode Tty} changes. */
export interface TtyDevice {
  /** Switches raw mode on or off. */
  setRaw(isRaw: boolean): void;
  /** Writes all of the bytes at once. */
  writeSync(bytes: Uint8Array): void;
}

const PROCESS_TERMINAL: TtyDevice = {
  setRaw: (isRaw) => Deno.stdin.setRaw(isRaw),
  writeSync: (bytes) => void Deno.stdout.writeSync(bytes),
};

/** The process's own terminal. */
export class Tty {
  readonly #device: TtyDevice;
  readonly #hasTitle: boolean;
  #isRaw = false;
  #wishes: TtyWishes = { focus: false };
  /** The title of the window while the client runs; undefined if it is not the client's. */
  #title: string | undefined;

  /** Changes nothing yet. `hasTitle` says that the terminal has a title that can be set. */
  constructor(hasTitle = false, device = PROCESS_TERMINAL) {
    this.#hasTitle = hasTitle;
    this.#device = device;
  }

  /** Begins to read keys one by one; without wishes, those of the last time hold. */
  enter(wishes: TtyWishes = this.#wishes): void {
    const isBack = !this.#isRaw && this.#title !== undefined;
    this.#device.setRaw(true);
    this.#isRaw = true;
    this.#wishes = wishes;
    const title = isBack ? SAVE_TITLE + setTitle(this.#title ?? "") : "";
    this.#write(ENTER + (wishes.focus ? FOCUS_ON : "") + title);
  }

  /**
   * The sequence that gives the window this title, which the caller writes with its next update; the window
   * has its own title again when the terminal is left. Empty if the title is the same, if the terminal has none,
   * or if the terminal is not taken.
   */
  setTitle(text: string): string {
    if (!this.#hasTitle || !this.#isRaw || text === this.#title) return "";
    const before = this.#title === undefined ? SAVE_TITLE : "";
    this.#title = text;
    return before + setTitle(text);
  }

  /**
   * Restores the terminal, after some last text. Does nothing if it was not taken. Never throws.
   */
  leave(last = ""): void {
    if (!this.#isRaw) return;
    this.#isRaw = false;
    const title = this.#title === undefined ? "" : RESTORE_TITLE;
    this.#write(last + title + (this.#wishes.focus ? FOCUS_OFF : "") + LEAVE);
    try {
      this.#device.setRaw(false);
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
    return terminalSize();
  }

  /**
   * Stops the process, as Ctrl-Z usually does, with all processes that were started with it;
   * settles when it goes on. Rejects if the process may not, or if the system has no `/bin/kill`.
   */
  async suspend(): Promise<void> {
    this.leave();
    try {
      await stopGroup();
    } finally {
      this.enter();
    }
  }

  #write(text: string): void {
    try {
      this.#device.writeSync(new TextEncoder().encode(text));
    } catch {
      // The terminal is gone.
    }
  }
}
