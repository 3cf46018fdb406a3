/**
 * Notices dead links and keeps a quiet client from being taken for idle: pure decisions about when
 * to ping and when to give up. Time arrives as an argument.
 *
 * @module
 */

/** The token of pings that the client sends for itself; their answers are not shown. */
export const KEEPALIVE_TOKEN = "hubbub-keepalive";

/** Limits of {@linkcode Keepalive}, in milliseconds. */
export interface KeepaliveLimits {
  /** How long the client may be silent before it pings. */
  readonly silenceMillis: number;
  /** How long the daemon may be silent after a ping. */
  readonly patienceMillis: number;
}

/** A minute of silence, half a minute of patience. */
export const DEFAULT_KEEPALIVE: KeepaliveLimits = { silenceMillis: 60_000, patienceMillis: 30_000 };

/** A longer time between two looks means that the machine slept. */
const SLEEP_MILLIS = 10_000;

/** One connection's signs of life. */
export class Keepalive {
  readonly #limits: KeepaliveLimits;
  #sentAt: number;
  #checkedAt: number;
  #pingedAt: number | undefined;

  /** Begins with a connection that was just opened. */
  constructor(at: number, limits: KeepaliveLimits = DEFAULT_KEEPALIVE) {
    this.#limits = limits;
    this.#sentAt = at;
    this.#checkedAt = at;
  }

  /** The client sent something. */
  noteSent(at: number): void {
    this.#sentAt = at;
  }

  /** The daemon sent something. */
  noteReceived(): void {
    this.#pingedAt = undefined;
  }

  /** What to do now, asked about every second; after `ping` the caller sends one. */
  check(at: number): "nothing" | "ping" | "dead" {
    const hasSlept = at - this.#checkedAt > SLEEP_MILLIS;
    this.#checkedAt = at;
    // After a sleep nothing is known: the daemon is asked at once, and is given its time anew.
    if (hasSlept) return this.#ping(at);
    if (this.#pingedAt !== undefined) {
      return at - this.#pingedAt >= this.#limits.patienceMillis ? "dead" : "nothing";
    }
    return at - this.#sentAt < this.#limits.silenceMillis ? "nothing" : this.#ping(at);
  }

  #ping(at: number): "ping" {
    this.#pingedAt = at;
    this.#sentAt = at;
    return "ping";
  }
}
