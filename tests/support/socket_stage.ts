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

/** Performs on a daemon through its socket; owns the venue. */
export class SocketStage implements Stage {
  readonly hasRealTime = true;
  readonly #venue: Venue;
  readonly #actors = new Map<string, LineClient>();

  /** A stage that nobody has entered. */
  constructor(venue: Venue) {
    this.#venue = venue;
  }

  /** All addresses at which the daemon listens. */
  get addresses(): readonly string[] {
    return this.#venue.addresses ?? [this.#venue.address];
  }

  async enter(name: string, first: string | undefined): Promise<void> {
    const client = await LineClient.connect(this.#venue.address);
    this.#actors.set(name, client);
    if (first !== undefined) await client.send(first);
  }

  async type(name: string, line: string): Promise<void> {
    await this.#actor(name).send(line);
  }

  async hear(name: string): Promise<string | undefined> {
    return await this.#actor(name).line();
  }

  async close(name: string): Promise<void> {
    await this.#actor(name).closeWrite();
  }

  vanish(name: string): Promise<void> {
    this.#actor(name)[Symbol.dispose]();
    return Promise.resolve();
  }

  async passTime(millis: number): Promise<void> {
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
