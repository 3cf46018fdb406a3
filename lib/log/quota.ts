/**
 * How many records of the life of connections may be written: in all, and for one network, so that
 * nobody fills the log, and one who tries leaves room for what the others do. Bounded: of networks
 * that spoke longest ago nothing is remembered.
 *
 * @module
 */

/** What may be written. */
export interface QuotaLimits {
  /** Records a second. */
  readonly perSecond: number;
  /** Records at once before that holds. */
  readonly burst: number;
}

/** In all: after a restart some thousand people enter at once, and journald takes 10,000 in 30 s. */
export const QUOTA_IN_ALL: QuotaLimits = { perSecond: 100, burst: 5000 };

/** For one network; more than `--connect-rate` and `--max-per-address` allow by their defaults. */
export const QUOTA_OF_NETWORK: QuotaLimits = { perSecond: 10, burst: 200 };

/** So many networks are remembered. */
export const MAX_NETWORKS = 1024;

const SECOND = 1000;

/** Counts down what may be written, and up with the time. */
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

/** What may be written, in all and for each network. */
export class Quota {
  readonly #now: () => number;
  readonly #inAll: Bucket;
  /** In the order in which they last spoke. */
  readonly #byNetwork = new Map<string, Bucket>();

  /** `now` is in milliseconds and never goes back. */
  constructor(now: () => number) {
    this.#now = now;
    this.#inAll = new Bucket(QUOTA_IN_ALL, now());
  }

  /** Networks that are remembered; for tests of the bound. */
  get networks(): number {
    return this.#byNetwork.size;
  }

  /** Whether one more may be written, which then counts. Without a network only the whole is bounded. */
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
