/**
 * The epochs of this node, and what of the present one counts. Other nodes know nothing of it. PURE.
 *
 * @module
 */

/** So many of them are known. */
export const MAX_OWN_EPOCHS = 16;

/** The epochs of this node. */
export class OwnEpochs {
  /** The newest last. */
  readonly #all = new Set<string>();
  #present: string | undefined;
  #accepted: number | undefined;
  #isRefused = false;

  /** The present one; undefined before the first. */
  get present(): string | undefined {
    return this.#present;
  }

  /** Its last entry that counts; undefined before its `up` does. */
  get accepted(): number | undefined {
    return this.#accepted;
  }

  /** The node takes this epoch. */
  become(epoch: string): void {
    this.#present = epoch;
    this.#accepted = undefined;
    this.#isRefused = false;
    this.#all.add(epoch);
    for (const oldest of this.#all) {
      if (this.#all.size <= MAX_OWN_EPOCHS) break;
      this.#all.delete(oldest);
    }
  }

  /** Entries of this epoch count up to this one. */
  accept(epoch: string, accepted: number): void {
    if (epoch === this.#present) this.#accepted = accepted;
  }

  /**
   * An `up` of this epoch was refused. Whether the node must hear of it: it is the present one, and this is
   * no copy of an `up` that counted or was refused before.
   */
  refuse(epoch: string): boolean {
    if (epoch !== this.#present || this.#accepted !== undefined || this.#isRefused) return false;
    this.#isRefused = true;
    return true;
  }

  /** Whether it is, or was, an epoch of this node. */
  has(epoch: string): boolean {
    return this.#all.has(epoch);
  }
}
