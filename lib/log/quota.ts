/**
 * Limits the log records of connections, in all and for each network, so that strangers cannot fill the
 * log, and one network cannot use up the records of all. Bounded: forgets the networks that were used
 * least recently.
 *
 * @module
 */

/** The limits of records. */
export interface QuotaLimits {
  /** Records a second. */
  readonly perSecond: number;
  /** Records at once before the rate applies. */
  readonly burst: number;
}

/** The limits in all. After a restart thousands enter at once; journald takes 10,000 in 30 s. */
export const QUOTA_IN_ALL: QuotaLimits = { perSecond: 100, burst: 5000 };

/** The limits for one network; above the defaults of `--connect-rate` and `--max-per-address`. */
export const QUOTA_OF_NETWORK: QuotaLimits = { perSecond: 10, burst: 200 };

/** The most networks in memory. */
export const MAX_NETWORKS = 1024;

const SECOND = 1000;

/** A token bucket. */
class Bucket {
  readonly #limits: QuotaLimits;
  #left: number;
  #at: number;

  constructor(limits: QuotaLimits, at: number) {
    this.#limits = limits;
    this.#left = limits.burst;
    this.#at = at;
  }

  has(at: number): boolean {
    const { perSecond, burst } = this.#limits;
    this.#left = Math.min(burst, this.#left + (at - this.#at) * perSecond / SECOND);
    this.#at = at;
    return this.#left >= 1;
  }

  take(): void {
    this.#left--;
  }
}

/** The quota of records, in all and for each network. */
export class Quota {
  readonly #now: () => number;
  readonly #inAll: Bucket;
  /** By network, the least recent first. */
  readonly #byNetwork = new Map<string, Bucket>();

  /** `now` is in milliseconds and never goes back. */
  constructor(now: () => number) {
    this.#now = now;
    this.#inAll = new Bucket(QUOTA_IN_ALL, now());
  }

  /** The number of networks in memory; for tests of the bound. */
  get networks(): number {
    return this.#byNetwork.size;
  }

  /** Counts one record and returns whether it may be written. Without a network only the total counts. */
  take(network: string | undefined): boolean {
    const at = this.#now();
    const own = network === undefined ? undefined : this.#bucketOf(network, at);
    if (own !== undefined && !own.has(at)) return false;
    if (!this.#inAll.has(at)) return false;
    own?.take();
    this.#inAll.take();
    return true;
  }

  #bucketOf(network: string, at: number): Bucket {
    const bucket = this.#byNetwork.get(network) ?? new Bucket(QUOTA_OF_NETWORK, at);
    this.#byNetwork.delete(network);
    this.#byNetwork.set(network, bucket);
    if (this.#byNetwork.size > MAX_NETWORKS) {
      const [oldest] = this.#byNetwork.keys();
      if (oldest !== undefined) this.#byNetwork.delete(oldest);
    }
    return bucket;
  }
}
