/**
 * The history: keeps what recorded rooms are told. It stands between the loop, which never waits for it,
 * and the store, which may fail. What cannot be written waits, bounded, and is written later.
 *
 * @module
 */

import type { Ask, ChatEvent, Closed, Order, Publish } from "../core/event.ts";
import type { StoreQuestion } from "../core/questions/question.ts";
import type { StoreNotice } from "../core/store_notice.ts";
import type { Millis } from "../core/units.ts";
import type { Log } from "../log/log.ts";
import type { Recorder } from "../loop/recorder.ts";
import type { Pacer } from "../time/pacer.ts";
import { Answerer } from "./answerer.ts";
import { CatchingUp, waitAtMost } from "./catching_up.ts";
import { failureOf, StoreFailure } from "./failure.ts";
import { type Backlog, FailureLog } from "./failure_log.ts";
import type { Started, Store } from "./store.ts";
import type { StoreReading, StoreWatch } from "./store_watch.ts";
import { BATCH_ROWS, type Mark, type Taken, WaitingRows } from "./waiting_rows.ts";

/** The parts of a history. */
export interface HistoryParts {
  /** Where it is kept; the history becomes its only user. */
  readonly store: Store;
  /** Timers. */
  readonly pacer: Pacer;
  /** The time since the epoch. */
  readonly time: () => Millis;
  /** The log for failures. */
  readonly log: Log;
  /** How many messages of each room are written again if the file is gone. */
  readonly remember: number;
  /** Whether a batch is on the disk before it counts as written, so that a power cut does not undo it. */
  readonly isDurable: boolean;
  /** Whether a log outside keeps what is decided, for several nodes: then nothing of it is written here. */
  readonly isShared?: boolean | undefined;
  /** Told of what is written; undefined if nobody measures. */
  readonly watch?: StoreWatch | undefined;
}

/**
 * An event waits no longer than this for others that are written with it. With the time that the write
 * takes it is on the disk within 50 ms.
 */
const BATCH_WAIT: Millis = 20;
/**
 * So many batches are being written at once: while the loop is busy, the store does not wait for it. With
 * eight, at full load, what was told waited for up to a second.
 */
const MAX_BATCHES = 40;
/** After a failure the store is tried again after this. */
const RETRY: Millis = 900;
/** The loop waits no longer than this for the disk, then it goes on in memory. */
const LONGEST_WAIT: Millis = 1000;

/** A batch that is not written after so long has failed until it is. */
const LONGEST_BATCH: Millis = 5000;

/** Keeps what recorded rooms are told. */
export class History implements Recorder {
  /** See `Recorder`; undefined unless it is durable. */
  readonly written: (() => Promise<void>) | undefined;
  readonly #parts: HistoryParts;
  readonly #rows: WaitingRows;
  readonly #answerer: Answerer;
  readonly #failures: FailureLog;
  #cancelTimer: (() => void) | undefined;
  /** How many batches are being written. */
  #batches = 0;
  /** Rises with each failure: what was sent before does not count. */
  #round = 0;
  /** What is to be written without waiting for more; undefined before the first time. */
  #wanted: Mark | undefined;
  #settled = Promise.withResolvers<void>();
  #isStopped = false;
  readonly #catchingUp: CatchingUp;
  #post: (event: ChatEvent) => Promise<void> = () => Promise.resolve();

  /** Not open yet. */
  constructor(parts: HistoryParts) {
    const { store, pacer, log, remember } = parts;
    this.#parts = parts;
    this.#rows = new WaitingRows(remember);
    const alarm = (notice: StoreNotice) => void this.#post({ kind: "alarm", notice });
    this.#failures = new FailureLog(log, pacer, alarm);
    this.written = parts.isDurable ? () => this.#waitForDisk() : undefined;
    const flush = () => this.isFailing ? Promise.resolve() : this.#flush();
    const report = (failure: StoreFailure) => this.#failures.unread(failure);
    const oldest = () => this.#rows.oldest;
    this.#catchingUp = new CatchingUp({ ...parts, oldest, flush: () => this.#flush() });
    this.#answerer = new Answerer({ store, pacer, rows: this.#rows, flush, report });
  }

  /** Opens the store. Resolves with what goes on; rejects with `StoreFailure`. */
  async open(): Promise<Started> {
    const started = await this.#parts.store.open(this.#parts.time());
    for (const place of started.places) this.#rows.restore(place);
    this.#rows.order.restore(started.order);
    return started;
  }

  /** From now on, tells the loop by `post` what was reserved, and answers. */
  connect(post: (event: ChatEvent) => Promise<void>): void {
    this.#post = post;
  }

  /** Whether what is said does not reach the disk at present. */
  get isFailing(): boolean {
    return this.#failures.isFailing;
  }

  /** How the store keeps up, now. */
  read(): StoreReading {
    const { count: waiting, dropped, oldest } = this.#rows;
    const lag = oldest === undefined ? 0 : Math.max(0, this.#parts.time() - oldest);
    return { isFailing: this.isFailing, failures: this.#failures.count, waiting, dropped, lag };
  }

  /** See `Recorder`. Never throws, never waits. */
  record(effect: Publish | Closed | Order): void {
    if (this.#isStopped) return;
    const now = this.#parts.time();
    const { dropped } = this.#rows;
    if (effect.kind === "order") {
      if (!this.#parts.isShared) this.#rows.order.add(effect.change, now);
    } else if (effect.kind === "closed") this.#rows.close(effect.room, effect.epoch, now);
    else if (effect.epoch !== undefined && effect.message.kind !== "crowd") {
      this.#rows.add(effect.message, { epoch: effect.epoch, state: effect.state, now });
    }
    if (this.#rows.dropped > dropped) this.#failures.behind(this.#backlog);
    this.#schedule();
  }

  /** See `Recorder`. Never throws, never waits. */
  ask({ client, id, question }: Ask<StoreQuestion>): void {
    void this.#answerer.answer(question).then((answer) =>
      this.#post({ kind: "answer", client, id, answer })
    );
  }

  /** See `Recorder`. Resolves after a second at the latest. */
  async decided(): Promise<void> {
    if (this.isFailing || this.#rows.order.isWritten) return;
    await waitAtMost(this.#parts.pacer, LONGEST_WAIT, this.#flushOrder());
  }

  /** See `Recorder`. */
  catchUp(): Promise<void> | undefined {
    return this.isFailing ? undefined : this.#catchingUp.wait();
  }

  /** Writes what waits, and closes the store. Records nothing any more. Never rejects. */
  async stop(): Promise<void> {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#cancelTimer?.();
    await this.#flush();
    while (this.#batches > 0) await this.#settled.promise;
    // The next process goes on with the next number, if nothing is missing.
    if (this.#rows.isEmpty) await this.#write({ places: this.#rows.last() }, true);
    else this.#failures.lost({ events: this.#rows.count, decisions: this.#rows.order.count });
    this.#cancelTimer?.();
    await this.#parts.store.close();
  }

  /**
   * Resolves when all that was recorded until now is written; at once while the store fails, and after a
   * second at the latest: then the chat goes on in memory. Never rejects.
   */
  async #waitForDisk(): Promise<void> {
    if (this.#rows.isEmpty || this.isFailing) return;
    await this.#flushWithin(LONGEST_WAIT, () => this.#noteSilence(LONGEST_WAIT));
  }

  /** Writes all that waits now, but resolves after so long at the latest; then `late` is called before. Never rejects. */
  async #flushWithin(longest: Millis, late: () => void): Promise<void> {
    await waitAtMost(this.#parts.pacer, longest, this.#flush(), late);
  }

  /** Full batches are sent at once, others after a moment. */
  #schedule(): void {
    if (this.isFailing) return;
    if (this.#rows.unsent >= BATCH_ROWS) return this.#send();
    this.#cancelTimer ??= this.#parts.pacer.later(BATCH_WAIT, () => this.#sendAll());
  }

  /** Writes all that waits now; resolves when that is done, or has failed. Never rejects. */
  async #flush(): Promise<void> {
    const [mark, { added }, round] = [this.#rows.mark(), this.#rows, this.#round];
    this.#sendAll();
    while (this.#batches > 0 && !(mark.isSettled && this.#rows.isEmpty)) {
      await this.#settled.promise;
      if (round !== this.#round) return;
      if (mark.isSettled && this.#rows.added > added) return;
    }
  }

  /** Writes what was decided until now, and what is written before it; otherwise as `#flush`. */
  async #flushOrder(): Promise<void> {
    const [{ order }, { added }, round] = [this.#rows, this.#rows.order, this.#round];
    this.#sendAll();
    while (this.#batches > 0 && order.settled < added && round === this.#round) {
      await this.#settled.promise;
    }
  }

  #sendAll(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#wanted = this.#rows.mark();
    this.#send();
  }

  /** Sends full batches, and others if somebody waits for them. After a failure one batch tries first. */
  #send(): void {
    while (this.#batches < this.#most) {
      const isWanted = this.#wanted?.isSettled === false || this.#rows.unsent === 0;
      if (!isWanted && this.#rows.unsent < BATCH_ROWS) return;
      const taken = this.#rows.take();
      if (taken === undefined) return;
      void this.#write(taken, false);
    }
  }

  /** If somebody waits for the disk, what comes in during a write is in the next one, so that it syncs once. */
  get #most(): number {
    return this.isFailing || this.#parts.isDurable ? 1 : MAX_BATCHES;
  }

  /** Writes a batch, and tells those who wait. Never rejects. */
  async #write(taken: Taken, isFinal: boolean): Promise<void> {
    const { store, isDurable, watch, pacer } = this.#parts;
    const [round, begun] = [this.#round, pacer.now()];
    this.#batches++;
    const cancel = pacer.later(LONGEST_BATCH, () => this.#noteSilence(LONGEST_BATCH));
    try {
      const reserved = await store.write({ ...taken, isSynced: isDurable, isFinal });
      const rows = taken.places.reduce((sum, { events }) => sum + events.length, 0);
      watch?.wrote(rows, pacer.now() - begun);
      if (reserved.length > 0) void this.#post({ kind: "reserved", places: reserved });
      if (round === this.#round) this.#noteWritten(taken);
    } catch (error) {
      this.#noteFailure(failureOf(error));
    }
    cancel();
    this.#batches--;
    this.#settled.resolve();
    this.#settled = Promise.withResolvers<void>();
    this.#goOn();
  }

  #goOn(): void {
    if (this.isFailing) {
      if (this.#isStopped) return;
      this.#cancelTimer ??= this.#parts.pacer.later(RETRY, () => this.#sendAll());
    } else {
      this.#send();
      if (this.#rows.unsent > 0 && !this.#isStopped) this.#schedule();
    }
  }

  get #backlog(): Backlog {
    return { waiting: this.#rows.count, dropped: this.#rows.dropped };
  }

  #noteWritten(taken: Taken): void {
    this.#catchingUp.noteProgress();
    this.#rows.written(taken);
    this.#failures.ended(this.#backlog);
  }

  /** The store does not answer: the loop waits for it no more until it does. */
  #noteSilence(millis: Millis): void {
    const text = `no answer for ${millis} ms`;
    const failure = new StoreFailure({ code: "other", text });
    this.#failures.failed(failure, this.#backlog);
  }

  #noteFailure(failure: StoreFailure): void {
    this.#round++;
    this.#rows.resend();
    if (failure.problem.code === "gone") this.#rows.restart();
    this.#failures.failed(failure, this.#backlog);
  }
}
