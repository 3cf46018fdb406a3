/**
 * What the meter needs of its connections: many at once, as cheap as can be, driven by one loop that
 * polls. Two things do it: epoll through the C library on Linux, and Deno's own connections elsewhere.
 *
 * @module
 */

/** Told what happens to connections, from inside `Wire.poll`. */
export interface WireListener {
  /** The connection stands. */
  opened(client: number): void;
  /** Bytes have come: the first `length` of `bytes`, which are the wire's own and reused after the call. */
  received(client: number, bytes: Uint8Array, length: number): void;
  /** The connection is over and closed: refused, reset, or ended by the server. */
  closed(client: number, how: Ending): void;
}

/** How a connection ended: it never stood, the server ended it, or it broke. */
export type Ending = "refused" | "end" | "broken";

/** What is special about a connection that is opened. */
export interface OpenOptions {
  /** Never read from it, and give it the smallest receive buffer: a stuck client. */
  readonly isStuck?: boolean;
  /** The kernel's send buffer in bytes, where it can be chosen: a small one makes a sender wait early. */
  readonly sendBuffer?: number;
}

/** A set of connections to one port of 127.0.0.1, each known by a number below `clients`. */
export interface Wire extends Disposable {
  /** Which of the two it is, for the report. */
  readonly kind: "epoll" | "streams";
  /** Where the bytes of the next `send` are put. */
  readonly outgoing: Uint8Array;
  /** Milliseconds spent waiting in `poll` so far, while nothing could be done; NaN where it is not known. */
  readonly idleMillis: number;
  /** Starts to connect; `opened` or `closed` follows. The number must not be in use. */
  open(client: number, options?: OpenOptions): void;
  /** Sends the first `length` bytes of `outgoing`; what the socket does not take is kept and goes out later. */
  send(client: number, length: number): void;
  /** Whether bytes of an earlier `send` still wait for the socket. */
  isBlocked(client: number): boolean;
  /** Ends the sending half; the receiving half goes on. */
  endSending(client: number): void;
  /** Closes at once. Does nothing if it is closed. */
  close(client: number): void;
  /** Handles what has happened, after waiting for at most so long if nothing has; a promise only where it must. */
  poll(millis: number): void | Promise<void>;
}

/** What a wire is made of. */
export interface WireOptions {
  /** The server's port on 127.0.0.1. */
  readonly port: number;
  /** Numbers of connections are below this. */
  readonly clients: number;
  /** Whom to tell. */
  readonly listener: WireListener;
}
