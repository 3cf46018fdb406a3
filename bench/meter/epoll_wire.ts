/**
 * The meter's connections on Linux: non-blocking sockets and epoll, called in the C library, with one
 * receive buffer for all of them. A delivery costs about what it costs a C program, so that the meter
 * does not starve the server it shares the machine with.
 *
 * @module
 */

import { type Library, LINUX, openLibc, socketAddress } from "./libc.ts";
import type { Ending, OpenOptions, Wire, WireListener, WireOptions } from "./wire.ts";

const EVENTS = 512;
const RECEIVE_BYTES = 256 * 1024;
const RECEIVE_LIMIT = BigInt(RECEIVE_BYTES);
const SEND_BYTES = 1024 * 1024;
const SOURCES = 32;
// The kernel packs its event structure on x86-64 alone.
const EVENT_INTS = Deno.build.arch === "x86_64" ? 3 : 4;
const DATA_INT = Deno.build.arch === "x86_64" ? 1 : 2;
const ONE = new Int32Array([1]);

/** Whether the C library and epoll are there to be called. */
export function hasEpoll(): boolean {
  const library = openLibc();
  library?.close();
  return library !== undefined;
}

/** A `Wire` over epoll. Owns its descriptors: leaving its scope closes every one. */
export class EpollWire implements Wire {
  readonly kind = "epoll";
  readonly outgoing: Uint8Array = new Uint8Array(SEND_BYTES);
  idleMillis = 0;

  readonly #library: Library;
  readonly #listener: WireListener;
  readonly #epoll: number;
  readonly #server: Uint8Array<ArrayBuffer>;
  readonly #incoming: Uint8Array = new Uint8Array(RECEIVE_BYTES);
  readonly #events: Int32Array = new Int32Array(EVENTS * EVENT_INTS);
  readonly #change: Int32Array<ArrayBuffer> = new Int32Array(4);
  readonly #wait: BigInt64Array<ArrayBuffer> = new BigInt64Array(2);
  readonly #incomingAt: Deno.PointerValue;
  readonly #outgoingAt: Deno.PointerValue;
  readonly #eventsAt: Deno.PointerValue;
  readonly #errno: Deno.UnsafePointerView;
  readonly #sockets: Int32Array;
  readonly #isOpen: Uint8Array;
  readonly #isStuck: Uint8Array;
  readonly #kept: (Uint8Array | undefined)[] = [];
  #opened = 0;

  /** Throws where the C library cannot be called. */
  constructor(options: WireOptions) {
    const library = openLibc();
    const errno = library?.symbols.__errno_location() ?? null;
    if (!library || !errno) throw new Error("cannot call the C library; use the streams wire");
    this.#library = library;
    this.#errno = new Deno.UnsafePointerView(errno);
    this.#listener = options.listener;
    this.#server = socketAddress([127, 0, 0, 1], options.port);
    this.#epoll = library.symbols.epoll_create1(0);
    this.#incomingAt = Deno.UnsafePointer.of(this.#incoming as Uint8Array<ArrayBuffer>);
    this.#outgoingAt = Deno.UnsafePointer.of(this.outgoing as Uint8Array<ArrayBuffer>);
    this.#eventsAt = Deno.UnsafePointer.of(this.#events as Int32Array<ArrayBuffer>);
    this.#sockets = new Int32Array(options.clients).fill(-1);
    this.#isOpen = new Uint8Array(options.clients);
    this.#isStuck = new Uint8Array(options.clients);
  }

  open(client: number, options: OpenOptions = {}): void {
    const { symbols } = this.#library;
    const socket = symbols.socket(LINUX.inet, LINUX.tcpSocket, 0);
    if (socket < 0) {
      throw new Error(`cannot open a socket for client ${client}: error ${this.#errno.getInt32()}`);
    }
    this.#sockets[client] = socket;
    this.#isOpen[client] = 0;
    this.#isStuck[client] = options.isStuck ? 1 : 0;
    this.#kept[client] = undefined;
    symbols.setsockopt(socket, LINUX.levelTcp, LINUX.optionNoDelay, ONE, 4);
    if (options.isStuck) {
      symbols.setsockopt(socket, LINUX.levelSocket, LINUX.optionReceiveBuffer, ONE, 4);
    }
    if (options.sendBuffer !== undefined) {
      const size = new Int32Array([options.sendBuffer]);
      symbols.setsockopt(socket, LINUX.levelSocket, LINUX.optionSendBuffer, size, 4);
    }
    this.#bind(socket);
    const isStarted = symbols.connect(socket, this.#server, 16) === 0 ||
      this.#errno.getInt32() === LINUX.inProgress;
    this.#watch(LINUX.add, client, LINUX.out);
    if (!isStarted) this.#end(client, "refused");
  }

  // One address has 28,000 ports to give, and a closed connection keeps its port for a minute.
  #bind(socket: number): void {
    const { symbols } = this.#library;
    const source = socketAddress([127, 0, 0, 2 + this.#opened++ % SOURCES], 0);
    symbols.setsockopt(socket, LINUX.levelIp, LINUX.optionBindNoPort, ONE, 4);
    symbols.bind(socket, source, 16);
  }

  send(client: number, length: number): void {
    const kept = this.#kept[client];
    if (kept !== undefined) {
      this.#kept[client] = joined(kept, this.outgoing.subarray(0, length));
      return;
    }
    const sent = this.#trySend(client, this.#outgoingAt, length);
    if (sent === length) return;
    this.#kept[client] = this.outgoing.slice(sent, length);
    this.#watch(LINUX.change, client, LINUX.in | LINUX.out);
  }

  isBlocked(client: number): boolean {
    return this.#kept[client] !== undefined;
  }

  endSending(client: number): void {
    this.#library.symbols.shutdown(this.#sockets[client] ?? -1, LINUX.shutSending);
  }

  close(client: number): void {
    const socket = this.#sockets[client] ?? -1;
    if (socket < 0) return;
    this.#library.symbols.close(socket);
    this.#sockets[client] = -1;
    this.#isOpen[client] = 0;
    this.#kept[client] = undefined;
  }

  poll(millis: number): void {
    const count = this.#waitFor(millis);
    const events = this.#events;
    for (let i = 0; i < count; i++) {
      const flags = events[i * EVENT_INTS] ?? 0;
      const client = events[i * EVENT_INTS + DATA_INT] ?? 0;
      if ((this.#sockets[client] ?? -1) < 0) continue;
      if (this.#isOpen[client] === 0) this.#finishOpening(client);
      else if (this.#isStuck[client] === 1) this.#end(client, "end");
      else this.#serve(client, flags);
    }
  }

  #waitFor(millis: number): number {
    const { symbols } = this.#library;
    const count = symbols.epoll_wait(this.#epoll, this.#eventsAt, EVENTS, 0);
    if (count > 0 || millis <= 0) return count;
    const from = performance.now();
    const waited = symbols.epoll_pwait2 ? this.#waitPrecisely(millis) : -1;
    // A kernel without the precise call: whole milliseconds, rounded down, so as not to be late.
    const result = waited >= 0
      ? waited
      : symbols.epoll_wait(this.#epoll, this.#eventsAt, EVENTS, Math.floor(millis));
    this.idleMillis += performance.now() - from;
    return result;
  }

  #waitPrecisely(millis: number): number {
    this.#wait[0] = BigInt(Math.floor(millis / 1000));
    this.#wait[1] = BigInt(Math.floor((millis % 1000) * 1e6));
    return this.#library.symbols.epoll_pwait2?.(
      this.#epoll,
      this.#eventsAt,
      EVENTS,
      this.#wait,
      null,
    ) ?? -1;
  }

  #finishOpening(client: number): void {
    const error = new Int32Array(1);
    const socket = this.#sockets[client] ?? -1;
    this.#library.symbols.getsockopt(
      socket,
      LINUX.levelSocket,
      LINUX.optionError,
      error,
      new Int32Array([4]),
    );
    if (error[0] !== 0) return this.#end(client, "refused");
    this.#isOpen[client] = 1;
    this.#watch(LINUX.change, client, this.#isStuck[client] ? LINUX.peerHup : LINUX.in);
    this.#listener.opened(client);
  }

  #serve(client: number, flags: number): void {
    if (flags & LINUX.out) this.#sendKept(client);
    if (!(flags & (LINUX.in | LINUX.err | LINUX.hup))) return;
    const length = this.#library.symbols.recv(
      this.#sockets[client] ?? -1,
      this.#incomingAt,
      RECEIVE_LIMIT,
      0,
    );
    if (length > 0) this.#listener.received(client, this.#incoming, length);
    else if (length === 0) this.#end(client, "end");
    else if (!this.#isPassing()) this.#end(client, "broken");
  }

  #sendKept(client: number): void {
    const kept = this.#kept[client];
    if (kept === undefined) return;
    const at = Deno.UnsafePointer.of(kept as Uint8Array<ArrayBuffer>);
    const sent = this.#trySend(client, at, kept.length);
    this.#kept[client] = sent === kept.length ? undefined : kept.subarray(sent);
    if (sent === kept.length) this.#watch(LINUX.change, client, LINUX.in);
  }

  // A failed send is not the end: what the server said before is still to be read, and reading finds the end.
  #trySend(client: number, from: Deno.PointerValue, length: number): number {
    const sent = this.#library.symbols.send(
      this.#sockets[client] ?? -1,
      from,
      BigInt(length),
      LINUX.noSignal,
    );
    return sent >= 0 ? sent : this.#isPassing() ? 0 : length;
  }

  #isPassing(): boolean {
    const error = this.#errno.getInt32();
    return error === LINUX.again || error === LINUX.interrupted;
  }

  #watch(operation: number, client: number, flags: number): void {
    this.#change[0] = flags;
    this.#change[DATA_INT] = client;
    this.#library.symbols.epoll_ctl(
      this.#epoll,
      operation,
      this.#sockets[client] ?? -1,
      this.#change,
    );
  }

  #end(client: number, how: Ending): void {
    this.close(client);
    this.#listener.closed(client, how);
  }

  /** Closes every connection. */
  [Symbol.dispose](): void {
    for (let client = 0; client < this.#sockets.length; client++) this.close(client);
    this.#library.symbols.close(this.#epoll);
    this.#library.close();
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
