/**
 * What the screen needs when the process is stopped and goes on: by Ctrl-Z, or by a signal from outside.
 *
 * @module
 */

import { REAL_CLOCK } from "../clock.ts";
import type { Canvas } from "./drawing/canvas.ts";
import type { Tty } from "./drawing/tty.ts";

/** What {@linkcode Suspension} works with; it owns none of it. */
export interface SuspensionParts {
  /** The device. */
  readonly tty: Tty;
  /** What is drawn on it. */
  readonly canvas: Canvas;
  /** Tells the person that the process cannot be stopped here. */
  readonly cannot: () => void;
}

/** A second signal within this time was forwarded by another process, and counts as the same one. */
const REPEAT_MILLIS = 5000;

/** The stops of one terminal session. */
export class Suspension {
  readonly #parts: SuspensionParts;
  #hasSuspended = false;
  #cameBackAt = -Infinity;

  /** Begins with a process that runs. */
  constructor(parts: SuspensionParts) {
    this.#parts = parts;
  }

  /** Stops the process until the shell continues it; if that cannot be, the person is told and the client goes on. */
  async begin(): Promise<void> {
    const { tty, canvas, cannot } = this.#parts;
    await canvas.clear();
    this.#hasSuspended = true;
    try {
      await tty.suspend();
    } catch {
      this.#hasSuspended = false;
      cannot();
    }
  }

  /**
   * The shell continues the client. After a stop from outside, other output may be on the screen, so the
   * canvas forgets its state. The parent process may forward the signal, and then it comes twice.
   */
  async comeBack(): Promise<void> {
    const { tty, canvas } = this.#parts;
    tty.enter();
    const now = REAL_CLOCK.steady();
    if (this.#hasSuspended) await canvas.clear();
    else if (now - this.#cameBackAt > REPEAT_MILLIS) canvas.forget();
    this.#cameBackAt = now;
    this.#hasSuspended = false;
  }
}
