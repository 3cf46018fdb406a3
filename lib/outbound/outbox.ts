/**
 * What one client has yet to be sent: the batches of the room that it hears, its private words in
 * their right place among them, and the one write that is under way. Bounded in bytes. For whoever
 * reads too slowly, lines of the room are skipped and counted; who lets private words pile up, or
 * takes nothing at all for too long, is dismissed. Nothing here waits for a client, and nobody
 * waits here for another.
 *
 * @module
 */

import type { Crowd, LeaveReason, PrivateMessage } from "../core/message.ts";
import type { Bytes, Millis } from "../core/units.ts";
import type { OutboxLimits, OutboxOwner, Sink } from "./outbox_parts.ts";
import { Backlog } from "./backlog.ts";
import { type Batch, encode, type Feed } from "./feed.ts";
import type { Codec } from "../wire/codec.ts";

/** Private words, or a range of a batch, in the order of one turn. */
type Piece = string | {
  readonly lines: readonly string[];
  readonly from: number;
  readonly to: number;
};

const TOO_SLOW: LeaveReason = { by: "daemon", code: "too-slow" };

/** The sending side of one client. Made by its session, filled by the fan-out. */
export class Outbox {
  readonly #sink: Sink;
  readonly #limits: OutboxLimits;
  readonly #over = Promise.withResolvers<LeaveReason>();
  #drained: PromiseWithResolvers<void> | undefined;
  #owner: OutboxOwner | undefined;
  #codec: Codec;
  #feed: Feed<Outbox> | undefined;

  #turn: Piece[] = [];
  #heardFrom = 0;
  #isTouched = false;

  /** Made when it is first needed: most clients always keep up. */
  #backlog: Backlog | undefined;
  /** What is being written, or will be as soon as it is this client's turn. */
  #writing: Uint8Array | undefined;
  #quiet: PromiseWithResolvers<void> | undefined;
  #progressAt: Millis = 0;
  #token = 0;
  #isOver = false;
  #isFinishing = false;
  #isDone = false;
  #isDead = false;
  #failure: unknown;

  /** An outbox with nothing in it. */
  constructor(sink: Sink, codec: Codec, limits: OutboxLimits) {
    this.#sink = sink;
    this.#codec = codec;
    this.#limits = limits;
  }

  /** Resolves when the client shall be disconnected, by the chat or for being too slow. */
  get over(): Promise<LeaveReason> {
    return this.#over.promise;
  }

  /** Resolves when all is sent after the end, or nothing can be sent any more. Never rejects. */
  get drained(): Promise<void> {
    if (this.#isDead || this.#isDone) return Promise.resolve();
    return (this.#drained ??= Promise.withResolvers<void>()).promise;
  }

  /** Whether `over` has resolved. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Whether whole batches alone will not do in the next flush. */
  get isTouched(): boolean {
    return this.#isTouched;
  }

  /** Bytes that wait behind the write under way. */
  get waiting(): Bytes {
    return this.#backlog?.bytes ?? 0;
  }

  /** The dialect that this client speaks. */
  get codec(): Codec {
    return this.#codec;
  }

  /** What the sink threw; undefined as long as it has not. */
  get failure(): unknown {
    return this.#failure;
  }

  /** Belongs to this fan-out from now on. */
  attach(owner: OutboxOwner): void {
    this.#owner = owner;
  }

  /** Speaks another dialect from the next word on. */
  speak(codec: Codec): void {
    this.#codec = codec;
  }

  /** Hears a feed from here on. */
  join(feed: Feed<Outbox>): void {
    this.part();
    if (this.#isDead) return;
    this.#feed = feed;
    feed.listeners.add(this);
    this.#heardFrom = feed.open.length;
    if (this.#heardFrom > 0) this.#touch();
  }

  /** Hears nothing from here on; what was said before still comes. */
  part(): void {
    const feed = this.#feed;
    if (feed === undefined) return;
    this.#hear();
    this.#feed = undefined;
    feed.listeners.delete(this);
  }

  /** A word for this client alone, after all that the feed has said so far. */
  send(message: PrivateMessage | Crowd): void {
    const text = this.#codec.encode(message);
    if (text === "" || this.#isDead) return;
    this.#hear();
    this.#turn.push(text);
    this.#touch();
  }

  /** No more after this: what is queued is sent, then `drained` resolves. */
  finish(reason: LeaveReason): void {
    this.part();
    this.#isFinishing = true;
    this.#end(reason);
    this.#touch();
  }

  /** Takes a whole batch; for those who are not touched. Called in a flush. */
  offer(batch: Batch): void {
    if (this.#writing === undefined) this.#begin(batch.bytes);
    else this.#late().addLines(batch, 0, batch.lines.length, this.#codec);
  }

  /** Ends the turn of a touched client. Called in a flush, before batches are closed. */
  closeTurn(): void {
    this.#hear();
    this.#heardFrom = 0;
  }

  /** Takes what the closed turn held. Called in a flush, after batches are closed. */
  offerTurn(batchOf: (lines: readonly string[]) => Batch): void {
    const turn = this.#turn;
    this.#turn = [];
    this.#isTouched = false;
    if (turn.length > 0 && !this.#isDead) {
      if (this.#writing === undefined) this.#begin(encode(turn.map(textOf).join("")));
      else this.#queueTurn(turn, batchOf);
    }
    this.#drainedIfDone();
  }

  /** Resolves when no write is under way. On some runtimes a closed socket keeps its write. */
  quiet(): Promise<void> {
    if (this.#writing === undefined) return Promise.resolve();
    return (this.#quiet ??= Promise.withResolvers<void>()).promise;
  }

  /** Writes what it was given in the last flush. Called once for each write that began there. */
  startWrite(): void {
    if (this.#isDead) this.#rest();
    else if (this.#writing !== undefined) this.#start(this.#writing);
  }

  /** Dismisses a client that has taken nothing for too long. */
  checkStalled(at: Millis): void {
    if (this.#writing === undefined || this.#isDead) return;
    if (at - this.#progressAt >= this.#limits.stallTimeout) this.#dismiss();
  }

  #queueTurn(turn: readonly Piece[], batchOf: (lines: readonly string[]) => Batch): void {
    const backlog = this.#late();
    for (const piece of turn) {
      if (typeof piece === "string") this.#queueWord(piece, backlog);
      else backlog.addLines(batchOf(piece.lines), piece.from, piece.to, this.#codec);
      if (this.#isDead) return;
    }
  }

  /** Too many private words are the end; one long answer, `/who` in a full room, is not. */
  #queueWord(text: string, backlog: Backlog): void {
    const isFirst = backlog.bytes === 0;
    backlog.addWord(text, this.#codec);
    if (backlog.bytes >= this.#limits.dropAt && !isFirst) this.#dismiss();
  }

  #late(): Backlog {
    return this.#backlog ??= new Backlog(this.#limits.skipAbove);
  }

  /** Begins a write in a flush, which the next flush may wait for. */
  #begin(bytes: Uint8Array): void {
    this.#writing = bytes;
    this.#token = this.#owner?.began(this) ?? 0;
    this.#progressAt = this.#owner?.flushedAt ?? 0;
  }

  #start(bytes: Uint8Array): void {
    this.#writing = bytes;
    this.#sink.write(bytes).then(this.#wrote, this.#failed);
  }

  #rest(): void {
    this.#writing = undefined;
    this.#quiet?.resolve();
  }

  readonly #wrote = (count: number): void => {
    const writing = this.#writing;
    this.#settleToken();
    this.#backlog?.noteProgress();
    if (writing !== undefined && count < writing.length && !this.#isDead) {
      this.#progressAt = this.#owner?.now() ?? 0;
      return this.#start(writing.subarray(count));
    }
    const chunks = this.#backlog?.take(this.#codec) ?? [];
    if (chunks.length === 0) {
      this.#rest();
      return this.#drainedIfDone();
    }
    this.#progressAt = this.#owner?.now() ?? 0;
    this.#start(this.#owner?.joined(chunks) ?? new Uint8Array());
  };

  /** Nothing can be sent any more; reading goes on, for what came before the break still counts. */
  readonly #failed = (error: unknown): void => {
    this.#failure = error;
    this.#rest();
    this.#die();
  };

  #settleToken(): void {
    if (this.#token === 0) return;
    this.#owner?.settled(this.#token);
    this.#token = 0;
  }

  #end(reason: LeaveReason): void {
    this.#isOver = true;
    this.#over.resolve(reason);
  }

  #dismiss(): void {
    this.#die();
    this.#end(TOO_SLOW);
  }

  #die(): void {
    this.#isDead = true;
    this.#backlog = undefined;
    this.#feed?.listeners.delete(this);
    this.#feed = undefined;
    this.#settleToken();
    this.#drained?.resolve();
  }

  #drainedIfDone(): void {
    const isEmpty = this.#writing === undefined && !this.#isTouched;
    if (!this.#isFinishing || !isEmpty) return;
    this.#isDone = true;
    this.#drained?.resolve();
  }

  /** Puts the part of the open batch that was heard since the last word into the turn. */
  #hear(): void {
    const lines = this.#feed?.open;
    if (lines === undefined) return;
    const from = this.#isTouched ? this.#heardFrom : 0;
    this.#heardFrom = lines.length;
    if (from === lines.length) return;
    this.#turn.push({ lines, from, to: lines.length });
    this.#touch();
  }

  #touch(): void {
    if (this.#isTouched) return;
    this.#isTouched = true;
    this.#owner?.touched(this);
  }
}

function textOf(piece: Piece): string {
  return typeof piece === "string" ? piece : piece.lines.slice(piece.from, piece.to).join("");
}
