/**
 * A WebSocket as a peer: what the client sends is read as lines, a line for each text message, and each
 * write is sent as one text message. Pings, pongs and Close frames are handled here. It begins after the
 * handshake, and knows nothing of HTTP.
 *
 * @module
 */

import { type Ending, isDisconnect, type Peer, type PeerOrigin } from "../peer.ts";
import { codeOf } from "./close_codes.ts";
import { FrameDecoder } from "./frame_decoder.ts";
import { FrameWriter } from "./frame_writer.ts";
import type { Framer } from "./framer.ts";
import type { Heartbeat } from "./heartbeat.ts";

/** What the WebSockets of a daemon share. */
export interface WebSocketParts {
  /** Makes the frames. */
  readonly framer: Framer;
  /** Pings the clients; undefined if nobody does. */
  readonly heartbeat?: Heartbeat | undefined;
  /** The most bytes of a message from a client. */
  readonly limitBytes: number;
}

/**
 * A client's WebSocket. What it breaks of the protocol ends its input: reading rejects with InvalidData
 * after the messages that came before. Its Close frame is the end of input. Both are answered by
 * `closeWrite`, when what came before has been answered.
 *
 * Every client has one, and most wait in a read. So there is no async function in that path, which would
 * keep its frame in memory during the wait.
 */
export class WebSocketPeer implements Peer {
  readonly origin: PeerOrigin;
  readonly #connection: Peer;
  readonly #heartbeat: Heartbeat | undefined;
  readonly #decoder: FrameDecoder;
  readonly #writer: FrameWriter;
  /** The read under way. */
  #reading: PromiseWithResolvers<Uint8Array | null> | undefined;
  /** Set when reading has ended: with an error, or without one at the end of input. */
  #end: { readonly error?: Error } | undefined;
  /** Pings since the last bytes of the client. */
  #unanswered = 0;
  #drained: Promise<void> | undefined;

  /** A WebSocket over a connection, which it owns, from the first byte after the handshake on. */
  constructor(connection: Peer, { framer, heartbeat, limitBytes }: WebSocketParts) {
    this.origin = connection.origin;
    this.#connection = connection;
    this.#writer = new FrameWriter(connection, framer);
    this.#decoder = new FrameDecoder({ limitBytes, pinged: this.#pinged });
    this.#heartbeat = heartbeat;
    heartbeat?.add(this);
  }

  /** See `Peer`. Each message ends with LF; a message is passed on as it comes. */
  read(): Promise<Uint8Array | null> {
    if (this.#end !== undefined) {
      const { error } = this.#end;
      return error === undefined ? Promise.resolve(null) : Promise.reject(error);
    }
    const reading = Promise.withResolvers<Uint8Array | null>();
    this.#reading = reading;
    this.#pull();
    return reading.promise;
  }

  /** See `Peer`. A message is what is written with one call, or with several if one takes a part. */
  write(bytes: Uint8Array): Promise<number> {
    return this.#writer.write(bytes);
  }

  /**
   * Sends a Close frame: that of the client is sent back, and a violation has a code of its own. Where no
   * frame can be sent, because a message was cut, the connection ends for writing. After a violation it does
   * as well, and this resolves when the client closes it: closing first would destroy the Close frame.
   */
  async closeWrite(ending: Ending = "done"): Promise<void> {
    const { violation, close } = this.#decoder;
    this.#writer.end(close === undefined ? violation?.code ?? codeOf(ending) : close.code);
    const isWhole = await this.#writer.settled();
    if (!isWhole || violation !== undefined) await this.#connection.closeWrite();
    if (violation !== undefined) await (this.#drained ??= this.#drain());
  }

  /** See `Heartbeat`. */
  ping(): number {
    // Nothing of the client can be seen now, or the ping would not be sent: a stuck write has its own limit.
    if (this.#reading === undefined || this.#writer.isBusy) this.#unanswered = 0;
    this.#decoder.notePing();
    this.#writer.ping();
    return this.#unanswered++;
  }

  /** See `Peer`. */
  close(): void {
    this.#heartbeat?.delete(this);
    this.#connection.close();
  }

  /** Closes it. */
  [Symbol.dispose](): void {
    this.close();
  }

  #pull(): void {
    this.#connection.read().then(this.#received, this.#lost);
  }

  readonly #received = (chunk: Uint8Array | null): void => {
    if (chunk === null) return this.#ended();
    this.#unanswered = 0;
    const lines = this.#decoder.decode(chunk);
    const { violation, close } = this.#decoder;
    if (violation !== undefined) {
      this.#end = { error: new Deno.errors.InvalidData(`the client sent ${violation.why}`) };
    } else if (close !== undefined) {
      this.#end = this.#decoder.isWithin ? { error: cut() } : {};
    }
    this.#writer.flush();
    if (lines.length > 0) this.#settle()?.resolve(lines);
    else if (this.#end === undefined) this.#pull();
    else if (this.#end.error !== undefined) this.#settle()?.reject(this.#end.error);
    else this.#settle()?.resolve(null);
  };

  /** The connection has ended without a Close frame. */
  #ended(): void {
    if (this.#decoder.isWithin) return this.#lost(cut());
    this.#end = {};
    this.#settle()?.resolve(null);
  }

  readonly #lost = (error: unknown): void => {
    this.#settle()?.reject(error);
  };

  readonly #pinged = (payload: Uint8Array): void => this.#writer.pong(payload);

  #settle(): PromiseWithResolvers<Uint8Array | null> | undefined {
    const reading = this.#reading;
    this.#reading = undefined;
    return reading;
  }

  async #drain(): Promise<void> {
    try {
      while (await this.#connection.read() !== null);
    } catch (error) {
      if (!isDisconnect(error)) throw error;
    }
  }
}

/** A message has not ended, and will not. */
function cut(): Error {
  return new Deno.errors.UnexpectedEof("the connection ended within a message");
}
