/**
 * The inbound half of a connection. It pulls bytes from the peer on demand and decodes them into lines
 * with a TransformStream. Reading stops while no lines are taken, so that TCP flow control makes the
 * sender wait.
 *
 * @module
 */

import { isDisconnect, type Peer } from "../net/peer.ts";
import { type Line, lineDecoder, type LineLimits } from "../wire/lines.ts";

/** The lines of one read, or the end. */
export type Lines = IteratorResult<readonly Line[], void>;

const END: Lines = { done: true, value: undefined };

/**
 * The lines of one peer: an async iterator of arrays, each with all the lines of one read. Ends at
 * the end of input; throws the disconnect when the connection breaks. Made and read by a door.
 */
export class Input implements AsyncIterableIterator<readonly Line[], void, void> {
  /** Resolves when reading the peer has ended. Never rejects: `next` rejects with the error. */
  readonly ended: Promise<void>;
  readonly #limits: LineLimits;
  #decoded: ReadableStreamDefaultReader<readonly Line[]> | undefined;
  #opened: PromiseWithResolvers<void> | undefined = Promise.withResolvers<void>();
  #peeked: Promise<Lines> | undefined;

  /** Starts to read the peer, which the caller owns and closes. */
  constructor(peer: Peer, limits: LineLimits) {
    this.#limits = limits;
    // The reader of the lines gets the error. Without a reader, the rejection must be handled here.
    this.#opened?.promise.catch(() => {});
    this.ended = this.#pump(peer);
  }

  /** The lines of the first read, without taking them: `next` gives them again. */
  peek(): Promise<Lines> {
    return this.#peeked ??= this.#take();
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
    const decoded = this.#decoded;
    return decoded === undefined ? this.#takeFirst() : read(decoded);
  }

  async #takeFirst(): Promise<Lines> {
    await this.#opened?.promise;
    const decoded = this.#decoded;
    return decoded === undefined ? END : read(decoded);
  }

  /**
   * Feeds the decoder, which is made when the first bytes come: a client that only listens needs none.
   * Uses its writer and not a pipe, which saves the memory of a second stream for each connection. The
   * runtime's `conn.readable` would close the whole socket at the end of input, before the last answers
   * are sent.
   */
  async #pump(peer: Peer): Promise<void> {
    let writer;
    try {
      for (let chunk = await peer.read(); chunk !== null; chunk = await peer.read()) {
        writer ??= this.#open();
        await writer.write(chunk);
      }
      await writer?.close();
      this.#opened?.resolve();
    } catch (error) {
      await writer?.abort(error);
      this.#opened?.reject(error);
    }
  }

  #open(): WritableStreamDefaultWriter<Uint8Array> {
    const decoder = lineDecoder(this.#limits);
    // The stream's own iterator chains its promises, which would keep more memory for each client.
    this.#decoded = decoder.readable.getReader();
    this.#opened?.resolve();
    this.#opened = undefined;
    const writer = decoder.writable.getWriter();
    // The reader of the lines gets the same error.
    writer.closed.catch(() => {});
    return writer;
  }
}

/** A stream reader's result has the shape of an iterator's result, the end included. */
function read(decoded: ReadableStreamDefaultReader<readonly Line[]>): Promise<Lines> {
  return decoded.read() as Promise<Lines>;
}
