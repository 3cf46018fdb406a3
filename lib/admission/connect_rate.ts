/**
 * Counts the connections that each network has opened within the last minute. Pure and bounded: it
 * forgets networks that opened none for a minute, and above the limit the least recent ones.
 *
 * @module
 */

const WINDOW_MILLIS = 60_000;
/** The resolution: a connection is forgotten after a minute, at most this much later. */
const SLOT_MILLIS = 1000;
const SLOTS_IN_WINDOW = WINDOW_MILLIS / SLOT_MILLIS;

/** The most networks in memory; that takes about 5 MB if each has opened few connections. */
export const MAX_NETWORKS: number = 16_384;

/** The connections that one network opened within one slot of time. */
interface Slot {
  readonly number: number;
  count: number;
}

/** Counts new connections a minute for each network. */
export class ConnectRate {
  #limit: number;
  /** By network, the least recent first. */
  readonly #slotsByNetwork = new Map<string, Slot[]>();

  /** `limit` is in connections a minute; 0 is no limit, and then nothing is remembered. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Another limit holds from here on; the connections of the last minute count. */
  adjust(limit: number): void {
    this.#limit = limit;
  }

  /** The number of networks in memory; at most {@linkcode MAX_NETWORKS}. */
  get networks(): number {
    return this.#slotsByNetwork.size;
  }

  /**
   * Counts one connection and returns true; or returns false if the network has reached the limit, and
   * counts nothing. `at` is in milliseconds and never goes back.
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

  /** Removes old networks. The oldest come first, so a call reads at most one entry that it keeps. */
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
