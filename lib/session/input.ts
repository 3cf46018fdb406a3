/**
 * The inbound half of a connection: bytes pulled from the peer on demand, through the connection's
 * own TransformStream, out as lines. Reading stops as long as nobody takes lines, so that TCP tells
 * the sender to wait.
 *
 * @module
 */

import type { Peer } from "../net/peer.ts";
import { type Line, lineDecoder, type LineLimits } from "../wire/lines.ts";

/** The lines of one read, or the end. */
export type Lines = IteratorResult<readonly Line[], void>;

const END: Lines = { done: true, value: undefined };

/**
 * The lines of one peer: an async iterator of arrays, each with all the lines of one read. Ends at
 * the end of input; throws the disconnect when the connection breaks. Made and read by the session.
 */
export class Input implements AsyncIterableIterator<readonly Line[], void, void> {
  /** Resolves when the peer is read no more. Never rejects: `next` says what went wrong. */
  readonly ended: Promise<void>;
  readonly #limits: LineLimits;
  #decoded: ReadableStreamDefaultReader<readonly Line[]> | undefined;
  #opened: PromiseWithResolvers<void> | undefined = Promise.withResolvers<void>();
  #peeked: Promise<Lines> | undefined;

  /** Starts to read the peer, which somebody else owns and closes. */
  constructor(peer: Peer, limits: LineLimits) {
    this.#limits = limits;
    // Whoever reads the lines is told; when nobody does yet, there is nobody to be told.
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
   * Feeds the decoder, which is made when the first bytes come: somebody who only listens needs
   * none. Through its writer and not by a pipe, which saves the memory of a second stream for each
   * connection; the runtime's own `conn.readable` would close the whole socket at the end of input,
   * before the last answers are out.
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
    // The stream's own iterator chains its promises: of everybody who ever spoke, more would live.
    this.#decoded = decoder.readable.getReader();
    this.#opened?.resolve();
    this.#opened = undefined;
    const writer = decoder.writable.getWriter();
    // The reader of the lines is told the same; here it would only be told twice.
    writer.closed.catch(() => {});
    return writer;
  }
}

/** What a stream's reader says of its end is what an iterator says of it. */
function read(decoded: ReadableStreamDefaultReader<readonly Line[]>): Promise<Lines> {
  return decoded.read() as Promise<Lines>;
}
