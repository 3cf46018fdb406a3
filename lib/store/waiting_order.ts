/**
 * What was decided to keep order and waits to be written. It also holds all that is in force, so that a
 * file that is gone can be made anew with it.
 *
 * @module
 */

import type { OrderChange, OrderKept } from "../core/order.ts";
import type { Millis } from "../core/units.ts";
import type { OrderBatch } from "./store.ts";

/** The most decisions of a batch, unless all are written anew. */
export const BATCH_DECISIONS = 500;
/** With more revocations than this waiting, all that is in force is written anew instead. */
export const MAX_REVOCATIONS = 10_000;
/** With so many in force, those that have ended are removed from memory; then at twice what is left. */
const FIRST_SWEEP = 1000;

/** A decision that is not written yet. */
interface Waiting {
  readonly change: OrderChange;
  /** The number of the first decision about its subject that is not written. */
  readonly number: number;
}

/** Decisions by subject: the last one about each counts. Never throws. */
export class WaitingOrder {
  /** What is in force. */
  readonly #inForce = new Map<string, OrderChange>();
  /** In no batch. */
  readonly #unsent = new Map<string, Waiting>();
  /** In batches that are being written. */
  readonly #sent = new Map<string, Waiting>();
  #revocations = 0;
  /** Whether the tables are to be emptied before what waits is written. */
  #isWhole = false;
  /** Whether a batch that does that is being written. */
  #isWholeSent = false;
  #added = 0;
  #sweepAt = FIRST_SWEEP;

  /** Whether all is written. */
  get isWritten(): boolean {
    return this.#sent.size === 0 && !this.#isWholeSent && !this.hasUnsent;
  }

  /** Whether there is anything that no batch has. */
  get hasUnsent(): boolean {
    return this.#unsent.size > 0 || this.#isWhole;
  }

  /** How many decisions wait. */
  get count(): number {
    return this.#unsent.size + this.#sent.size;
  }

  /** How many decisions were added so far. */
  get added(): number {
    return this.#added;
  }

  /** So many of them wait no more, and none before these. */
  get settled(): number {
    if (this.#isWhole || this.#isWholeSent) return 0;
    let first = this.#added + 1;
    for (const waiting of [this.#sent, this.#unsent]) {
      for (const { number } of waiting.values()) first = Math.min(first, number);
    }
    return first - 1;
  }

  /** What the store has is in force. */
  restore({ bans, mutes, isLockedDown, rooms }: OrderKept): void {
    const changes: readonly OrderChange[] = [
      ...bans.map((ban) => ({ kind: "ban", ...ban }) as const),
      ...mutes.map((mute) => ({ kind: "mute", ...mute }) as const),
      ...rooms.map((room) => ({ kind: "room", ...room }) as const),
      ...isLockedDown ? [{ kind: "lockdown", isOn: true } as const] : [],
    ];
    for (const change of changes) this.#inForce.set(subjectOf(change), change);
    this.#sweepAt = Math.max(FIRST_SWEEP, 2 * this.#inForce.size);
  }

  /** Something was decided; `now` is since the epoch. */
  add(change: OrderChange, now: Millis): void {
    const subject = subjectOf(change);
    this.#added++;
    if (isRevocation(change)) this.#revoke(subject, change);
    else this.#inForce.set(subject, change);
    this.#wait(subject, { change, number: this.#added });
    if (this.#revocations > MAX_REVOCATIONS) this.#rewrite();
    if (this.#inForce.size >= this.#sweepAt) this.#sweep(now);
  }

  /** What is to be written next; undefined if nothing is. */
  take(): OrderBatch | undefined {
    if (this.#isWhole) {
      this.#isWhole = false;
      this.#isWholeSent = true;
      return this.#send([...this.#unsent], true);
    }
    if (this.#unsent.size === 0) return undefined;
    return this.#send([...this.#unsent.entries().take(BATCH_DECISIONS)], false);
  }

  /** What `take` gave is written. */
  written({ changes, isWhole }: OrderBatch): void {
    if (isWhole) this.#isWholeSent = false;
    for (const change of changes) {
      const subject = subjectOf(change);
      // A later decision may be under way.
      if (this.#sent.get(subject)?.change === change) this.#sent.delete(subject);
    }
  }

  /** None of the batches that are being written counts: what they had is to be written again. */
  resend(): void {
    if (this.#isWholeSent) {
      this.#isWholeSent = false;
      return this.#rewrite();
    }
    if (this.#sent.size === 0) return;
    const unsent = [...this.#unsent];
    this.#unsent.clear();
    this.#revocations = 0;
    const sent = [...this.#sent];
    this.#sent.clear();
    for (const [subject, waiting] of [...sent, ...unsent]) this.#wait(subject, waiting);
  }

  /** The file is gone: all that is in force waits again. */
  restart(): void {
    this.#rewrite();
    this.#isWhole = this.#isWholeSent = false;
  }

  #revoke(subject: string, change: OrderChange): void {
    this.#inForce.delete(subject);
    if (change.kind !== "room") return;
    // The store forgets the bans and mutes of the room with it. What waits of them comes before.
    for (const [other, { kind, ...rest }] of this.#inForce) {
      const isSentence = kind === "ban" || kind === "mute";
      if (isSentence && "room" in rest && rest.room === change.room) this.#inForce.delete(other);
    }
  }

  /** The last one is written last; the subject keeps the number of the first that is not written. */
  #wait(subject: string, { change, number }: Waiting): void {
    const other = this.#unsent.get(subject);
    if (other !== undefined && isRevocation(other.change)) this.#revocations--;
    if (isRevocation(change)) this.#revocations++;
    const first = Math.min(number, other?.number ?? Infinity);
    this.#unsent.delete(subject);
    this.#unsent.set(subject, { change, number: first });
  }

  #send(taken: readonly (readonly [string, Waiting])[], isWhole: boolean): OrderBatch {
    for (const [subject, waiting] of taken) {
      this.#unsent.delete(subject);
      if (isRevocation(waiting.change)) this.#revocations--;
      const number = Math.min(waiting.number, this.#sent.get(subject)?.number ?? Infinity);
      this.#sent.delete(subject);
      this.#sent.set(subject, { ...waiting, number });
    }
    return { isWhole, changes: taken.map(([, { change }]) => change) };
  }

  /** All that is in force waits, and the tables are emptied before it. */
  #rewrite(): void {
    const number = this.settled + 1;
    this.#sent.clear();
    this.#unsent.clear();
    this.#revocations = 0;
    for (const [subject, change] of this.#inForce) this.#unsent.set(subject, { change, number });
    this.#isWhole = true;
  }

  /** Retention removes from the file what has ended. */
  #sweep(now: Millis): void {
    for (const [subject, change] of this.#inForce) {
      if ("until" in change && (change.until ?? Infinity) <= now) this.#inForce.delete(subject);
    }
    this.#sweepAt = Math.max(FIRST_SWEEP, 2 * this.#inForce.size);
  }
}

/** What a decision is about. Names of rooms have no blanks. */
function subjectOf(change: OrderChange): string {
  switch (change.kind) {
    case "ban":
    case "unban":
      return `ban ${change.room} ${change.network}`;
    case "mute":
    case "unmute":
      return `mute ${change.room} ${change.network}`;
    case "lockdown":
      return "lockdown";
    case "room":
      return `room ${change.room}`;
  }
}

/** Whether nothing is in force about the subject after it. */
function isRevocation(change: OrderChange): boolean {
  switch (change.kind) {
    case "unban":
    case "unmute":
      return true;
    case "lockdown":
      return !change.isOn;
    case "room":
      return !change.isKept;
    case "ban":
    case "mute":
      return false;
  }
}
