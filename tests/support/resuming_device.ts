/**
 * A program on a real connection that comes back after it was cut off, and says from where it resumes.
 *
 * @module
 */

import { assert, assertEquals, fail } from "@std/assert";
import type { LineClient } from "./line_client.ts";

/** An event of a room, as it stood on the wire. */
interface WireEvent {
  readonly room: string;
  readonly seq: number;
}

/** A gap, as it stood on the wire. */
interface WireGap {
  readonly room: string;
  readonly from: number;
  readonly to: number;
}

/** What a program knows of one room. */
interface Known {
  readonly epoch: string;
  seq: number;
  /** The last number under the epoch before, until the gap between the two has been told. */
  old?: number | undefined;
}

/** A daemon to connect to. */
export interface Place {
  /** Connects, and sends a first line. */
  connect(first: string): Promise<LineClient>;
}

/** One program; it keeps what it was told over all its connections. */
export class ResumingDevice {
  /** The events that it was told, as they stood on the wire, by room. */
  readonly heard = new Map<string, Map<number, string>>();
  /** Numbers that were told as gaps, by room. */
  readonly missed = new Map<string, Set<number>>();
  /** The events of each connection, in order. */
  readonly orders: string[][] = [];
  readonly #place: Place;
  readonly #rooms: readonly string[];
  readonly #known = new Map<string, Known>();
  #client: LineClient | undefined;
  #isProgram = false;

  constructor(place: Place, rooms: readonly string[]) {
    this.#place = place;
    this.#rooms = rooms;
  }

  /** Connects, and resumes all that it knows. */
  async connect(name: string): Promise<void> {
    const resume = Object.fromEntries(this.#known);
    const hello = { hello: 1, nick: name, rooms: this.#rooms, resume };
    this.#isProgram = false;
    this.#client = await this.#place.connect(JSON.stringify(hello));
    this.orders.push([]);
  }

  /** Takes so many lines. */
  async take(count: number): Promise<void> {
    for (let i = 0; i < count; i++) this.#hear(await this.#line());
  }

  /** Says a line in a room. */
  async say(room: string, text: string): Promise<void> {
    await this.#client?.send(JSON.stringify({ type: "say", room, text }));
  }

  /** Takes everything up to the answer to a ping. */
  async catchUp(token: string): Promise<void> {
    await this.#client?.send(JSON.stringify({ type: "ping", token }));
    while (true) {
      const line = await this.#line();
      const { type, token: answered } = JSON.parse(line);
      if (type === "pong" && answered === token) return;
      this.#hear(line);
    }
  }

  /** Cuts the connection off, with whatever has not been taken. */
  cut(): void {
    this.#client?.[Symbol.dispose]();
    this.#client = undefined;
  }

  async #line(): Promise<string> {
    while (true) {
      const line = await this.#client?.line() ?? fail("the connection ended");
      // On a busy machine the hello comes late, and the device is greeted as a person before.
      this.#isProgram ||= line.startsWith("{");
      if (this.#isProgram) return line;
    }
  }

  #hear(line: string): void {
    const message = JSON.parse(line);
    assert(message.type !== "skipped" && message.type !== "notice", line);
    if (message.type === "welcome" || message.type === "entered") this.#enter(message);
    else if (message.type === "gap") this.#miss(message);
    else if (message.seq !== undefined) this.#event(message, line);
  }

  #enter({ room, epoch, seq }: { room: string; epoch: string; seq: number }): void {
    const known = this.#known.get(room);
    if (known?.epoch === epoch) return;
    this.#known.set(room, { epoch, seq, ...(known && { old: known.seq }) });
  }

  #miss({ room, from, to }: WireGap): void {
    const known = this.#knownOf(room);
    if (known.old !== undefined) {
      assertEquals([from, to], [known.old + 1, known.seq], `gap between epochs of ${room}`);
      known.old = undefined;
      return;
    }
    assertEquals(from, known.seq + 1, `gap in ${room}`);
    known.seq = to;
    let missed = this.missed.get(room);
    if (missed === undefined) this.missed.set(room, missed = new Set());
    for (let seq = from; seq <= to; seq++) missed.add(seq);
  }

  #event({ room, seq }: WireEvent, line: string): void {
    const known = this.#knownOf(room);
    assertEquals(seq, known.seq + 1, `${room} after ${known.seq}: ${line}`);
    known.seq = seq;
    let heard = this.heard.get(room);
    if (heard === undefined) this.heard.set(room, heard = new Map());
    heard.set(seq, line);
    this.orders.at(-1)?.push(line);
  }

  /** The epoch of a room. */
  epochOf(room: string): string {
    return this.#knownOf(room).epoch;
  }

  #knownOf(room: string): Known {
    return this.#known.get(room) ?? fail(`${room} was not entered`);
  }
}
