/**
 * A stage on which time stands still: sessions over pipes in memory, and a pacer that only the play moves.
 * Without sockets and timers all work is done by promises, so a step is over when none is left to run.
 *
 * @module
 */

import { assert, fail } from "@std/assert";
import type { Config } from "../../lib/config/config.ts";
import { isDisconnect, type Peer } from "../../lib/net/peer.ts";
import { pipe } from "../../lib/net/pipe.ts";
import { textCodecs } from "../../lib/wire/text/codec.ts";
import { FakePacer } from "./fake_pacer.ts";
import { PipeRoom } from "./pipe_room.ts";
import type { StillStage } from "./play.ts";
import { originOf } from "./origins.ts";

/** Longer than any session lasts when its client has been dropped. */
const LAST_MILLIS = 10_000;

/** Performs on sessions, the loop and the fan-out of the daemon, without its listeners. */
export class PipeStage implements StillStage {
  readonly hasRealTime = false;
  readonly #pacer = new FakePacer();
  readonly #room: PipeRoom;
  readonly #isNamedByAddress: boolean;
  readonly #actors = new Map<string, Actor>();
  readonly #sessions: Promise<unknown>[] = [];

  constructor({ idleTimeout, language, maxLine, names, rate, burst }: Config) {
    this.#isNamedByAddress = names !== "guest";
    this.#room = new PipeRoom({
      pacer: this.#pacer,
      budget: rate === 0 ? undefined : { ratePerSecond: rate, burst },
      maxLineBytes: maxLine,
      idleTimeout,
      people: textCodecs[language],
    });
  }

  async enter(name: string, first: string | undefined): Promise<void> {
    const [here, there] = pipe();
    const address = `127.0.0.1:${40_001 + this.#actors.size}`;
    const origin = originOf({ address, isNamedByAddress: this.#isNamedByAddress });
    this.#actors.set(name, new Actor(here, address));
    this.#sessions.push(this.#room.serve(there, origin));
    if (first === undefined) await this.#settle();
    else await this.type(name, first);
  }

  async type(name: string, line: string): Promise<void> {
    await this.#send(name, `${line}\n`);
    assert(!this.#actor(name).isCutOff, "the daemon takes no more input");
  }

  hear(name: string): Promise<string | undefined> {
    const { lines, hasEnded } = this.#actor(name);
    if (lines.length === 0 && !hasEnded) fail("no line has come");
    return Promise.resolve(lines.shift());
  }

  hearNothing(name: string): Promise<void> {
    const { lines, hasEnded } = this.#actor(name);
    if (lines.length > 0) fail(`heard ${JSON.stringify(lines)}`);
    if (hasEnded) fail("heard the end");
    return Promise.resolve();
  }

  async close(name: string): Promise<void> {
    this.#actor(name).closeWrite();
    await this.#settle();
  }

  async vanish(name: string): Promise<void> {
    this.#actor(name).vanish();
    await this.#settle();
  }

  async beCutOff(name: string): Promise<void> {
    await this.#send(name, "\n");
    assert(this.#actor(name).isCutOff, "the daemon still takes input");
  }

  async passTime(millis: number): Promise<void> {
    const pacer = this.#pacer;
    const end = pacer.now() + millis;
    while (pacer.nextAt <= end) {
      pacer.advance(pacer.nextAt - pacer.now());
      await this.#settle();
    }
    pacer.advance(end - pacer.now());
  }

  addressOf(name: string): string {
    return this.#actor(name).address;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const actor of this.#actors.values()) actor.vanish();
    await this.#room.shutDown();
    await this.#settle();
    await this.passTime(LAST_MILLIS);
    await Promise.all(this.#sessions);
    await this.#room[Symbol.asyncDispose]();
  }

  async #send(name: string, text: string): Promise<void> {
    this.#actor(name).send(text);
    await this.#settle();
  }

  /** Lets everything happen that needs no time. */
  async #settle(): Promise<void> {
    await allPromises();
    while (this.#pacer.waiting > 0) {
      this.#pacer.turn();
      await allPromises();
    }
  }

  #actor(name: string): Actor {
    return this.#actors.get(name) ?? fail(`${name} has not entered`);
  }
}

/** One end of a pipe: what is sent waits for the daemon, as it would in a kernel. */
class Actor {
  readonly address: string;
  /** The lines that have come and were not heard yet. */
  readonly lines: string[] = [];
  hasEnded = false;
  /** Whether the daemon has refused input. */
  isCutOff = false;
  readonly #peer: Peer;
  #sent: Promise<unknown> = Promise.resolve();

  /** Takes ownership of the peer. */
  constructor(peer: Peer, address: string) {
    this.#peer = peer;
    this.address = address;
    void this.#read();
  }

  send(text: string): void {
    this.#then(() => this.#peer.write(new TextEncoder().encode(text)));
  }

  closeWrite(): void {
    this.#then(() => this.#peer.closeWrite());
  }

  vanish(): void {
    this.#peer.close();
  }

  #then(act: () => Promise<unknown>): void {
    this.#sent = this.#sent.then(act).catch((error) => {
      if (!isDisconnect(error)) throw error;
      this.isCutOff = true;
    });
  }

  async #read(): Promise<void> {
    const decoder = new TextDecoder();
    let rest = "";
    try {
      for (let chunk = await this.#peer.read(); chunk; chunk = await this.#peer.read()) {
        const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
        rest = lines.pop() ?? "";
        this.lines.push(...lines);
      }
    } catch (error) {
      if (!isDisconnect(error)) throw error;
    }
    this.hasEnded = true;
  }
}

/** A turn of the event loop: before it, every promise that could run has run. */
function allPromises(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
