/**
 * The descriptors of connections, counted over all gates of a process, and their limit once it is known.
 * Pure.
 *
 * @module
 */

/** The most descriptors that peers may hold while they are being refused. */
export const REFUSAL_DESCRIPTORS: number = 32;

/** Counts the descriptors of connections. Several gates may share one. */
export class DescriptorBudget {
  readonly #refusalLimit: number;
  #connections = 0;
  #admitted = 0;
  #refused = 0;
  #held = Infinity;

  /** `refusalLimit` is the most descriptors of peers that are being refused. */
  constructor(refusalLimit: number = REFUSAL_DESCRIPTORS) {
    this.#refusalLimit = refusalLimit;
  }

  /** The descriptors of all connections, those that are being refused included. */
  get total(): number {
    return this.#admitted + this.#refused;
  }

  /** The most descriptors of admitted connections, once the process had none left; Infinity before. */
  get held(): number {
    return this.#held;
  }

  /** Whether so many more of an admitted connection are within the limit. */
  fits(descriptors: number): boolean {
    return this.#admitted + descriptors <= this.#held;
  }

  /** Counts one admitted connection. */
  admit(descriptors: number): void {
    this.#connections++;
    this.#admitted += descriptors;
  }

  /** An admitted connection is closed. */
  leave(descriptors: number): void {
    this.#connections--;
    this.#admitted -= descriptors;
  }

  /** Counts a peer that is to be refused; false if too many are, and it is not counted. */
  refuse(descriptors: number): boolean {
    if (this.#refused + descriptors > this.#refusalLimit) return false;
    this.#refused += descriptors;
    return true;
  }

  /** A peer that was refused is closed. */
  dismiss(descriptors: number): void {
    this.#refused -= descriptors;
  }

  /**
   * Lowers the limit; for when the process has no descriptor left. The first call sets it to the number that
   * the admitted connections have open now, minus `spare`. Each later call lowers it by an eighth. Returns
   * how many connections the limit allows if each takes as many descriptors as the open ones on average;
   * undefined if the limit stays as it is.
   */
  hold(spare: number): number | undefined {
    const wanted = this.#held === Infinity
      ? this.#admitted - spare
      : Math.floor(this.#held * 7 / 8);
    const held = Math.max(1, wanted);
    if (held >= this.#held) return undefined;
    this.#held = held;
    const descriptorsOfOne = this.#connections === 0 ? 1 : this.#admitted / this.#connections;
    return Math.max(1, Math.floor(held / descriptorsOfOne));
  }
}
