/**
 * A closed loop: each sender keeps a number of lines outstanding, and a line is done when the last
 * receiver has it. Shows how many deliveries a second a server can make.
 *
 * @module
 */

import { Crowd } from "./crowd.ts";
import { crowdFaults, type Outcome, type Site, Window } from "./outcome.ts";
import { enterRooms } from "./rooms.ts";

const POLL_MILLIS = 20;
const STALL_MILLIS = 2_000;
/** What one person may be in beside the lobby, by default. */
const ROOMS_EACH = 19;

/** How big a fan-out is. */
export interface FanoutShape {
  /** Clients that only listen; senders listen as well and come on top. */
  readonly receivers: number;
  /** Clients that talk. */
  readonly senders: number;
  /** Lines each sender keeps outstanding; sent together where more than one is admitted. */
  readonly window: number;
  /** Length of a line without its newline, in bytes. */
  readonly lineBytes: number;
  /**
   * Rooms beside the lobby in which the clients are and in which nobody talks. With 0 the clients send
   * their first lines as well, because a client that has sent something takes more memory.
   */
  readonly silentRooms?: number;
}

/** Runs a fan-out. Throws if somebody cannot connect. */
export async function fanout(site: Site, shape: FanoutShape): Promise<Outcome> {
  const clients = shape.receivers + shape.senders;
  const loop = new ClosedLoop(shape, clients);
  using crowd = new Crowd({
    port: site.server.port,
    readers: clients,
    senders: shape.senders,
    lineBytes: shape.lineBytes,
    wire: site.wire,
    dialect: site.command.dialect,
    completed: (sender) => loop.completed(sender),
  });
  const gatherSeconds = await crowd.gather(Array.from({ length: clients }, (_, client) => client));
  if (shape.silentRooms !== undefined) {
    await enterRooms(crowd, silentRooms(clients, shape.silentRooms));
  }
  await crowd.settle(site.settleMillis);
  const window = new Window(crowd, site.server);
  const from = performance.now();
  const begin = from + site.warmUpSeconds * 1000;
  const end = begin + site.seconds * 1000;
  loop.start();
  for (let now = from; now < end; now = performance.now()) {
    if (!window.isOpen && now >= begin) window.begin();
    loop.sayReady(crowd);
    const polled = crowd.wire.poll(POLL_MILLIS);
    if (polled) await polled;
    loop.freeStalled(now);
  }
  const figures = window.end();
  await crowd.drain(() => crowd.readers.hasAll(loop.sent));
  const faults = crowdFaults(crowd, loop.sent);
  if (loop.stalls > 0) faults["stalls"] = loop.stalls;
  return { figures: { ...figures, clients, connectsPerSecond: clients / gatherSeconds }, faults };
}

/** Spreads the clients over the rooms, each in at most so many; they go on to talk in the lobby. */
function silentRooms(clients: number, rooms: number): Map<number, string[]> {
  const each = Math.min(rooms, ROOMS_EACH);
  return new Map(
    Array.from({ length: clients }, (_, client) => {
      const entered = Array.from(
        { length: each },
        (_, n) => `silent-${(client * each + n) % rooms}`,
      );
      return [client, [...entered, "lobby"]];
    }),
  );
}

/** Who may say how much. */
class ClosedLoop {
  /** Lines said so far. */
  sent = 0;
  /** Times a sender had to be freed since its lines did not come back. */
  stalls = 0;
  readonly #shape: FanoutShape;
  readonly #clients: number;
  readonly #numbers: Float64Array;
  readonly #done: Float64Array;
  readonly #saidAt: Float64Array;
  readonly #isReady: Uint8Array;
  #ready: number[] = [];
  #nextCheck = 0;

  constructor(shape: FanoutShape, clients: number) {
    this.#shape = shape;
    this.#clients = clients;
    this.#numbers = new Float64Array(shape.senders);
    this.#done = new Float64Array(shape.senders);
    this.#saidAt = new Float64Array(shape.senders);
    this.#isReady = new Uint8Array(shape.senders);
  }

  start(): void {
    for (let sender = 0; sender < this.#shape.senders; sender++) this.#makeReady(sender);
  }

  completed(sender: number): void {
    this.#done[sender] = Math.min((this.#done[sender] ?? 0) + 1, this.#numbers[sender] ?? 0);
    this.#makeReady(sender);
  }

  #makeReady(sender: number): void {
    if (this.#isReady[sender] === 1) return;
    this.#isReady[sender] = 1;
    this.#ready.push(sender);
  }

  sayReady(crowd: Crowd): void {
    const ready = this.#ready;
    this.#ready = [];
    for (const sender of ready) {
      this.#isReady[sender] = 0;
      this.#say(crowd, sender);
    }
  }

  #say(crowd: Crowd, sender: number): void {
    const { window, senders } = this.#shape;
    const sentAt = crowd.now();
    const limit = (this.#done[sender] ?? 0) + window;
    let number = this.#numbers[sender] ?? 0;
    let length = 0;
    for (; number < limit; number++) {
      length += crowd.write(length, { sender, number, sentAt });
      this.sent++;
    }
    this.#numbers[sender] = number;
    this.#saidAt[sender] = performance.now();
    // Senders are spread over the order of joining, so that none is always first in the server's list.
    if (length > 0) crowd.wire.send(Math.floor(sender * this.#clients / senders), length);
  }

  freeStalled(now: number): void {
    if (now < this.#nextCheck) return;
    this.#nextCheck = now + 50;
    for (let sender = 0; sender < this.#shape.senders; sender++) {
      if (now - (this.#saidAt[sender] ?? 0) < STALL_MILLIS) continue;
      if ((this.#numbers[sender] ?? 0) - (this.#done[sender] ?? 0) < this.#shape.window) continue;
      this.stalls++;
      this.#done[sender] = this.#numbers[sender] ?? 0;
      this.#makeReady(sender);
    }
  }
}
