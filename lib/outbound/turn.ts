/**
 * One turn of the event loop on the way out: numbers the lines of all rooms, and in the end gives
 * each client what it hears, in that order. Most clients hear one room that spoke and share its
 * batch; those who hear several share a mix; only a client that is set apart costs work of its own.
 *
 * @module
 */

import type { Millis } from "../core/units.ts";
import type { Feed } from "./feed.ts";
import { Mix } from "./mix.ts";
import type { Outbox } from "./outbox.ts";
import type { Subscriber } from "./subscriber.ts";

/** A feed and the clients that hear it. */
export interface Channel {
  /** What is said. */
  readonly feed: Feed;
  /** By order of joining, which is the order of writing. */
  readonly listeners: Set<Subscriber>;
}

/** The turn under way; begins anew with each flush. Owned by the fan-out. */
export class Turn {
  #ordinal = 0;
  #spoken: Channel[] = [];
  readonly #apart = new Set<Subscriber>();

  /** The ordinal of the next line. */
  get ordinal(): number {
    return this.#ordinal;
  }

  /** Takes the next ordinal, for a line. */
  number(): number {
    return this.#ordinal++;
  }

  /** Adds a line to a channel. */
  say(channel: Channel, line: string, ordinal: number): void {
    if (channel.feed.isSilent) this.#spoken.push(channel);
    channel.feed.append(line, ordinal);
  }

  /** Notes a client that may have become one that is served alone. */
  noteApart(subscriber: Subscriber): void {
    if (subscriber.isApart) this.#apart.add(subscriber);
  }

  /** Ends the turn: offers everybody what is theirs. Returns the outboxes that want to write. */
  flush(at: Millis): Outbox[] {
    const writers: Outbox[] = [];
    // A client speaks one dialect, so it never hears feeds of two.
    for (const spoken of Map.groupBy(this.#spoken, ({ feed }) => feed.codec).values()) {
      if (spoken.length > 1) offerMixes(spoken, writers, at);
      else offerOne(spoken, writers, at);
    }
    for (const subscriber of this.#apart) {
      const { outbox } = subscriber;
      const batch = subscriber.takeOwn();
      if (batch.lines.length > 0 && outbox.offer(batch, at)) writers.push(outbox);
      if (subscriber.isLeaving) outbox.finish();
    }
    for (const { feed } of this.#spoken) feed.clear();
    this.#spoken = [];
    this.#apart.clear();
    this.#ordinal = 0;
    return writers;
  }
}

/** One room spoke in this dialect: all who hear it get the same batch. */
function offerOne([spoken]: readonly Channel[], writers: Outbox[], at: Millis): void {
  if (spoken === undefined) return;
  const batch = spoken.feed.batch();
  for (const { isApart, outbox } of spoken.listeners) {
    if (!isApart && outbox.offer(batch, at)) writers.push(outbox);
  }
}

/** Several rooms spoke: clients that hear the same ones of them get the same mix. */
function offerMixes(spoken: readonly Channel[], writers: Outbox[], at: Millis): void {
  const nothing = new Mix();
  const served: Subscriber[] = [];
  for (const { feed, listeners } of spoken) {
    const alone = nothing.with(feed);
    for (const listener of listeners) {
      if (listener.isApart) continue;
      if (listener.mix === undefined) {
        listener.mix = alone;
        served.push(listener);
      } else listener.mix = listener.mix.with(feed);
    }
  }
  for (const subscriber of served) {
    const { mix, outbox } = subscriber;
    subscriber.mix = undefined;
    if (mix !== undefined && outbox.offer(mix.batch, at)) writers.push(outbox);
  }
}
