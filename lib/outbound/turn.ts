/**
 * One turn of the event loop on the way out: numbers the lines of all rooms, and in the end gives
 * each client what it hears, in that order. Most clients hear one room that spoke and share its
 * batch; those who hear several share a mix; only a client that is set apart costs work of its own.
 *
 * @module
 */

import type { LeaveReason } from "../core/message.ts";
import type { Millis } from "../core/units.ts";
import type { Batch } from "./batch.ts";
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

/** What a flush gathers. */
interface Flush {
  readonly at: Millis;
  /** Outboxes that want to write. */
  readonly writers: Outbox[];
  /** What was thrown while others still had to be served. */
  readonly bugs: unknown[];
}

const FAULT: LeaveReason = { by: "daemon", code: "fault" };

/** The turn under way; begins anew with each flush. Owned by the fan-out. */
export class Turn {
  readonly #report: (bug: unknown) => void;
  #ordinal = 0;
  #spoken: Channel[] = [];
  readonly #apart = new Set<Subscriber>();

  /** A turn in which nothing was said. `report` is given what was thrown, and must not throw. */
  constructor(report: (bug: unknown) => void) {
    this.#report = report;
  }

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

  /**
   * Ends the turn: offers everybody what is theirs. Returns the outboxes that want to write. A bug
   * in serving one client disconnects that client, and is reported; the others are served.
   */
  flush(at: Millis): Outbox[] {
    const flush: Flush = { at, writers: [], bugs: [] };
    // A client speaks one dialect, so it never hears feeds of two.
    for (const spoken of Map.groupBy(this.#spoken, ({ feed }) => feed.codec).values()) {
      if (spoken.length > 1) offerMixes(spoken, flush);
      else offerOne(spoken, flush);
    }
    for (const subscriber of this.#apart) {
      offerOwn(subscriber, flush);
      if (subscriber.isLeaving) subscriber.outbox.finish();
    }
    for (const { feed } of this.#spoken) feed.clear();
    this.#spoken = [];
    this.#apart.clear();
    this.#ordinal = 0;
    for (const bug of flush.bugs) this.#report(bug);
    return flush.writers;
  }
}

/** One room spoke in this dialect: all who hear it get the same batch. */
function offerOne([spoken]: readonly Channel[], flush: Flush): void {
  if (spoken === undefined) return;
  const batch = spoken.feed.batch();
  for (const { isApart, outbox } of spoken.listeners) {
    if (!isApart) offer(outbox, batch, flush);
  }
}

/** Several rooms spoke: clients that hear the same ones of them get the same mix. */
function offerMixes(spoken: readonly Channel[], flush: Flush): void {
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
    if (mix !== undefined) offer(outbox, mix.batch, flush);
  }
}

/** What was woven for one client alone. */
function offerOwn(subscriber: Subscriber, flush: Flush): void {
  const { outbox } = subscriber;
  try {
    const batch = subscriber.takeOwn();
    if (batch.lines.length > 0) offer(outbox, batch, flush);
  } catch (bug) {
    flush.bugs.push(bug);
    outbox.abandon(FAULT);
  }
}

function offer(outbox: Outbox, batch: Batch, { at, writers, bugs }: Flush): void {
  try {
    if (outbox.offer(batch, at)) writers.push(outbox);
  } catch (bug) {
    bugs.push(bug);
    outbox.abandon(FAULT);
  }
}
