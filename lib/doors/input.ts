/**
 * The inbound half of a connection. It pulls bytes from the peer on demand and decodes them into lines
 * with a TransformStream. Reading stops while no lines are taken, so that TCP flow control makes the
 * sender wait.
 *
 * @module
 */

import { isDisconnect, type Peer } from "../net/peer.ts";
import type { LineLimits } from "../wire/line_limits.ts";
import { type Line, lineDecoder } from "../wire/lines.ts";

/** The lines of one read, or the end. */
export type Lines = IteratorResult<readonly Line[], void>;

const END: Lines = { done: true, value: undefined };

/** The decoder of one peer, from its first bytes on. */
interface Decoder {
  readonly lines: ReadableStreamDefaultReader<readonly Line[]>;
  readonly bytes: WritableStreamDefaultWriter<Uint8Array>;
}

/**
 * The lines of one peer: an async iterator of arrays, each with all the lines of one read. Ends at
 * the end of input; throws the disconnect when the connection breaks. Made and read by a door. One
 * `next` may be under way at a time.
 *
 * Every client has one, and most wait in a read. So there is no async function here, which would keep its
 * frame in memory during the wait.
 */
export class Input implements AsyncIterableIterator<readonly Line[], void, void> {
  /** Resolves when reading the peer has ended. Never rejects: `next` rejects with the error. */
  readonly ended: Promise<void>;
  readonly #peer: Peer;
  readonly #limits: LineLimits;
  readonly #end: () => void;
  /** Made when the first bytes come: a client that only listens needs none. */
  #decoder: Decoder | undefined;
  /** What `next` gives as long as no bytes have come; undefined before it is called. */
  #first: PromiseWithResolvers<Lines> | undefined;
  /** What `next` gives if reading has ended before any bytes came. */
  #last: Promise<Lines> | undefined;
  /** The lines that were shown and not taken. */
  #peeked: Promise<Lines> | undefined;
  /** The `peek` under way. */
  #peeking: PromiseWithResolvers<Lines | undefined> | undefined;
  #isPeekingOver = false;

  /** Starts to read the peer, which the caller owns and closes. */
  constructor(peer: Peer, limits: LineLimits) {
    this.#peer = peer;
    this.#limits = limits;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ended = promise;
    this.#end = resolve;
    this.#read();
  }

  /**
   * The lines of the next read, without taking them: `next` gives them again. Undefined if `stopPeeking` is
   * called before they come, or was called. Rejects as `next` does.
   */
  peek(): Promise<Lines | undefined> {
    if (this.#isPeekingOver) return Promise.resolve(undefined);
    const peeking = Promise.withResolvers<Lines | undefined>();
    this.#peeking = peeking;
    if (this.#decoder !== undefined || this.#last !== undefined) this.#show(peeking);
    return peeking.promise;
  }

  /** Ends the `peek` under way, and all later ones. */
  stopPeeking(): void {
    this.#isPeekingOver = true;
    this.#peeking?.resolve(undefined);
    this.#peeking = undefined;
  }

  /** The lines of the next read. Rejects with the disconnect that ended them. */
  next(): Promise<Lines> {
    const peeked = this.#peeked;
    if (peeked === undefined) return this.#take();
    this.#peeked = undefined;
    return peeked;
  }

  /** Reads the peer to its end and discards the lines. Rejects on a bug only. */
  async discard(): Promise<void> {
    try {
      while (!(await this.next()).done);
    } catch (error) {
      if (!isDisconnect(error)) throw error;
    }
  }

  /** Itself: an input is read once. */
  [Symbol.asyncIterator](): this {
    return this;
  }

  #take(): Promise<Lines> {
    if (this.#decoder !== undefined) return read(this.#decoder);
    if (this.#last !== undefined) return this.#last;
    return (this.#first ??= Promise.withResolvers<Lines>()).promise;
  }

  #show({ resolve, reject }: PromiseWithResolvers<Lines | undefined>): void {
    this.#peeked ??= this.#take();
    this.#peeked.then(resolve, reject);
  }

  #read(): void {
    this.#peer.read().then(this.#feed, this.#fail);
  }

  /**
   * Feeds the decoder and reads on when it has taken the bytes. Uses its writer and not a pipe, which saves
   * the memory of a second stream for each connection. The runtime's `conn.readable` would close the whole
   * socket at the end of input, before the last answers are sent.
   */
  readonly #feed = (chunk: Uint8Array | null): void => {
    if (chunk === null) return this.#close();
    const { bytes } = this.#decoder ?? this.#open();
    bytes.write(chunk).then(() => this.#read(), this.#fail);
  };

  readonly #fail = (error: unknown): void => {
    if (this.#decoder === undefined) this.#settle(Promise.reject(error));
    else this.#decoder.bytes.abort(error).then(this.#end, this.#end);
  };

  #close(): void {
    if (this.#decoder === undefined) this.#settle(Promise.resolve(END));
    else this.#decoder.bytes.close().then(this.#end, this.#fail);
  }

  /** No bytes have come, and none will come. */
  #settle(last: Promise<Lines>): void {
    // A rejection is for the next caller of `next`, who may not have come yet.
    last.catch(() => {});
    this.#last = last;
    this.#first?.resolve(last);
    if (this.#peeking !== undefined) this.#show(this.#peeking);
    this.#end();
  }

  #open(): Decoder {
    const { readable, writable } = lineDecoder(this.#limits);
    // The stream's own iterator chains its promises, which would keep more memory for each client.
    const decoder = { lines: readable.getReader(), bytes: writable.getWriter() };
    this.#decoder = decoder;
    // The reader of the lines gets the same error.
    decoder.bytes.closed.catch(() => {});
    this.#first?.resolve(read(decoder));
    this.#first = undefined;
    if (this.#peeking !== undefined) this.#show(this.#peeking);
    return decoder;
  }
}

/** A stream reader's result has the shape of an iterator's result, the end included. */
function read({ lines }: Decoder): Promise<Lines> {
  return lines.read() as Promise<Lines>;
}
