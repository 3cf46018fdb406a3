/**
 * Counts what happens in the chat, from the effects of each event: arrivals, departures, what rooms are
 * told, and how long questions take to be answered. It never looks at a name or a text.
 *
 * @module
 */

import type { ChatEvent, Effect } from "../core/event.ts";
import type { LeaveReason, RoomMessage } from "../core/message.ts";
import type { StoreQuestion } from "../core/questions/question.ts";
import type { Millis } from "../core/units.ts";
import { Histogram } from "./histogram.ts";
import { Tally } from "./tally.ts";

/** Reasons that are shown before they first occur. */
const REASONS: readonly LeaveReason["code"][] = [
  "quit",
  "end-of-input",
  "lost",
  "idle",
  "too-slow",
  "too-long",
  "refused",
  "kicked",
  "banned",
  "lockdown",
  "shutdown",
  "fault",
];

/** Kinds that are shown before they first occur. */
const KINDS: readonly RoomMessage["kind"][] = [
  "message",
  "action",
  "joined",
  "left",
  "renamed",
  "topic",
  "room",
];

/** Questions whose answer has not come; beyond them the oldest are forgotten. */
const MAX_ASKED = 10_000;

const MILLIS_IN_SECOND = 1000;

/** A question that was asked. */
interface Asked {
  readonly kind: StoreQuestion["kind"];
  readonly at: Millis;
}

/** Counts what happens in the chat. Never throws. */
export class ChatWatch {
  /** Clients that left, by reason. */
  readonly departures: Tally = new Tally(REASONS);
  /** What rooms were told, by kind. */
  readonly messages: Tally = new Tally(KINDS);
  /** How long searches took, in seconds, the wait for other searches included. */
  readonly searches: Histogram = new Histogram();
  /** How long pages of history took that memory did not have, in seconds. */
  readonly pages: Histogram = new Histogram();
  readonly #now: () => Millis;
  readonly #asked = new Map<number, Asked>();
  #arrivals = 0;

  /** Nothing has happened. `now` is monotonic. */
  constructor(now: () => Millis) {
    this.#now = now;
  }

  /** How many clients have entered so far. */
  get arrivals(): number {
    return this.#arrivals;
  }

  /** How many questions wait for an answer; bounded. */
  get asked(): number {
    return this.#asked.size;
  }

  /** An event has been applied, with these effects. */
  note(event: ChatEvent, effects: readonly Effect[]): void {
    if (event.kind === "answer") this.#answered(event.id);
    for (const effect of effects) this.#noteEffect(event, effect);
  }

  #noteEffect(event: ChatEvent, effect: Effect): void {
    if (effect.kind === "publish") {
      // Gathered arrivals repeat what has been published before.
      if ((effect.detail ?? "every") === "every") this.messages.add(effect.message.kind);
    } else if (effect.kind === "send") {
      // A late hello is welcomed once more.
      const isArrival = event.kind === "connected" && effect.message.kind === "welcome";
      if (isArrival) this.#arrivals++;
    } else if (effect.kind === "drop") {
      this.departures.add(effect.reason.code);
    } else if (effect.kind === "ask") {
      const { kind } = effect.question;
      if (kind === "page" || kind === "search") this.#ask(effect.id, kind);
    }
  }

  #ask(id: number, kind: StoreQuestion["kind"]): void {
    const [oldest] = this.#asked.keys();
    if (this.#asked.size >= MAX_ASKED && oldest !== undefined) this.#asked.delete(oldest);
    this.#asked.set(id, { kind, at: this.#now() });
  }

  #answered(id: number): void {
    const asked = this.#asked.get(id);
    if (asked === undefined) return;
    this.#asked.delete(id);
    const histogram = asked.kind === "search" ? this.searches : this.pages;
    histogram.observe((this.#now() - asked.at) / MILLIS_IN_SECOND);
  }
}
