/**
 * The meter's connections where epoll cannot be called: Deno's own, one read loop each. Several times
 * dearer and without precise waiting, so its figures compare only with each other.
 *
 * @module
 */

import type { Ending, OpenOptions, Wire, WireListener, WireOptions } from "./wire.ts";

const READ_BYTES = 64 * 1024;
const SEND_BYTES = 1024 * 1024;

/** A `Wire` over `Deno.connect`. Owns its connections: leaving its scope closes every one. */
export class StreamWire implements Wire {
  readonly kind = "streams";
  readonly outgoing: Uint8Array = new Uint8Array(SEND_BYTES);
  readonly idleMillis: number = NaN;

  readonly #port: number;
  readonly #listener: WireListener;
  readonly #connections: (Deno.TcpConn | undefined)[] = [];
  readonly #turns: number[] = [];
  readonly #waiting: Uint8Array[][] = [];
  readonly #isWriting = new Set<number>();
  #isEventful = false;
  #wake: (() => void) | undefined;

  /** Never throws. */
  constructor(options: WireOptions) {
    this.#port = options.port;
    this.#listener = options.listener;
  }

  open(client: number, options: OpenOptions = {}): void {
    const turn = (this.#turns[client] ?? 0) + 1;
    this.#turns[client] = turn;
    this.#waiting[client] = [];
    Deno.connect({ hostname: "127.0.0.1", port: this.#port }).then(
      (connection) => this.#begin(client, connection, { turn, isStuck: options.isStuck === true }),
      () => this.#end(client, turn, "refused"),
    );
  }

  async #begin(
    client: number,
    connection: Deno.TcpConn,
    { turn, isStuck }: { turn: number; isStuck: boolean },
  ): Promise<void> {
    if (this.#turns[client] !== turn) return connection.close();
    connection.setNoDelay(true);
    this.#connections[client] = connection;
    this.#listener.opened(client);
    this.#notify();
    if (isStuck) return;
    const bytes = new Uint8Array(READ_BYTES);
    let how: Ending = "end";
    try {
      for (
        let length = await connection.read(bytes);
        length !== null;
        length = await connection.read(bytes)
      ) {
        if (this.#turns[client] !== turn) return;
        this.#listener.received(client, bytes, length);
        this.#notify();
      }
    } catch {
      how = "broken";
    }
    this.#end(client, turn, how);
  }

  send(client: number, length: number): void {
    this.#waiting[client]?.push(this.outgoing.slice(0, length));
    if (!this.#isWriting.has(client)) this.#drain(client);
  }

  // A failed write is not the end: what the server said before is still to be read, and reading finds the end.
  async #drain(client: number): Promise<void> {
    this.#isWriting.add(client);
    const turn = this.#turns[client];
    try {
      while (this.#turns[client] === turn) {
        const next = this.#waiting[client]?.shift();
        const connection = this.#connections[client];
        if (next === undefined || connection === undefined) break;
        for (let at = 0; at < next.length;) at += await connection.write(next.subarray(at));
      }
    } catch {
      this.#waiting[client] = [];
    }
    this.#isWriting.delete(client);
    this.#notify();
  }

  isBlocked(client: number): boolean {
    return this.#isWriting.has(client);
  }

  endSending(client: number): void {
    this.#connections[client]?.closeWrite().catch(() => this.close(client));
  }

  close(client: number): void {
    this.#turns[client] = (this.#turns[client] ?? 0) + 1;
    const connection = this.#connections[client];
    this.#connections[client] = undefined;
    try {
      connection?.close();
    } catch {
      // It was closed already, which is what was wanted.
    }
  }

  async poll(millis: number): Promise<void> {
    if (!this.#isEventful && millis > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, millis);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#wake = undefined;
    } else {
      await new Promise<void>((resolve) => setTimeout(resolve, 0));
    }
    this.#isEventful = false;
  }

  #notify(): void {
    this.#isEventful = true;
    this.#wake?.();
  }

  #end(client: number, turn: number, how: Ending): void {
    if (this.#turns[client] !== turn) return;
    this.close(client);
    this.#listener.closed(client, how);
    this.#notify();
  }

  /** Closes every connection. */
  [Symbol.dispose](): void {
    for (let client = 0; client < this.#turns.length; client++) this.close(client);
  }
}
