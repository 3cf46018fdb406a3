/**
 * Whether other nodes have applied the same as this one, by what their beats say. PURE.
 *
 * @module
 */

import type { Digests } from "./digest.ts";
import type { Member } from "./roll.ts";

/** What this node has found about each other one; it is no part of what all nodes agree on. */
export class Verdicts {
  readonly #differs = new Map<string, boolean>();

  /**
   * Compares what these nodes say with the digests of this one, as far as it can by now. Whether this
   * node is in the wrong: those that differ from it are not fewer than those that do not, itself included.
   */
  judge(members: readonly Member[], own: string | undefined, digests: Digests): boolean {
    for (const { epoch, claim } of members) {
      if (claim === undefined || epoch === own) continue;
      const digest = digests.at(claim.position);
      if (digest !== undefined) this.#differs.set(epoch, digest !== claim.digest);
    }
    const epochs = new Set(members.map(({ epoch }) => epoch));
    for (const epoch of this.#differs.keys()) if (!epochs.has(epoch)) this.#differs.delete(epoch);
    const against = [...this.#differs.values()].filter((differs) => differs).length;
    const others = members.filter(({ epoch }) => epoch !== own).length;
    return against > 0 && against >= 1 + others - against;
  }
}
