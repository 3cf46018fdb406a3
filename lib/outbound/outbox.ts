/**
 * The send queue of one client: the write under way, and the backlog behind it. Bounded in bytes: for
 * a slow reader, lines of rooms are skipped and counted. A client with too many private lines waiting,
 * or whose write makes no progress for too long, is disconnected. The loop never waits for an outbox.
 * Only a new round of writes waits for the writes of the last, at most 25 ms (`rounds.ts`).
 *
 * @module
 */

import type { LeaveReason } from "../core/message.ts";
import type { Bytes, Millis } from "../core/units.ts";
import type { Codec } from "../wire/codec.ts";
import { Backlog } from "./backlog.ts";
import type { Batch } from "./batch.ts";
import type { OutboxLimits, OutboxTools, Sink } from "./outbox_types.ts";

const TOO_SLOW: LeaveReason = { by: "daemon", code: "too-slow" };

/** The sending side of one client. The fan-out makes and fills it; the session awaits its end. */
export class Outbox {
  readonly #sink: Sink;
  readonly #limits: OutboxLimits;
  readonly #tools: OutboxTools;
  readonly #over = Promise.withResolvers<LeaveReason>();
  #codec: Codec;

  /** Made when first needed, because most clients always keep up. */
  #backlog: Backlog | undefined;
  /** The bytes of the write under way, or of the next `startWrite`. */
  #writing: Uint8Array | undefined;
  /** Called once, when the write that began in a flush has made progress or failed. */
  #settled: (() => void) | undefined;
  /** When the write under way last made progress, by the clock that never jumps. */
  #progressAt: Millis = 0;
  #isOver = false;
  /** Set by `finish`: no more batches are offered. */
  #takesNoMore = false;
  /** Set when the sink has failed or the client was abandoned: nothing more is sent. */
  #cannotSend = false;
  #failure: unknown;
  #drained: PromiseWithResolvers<void> | undefined;
  #quiet: PromiseWithResolvers<void> | undefined;
  #whenSent: (() => void) | undefined;
  #bytesOut: Bytes = 0;
  /** The number of lines skipped by the backlog that `#stopSending` removed. */
  #skipped = 0;

  /** An empty outbox. */
  constructor(sink: Sink, codec: Codec, parts: { limits: OutboxLimits; tools: OutboxTools }) {
    this.#sink = sink;
    this.#codec = codec;
    this.#limits = parts.limits;
    this.#tools = parts.tools;
  }

  /** Resolves when the client must be disconnected, by the chat or for being too slow. */
  get over(): Promise<LeaveReason> {
    return this.#over.promise;
  }

  /** Resolves after `finish` when all is sent, or when nothing can be sent. Never rejects. */
  get drained(): Promise<void> {
    if (this.#cannotSend || this.#isAllSent) return Promise.resolve();
    return (this.#drained ??= Promise.withResolvers<void>()).promise;
  }

  /** Whether `over` has resolved. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** The size of the backlog behind the write under way, without replayed lines. */
  get waiting(): Bytes {
    return this.#backlog?.bytes ?? 0;
  }

  /** Bytes that the sink has taken, and lines of rooms that were skipped. */
  get traffic(): { readonly bytesOut: Bytes; readonly skipped: number } {
    return { bytesOut: this.#bytesOut, skipped: this.#skipped + (this.#backlog?.skipped ?? 0) };
  }

  /** The dialect that this client speaks. */
  get codec(): Codec {
    return this.#codec;
  }

  /** The error of the sink; undefined if it has not failed. */
  get failure(): unknown {
    return this.#failure;
  }

  /** Sets the dialect of the notices of skipped lines. */
  speak(codec: Codec): void {
    this.#codec = codec;
  }

  /** Takes a batch, in a flush at this time. Returns whether to call `startWrite` for it. */
  offer(batch: Batch, at: Millis): boolean {
    if (this.#cannotSend) return false;
    if (this.#writing === undefined) {
      this.#writing = batch.bytes;
      this.#progressAt = at;
      return true;
    }
    this.#backlog ??= new Backlog(this.#limits);
    if (!this.#backlog.add(batch, this.#codec)) this.abandon(TOO_SLOW);
    return false;
  }

  /**
   * Starts the write that `offer` asked for; called once for each. `settled` is called once, when
   * the write has made progress or has failed.
   */
  startWrite(settled: () => void): void {
    if (this.#cannotSend || this.#writing === undefined) {
      this.#becomeIdle();
      return settled();
    }
    this.#settled = settled;
    this.#start(this.#writing);
  }

  /** Ends the stay: `over` resolves at once. Batches offered before `finish` are still sent. */
  end(reason: LeaveReason): void {
    this.#isOver = true;
    this.#over.resolve(reason);
  }

  /** No more batches will be offered: `drained` resolves when all is sent. */
  finish(): void {
    this.#takesNoMore = true;
    if (this.#isAllSent) this.#drained?.resolve();
  }

  /**
   * Calls `sent` once, when nothing waits and no write is under way; at once if that is so. Never if
   * nothing can be sent any more. A second call replaces the first.
   */
  whenSent(sent: () => void): void {
    if (this.#cannotSend) return;
    if (this.#writing === undefined) return sent();
    this.#whenSent = sent;
  }

  /** Resolves when no write is under way. On some runtimes a write outlives its closed socket. */
  quiet(): Promise<void> {
    if (this.#writing === undefined) return Promise.resolve();
    return (this.#quiet ??= Promise.withResolvers<void>()).promise;
  }

  /** Disconnects a client whose write has made no progress for too long. */
  checkStalled(at: Millis): void {
    if (this.#writing === undefined || this.#cannotSend) return;
    if (at - this.#progressAt >= this.#limits.stallTimeout) this.abandon(TOO_SLOW);
  }

  /** Disconnects a client, and discards its backlog. */
  abandon(reason: LeaveReason): void {
    this.#stopSending();
    this.end(reason);
  }

  get #isAllSent(): boolean {
    return this.#takesNoMore && this.#writing === undefined;
  }

  #start(bytes: Uint8Array): void {
    this.#writing = bytes;
    try {
      this.#sink.write(bytes).then(this.#wrote, this.#failed);
    } catch (error) {
      this.#failed(error);
    }
  }

  readonly #wrote = (count: number): void => {
    const writing = this.#writing;
    this.#bytesOut += count;
    this.#settle();
    this.#backlog?.noteProgress();
    if (writing !== undefined && count < writing.length && !this.#cannotSend) {
      this.#progressAt = this.#tools.now();
      return this.#start(writing.subarray(count));
    }
    const pieces = this.#backlog?.take(this.#codec) ?? [];
    if (pieces.length === 0) return this.#becomeIdle();
    this.#progressAt = this.#tools.now();
    this.#start(this.#tools.join(pieces));
  };

  /** The sink has failed. Reading goes on: input that came before the failure is still handled. */
  readonly #failed = (error: unknown): void => {
    this.#failure = error;
    this.#stopSending();
    this.#becomeIdle();
  };

  #settle(): void {
    const settled = this.#settled;
    this.#settled = undefined;
    settled?.();
  }

  #becomeIdle(): void {
    this.#writing = undefined;
    this.#quiet?.resolve();
    if (this.#isAllSent) this.#drained?.resolve();
    const sent = this.#whenSent;
    this.#whenSent = undefined;
    sent?.();
  }

  #stopSending(): void {
    this.#cannotSend = true;
    this.#whenSent = undefined;
    this.#skipped = this.traffic.skipped;
    this.#backlog = undefined;
    this.#settle();
    this.#drained?.resolve();
  }
}
