/**
 * An open loop: every client says so many lines a second, whether or not the server keeps up. Latency
 * counts from the time a line was due, so that a server that holds the meter up cannot hide it.
 *
 * @module
 */

import { Crowd } from "./crowd.ts";
import { crowdFaults, type Outcome, type Site, Window } from "./outcome.ts";
import { Histogram } from "./stats.ts";

const LONGEST_POLL_MILLIS = 20;

/** How big a room is and how much is said in it. */
export interface RoomShape {
  /** Clients, all of whom talk and listen. */
  readonly clients: number;
  /** Lines a second of each. */
  readonly rate: number;
  /** Length of a line without its newline, in bytes. */
  readonly lineBytes: number;
}

/** Runs a room. Throws if somebody cannot connect. */
export async function room(site: Site, shape: RoomShape): Promise<Outcome> {
  const { clients } = shape;
  using crowd = new Crowd({
    port: site.server.port,
    readers: clients,
    senders: clients,
    lineBytes: shape.lineBytes,
    wire: site.wire,
    dialect: site.command.dialect,
  });
  await crowd.gather(Array.from({ length: clients }, (_, client) => client));
  await crowd.settle(site.settleMillis);
  const schedule = new Schedule(crowd, {
    senders: clients,
    linesPerSecond: clients * shape.rate,
  });
  const figures = await keepTalking(site, { crowd, schedule });
  await crowd.drain(() => crowd.readers.hasAll(schedule.sent));
  return { figures, faults: crowdFaults(crowd, schedule.sent) };
}

/** Talks through warm-up and window, calling `eachTurn` after every poll; resolves to the window's figures. */
export async function keepTalking(
  site: Site,
  { crowd, schedule, eachTurn }: {
    crowd: Crowd;
    schedule: Schedule;
    eachTurn?: (now: number) => void;
  },
): Promise<Outcome["figures"]> {
  const window = new Window(crowd, site.server);
  const from = performance.now();
  const begin = from + site.warmUpSeconds * 1000;
  const end = begin + site.seconds * 1000;
  let sentBefore = 0;
  for (let now = from; now < end; now = performance.now()) {
    if (!window.isOpen && now >= begin) {
      window.begin();
      schedule.lag.reset();
      sentBefore = schedule.sent;
    }
    const wait = schedule.sayDue(end);
    const polled = crowd.wire.poll(Math.min(wait, LONGEST_POLL_MILLIS));
    if (polled) await polled;
    eachTurn?.(performance.now());
  }
  const figures = window.end();
  const due = (schedule.sent - sentBefore) * schedule.listeners;
  return {
    ...figures,
    deliveredShare: (figures["deliveries"] ?? NaN) / due,
    meterLagP99Millis: schedule.lag.percentile(0.99) / 1000,
  };
}

/** Says lines when they are due, evenly staggered over the senders. */
export class Schedule {
  /** Lines said so far. */
  sent = 0;
  /** How late the meter itself was in saying them. */
  readonly lag: Histogram = new Histogram();
  /** How many are to receive each line. */
  readonly listeners: number;
  readonly #crowd: Crowd;
  readonly #senders: number;
  readonly #gapMicros: number;
  readonly #from: number;

  /**
   * Starts now: senders 0 to `senders` - 1, which are the clients of those numbers, at `linesPerSecond`
   * together. Each line has `listeners`, as many as there are senders if not given.
   */
  constructor(
    crowd: Crowd,
    { senders, linesPerSecond, listeners = senders }: {
      senders: number;
      linesPerSecond: number;
      listeners?: number;
    },
  ) {
    this.#crowd = crowd;
    this.#senders = senders;
    this.listeners = listeners;
    this.#gapMicros = 1e6 / linesPerSecond;
    this.#from = crowd.now();
  }

  /** Says what is due, up to the moment `end` of `performance.now()`; returns the milliseconds until the next line. */
  sayDue(end: number): number {
    const crowd = this.#crowd;
    const now = crowd.now();
    while (performance.now() < end) {
      const due = Math.round(this.#from + this.sent * this.#gapMicros);
      if (due > now) return (due - now) / 1000;
      const sender = this.sent % this.#senders;
      const number = Math.floor(this.sent / this.#senders);
      crowd.wire.send(sender, crowd.write(0, { sender, number, sentAt: due }));
      this.lag.add(crowd.now() - due);
      this.sent++;
    }
    return 0;
  }
}
