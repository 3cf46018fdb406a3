/**
 * A stage with real sockets to a daemon, wherever that runs: the actors are lines on the wire.
 *
 * @module
 */

import { LineClient } from "./line_client.ts";
import type { Stage } from "./play.ts";

/** A running daemon that a stage is set up in. */
export interface Venue extends AsyncDisposable {
  /** Where it listens, `IP:PORT`. */
  readonly address: string;
  /** All addresses at which it listens; undefined if nobody asks. */
  readonly addresses?: readonly string[];
  /** Lets time pass there. */
  passTime(millis: number): Promise<void>;
}

/** A daemon waits 200 ms for a first line; a machine that takes so long to send it is late. */
export const LATE_MILLIS = 100;
/** All steps together take less beside the time that is to pass in them; on a slower machine a daemon warns too soon. */
const SLOW_MILLIS = 300;
/** How a daemon greets somebody whose first line has not come. */
const GREETING = /^You are (?:guest-\d+|[\d.]+:\d+)$/;

/** Performs on a daemon through its socket; owns the venue. */
export class SocketStage implements Stage {
  readonly hasRealTime = true;
  readonly #venue: Venue;
  readonly #actors = new Map<string, LineClient>();
  /** Those that have sent a first line, and heard none yet. */
  readonly #unheard = new Set<string>();
  readonly #begun = performance.now();
  /** How much time was to pass. */
  #passed = 0;
  #wasLate = false;

  /** A stage that nobody has entered. */
  constructor(venue: Venue) {
    this.#venue = venue;
  }

  /** All addresses at which the daemon listens. */
  get addresses(): readonly string[] {
    return this.#venue.addresses ?? [this.#venue.address];
  }

  get wasLate(): boolean {
    const lost = performance.now() - this.#begun - this.#passed;
    return this.#wasLate || lost > SLOW_MILLIS;
  }

  async enter(name: string, first: string | undefined): Promise<void> {
    const begun = performance.now();
    const client = await LineClient.connect(this.#venue.address);
    this.#actors.set(name, client);
    if (first === undefined) return;
    await client.send(first);
    this.#unheard.add(name);
    if (performance.now() - begun > LATE_MILLIS) this.#wasLate = true;
  }

  async type(name: string, line: string): Promise<void> {
    await this.#actor(name).send(line);
  }

  async hear(name: string): Promise<string | undefined> {
    const line = await this.#actor(name).line();
    if (this.#unheard.delete(name) && GREETING.test(line ?? "")) this.#wasLate = true;
    return line;
  }

  async close(name: string): Promise<void> {
    await this.#actor(name).closeWrite();
  }

  vanish(name: string): Promise<void> {
    this.#actor(name)[Symbol.dispose]();
    return Promise.resolve();
  }

  async passTime(millis: number): Promise<void> {
    this.#passed += millis;
    await this.#venue.passTime(millis);
  }

  addressOf(name: string): string {
    return this.#actor(name).address;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.#actors.values()) client[Symbol.dispose]();
    await this.#venue[Symbol.asyncDispose]();
  }

  #actor(name: string): LineClient {
    const actor = this.#actors.get(name);
    if (actor === undefined) throw new Error(`${name} has not entered`);
    return actor;
  }
}
