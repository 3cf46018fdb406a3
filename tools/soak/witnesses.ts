/**
 * Six healthy clients in the middle of it all, in several rooms. Each checks every line that it hears; together they
 * check that all hear the same, once, in the same order; and their pings measure the daemon's pulse.
 *
 * @module
 */

import { tcpPeer } from "../../lib/net/tcp.ts";
import { Finding } from "../../tests/fuzz/finding.ts";
import { Observer } from "../../tests/fuzz/observer.ts";
import { ROOMS } from "../../tests/fuzz/script.ts";

/** How many of each dialect. */
const OF_EACH = 3;

/** The six. Whoever holds them with `await using` ends them. */
export class Witnesses implements AsyncDisposable {
  /** Lines that all of them have heard alike. */
  compared = 0;
  readonly #observers: Observer[] = [];
  #marks = 0;

  /** Lets them enter an empty daemon and further rooms, one after the other. */
  static async enter(port: number): Promise<Witnesses> {
    const witnesses = new Witnesses();
    for (let n = 0; n < 2 * OF_EACH; n++) {
      const peer = tcpPeer(await Deno.connect({ hostname: "127.0.0.1", port }));
      const observer = await Observer.enter(`w${n}`, peer, n % 2 === 1);
      await observer.join(...ROOMS.slice(1));
      witnesses.#observers.push(observer);
    }
    await witnesses.#speaker.say("mark 0");
    await Promise.all(witnesses.#observers.map((each) => each.catchUp()));
    for (const each of witnesses.#observers) each.takeThrough("w0: mark 0");
    return witnesses;
  }

  /** How many they are. */
  get count(): number {
    return this.#observers.length;
  }

  /** Pings, each in turn; resolves with how long the longest answer took, in milliseconds. */
  async pulse(): Promise<number> {
    const times = await Promise.all(this.#observers.map(async (each) => {
      const from = performance.now();
      await each.catchUp();
      return performance.now() - from;
    }));
    return Math.max(...times);
  }

  /** Compares what they have heard since the last time. Rejects with a finding. */
  async compare(): Promise<void> {
    const mark = `mark ${++this.#marks}`;
    await this.#speaker.say(mark);
    // Its own answer comes after the mark, and everybody else's after that.
    await this.#speaker.catchUp();
    await Promise.all(this.#observers.slice(1).map((each) => each.catchUp()));
    const heard = this.#observers.map((each) => each.takeThrough(`w0: ${mark}`));
    const [first = [], ...others] = heard;
    for (const [index, other] of others.entries()) {
      const at = first.findIndex((text, i) => text !== other[i]);
      if (at < 0 && first.length === other.length) continue;
      const [one, two] = [first, other].map((each) => JSON.stringify(each[Math.max(at, 0)]));
      throw new Finding(`before ${mark}, w0 heard ${one} and w${index + 1} heard ${two}`);
    }
    this.compared += first.length * heard.length;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const each of this.#observers) await each[Symbol.asyncDispose]();
  }

  get #speaker(): Observer {
    const [first] = this.#observers;
    if (first === undefined) throw new Error("there is no witness");
    return first;
  }
}
