/**
 * A queue of lines to an output that may block: a terminal after Ctrl-S, a pipe without a reader. One
 * write is under way at a time, and it is asynchronous, so that a blocked write delays nothing else.
 * Lines that come during a write are queued, up to a bound; lines that do not fit are lost and counted.
 *
 * @module
 */

/** Writes some of the bytes and returns how many; may throw or reject. */
export type WriteBytes = (bytes: Uint8Array) => number | Promise<number>;

/** The most bytes in the queue, those of the write under way included. */
export const MAX_WAITING = 262_144;

/**
 * The most bytes of one write, unless a single line is longer. It is the capacity of a pipe: each write
 * costs a turn of the event loop, and with small writes the log would fall behind when thousands enter.
 */
const MAX_PIECE = 65_536;

/** The pause before a non-blocking descriptor that is full is tried again. */
const RETRY_MILLIS = 100;

const NEWLINE = 0x0a;

/** The parts of a queue. */
export interface LineQueueParts {
  /** Writes to the output. */
  readonly write: WriteBytes;
  /** The line that reports lost lines: since the last report, and since the start. */
  readonly describeLoss: (lines: number, total: number) => string;
}

/** A bounded queue of lines. Only `flush` waits. Never throws. */
export class LineQueue {
  readonly #parts: LineQueueParts;
  readonly #encoder = new TextEncoder();
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #writing: Promise<void> | undefined;
  #lost = 0;
  #untold = 0;
  /** Set when the last written byte is not the end of a line. */
  #isCut = false;

  /** An empty queue. */
  constructor(parts: LineQueueParts) {
    this.#parts = parts;
  }

  /** The number of lines lost so far. */
  get lost(): number {
    return this.#lost;
  }

  /** Adds a line with its end. Lines of one turn of the event loop are written together. */
  add(line: string): void {
    const bytes = this.#encoder.encode(line);
    if (this.#waitingBytes + bytes.length > MAX_WAITING) this.lose(1);
    else this.#push(bytes);
  }

  /** Counts lines that could not be added. */
  lose(lines: number): void {
    this.#lost += lines;
    this.#untold += lines;
  }

  /** Resolves when the queue is empty, or at the signal, whichever comes first. */
  async flush(patience?: AbortSignal): Promise<void> {
    if (this.#writing === undefined) return;
    await Promise.race(patience ? [this.#writing, aborted(patience)] : [this.#writing]);
  }

  #push(bytes: Uint8Array): void {
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    this.#writing ??= this.#writeWaiting();
  }

  /** Writes until the queue is empty. Never rejects. */
  async #writeWaiting(): Promise<void> {
    await undefined;
    while (this.#waiting.length > 0) {
      const piece = this.#takePiece();
      const { taken, isBroken } = await this.#writeAll(piece);
      this.#waitingBytes -= piece.length;
      if (taken > 0) this.#isCut = piece[taken - 1] !== NEWLINE;
      if (isBroken) this.lose(countLines(piece.subarray(taken)));
      else if (this.#untold > 0) this.#tellLoss();
    }
    this.#writing = undefined;
  }

  #takePiece(): Uint8Array {
    let count = 0;
    let length = 0;
    for (const { length: more } of this.#waiting) {
      if (count > 0 && length + more > MAX_PIECE) break;
      count++;
      length += more;
    }
    return concat(this.#waiting.splice(0, count), length);
  }

  /** Adds a report of lost lines at the place where they are missing: the end of the queue. */
  #tellLoss(): void {
    const line = this.#lossInWords();
    if (line === undefined) return;
    this.#untold = 0;
    this.#push(this.#encoder.encode(line));
  }

  #lossInWords(): string | undefined {
    try {
      return this.#parts.describeLoss(this.#untold, this.#lost);
    } catch {
      // The loss is reported after the next write.
      return undefined;
    }
  }

  /** Writes all of the bytes, unless that fails. */
  async #writeAll(bytes: Uint8Array): Promise<{ taken: number; isBroken: boolean }> {
    let taken = 0;
    try {
      // A line that was cut must still end, or the next one would be joined to it.
      while (this.#isCut) this.#isCut = await this.#writeSome(Uint8Array.of(NEWLINE)) === 0;
      while (taken < bytes.length) taken += await this.#writeSome(bytes.subarray(taken));
      return { taken, isBroken: false };
    } catch {
      return { taken, isBroken: true };
    }
  }

  async #writeSome(bytes: Uint8Array): Promise<number> {
    try {
      const taken = await this.#parts.write(bytes);
      if (taken > 0) return taken;
    } catch (error) {
      if (!(error instanceof Deno.errors.WouldBlock)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY_MILLIS));
    return 0;
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

function concat(parts: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function countLines(bytes: Uint8Array): number {
  return bytes.reduce((count, byte) => byte === NEWLINE ? count + 1 : count, 0);
}
