/**
 * The reserve of file descriptors. The runtime lets a program neither ask for its limit (the files
 * under `/proc` need every permission) nor raise it, so the limit is found by meeting it: a few
 * descriptors are parked from the start, and given back the first time that the system has no more.
 * What is open at that moment is the limit less the reserve.
 *
 * @module
 */

/**
 * How many are parked. Enough for those who are being refused, and for the files and sockets that
 * the daemon needs now and then.
 */
export const RESERVED_DESCRIPTORS: number = 64;

/** Whether an error says that this process has no descriptor left. */
export function isOutOfDescriptors(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EMFILE";
}

/** Descriptors that are kept for the day when there are no others. */
export class DescriptorReserve implements Disposable {
  #parked: Disposable[] = [];

  /**
   * Parks them. Where the limit is so low that not all can be had, half of those that can are. Where
   * the system has no null device, or it may not be read, none is parked. Never throws.
   */
  constructor(open: () => Disposable = openNullDevice) {
    try {
      while (this.#parked.length < RESERVED_DESCRIPTORS) this.#parked.push(open());
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.#release(Math.ceil(this.#parked.length / 2));
    }
  }

  /** How many are parked now. */
  get size(): number {
    return this.#parked.length;
  }

  /** Gives them back to the process. Returns false if that had been done before. */
  release(): boolean {
    const hadAny = this.#parked.length > 0;
    this.#release(this.#parked.length);
    return hadAny;
  }

  /** Gives them back. */
  [Symbol.dispose](): void {
    this.release();
  }

  #release(count: number): void {
    for (const file of this.#parked.splice(0, count)) file[Symbol.dispose]();
  }
}

function openNullDevice(): Disposable {
  return Deno.openSync("/dev/null");
}
