/**
 * The sending half of a WebSocket: one message frame for each write, and control frames between them.
 *
 * @module
 */

import { type Peer, writeAll } from "../peer.ts";
import { closePayload } from "./close_codes.ts";
import { ControlQueue } from "./control_queue.ts";
import { putTextHead, textHeadBytes } from "./frames.ts";
import type { Framer } from "./framer.ts";

/** Above this size, a payload is not copied into a frame: its head is sent before it. */
const MAX_COPIED_BYTES = 64 * 1024;

/**
 * Writes frames to a connection, which the caller owns. Every client has one, and most of them wait: what
 * few need is made when it is needed.
 */
export class FrameWriter {
  readonly #connection: Peer;
  readonly #framer: Framer;
  /** The bytes of the write under way; undefined between writes of messages. */
  #frame: Uint8Array | undefined;
  /** What is still to be sent of the head of the frame under way, and of its payload. */
  #headLeft = 0;
  #payloadLeft = 0;
  /** Whether a write of the connection is under way. */
  #isWriting = false;
  /** The control frames that wait; undefined while none does. */
  #controls: ControlQueue | undefined;
  /** Whether a Close frame has been sent, or waits. */
  #isEnded = false;
  /** Resolves when no write is under way, and no control frame can be sent. */
  #free: PromiseWithResolvers<void> | undefined;

  /** A writer for a connection after its handshake. */
  constructor(connection: Peer, framer: Framer) {
    this.#connection = connection;
    this.#framer = framer;
  }

  /** Whether a write is under way, or has sent only a part of a message. */
  get isBusy(): boolean {
    return this.#isWriting || this.#payloadLeft > 0;
  }

  /**
   * Writes at least one of the bytes of a message; resolves with how many. The next call must go on with
   * the rest, if there is any. One call may be under way at a time. Rejects with a disconnect, also after
   * `end`.
   */
  write(payload: Uint8Array): Promise<number> {
    if (this.#isWriting) return this.#untilFree().then(() => this.write(payload));
    if (this.#payloadLeft > 0) return this.#writeRest(payload);
    if (this.#isEnded) return Promise.reject(new Deno.errors.BrokenPipe("the WebSocket has ended"));
    this.#isWriting = true;
    this.#payloadLeft = payload.length;
    if (payload.length > MAX_COPIED_BYTES) return this.#writeLarge(payload);
    const { bytes, headBytes } = this.#framer.frame(payload);
    this.#frame = bytes;
    this.#headLeft = headBytes;
    return this.#connection.write(bytes).then(this.#wrote, this.#failed);
  }

  /** Sends a pong as soon as it can be sent. */
  pong(payload: Uint8Array): void {
    if (!this.#isEnded) (this.#controls ??= new ControlQueue()).addPong(payload);
  }

  /** Sends a ping as soon as it can be sent. */
  ping(): void {
    if (this.#isEnded) return;
    (this.#controls ??= new ControlQueue()).addPing();
    this.flush();
  }

  /** Sends a Close frame with this code, or none, as soon as it can be sent. Only the first is sent. */
  end(code: number | undefined): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    (this.#controls ??= new ControlQueue()).addClose(closePayload(code));
    this.flush();
  }

  /** Sends the control frames that wait, unless a message is under way; then they follow it. */
  flush(): void {
    if (this.isBusy) return;
    const controls = this.#controls;
    if (controls === undefined) {
      this.#free?.resolve();
      this.#free = undefined;
      return;
    }
    this.#isWriting = true;
    this.#controls = undefined;
    // A disconnect is reported to the reader.
    writeAll(this.#connection, controls.bytes()).then(this.#sent, this.#sent);
  }

  /**
   * Resolves when no write is under way, with whether all frames are whole: then a Close frame that waited
   * has been sent, unless the connection is lost. Never rejects.
   */
  async settled(): Promise<boolean> {
    while (this.#isWriting) await this.#untilFree();
    return this.#payloadLeft === 0;
  }

  #untilFree(): Promise<void> {
    return (this.#free ??= Promise.withResolvers<void>()).promise;
  }

  #writeRest(payload: Uint8Array): Promise<number> {
    this.#isWriting = true;
    const rest = payload.length > this.#payloadLeft
      ? payload.subarray(0, this.#payloadLeft)
      : payload;
    return this.#connection.write(rest).then(this.#wrote, this.#failed);
  }

  async #writeLarge(payload: Uint8Array): Promise<number> {
    try {
      const head = new Uint8Array(textHeadBytes(payload.length));
      putTextHead(head, payload.length);
      await writeAll(this.#connection, head);
    } catch (error) {
      return this.#failed(error);
    }
    return await this.#writeRest(payload);
  }

  readonly #wrote = (count: number): number | Promise<number> => {
    const ofHead = Math.min(count, this.#headLeft);
    const written = count - ofHead;
    this.#headLeft -= ofHead;
    this.#payloadLeft -= written;
    if (written === 0 && this.#frame !== undefined) {
      this.#frame = this.#frame.subarray(count);
      return this.#connection.write(this.#frame).then(this.#wrote, this.#failed);
    }
    this.#release();
    return written;
  };

  readonly #failed = (error: unknown): never => {
    this.#release();
    throw error;
  };

  #release(): void {
    this.#frame = undefined;
    this.#isWriting = false;
    if (this.#payloadLeft > 0) {
      this.#free?.resolve();
      this.#free = undefined;
    } else this.flush();
  }

  readonly #sent = (): void => {
    this.#isWriting = false;
    this.flush();
  };
}
