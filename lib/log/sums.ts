/**
 * Sums of events that strangers can cause as fast as they connect. The first of each kind and network is
 * logged at once; later ones are summed in one record every ten seconds. Bounded: above a number of
 * networks, the others share one sum, and none of theirs is logged at once.
 *
 * @module
 */

/** One event of a connection. */
export interface Happening {
  /** Its name in the log; one of a few. */
  readonly event: string;
  /** Its network: an IPv4 address, an IPv6 /64, or a text for other origins. */
  readonly network: string;
  /** The reason; a sum has the last one. */
  readonly reason: string;
}

/** The count since the last record. */
export interface Sum extends Happening {
  /** How many more there were. */
  readonly more: number;
}

/** The interval between records of sums, in milliseconds. */
export const SUM_EVERY_MILLIS = 10_000;

/** The most pairs of kind and network that have a sum of their own. */
export const MAX_SUMS = 256;

/** The network of the shared sum. */
const OTHERS = "others";

interface Count {
  readonly happening: Happening;
  more: number;
}

/** Counts events that are not logged at once. */
export class Sums {
  #counts = new Map<string, Count>();

  /** The number of sums; for tests of the bound. */
  get size(): number {
    return this.#counts.size;
  }

  /** Counts one event; returns whether it is the first, which must be logged now. */
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

  /** All sums that are not zero. A sum of zero is removed, so that its next event is a first. */
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
