/**
 * The clients of one run: opened in bursts, left alone until the room is quiet, then read and checked
 * together. How and when they talk is the affair of the kinds of work built upon it.
 *
 * @module
 */

import { Answers } from "./answers.ts";
import { CommonLog } from "./common_log.ts";
import { type DialectName, DIALECTS } from "./dialect.ts";
import { openWire } from "./open_wire.ts";
import { Readers } from "./readers.ts";
import { RecordFormat } from "./record.ts";
import { Histogram } from "./stats.ts";
import type { Ending, OpenOptions, Wire } from "./wire.ts";

const ENCODER = new TextEncoder();
const BURST = 64;
const OPEN_MILLIS = 60_000;
const POLL_MILLIS = 20;

/** Who is in a crowd. */
export interface CrowdOptions {
  /** The server's port on 127.0.0.1. */
  readonly port: number;
  /** Clients 0 to `readers` - 1 are read and checked. */
  readonly readers: number;
  /** Clients after those: the caller's own business. */
  readonly others?: number;
  /** Lines may be said by senders 0 to `senders` - 1. */
  readonly senders: number;
  /** Length of a line without its newline, in bytes. */
  readonly lineBytes: number;
  /** Which wire; the cheapest there is if not given. */
  readonly wire?: "epoll" | "streams" | undefined;
  /** What the clients speak; text if not given. */
  readonly dialect?: DialectName | undefined;
  /** Told when the last reader has a line of this sender. */
  readonly completed?: (sender: number) => void;
  /** Told what happens to the clients after the readers. */
  readonly events?: OtherEvents;
  /** Makes what checks the readers, where they are not all given the same lines. */
  readonly listening?: (format: RecordFormat) => Listening;
}

/** Checks and times what the readers are given. */
export interface Listening {
  /** From said to received, while `isMeasuring`. */
  readonly latency: Histogram;
  /** From said to received by the last receiver, while `isMeasuring`; empty where that is not known. */
  readonly completion: Histogram;
  /** Lines of the meter that were received, all together. */
  readonly delivered: number;
  /** Whether what comes is timed. */
  isMeasuring: boolean;
  /** Takes the next bytes of one reader: the first `length` of `bytes`, at `now` microseconds. */
  take(reader: number, bytes: Uint8Array, came: { length: number; now: number }): void;
}

/** What happens to the clients that are not readers. */
export interface OtherEvents {
  /** It is connected. */
  opened(client: number): void;
  /** It has been sent something. */
  received(client: number): void;
  /** It is closed. */
  closed(client: number, how: Ending): void;
}

/** A set of clients and what they were given. Owns its connections. */
export class Crowd implements Disposable {
  /** The connections. */
  readonly wire: Wire;
  /** Checks and times what the readers are given, if all are given the same. */
  readonly readers: Readers;
  /** Checks and times what the readers are given. */
  readonly listening: Listening;
  /** What everybody was given. */
  readonly log: CommonLog;
  /** Bytes received by all clients. */
  receivedBytes = 0;
  /** Connections that could not be opened. */
  refused = 0;
  /** Readers whose connection ended before their time. */
  disconnected = 0;
  /** Connections that stand. */
  standing = 0;

  /** From the start of a connection until it stood. */
  readonly connecting: Histogram = new Histogram();

  readonly #options: CrowdOptions;
  readonly #startedAt: Float64Array;
  readonly #format: RecordFormat;
  readonly #from = performance.now();
  #opening = 0;
  #isChecking = false;
  #answers: Answers | undefined;
  #heardAt = 0;

  /** Throws RangeError if a line cannot hold a record. */
  constructor(options: CrowdOptions) {
    this.#options = options;
    const dialect = DIALECTS[options.dialect ?? "text"];
    const { readers, senders, completed = () => {} } = options;
    this.#format = new RecordFormat(options.lineBytes, Date.now() % 0x1000000, dialect);
    this.log = new CommonLog(this.#format, senders);
    this.readers = new Readers(this.log, readers, completed, dialect);
    this.listening = options.listening?.(this.#format) ?? this.readers;
    const clients = options.readers + (options.others ?? 0);
    this.#startedAt = new Float64Array(clients);
    const parts = { port: options.port, clients, listener: this };
    this.wire = openWire(parts, options.wire, dialect);
  }

  /** Microseconds since the crowd was made. */
  now(): number {
    return Math.round((performance.now() - this.#from) * 1000);
  }

  /** Opens these clients, 64 at a time, and waits for all; resolves to the seconds it took. Throws if one fails. */
  async gather(
    clients: Iterable<number>,
    options?: (client: number) => OpenOptions,
  ): Promise<number> {
    const from = performance.now();
    for (const client of clients) {
      while (this.#opening >= BURST) await this.#openSome(from);
      this.#opening++;
      this.open(client, options?.(client));
    }
    while (this.#opening > 0) await this.#openSome(from);
    if (this.refused > 0) throw new Error(`${this.refused} clients could not connect`);
    return (performance.now() - from) / 1000;
  }

  /** Starts to open one client. */
  open(client: number, options?: OpenOptions): void {
    this.#startedAt[client] = performance.now();
    this.wire.open(client, options);
  }

  async #openSome(from: number): Promise<void> {
    await this.wire.poll(POLL_MILLIS);
    if (performance.now() - from > OPEN_MILLIS) {
      throw new Error(`not everybody was connected within ${OPEN_MILLIS} ms`);
    }
  }

  /**
   * Lets clients send lines, given without their ends, and waits until the last line of each is answered
   * by this text. Throws if that takes a minute.
   */
  async ask(lines: ReadonlyMap<number, readonly string[]>, answer: string): Promise<void> {
    const from = performance.now();
    const answers = new Answers(lines.keys(), answer);
    this.#answers = answers;
    for (const [client, texts] of lines) {
      const text = ENCODER.encode(`${texts.join("\n")}\n`);
      this.wire.outgoing.set(text);
      this.wire.send(client, text.length);
    }
    while (answers.missing > 0) {
      await this.wire.poll(POLL_MILLIS);
      if (performance.now() - from > OPEN_MILLIS) {
        throw new Error(`${answers.missing} clients were not answered within ${OPEN_MILLIS} ms`);
      }
    }
    this.#answers = undefined;
  }

  /** Waits until nothing has come for so long, then starts to check. */
  async settle(quietMillis: number, limitMillis = OPEN_MILLIS): Promise<void> {
    const from = performance.now();
    this.#heardAt = from;
    while (
      performance.now() - this.#heardAt < quietMillis && performance.now() - from < limitMillis
    ) {
      await this.wire.poll(POLL_MILLIS);
    }
    this.#isChecking = true;
  }

  /** Polls until every reader has every logged line, or nothing has come for 1.5 s, or the time is up. */
  async drain(isComplete: () => boolean, limitMillis = 5_000): Promise<void> {
    const from = performance.now();
    this.#heardAt = from;
    while (
      !isComplete() && performance.now() - this.#heardAt < 1_500 &&
      performance.now() - from < limitMillis
    ) {
      await this.wire.poll(5);
    }
  }

  /** Puts one line into the wire's outgoing bytes at `at`; returns its length. `wire.send` then sends it. */
  write(at: number, line: { sender: number; number: number; sentAt: number }): number {
    return this.#format.write(this.wire.outgoing.subarray(at), line);
  }

  /** Part of `WireListener`. */
  opened(client: number): void {
    this.standing++;
    this.connecting.add((performance.now() - (this.#startedAt[client] ?? 0)) * 1000);
    if (this.#opening > 0) this.#opening--;
    if (client >= this.#options.readers) this.#options.events?.opened(client);
  }

  /** Part of `WireListener`. */
  received(client: number, bytes: Uint8Array, length: number): void {
    this.receivedBytes += length;
    if (client >= this.#options.readers) return this.#options.events?.received(client);
    this.#answers?.take(client, bytes, length);
    const at = performance.now();
    this.#heardAt = at;
    if (this.#isChecking) {
      this.listening.take(client, bytes, { length, now: Math.round((at - this.#from) * 1000) });
    }
  }

  /** Part of `WireListener`. */
  closed(client: number, how: Ending): void {
    if (how !== "refused") this.standing--;
    else {
      this.refused++;
      if (this.#opening > 0) this.#opening--;
    }
    if (client >= this.#options.readers) this.#options.events?.closed(client, how);
    else if (how !== "refused") this.disconnected++;
  }

  /** Closes every connection. */
  [Symbol.dispose](): void {
    this.wire[Symbol.dispose]();
  }
}
