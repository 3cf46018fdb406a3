/**
 * Several times more than a server can carry, for a long time: shows whether senders are made to wait
 * evenly, how old a line is when it arrives, and whether memory stays level.
 *
 * @module
 */

import { Crowd } from "./crowd.ts";
import { fanout } from "./fanout.ts";
import { crowdFaults, type Figures, type Outcome, type Site, textOnly, Window } from "./outcome.ts";
import { fairness, Histogram, median } from "./stats.ts";

const SEND_BUFFER_BYTES = 16 * 1024;
const LINES_AT_ONCE = 64;
const TRIAL_WINDOW = 32;
const TRIAL_SECONDS = 2;
const DRAIN_MILLIS = 30_000;

/** How much is too much. */
export interface OverloadShape {
  /** Clients that only listen; senders listen as well and come on top. */
  readonly receivers: number;
  /** Clients that talk. */
  readonly senders: number;
  /** How many times the sustainable load is offered. */
  readonly factor: number;
  /** Length of a line without its newline, in bytes. */
  readonly lineBytes: number;
}

/** First finds by a fan-out what the server can carry, then offers a multiple of it for the window's time. */
export async function overload(site: Site, shape: OverloadShape): Promise<Outcome> {
  const clients = shape.receivers + shape.senders;
  site.watch("finding the sustainable load");
  const trialSite = { ...site, seconds: Math.min(site.seconds, TRIAL_SECONDS) };
  const trial = await fanout(trialSite, { ...shape, window: TRIAL_WINDOW });
  const sustainable = (trial.figures["deliveriesPerSecond"] ?? NaN) / clients;
  textOnly(site);
  using crowd = new Crowd({
    port: site.server.port,
    readers: clients,
    senders: shape.senders,
    lineBytes: shape.lineBytes,
    wire: site.wire,
  });
  const sendBuffer = SEND_BUFFER_BYTES;
  await crowd.gather(
    Array.from({ length: clients }, (_, client) => client),
    () => ({ sendBuffer }),
  );
  await crowd.settle(site.settleMillis);
  const pressure = new Pressure(crowd, shape, sustainable * shape.factor);
  const course = new Course(site, crowd);
  const window = new Window(crowd, site.server);
  window.begin();
  const end = performance.now() + site.seconds * 1000;
  while (performance.now() < end) {
    pressure.sayWhatIsDue();
    const polled = crowd.wire.poll(1);
    if (polled) await polled;
    course.look();
  }
  course.close();
  const figures = window.end();
  await crowd.drain(() => crowd.readers.hasAll(pressure.sent), DRAIN_MILLIS);
  return {
    figures: {
      ...figures,
      ...course.figures(),
      ...pressure.figures(figures["seconds"] ?? NaN),
      sustainableLinesPerSecond: sustainable,
      skippedShare: crowd.readers.skipped / (pressure.sent * clients),
    },
    faults: crowdFaults(crowd, pressure.sent),
    course: course.seconds,
  };
}

/** Senders who always have more to say than is taken from them. */
class Pressure {
  sent = 0;
  readonly #crowd: Crowd;
  readonly #shape: OverloadShape;
  readonly #linesPerMilli: number;
  readonly #from = performance.now();
  readonly #accepted: Float64Array;
  readonly #withheld: Float64Array;

  constructor(crowd: Crowd, shape: OverloadShape, linesPerSecond: number) {
    this.#crowd = crowd;
    this.#shape = shape;
    this.#linesPerMilli = linesPerSecond / shape.senders / 1000;
    this.#accepted = new Float64Array(shape.senders);
    this.#withheld = new Float64Array(shape.senders);
  }

  sayWhatIsDue(): void {
    const due = Math.floor((performance.now() - this.#from) * this.#linesPerMilli);
    for (let sender = 0; sender < this.#shape.senders; sender++) {
      const number = this.#accepted[sender] ?? 0;
      const open = due - number - (this.#withheld[sender] ?? 0);
      if (open <= 0) continue;
      const client = this.#shape.receivers + sender;
      const count = this.#crowd.wire.isBlocked(client) ? 0 : Math.min(open, LINES_AT_ONCE);
      this.#say(client, { sender, number, count });
      // What the socket does not take now is not said later: the next lines are due by then.
      this.#withheld[sender] = due - number - count;
    }
  }

  #say(
    client: number,
    { sender, number, count }: { sender: number; number: number; count: number },
  ): void {
    if (count === 0) return;
    const sentAt = this.#crowd.now();
    let length = 0;
    for (let i = 0; i < count; i++) {
      length += this.#crowd.write(length, { sender, number: number + i, sentAt });
    }
    this.#crowd.wire.send(client, length);
    this.#accepted[sender] = number + count;
    this.sent += count;
  }

  figures(seconds: number): Figures {
    const shares = Array.from(this.#accepted);
    const mean = this.sent / shares.length;
    return {
      offeredLinesPerSecond: this.#linesPerMilli * 1000 * shares.length,
      acceptedLinesPerSecond: this.sent / seconds,
      fairness: fairness(shares),
      leastShare: Math.min(...shares) / mean,
      mostShare: Math.max(...shares) / mean,
    };
  }
}

/** What each second was like. */
class Course {
  readonly seconds: Figures[] = [];
  readonly #site: Site;
  readonly #crowd: Crowd;
  readonly #whole = new Histogram();
  #next = performance.now() + 1000;
  #delivered = 0;

  constructor(site: Site, crowd: Crowd) {
    this.#site = site;
    this.#crowd = crowd;
  }

  look(): void {
    if (performance.now() < this.#next) return;
    this.#next += 1000;
    const { latency, delivered } = this.#crowd.readers;
    this.seconds.push({
      second: this.seconds.length + 1,
      deliveriesPerSecond: delivered - this.#delivered,
      p50Millis: latency.percentile(0.5) / 1000,
      p99Millis: latency.percentile(0.99) / 1000,
      residentBytes: this.#site.server.state()?.residentBytes ?? NaN,
    });
    this.#delivered = delivered;
    this.#whole.merge(latency);
    latency.reset();
    this.#site.watch(`second ${this.seconds.length} of ${this.#site.seconds}`);
  }

  /** Gives the crowd's histogram the whole of what it was relieved of. */
  close(): void {
    this.#crowd.readers.latency.merge(this.#whole);
  }

  figures(): Figures {
    const bytes = this.seconds.map((second) => second["residentBytes"] ?? NaN);
    const half = bytes.length >> 1;
    return {
      earlyBytes: median(bytes.slice(0, half)),
      lateBytes: median(bytes.slice(half)),
      worstP99Millis: Math.max(...this.seconds.map((second) => second["p99Millis"] ?? NaN)),
    };
  }
}
