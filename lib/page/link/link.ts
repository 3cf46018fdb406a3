/**
 * The life of the WebSocket: connects, says hello, connects again after a loss, and finds out whether a
 * socket that looks open still works. It knows no talks; socket, clock and chance are given.
 *
 * @module
 */

import type { Wire } from "../model/change.ts";
import type { Status } from "../model/status.ts";

/** What the link needs of a WebSocket; the browser's has all of it. */
export interface Socket {
  /** Sends one message. */
  send(text: string): void;
  /** Begins to close. */
  close(code?: number): void;
  /** The handshake is done. */
  onopen: (() => void) | null;
  /** A message has come. */
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  /** It is closed, also if it never opened. */
  onclose: ((event: { readonly code: number }) => void) | null;
}

/** What is around the link. */
export interface LinkWorld {
  /** Opens a WebSocket to the daemon. */
  connect(): Socket;
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once after so many milliseconds; what it returns calls that off. */
  after(millis: number, callback: () => void): () => void;
  /** From 0 to below 1. */
  random(): number;
}

/** Who hears the link. */
export interface LinkListener {
  /** The object that opens a connection, asked for at each attempt. */
  hello(): Wire;
  /** Objects of the daemon that came together, in order. Pongs to the link's own pings are not among them. */
  heard(objects: readonly Wire[]): void;
  /** The connection stands differently. */
  changed(status: Status): void;
}

/** The connection to the daemon, through all its losses. */
export class Link {
  /** Connects nothing yet. */
  constructor(_world: LinkWorld, _listener: LinkListener) {}

  /** Connects, unless it is connected or connecting; also after `ended`. */
  start(): void {}

  /**
   * Sends an object, and tells whether it could: not before `open`, and not after a loss. What could not be sent is
   * the model's to keep.
   */
  send(_object: Wire): boolean {
    return false;
  }

  /** The browser is online again, or the page was shown after a while: tries at once, or checks the connection. */
  wake(): void {}

  /** The user leaves: says `quit`, closes, and connects no more. */
  stop(): void {}
}
