/**
 * Detects dead links and keeps a quiet client from idling out: pure decisions about when to ping and
 * when to give up. The time is an argument, by a monotonic clock.
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

/** Pings after a minute of silence, and gives up half a minute later. */
export const DEFAULT_KEEPALIVE: KeepaliveLimits = { silenceMillis: 60_000, patienceMillis: 30_000 };

/** More than this between two checks, by either clock, means that the machine slept. */
const SLEEP_MILLIS = 10_000;

/** The keepalive state of one connection. */
export class Keepalive {
  readonly #limits: KeepaliveLimits;
  #sentAt: number;
  #checkedAt: number;
  /** The difference of the wall clock and the steady clock at the last check. */
  #lead: number | undefined;
  #pingedAt: number | undefined;

  /** Begins with a connection that was just opened; `at` is by the steady clock, as all below. */
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

  /** The client has sent a ping of its own accord: the daemon has to say something in time. */
  notePing(at: number): void {
    this.#pingedAt ??= at;
  }

  /**
   * Decides what to do now; called about every second. After `ping` the caller sends a ping. `wall` is the
   * time of the machine, which goes on while the machine sleeps, when the steady clock may stop. It is only
   * compared with the last check, so if the clock is set, the only effect is one ping.
   */
  check(at: number, wall: number = at): "nothing" | "ping" | "dead" {
    const lead = wall - at;
    const hasSlept = at - this.#checkedAt > SLEEP_MILLIS ||
      Math.abs(lead - (this.#lead ?? lead)) > SLEEP_MILLIS;
    this.#checkedAt = at;
    this.#lead = lead;
    // After a sleep it is unknown whether the link works: ping at once, and start the time limit again.
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
