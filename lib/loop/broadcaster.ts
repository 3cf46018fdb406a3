/**
 * The central loop. It owns the only chat, applies one event after the other, and hands the effects to
 * the fan-out and the taps. It is synchronous between two waits for events and never waits for a
 * client.
 *
 * @module
 */

import type { Chat, ChatCensus } from "../core/chat.ts";
import type { Ask, ChatEvent, Effect } from "../core/event.ts";
import type { Barred } from "../core/notice.ts";
import type { Comer } from "../core/rules/order/barring.ts";
import type { ClientId, Millis } from "../core/units.ts";
import type { FanOut } from "../outbound/fanout.ts";
import type { EventLog, Stamped } from "./event_log.ts";
import type { Log } from "../log/log.ts";
import type { LoopWatch } from "./loop_watch.ts";
import { BugReports } from "../log/bug_reports.ts";
import { askFor } from "./asking.ts";
import { Containment } from "./containment.ts";
import { notedEffects, ownEffects } from "./own_effects.ts";
import type { Peers } from "./peers.ts";
import type { Recorder } from "./recorder.ts";
import { type Tap, Taps } from "./tap.ts";
import { Unanswered } from "./unanswered.ts";

/** The parts of a broadcaster. */
export interface BroadcasterParts {
  /** The state; the broadcaster becomes its only user. */
  readonly chat: Chat;
  /** Carries out effects on clients. */
  readonly fanout: FanOut;
  /** The log for bugs. */
  readonly log: Log;
  /** The events to apply; the broadcaster becomes its only reader. */
  readonly events: EventLog;
  /** Asks for a `tick` at this instant. */
  wake(at: Millis): void;
  /** The daemon is to stop, as after SIGTERM; called in the loop, which must not wait for it. */
  readonly stop?: (() => void) | undefined;
  /** Called with each event and its effects, before they are carried out; for the log. */
  readonly witness?: ((event: ChatEvent, effects: readonly Effect[]) => void) | undefined;
  /** Told when each batch of events is applied; undefined if nobody measures. */
  readonly watch?: LoopWatch | undefined;
  /** Keeps what is to be recorded, and answers questions; undefined if there is none. */
  readonly recorder?: Recorder | undefined;
  /** The other nodes; undefined if there are none. */
  readonly peers?: Peers | undefined;
  /** Further receivers of what is published. */
  readonly taps?: readonly Tap[] | undefined;
  /** Lets a bug end the loop, for tests; otherwise the client that caused it is disconnected. */
  readonly rethrows?: boolean | undefined;
}

/** With a recorder that makes the loop wait, so many batches are applied before the first is told. */
const MAX_AHEAD = 8;

/** The central loop of the daemon. */
export class Broadcaster {
  readonly #parts: BroadcasterParts;
  readonly #bugs: BugReports;
  readonly #containment: Containment;
  readonly #taps: Taps;
  readonly #unanswered: Unanswered;
  /** Whether something was decided that is perhaps not on the disk yet. */
  #isUnsettled = false;

  /** A broadcaster that is not running yet. */
  constructor(parts: BroadcasterParts) {
    this.#parts = parts;
    this.#bugs = new BugReports(parts.log, () => parts.fanout.now());
    const { peers, rethrows = false } = parts;
    const apply = (stamped: Stamped) => this.#apply(stamped);
    const post = (event: ChatEvent) => this.post(event);
    this.#containment = new Containment({ bugs: this.#bugs, peers, rethrows, apply, post });
    this.#taps = new Taps(parts.taps ?? [], this.#bugs);
    this.#unanswered = new Unanswered((client) => parts.chat.isAsking(client));
  }

  /**
   * Adds an event to the queue of the loop. Resolves when the loop has applied the event, so that a client
   * that sends without pause waits at its own socket. A caller that posts several events need only await
   * the last promise.
   */
  post(event: ChatEvent): Promise<void> {
    return this.#parts.events.post(event);
  }

  /**
   * Settles when a client has the answer that it waits for, or has left; undefined if it waits for none.
   * Call it when the event that may have asked is applied. Never rejects.
   */
  untilAnswered(client: ClientId): Promise<void> | undefined {
    return this.#unanswered.until(client);
  }

  /**
   * Why bans or the lockdown keep somebody out of the daemon at this time of the two clocks of the events;
   * undefined if they do not. It takes microseconds. Never throws.
   */
  barOf(comer: Comer, at: Millis, time: Millis): Barred | undefined {
    return this.#parts.chat.barOf(comer, at, time);
  }

  /** How many people and rooms there are; counted at each call. */
  census(): ChatCensus {
    return this.#parts.chat.census();
  }

  /** How many people are here. */
  get population(): number {
    return this.#parts.chat.population;
  }

  /** How many rooms everybody may enter, the lobby included; counted at each call. */
  get publicRooms(): number {
    return this.#parts.chat.publicRooms;
  }

  /** Applies events until `close` was called and all posted events are applied. */
  async run(): Promise<void> {
    const { events, recorder, watch } = this.#parts;
    if (recorder?.written !== undefined) return await this.#runDurably(recorder.written);
    for await (const batch of events) {
      for (const stamped of batch) {
        const effects = this.#decide(stamped);
        if (this.#isUnsettled) await this.#settle();
        this.#finish(stamped, effects);
      }
      watch?.applied();
      const caughtUp = recorder?.catchUp?.();
      if (caughtUp !== undefined) await caughtUp;
    }
  }

  /** Takes no more events. */
  close(): void {
    this.#parts.events.close();
  }

  /**
   * Nobody is told anything of a batch before all of it is on the disk. Events are applied meanwhile, so
   * that the next write has all of them, and their effects are carried out in order.
   */
  async #runDurably(written: () => Promise<void>): Promise<void> {
    let told = Promise.resolve();
    let ahead = 0;
    for await (const batch of this.#parts.events) {
      const decided = batch.map((stamped) => ({ stamped, effects: this.#decide(stamped) }));
      this.#parts.watch?.applied();
      ahead++;
      told = Promise.all([written(), told]).then(() => {
        ahead--;
        for (const { stamped, effects } of decided) this.#finish(stamped, effects);
      });
      // In tests a bug ends the loop.
      told.catch(() => this.close());
      if (ahead >= MAX_AHEAD) await told;
    }
    await told;
  }

  /** Waits until what was decided is on the disk. That is rare, so the loop can wait. */
  async #settle(): Promise<void> {
    this.#isUnsettled = false;
    await this.#parts.recorder?.decided?.();
  }

  /** Applies an event and returns what is to be done. A bug costs its client the connection. */
  #decide(stamped: Stamped): readonly Effect[] {
    try {
      return this.#apply(stamped);
    } catch (bug) {
      return this.#containment.atApply(stamped, bug);
    }
  }

  /** Does what was decided on an event. */
  #finish(stamped: Stamped, effects: readonly Effect[]): void {
    try {
      this.#carryOut(effects);
    } catch (bug) {
      const removal = this.#containment.atEffects(stamped, bug);
      this.#attempt("disconnected", () => this.#carryOut(removal));
    }
    this.#unanswered.note(stamped.event);
    if (stamped.event.kind === "tick") {
      this.#attempt("stall-check", () => this.#parts.fanout.checkStalled());
    }
  }

  #apply({ event, at, time }: Stamped): readonly Effect[] {
    const { chat, peers } = this.#parts;
    const all = chat.apply(event, at, time);
    peers?.applied(event, all);
    const effects = peers === undefined ? all : ownEffects(all, peers.isOwn);
    this.#witness(event, effects);
    for (const effect of effects) this.#record(effect);
    return effects;
  }

  #witness(event: ChatEvent, effects: readonly Effect[]): void {
    try {
      const { witness, peers } = this.#parts;
      witness?.(event, peers === undefined ? effects : notedEffects(event, effects, peers.isOwn));
    } catch (bug) {
      this.#outlive("witness", bug);
    }
  }

  #record(effect: Effect): void {
    const { recorder } = this.#parts;
    if (recorder === undefined) return;
    const isRecorded = effect.kind === "publish" && effect.epoch !== undefined;
    if (effect.kind === "order") this.#isUnsettled = true;
    else if (!isRecorded && effect.kind !== "closed") return;
    try {
      recorder.record(effect);
    } catch (bug) {
      this.#outlive("record", bug);
    }
  }

  /** Calls `act`. Reports what it throws, so that it does not end the loop. */
  #attempt(on: string, act: () => void): void {
    try {
      act();
    } catch (bug) {
      this.#outlive(on, bug);
    }
  }

  /** Reports a bug, so that it does not end the loop. */
  #outlive(on: string, bug: unknown): void {
    if (this.#parts.rethrows) throw bug;
    this.#bugs.report({ on, bug });
  }

  /** Carries out all effects, also after one has thrown; then rethrows the error. */
  #carryOut(effects: readonly Effect[]): void {
    const bugs: unknown[] = [];
    for (const effect of effects) {
      try {
        this.#carryOutOne(effect);
      } catch (bug) {
        bugs.push(bug);
      }
    }
    if (bugs.length > 0) throw bugs[0];
  }

  #carryOutOne(effect: Effect): void {
    const { fanout, wake } = this.#parts;
    if (effect.kind === "closed" || effect.kind === "audit" || effect.kind === "order") return;
    if (effect.kind === "stop") return this.#parts.stop?.();
    if (effect.kind === "wake") return wake(effect.at);
    if (effect.kind === "pace") return this.#pace(effect.client);
    if (effect.kind === "ask") return this.#ask(effect);
    if (effect.kind === "peer-answer") return this.#parts.peers?.answer(effect);
    if (effect.kind === "propose") return void this.post(effect.event);
    fanout.carryOut(effect);
    // Gathered arrivals repeat what has been published before.
    if (effect.kind === "publish" && (effect.detail ?? "every") === "every") {
      this.#taps.offer(effect);
    }
  }

  /** Goes on with what a client is sent in pages, when it has been sent this one. */
  #pace(client: ClientId): void {
    this.#parts.fanout.whenSent(client, () => void this.post({ kind: "more", client }));
  }

  #ask(question: Ask): void {
    askFor(question, { ...this.#parts, post: (event) => this.post(event) });
  }
}
