/**
 * One client of the fan-out: the feeds that it hears, its own part of the turn under way, and the
 * outbox that its bytes go to.
 *
 * @module
 */

import type { Batch, REPLAYED } from "./batch.ts";
import type { Feed } from "./feed.ts";
import type { Mix } from "./mix.ts";
import type { Outbox } from "./outbox.ts";
import { OwnTurn } from "./own_turn.ts";

/** A client of the fan-out. */
export class Subscriber {
  /** Its send queue. */
  readonly outbox: Outbox;
  /** The mix of feeds that it is sent; set and cleared by the flush, undefined outside of it. */
  mix: Mix | undefined;
  /**
   * An array, because most clients hear one feed. It is replaced, and not changed: to push an element, or
   * to spread, reserves memory for 16 more, for each client.
   */
  #feeds: readonly Feed[] = [];
  #own: OwnTurn | undefined;
  #isLeaving = false;
  #whenSent: (() => void) | undefined;

  /** A client that hears nothing yet. */
  constructor(outbox: Outbox) {
    this.outbox = outbox;
  }

  /** The feeds that it hears. */
  get feeds(): readonly Feed[] {
    return this.#feeds;
  }

  /** Whether the lines of this turn must be merged for this client alone, because no shared batch has exactly its lines. */
  get isApart(): boolean {
    return this.#own !== undefined;
  }

  /** Hears the feed from this ordinal on. */
  join(feed: Feed, ordinal: number): void {
    this.#feeds = this.#feeds.concat(feed);
    if (!feed.isSilent) this.#apart().join(feed, ordinal);
  }

  /** Hears the feed up to this ordinal, exclusive. */
  part(feed: Feed, ordinal: number): void {
    this.#feeds = this.#feeds.filter((other) => other !== feed);
    if (!feed.isSilent) this.#apart().part(feed, ordinal);
  }

  /** Adds a line for this client alone: a private one, or one that is replayed. */
  tell(line: string, ordinal: number, place?: typeof REPLAYED): void {
    this.#apart().tell(line, ordinal, place);
  }

  /** Calls `sent` once, when the client has been sent the lines of this turn and all before. */
  noteSent(sent: () => void): void {
    this.#whenSent = sent;
    this.#apart();
  }

  /** What to call when the client has been sent all; undefined if nobody asks. Forgets it. */
  takeSent(): (() => void) | undefined {
    const sent = this.#whenSent;
    this.#whenSent = undefined;
    return sent;
  }

  /** Leaves out the line with this ordinal. */
  omit(ordinal: number): void {
    this.#apart().omit(ordinal);
  }

  /** Ends serving the client after this turn. */
  leave(): void {
    this.#isLeaving = true;
    this.#apart();
  }

  /** Whether this turn is its last. */
  get isLeaving(): boolean {
    return this.#isLeaving;
  }

  /** Its lines of this turn, merged for it alone; ends its own part of the turn. */
  takeOwn(): Batch {
    const own = this.#apart();
    this.#own = undefined;
    return own.weave(this.#feeds);
  }

  #apart(): OwnTurn {
    return this.#own ??= new OwnTurn();
  }
}
