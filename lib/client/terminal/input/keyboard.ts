/**
 * Reads the keyboard: passes on the keys of each read, and those that are decided by a time limit. Owns the
 * timer for that.
 *
 * @module
 */

import type { Key } from "./key.ts";
import { KeyDecoder } from "./keys.ts";

/** What {@linkcode Keyboard} works with. */
export interface KeyboardParts {
  /** What the terminal sends; cancelled at the end. */
  readonly input: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** Takes the keys that came together; the next are read when it settles. Never rejects. */
  readonly press: (keys: readonly Key[]) => Promise<void>;
}

/** After this silence in an open paste, the person is told how to end it. */
const OPEN_PASTE_MILLIS = 2000;

/** One terminal's keyboard. */
export class Keyboard {
  readonly #press: KeyboardParts["press"];
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #decoder = new KeyDecoder();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  /** Takes over the input. */
  constructor({ input, press }: KeyboardParts) {
    this.#press = press;
    this.#reader = input.getReader();
  }

  /** Whether a paste is open and no more of it has come for a while, so that the person may have to end it. */
  get isPasteStuck(): boolean {
    const since = this.#decoder.pasteSilentSince;
    return since !== undefined && performance.now() - since >= OPEN_PASTE_MILLIS;
  }

  /** Reads until the input ends, or {@linkcode close} is called. */
  async read(): Promise<void> {
    while (true) {
      const { value: bytes, done } = await this.#reader.read();
      if (done) return;
      const keys = this.#decoder.feed(bytes, performance.now());
      this.#setTimer();
      await this.#press(keys);
    }
  }

  /** Stops reading. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#reader.cancel();
  }

  #setTimer(): void {
    clearTimeout(this.#timer);
    const at = this.#decoder.wakeAt;
    if (at === undefined || this.#isClosed) return;
    // A timer may be early by a fraction of a millisecond.
    this.#timer = setTimeout(() => this.#wake(), Math.max(0, at - performance.now()) + 1);
  }

  #wake(): void {
    const keys = this.#decoder.wake(performance.now());
    this.#setTimer();
    void this.#press(keys);
  }
}
