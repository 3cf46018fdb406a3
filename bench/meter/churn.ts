/**
 * Clients that come, say one line, end their sending half and wait for the server to end the rest,
 * over and over, while bystanders listen: nothing said may be lost, and nothing may be left behind.
 *
 * @module
 */

import { Crowd } from "./crowd.ts";
import { crowdFaults, type Outcome, type Site, textOnly, Window } from "./outcome.ts";
import { countDescriptors } from "./proc.ts";
import { Histogram } from "./stats.ts";
import type { Ending } from "./wire.ts";

const CYCLE_MILLIS = 5_000;

/** How much coming and going there is. */
export interface ChurnShape {
  /** Clients that come and go, each at once when it has gone. */
  readonly loops: number;
  /** Clients that stay and listen. */
  readonly bystanders: number;
  /** Length of a line without its newline, in bytes. */
  readonly lineBytes: number;
}

/** Runs a churn. Throws if a bystander cannot connect. */
export async function churn(site: Site, shape: ChurnShape): Promise<Outcome> {
  const { bystanders, loops } = shape;
  const cycles = new Cycles(shape);
  textOnly(site);
  using crowd = new Crowd({
    port: site.server.port,
    readers: bystanders,
    others: loops,
    senders: loops,
    lineBytes: shape.lineBytes,
    wire: site.wire,
    events: cycles,
  });
  await crowd.gather(Array.from({ length: bystanders }, (_, client) => client));
  await crowd.settle(site.settleMillis);
  const before = { ...site.server.state(), descriptors: countDescriptors(site.server.pid) };
  const window = new Window(crowd, site.server);
  const begin = performance.now() + site.warmUpSeconds * 1000;
  const end = begin + site.seconds * 1000;
  cycles.start(crowd);
  for (let now = begin; now < end; now = performance.now()) {
    if (!window.isOpen && now >= begin) cycles.measure(window);
    const polled = crowd.wire.poll(20);
    if (polled) await polled;
    cycles.freeStuck(now);
  }
  const figures = { ...window.end(cycles.measured), ...cycles.figures(site.seconds) };
  await cycles.finish(crowd);
  await crowd.drain(() => crowd.readers.hasAll(cycles.said));
  await crowd.settle(site.settleMillis, CYCLE_MILLIS);
  const after = site.server.state();
  return {
    figures: {
      ...figures,
      driftBytes: (after?.residentBytes ?? NaN) - (before.residentBytes ?? NaN),
      descriptorsLeft: countDescriptors(site.server.pid) - before.descriptors,
    },
    faults: { ...crowdFaults(crowd, cycles.said), ...cycles.faults() },
  };
}

/** The clients that come and go. */
class Cycles {
  said = 0;
  measured = 0;
  readonly #shape: ChurnShape;
  readonly #latency = new Histogram();
  readonly #numbers: Float64Array;
  readonly #startedAt: Float64Array;
  readonly #isOpen: Uint8Array;
  #crowd: Crowd | undefined;
  #isMeasuring = false;
  #isFinishing = false;
  #refused = 0;
  #broken = 0;
  #stuck = 0;

  constructor(shape: ChurnShape) {
    this.#shape = shape;
    this.#numbers = new Float64Array(shape.loops);
    this.#startedAt = new Float64Array(shape.loops);
    this.#isOpen = new Uint8Array(shape.loops);
  }

  start(crowd: Crowd): void {
    this.#crowd = crowd;
    for (let loop = 0; loop < this.#shape.loops; loop++) this.#startCycle(loop);
  }

  measure(window: Window): void {
    window.begin();
    this.#isMeasuring = true;
  }

  #startCycle(loop: number): void {
    this.#startedAt[loop] = performance.now();
    this.#isOpen[loop] = 1;
    this.#crowd?.open(this.#shape.bystanders + loop);
  }

  opened(client: number): void {
    const loop = client - this.#shape.bystanders;
    const crowd = this.#crowd;
    if (crowd === undefined) return;
    const number = this.#numbers[loop] ?? 0;
    this.#numbers[loop] = number + 1;
    crowd.wire.send(client, crowd.write(0, { sender: loop, number, sentAt: crowd.now() }));
    crowd.wire.endSending(client);
    this.said++;
  }

  received(): void {}

  closed(client: number, how: Ending): void {
    const loop = client - this.#shape.bystanders;
    this.#isOpen[loop] = 0;
    if (how === "refused") this.#refused++;
    else if (how === "broken") this.#broken++;
    else if (this.#isMeasuring) {
      this.measured++;
      this.#latency.add((performance.now() - (this.#startedAt[loop] ?? 0)) * 1000);
    }
    if (!this.#isFinishing) this.#startCycle(loop);
  }

  freeStuck(now: number): void {
    for (let loop = 0; loop < this.#shape.loops; loop++) {
      if (now - (this.#startedAt[loop] ?? 0) < CYCLE_MILLIS) continue;
      this.#stuck++;
      this.#crowd?.wire.close(this.#shape.bystanders + loop);
      this.#startCycle(loop);
    }
  }

  figures(seconds: number): Outcome["figures"] {
    return {
      cyclesPerSecond: this.measured / seconds,
      cycleP50Millis: this.#latency.percentile(0.5) / 1000,
      cycleP99Millis: this.#latency.percentile(0.99) / 1000,
    };
  }

  async finish(crowd: Crowd): Promise<void> {
    this.#isMeasuring = false;
    this.#isFinishing = true;
    const limit = performance.now() + CYCLE_MILLIS;
    while (this.#isOpen.includes(1) && performance.now() < limit) await crowd.wire.poll(20);
  }

  faults(): Record<string, number> {
    const all: Record<string, number> = {
      refused: this.#refused,
      broken: this.#broken,
      neverEnded: this.#stuck,
    };
    return Object.fromEntries(Object.entries(all).filter(([, count]) => count > 0));
  }
}
