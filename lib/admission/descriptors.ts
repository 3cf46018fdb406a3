/**
 * The reserve of file descriptors. The runtime cannot read the descriptor limit (the files under
 * `/proc` need every permission) and cannot raise it, so the daemon finds it by reaching it. A few
 * descriptors are kept open from the start, and closed the first time that the system has no more.
 * The number open at that moment is the limit less the reserve.
 *
 * @module
 */

/**
 * The size of the reserve. Enough for connections that are being refused, and for the files and
 * sockets that the daemon opens occasionally.
 */
export const RESERVED_DESCRIPTORS: number = 64;

/** The descriptors of one connection over TLS: its own, and both ends of a pair, see `net/tls.ts`. */
export const DESCRIPTORS_PER_TLS: number = 3;

/** Whether an error says that this process has no descriptor left. */
export function isOutOfDescriptors(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EMFILE";
}

/** Descriptors kept open in reserve, until the process has no others. */
export class DescriptorReserve implements Disposable {
  #parked: Disposable[] = [];

  /**
   * Opens the reserve. If the limit allows only a part of it, keeps half of that part. If the null
   * device is missing or unreadable, the reserve is empty. Never throws.
   */
  constructor(open: () => Disposable = openNullDevice) {
    try {
      while (this.#parked.length < RESERVED_DESCRIPTORS) this.#parked.push(open());
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.#release(Math.ceil(this.#parked.length / 2));
    }
  }

  /** The number of descriptors in the reserve now. */
  get size(): number {
    return this.#parked.length;
  }

  /** Closes the reserve. Returns false if it was already empty. */
  release(): boolean {
    const hadAny = this.#parked.length > 0;
    this.#release(this.#parked.length);
    return hadAny;
  }

  /** Closes the reserve. */
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
