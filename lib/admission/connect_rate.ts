/**
 * How many connections each network has opened within the last minute. Pure and bounded: it forgets
 * who has been away for a minute, and beyond so many networks those that came longest ago.
 *
 * @module
 */

const WINDOW_MILLIS = 60_000;
/** A connection is forgotten between this much after its minute and no sooner than that. */
const SLOT_MILLIS = 1000;
const SLOTS_IN_WINDOW = WINDOW_MILLIS / SLOT_MILLIS;

/** About 5 MB when each of them has just begun. */
export const MAX_NETWORKS: number = 16_384;

/** The connections that one network opened within one slot of time. */
interface Slot {
  readonly number: number;
  count: number;
}

/** Counts new connections a minute for each network. */
export class ConnectRate {
  readonly #limit: number;
  /** In the order in which they last came. */
  readonly #slotsByNetwork = new Map<string, Slot[]>();

  /** `limit` is in connections a minute; 0 is no limit, and then nothing is remembered. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** How many networks are remembered; at most {@linkcode MAX_NETWORKS}. */
  get networks(): number {
    return this.#slotsByNetwork.size;
  }

  /**
   * Counts one connection and returns true, or returns false if the network has used up what it
   * may open in a minute; then nothing is counted. `at` is in milliseconds and never goes back.
   */
  take(network: string, at: number): boolean {
    if (this.#limit === 0) return true;
    const now = Math.floor(at / SLOT_MILLIS);
    this.#forget(now);
    const slots = (this.#slotsByNetwork.get(network) ?? []).filter(({ number }) =>
      isRecent(number, now)
    );
    const used = slots.reduce((sum, { count }) => sum + count, 0);
    if (used >= this.#limit) return false;
    const last = slots.at(-1);
    if (last?.number === now) last.count++;
    else slots.push({ number: now, count: 1 });
    this.#slotsByNetwork.delete(network);
    this.#slotsByNetwork.set(network, slots);
    return true;
  }

  /** The longest away come first, so what is looked at is also forgotten, but for one. */
  #forget(now: number): void {
    for (const [network, slots] of this.#slotsByNetwork) {
      const last = slots.at(-1);
      const isFull = this.#slotsByNetwork.size >= MAX_NETWORKS;
      if (!isFull && last !== undefined && isRecent(last.number, now)) return;
      this.#slotsByNetwork.delete(network);
    }
  }
}

function isRecent(slot: number, now: number): boolean {
  return now - slot <= SLOTS_IN_WINDOW;
}
