/**
 * Sums of what strangers can cause as fast as they connect: the first of each kind and network is
 * told at once, what comes after it in one record every ten seconds. Bounded: beyond so many
 * networks the others are one sum together, and none of theirs is told at once.
 *
 * @module
 */

/** One thing that happened to somebody. */
export interface Happening {
  /** What it is called in the log; one of a few. */
  readonly event: string;
  /** From where: an IPv4 address, an IPv6 /64, or what else stands for it. */
  readonly network: string;
  /** Why; the sum tells the last one. */
  readonly reason: string;
}

/** What has been counted since the last record. */
export interface Sum extends Happening {
  /** How many more there were. */
  readonly more: number;
}

/** How often sums are told, in milliseconds. */
export const SUM_EVERY_MILLIS = 10_000;

/** So many kinds and networks have a sum of their own. */
export const MAX_SUMS = 256;

/** Stands for all networks beyond those. */
const OTHERS = "others";

interface Count {
  readonly happening: Happening;
  more: number;
}

/** Counts what is not told at once. */
export class Sums {
  #counts = new Map<string, Count>();

  /** How many are kept; for tests of the bound. */
  get size(): number {
    return this.#counts.size;
  }

  /** Takes one; returns whether it is the first, to be told now. */
  take(happening: Happening): boolean {
    const key = keyOf(happening);
    const known = this.#counts.get(key);
    if (known === undefined && this.#counts.size < MAX_SUMS) {
      this.#counts.set(key, { happening, more: 0 });
      return true;
    }
    if (known === undefined) this.#countOther(happening);
    else this.#counts.set(key, { happening, more: known.more + 1 });
    return false;
  }

  /** All that was counted; what had nothing to count is forgotten, so that its next is a first. */
  tell(): Sum[] {
    const counts = [...this.#counts.entries()].filter(([, { more }]) => more > 0);
    this.#counts = new Map(counts.map(([key, { happening }]) => [key, { happening, more: 0 }]));
    return counts.map(([, { happening, more }]) => ({ ...happening, more }));
  }

  #countOther({ event, reason }: Happening): void {
    const happening = { event, reason, network: OTHERS };
    const key = keyOf(happening);
    this.#counts.set(key, { happening, more: (this.#counts.get(key)?.more ?? 0) + 1 });
  }
}

function keyOf({ event, network }: Happening): string {
  return `${event} ${network}`;
}
