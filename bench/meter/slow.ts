/**
 * A room in which some never read: the others must not notice, and the stuck must be dropped in time
 * and cost a bounded amount of memory.
 *
 * @module
 */

import { Crowd } from "./crowd.ts";
import { crowdFaults, type Outcome, type Site, textOnly } from "./outcome.ts";
import { countDescriptors } from "./proc.ts";
import { keepTalking, type RoomShape, Schedule } from "./room.ts";

const SAMPLE_MILLIS = 100;

/** A room and how many of its clients never read. */
export interface SlowShape extends RoomShape {
  /** Clients that never read; they come on top of nobody: `clients` counts them. */
  readonly stuck: number;
}

/** Runs a room with stuck clients. Throws if somebody cannot connect. */
export async function slow(site: Site, shape: SlowShape): Promise<Outcome> {
  const healthy = shape.clients - shape.stuck;
  let brokenOff = 0;
  textOnly(site);
  using crowd = new Crowd({
    port: site.server.port,
    readers: healthy,
    others: shape.stuck,
    senders: healthy,
    lineBytes: shape.lineBytes,
    wire: site.wire,
    events: { opened: () => {}, received: () => {}, closed: () => void brokenOff++ },
  });
  await crowd.gather(order(healthy, shape.stuck), (client) => ({ isStuck: client >= healthy }));
  await crowd.settle(site.settleMillis);
  const watched = new StuckWatch(site, shape.stuck);
  const schedule = new Schedule(crowd, {
    senders: healthy,
    linesPerSecond: healthy * shape.rate,
  });
  const figures = await keepTalking(site, {
    crowd,
    schedule,
    eachTurn: (now) => watched.look(now),
  });
  await crowd.drain(() => crowd.readers.hasAll(schedule.sent));
  watched.look(performance.now() + SAMPLE_MILLIS);
  return {
    figures: {
      ...figures,
      stuckDropped: Math.max(watched.dropped, brokenOff),
      droppedAfterSeconds: watched.droppedAfterSeconds,
      growthBytes: watched.growthBytes,
    },
    faults: crowdFaults(crowd, schedule.sent),
  };
}

// The stuck enter in the middle, so that they sit amid the server's list of clients.
function order(healthy: number, stuck: number): number[] {
  const all = Array.from({ length: healthy }, (_, client) => client);
  all.splice(healthy >> 1, 0, ...Array.from({ length: stuck }, (_, client) => healthy + client));
  return all;
}

/** Sees from the server's descriptors when the stuck are dropped: they themselves cannot, behind unread bytes. */
class StuckWatch {
  droppedAfterSeconds = NaN;
  readonly #site: Site;
  readonly #stuck: number;
  readonly #from = performance.now();
  readonly #descriptors: number;
  readonly #residentBytes: number;
  #fewest: number;
  #mostBytes = 0;
  #nextLook = 0;

  constructor(site: Site, stuck: number) {
    this.#site = site;
    this.#stuck = stuck;
    this.#descriptors = countDescriptors(site.server.pid);
    this.#fewest = this.#descriptors;
    this.#residentBytes = site.server.state()?.residentBytes ?? NaN;
  }

  get dropped(): number {
    return Math.min(this.#stuck, this.#descriptors - this.#fewest);
  }

  get growthBytes(): number {
    return this.#mostBytes - this.#residentBytes;
  }

  look(now: number): void {
    if (now < this.#nextLook) return;
    this.#nextLook = now + SAMPLE_MILLIS;
    this.#fewest = Math.min(this.#fewest, countDescriptors(this.#site.server.pid));
    this.#mostBytes = Math.max(this.#mostBytes, this.#site.server.state()?.residentBytes ?? NaN);
    if (this.dropped === this.#stuck && Number.isNaN(this.droppedAfterSeconds)) {
      this.droppedAfterSeconds = (now - this.#from) / 1000;
    }
  }
}
