/**
 * A turn: all lines since the last flush. That may be several turns of the event loop, because no flush
 * begins while the last round of writes is under way. Numbers the lines of all rooms, and at the flush
 * offers each client its lines, in that order. Clients that hear one feed with lines share its batch;
 * clients that hear several share a mix. Only a client with lines of its own costs extra work.
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
  /** Its lines. */
  readonly feed: Feed;
  /** By order of joining, which is the order of writing. */
  readonly subscribers: Set<Subscriber>;
}

/** The results of a flush. */
interface Flush {
  readonly at: Millis;
  /** Outboxes that need a write. */
  readonly writers: Outbox[];
  /** How many lines were offered, counted for each client. */
  lines: number;
  /** The last batch of one room, which another dialect may share; undefined before the first. */
  last?: Batch | undefined;
  /** Errors that were thrown while other clients still had to be served. */
  readonly bugs: unknown[];
}

const FAULT: LeaveReason = { by: "daemon", code: "fault" };

/** The lines since the last flush; emptied by each flush. Owned by the fan-out. */
export class Turn {
  readonly #report: (bug: unknown) => void;
  #ordinal = 0;
  #spoken: Channel[] = [];
  readonly #apart = new Set<Subscriber>();
  #lines = 0;

  /** A turn without lines. `report` is given each thrown error, and must not throw. */
  constructor(report: (bug: unknown) => void) {
    this.#report = report;
  }

  /** The ordinal of the next line. */
  get ordinal(): number {
    return this.#ordinal;
  }

  /** How many lines were offered to clients so far: a line to a room counts once for each that hears it. */
  get lines(): number {
    return this.#lines;
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

  /** Notes a client that may need a batch of its own. */
  noteApart(subscriber: Subscriber): void {
    if (subscriber.isApart) this.#apart.add(subscriber);
  }

  /**
   * Ends the turn: offers each client its lines. Returns the outboxes that need a write. A bug in
   * serving one client disconnects that client, and is reported; the others are served.
   */
  flush(at: Millis): Outbox[] {
    const flush: Flush = { at, writers: [], lines: 0, bugs: [] };
    // A client has one codec, so it never hears feeds of two.
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
    this.#lines += flush.lines;
    for (const bug of flush.bugs) this.#report(bug);
    return flush.writers;
  }
}

/** One room has lines in this dialect: all its subscribers get the same batch. */
function offerOne([spoken]: readonly Channel[], flush: Flush): void {
  if (spoken === undefined) return;
  const batch = spoken.feed.batch(flush.last);
  flush.last = batch;
  for (const { isApart, outbox } of spoken.subscribers) {
    if (!isApart) offer(outbox, batch, flush);
  }
}

/** Several rooms have lines: clients that hear the same of these rooms get the same mix. */
function offerMixes(spoken: readonly Channel[], flush: Flush): void {
  const nothing = new Mix();
  const served: Subscriber[] = [];
  for (const { feed, subscribers } of spoken) {
    const alone = nothing.with(feed);
    for (const subscriber of subscribers) {
      if (subscriber.isApart) continue;
      if (subscriber.mix === undefined) {
        subscriber.mix = alone;
        served.push(subscriber);
      } else subscriber.mix = subscriber.mix.with(feed);
    }
  }
  for (const subscriber of served) {
    const { mix, outbox } = subscriber;
    subscriber.mix = undefined;
    if (mix !== undefined) offer(outbox, mix.batch, flush);
  }
}

/** Offers one client the batch that was merged for it alone. */
function offerOwn(subscriber: Subscriber, flush: Flush): void {
  const { outbox } = subscriber;
  try {
    const batch = subscriber.takeOwn();
    if (batch.lines.length > 0) offer(outbox, batch, flush);
    const sent = subscriber.takeSent();
    if (sent !== undefined) outbox.whenSent(sent);
  } catch (bug) {
    flush.bugs.push(bug);
    outbox.abandon(FAULT);
  }
}

function offer(outbox: Outbox, batch: Batch, flush: Flush): void {
  flush.lines += batch.lines.length;
  try {
    if (outbox.offer(batch, flush.at)) flush.writers.push(outbox);
  } catch (bug) {
    flush.bugs.push(bug);
    outbox.abandon(FAULT);
  }
}
