/**
 * What all people together heard: each event once, under its epoch and number. Finds what differs between
 * people.
 *
 * @module
 */

import type { Findings } from "./findings.ts";
import { OneOrder } from "./one_order.ts";
import type { RoomEvent } from "./told.ts";

/** An event, and when somebody heard it first. */
export interface HeardEvent {
  /** The event. */
  readonly event: RoomEvent;
  /** The earliest time at which anybody heard it. */
  first: number;
}

/** All events of a run. */
export class Whole {
  /** By epoch and number, see `keyOf`. */
  readonly events = new Map<string, HeardEvent>();
  /** The highest number of each epoch. */
  readonly last = new Map<string, number>();
  /** Chains of what people heard next. */
  readonly order = new OneOrder();
  readonly #epochs = new Map<string, string>();
  readonly #tokens = new Map<string, string>();
  readonly #findings: Findings;

  /** Nothing yet. */
  constructor(findings: Findings) {
    this.#findings = findings;
  }

  /** Somebody was told that a room has this epoch. */
  enter(room: string, epoch: string): void {
    const known = this.#epochs.get(room);
    this.#epochs.set(room, epoch);
    if (known !== undefined && known !== epoch) {
      this.#findings.add("epoch", `${room} had the epoch ${known} and now has ${epoch}`);
    }
  }

  /** Somebody heard an event. */
  hear(epoch: string, event: RoomEvent, at: number): void {
    const key = keyOf(epoch, event.seq);
    const known = this.events.get(key);
    if (known === undefined) return this.#add(key, epoch, { event, first: at });
    known.first = Math.min(known.first, at);
    if (known.event.line !== event.line) {
      this.#findings.add("differs", `${known.event.line}\n  and ${event.line}`);
    }
  }

  /** Looks at what can only be known at the end: the order of all rooms, and their times. */
  conclude(): void {
    const circle = this.order.circle(4);
    if (circle.length > 0) this.#findings.add("order", `no order fits: ${circle.join(", ")}`);
    for (const [epoch, last] of this.last) {
      let before = "";
      for (let seq = 1; seq <= last; seq++) {
        const event = this.events.get(keyOf(epoch, seq))?.event;
        if (event === undefined) continue;
        if (event.time < before) this.#findings.add("time", `${before}, then ${event.line}`);
        before = event.time;
      }
    }
  }

  #add(key: string, epoch: string, heard: HeardEvent): void {
    const { event: { seq, type, token, line } } = heard;
    this.events.set(key, heard);
    this.last.set(epoch, Math.max(seq, this.last.get(epoch) ?? 0));
    if (type !== "message" || token === undefined) return;
    const elsewhere = this.#tokens.get(token);
    this.#tokens.set(token, line);
    if (elsewhere !== undefined) this.#findings.add("twice", `${elsewhere}\n  and ${line}`);
  }
}

/** What identifies an event. */
export function keyOf(epoch: string, seq: number): string {
  return `${epoch} ${seq}`;
}
