/**
 * Hundreds of connections in one process, as cheap as they can be: nothing is read into text, and
 * what is sent is counted. When it is over, all of them are closed at once, whatever they wait for.
 *
 * @module
 */

import { isDisconnect, type Peer, writeAll } from "../../lib/net/peer.ts";
import { tcpPeer } from "../../lib/net/tcp.ts";
import { PagePeer } from "../../tests/support/page_peer.ts";

/** One way to behave; resolves when the connection is done with. */
export type Role = (wire: Wire, crowd: Crowd, number: number) => Promise<void>;

/** What was done; the figures of a report. */
export interface Deeds {
  /** Connections that were opened. */
  connections: number;
  /** Lines that were sent, as far as lines can be told. */
  lines: number;
  /** Inputs that no client of good will sends. */
  badInputs: number;
}

const encoder = new TextEncoder();

/** All that one process does to a daemon. */
export class Crowd {
  /** The figures so far. */
  readonly deeds: Deeds = { connections: 0, lines: 0, badInputs: 0 };
  readonly #port: number;
  /** Where the page is served; undefined if it is not. */
  readonly webPort: number | undefined;
  readonly #wires = new Set<Wire>();
  readonly #naps = new Set<() => void>();
  readonly #random: () => number;
  #isOver = false;

  /** Nobody yet. `seed` decides what they will do. */
  constructor(port: number, seed: number, webPort?: number) {
    this.#port = port;
    this.webPort = webPort;
    this.#random = randomFrom(seed);
  }

  /** Whether it is time to go. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** How many connections are open. */
  get open(): number {
    return this.#wires.size;
  }

  /** A number from 0 to below 1. */
  random(): number {
    return this.#random();
  }

  /** Connects; undefined when it is over, or nobody accepts. Whoever holds it closes it. */
  async connect(port = this.#port): Promise<Wire | undefined> {
    if (this.#isOver) return undefined;
    try {
      const conn = await Deno.connect({ hostname: "127.0.0.1", port });
      this.deeds.connections++;
      const wire = new Wire(conn, this.deeds, () => this.#wires.delete(wire));
      this.#wires.add(wire);
      if (this.#isOver) wire.close();
      return wire;
    } catch (error) {
      if (!(error instanceof Deno.errors.ConnectionRefused)) throw error;
      return undefined;
    }
  }

  /** Waits for about so long, between half and one and a half times; no longer than it lasts. */
  async nap(millis: number): Promise<void> {
    if (this.#isOver) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, millis * (0.5 + this.#random()));
    this.#naps.add(resolve);
    await promise;
    clearTimeout(timer);
    this.#naps.delete(resolve);
  }

  /** Ends every wait and closes every connection. */
  end(): void {
    this.#isOver = true;
    for (const wake of this.#naps) wake();
    for (const wire of this.#wires) wire.close();
  }
}

/** One connection. */
export class Wire {
  readonly #conn: Deno.TcpConn;
  /** The WebSocket on it, once there is one. */
  #page: Peer | undefined;
  readonly #deeds: Deeds;
  readonly #closed: () => void;
  readonly #buffer = new Uint8Array(4096);
  #isClosed = false;

  /** Takes ownership of the connection. */
  constructor(conn: Deno.TcpConn, deeds: Deeds, closed: () => void) {
    this.#conn = conn;
    this.#deeds = deeds;
    this.#closed = closed;
  }

  /** Asks for the WebSocket of the page; false if it is refused. */
  async upgrade(host: string): Promise<boolean> {
    return await attempt(async () => {
      this.#page = await PagePeer.open(tcpPeer(this.#conn), host);
      return true;
    });
  }

  /** Sends lines, given with their ends. False if the connection takes no more. */
  say(text: string): Promise<boolean> {
    this.#deeds.lines += text.split("\n").length - 1;
    const bytes = encoder.encode(text);
    const page = this.#page;
    if (page === undefined) return this.#write(bytes);
    return attempt(async () => {
      await writeAll(page, bytes);
      return true;
    });
  }

  /** Sends what no client of good will sends, as it is. */
  harm(bytes: Uint8Array): Promise<boolean> {
    this.#deeds.badInputs++;
    return this.#write(bytes);
  }

  /** Reads once, at most so many bytes, or a message of the WebSocket; false at the end. */
  async read(limit = 4096): Promise<boolean> {
    return await attempt(async () => {
      const read = this.#page?.read() ?? this.#conn.read(this.#buffer.subarray(0, limit));
      return await read !== null;
    });
  }

  /** Reads and forgets until the end. */
  async drain(): Promise<void> {
    while (await this.read());
  }

  /** Ends the sending half. */
  async finish(): Promise<void> {
    await attempt(async () => {
      await (this.#page ?? this.#conn).closeWrite();
      return true;
    });
  }

  /** Closes at once; with something unread, that is a reset. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#conn.close();
    this.#closed();
  }

  #write(bytes: Uint8Array): Promise<boolean> {
    return attempt(async () => {
      for (let sent = 0; sent < bytes.length;) {
        sent += await this.#conn.write(bytes.subarray(sent));
      }
      return true;
    });
  }
}

/** False if the connection is gone. */
async function attempt(work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await work();
  } catch (error) {
    if (!isDisconnect(error)) throw error;
    return false;
  }
}

/** A small generator of even quality is enough here; the same seed gives the same numbers. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
