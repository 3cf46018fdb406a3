/**
 * How far the chat has got with the records: what it told a room at each of them goes into the digest, by
 * which nodes find out that they differ.
 *
 * @module
 */

import type { ChatEvent, Effect } from "../../core/event.ts";
import type { Replica } from "../agreed/replica.ts";

/** An event that the loop was given, and the record that it stands in; 0 if in none. */
interface Given {
  readonly event: ChatEvent;
  readonly position: number;
}

/** Follows the chat through the events that the loop was given. */
export class Progress {
  readonly #replica: Pick<Replica, "told" | "settled">;
  #given: Given[] = [];
  /** What rooms were told and is not in the digest yet. */
  readonly #told: { readonly room: string; readonly seq: number }[] = [];
  #at = 0;
  /** The last position that is settled, and the last that was given. */
  #settled: number;
  #last: number;

  /** All records up to this position are settled. */
  constructor(replica: Pick<Replica, "told" | "settled">, position: number) {
    this.#replica = replica;
    this.#settled = position;
    this.#last = position;
  }

  /** The loop is given an event, after those before; one that stands in no record has position 0. */
  given(event: ChatEvent, position: number): void {
    this.#given.push({ event, position });
  }

  /** The loop was given all events of the record at this position; perhaps there were none. */
  read(position: number): void {
    this.#last = position;
  }

  /** The chat has applied an event; or, after a bug, the end of the client's stay in its place. */
  applied(event: ChatEvent, effects: readonly Effect[]): void {
    const position = this.#positionOf(event);
    for (const effect of effects) {
      if (effect.kind !== "publish" || effect.message.kind === "crowd") continue;
      const { room, message, detail = "every" } = effect;
      if (detail === "every") this.#told.push({ room, seq: message.seq });
    }
    // Local events tell rooms nothing. What an event told before a bug ended it is among the effects of the
    // next, which is perhaps a local one; for the digest it belongs to the next in the log, as on all nodes.
    if (position === 0) return;
    this.#settleUpTo(position - 1);
    for (const { room, seq } of this.#told.splice(0)) this.#replica.told(room, seq);
  }

  /** The chat has applied everything that was given. */
  finished(): void {
    this.#settleUpTo(this.#last);
    this.#given = [];
    this.#at = 0;
  }

  #positionOf(event: ChatEvent): number {
    for (let index = this.#at; index < this.#given.length; index++) {
      const given = this.#given[index];
      if (given === undefined || !stands(given.event, event)) continue;
      this.#at = index + 1;
      return given.position;
    }
    return 0;
  }

  #settleUpTo(position: number): void {
    while (this.#settled < position) this.#replica.settled(++this.#settled);
  }
}

/** Whether this is the event that was given, or what a bug at that event has led to. */
function stands(given: ChatEvent, applied: ChatEvent): boolean {
  if (given === applied) return true;
  if (applied.kind !== "disconnected" || applied.reason.code !== "fault") return false;
  return "client" in given && given.client === applied.client;
}
