/**
 * Counts connections: those that were let in, and those that were not, by reason.
 *
 * @module
 */

import type { Millis } from "../core/units.ts";
import type { VisitWatch } from "../log/visit_watch.ts";
import { Tally } from "./tally.ts";

/** Reasons that are shown before they first occur. */
const REASONS = [
  "full",
  "per-address",
  "connect-rate",
  "banned",
  "lockdown",
  "bad-proxy-header",
  "plain-on-tls",
  "http",
  "tls",
];

/** Counts connections. Never throws. */
export class ConnectionCounts implements VisitWatch {
  /** Connections that were let in, by transport. */
  readonly admissions: Tally = new Tally();
  /** Connections that were refused or dropped, by the code of the reason. */
  readonly refusals: Tally = new Tally(REASONS);
  /** Answers to requests for the page, by status; 101 is a WebSocket. */
  readonly answers: Tally = new Tally();
  readonly #now: () => Millis;
  #failedHandshakes = 0;
  #failedAccepts = 0;
  #acceptFailedAt: Millis = -Infinity;

  /** Nothing has come. `now` is monotonic. */
  constructor(now: () => Millis) {
    this.#now = now;
  }

  /** How many TLS handshakes have failed. */
  get failedHandshakes(): number {
    return this.#failedHandshakes;
  }

  /** How many accepts have failed. */
  get failedAccepts(): number {
    return this.#failedAccepts;
  }

  /** Whether an accept has failed in the last so many milliseconds. */
  hasFailedWithin(millis: Millis): boolean {
    return this.#now() - this.#acceptFailedAt < millis;
  }

  /** See `VisitWatch`. */
  connected(transport: string): void {
    this.admissions.add(transport);
  }

  /** See `VisitWatch`. */
  refused(code: string): void {
    this.refusals.add(code);
  }

  /** A request for the page was answered. */
  answered(status: number): void {
    this.answers.add(String(status));
  }

  /** See `VisitWatch`. */
  handshakeFailed(): void {
    this.#failedHandshakes++;
  }

  /** See `VisitWatch`. */
  acceptFailed(): void {
    this.#failedAccepts++;
    this.#acceptFailedAt = this.#now();
  }
}
