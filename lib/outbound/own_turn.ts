/**
 * How one client's lines differ from those of others in a turn: lines for it alone, feeds joined or left in
 * the middle, omitted lines. Everything is kept by ordinal, so that the client is sent its lines in
 * the order in which the chat produced them.
 *
 * @module
 */

import type { Batch, REPLAYED } from "./batch.ts";
import type { Feed, Numbered } from "./feed.ts";
import { weave } from "./weave.ts";

/** Lines of a feed that were heard before the feed was left. */
interface Span {
  readonly feed: Feed;
  readonly from: number;
  readonly to: number;
}

/** One client's own part of one turn. */
export class OwnTurn {
  readonly #told: Numbered[] = [];
  readonly #left: Span[] = [];
  /** The feeds joined in this turn, each with its first ordinal. */
  readonly #joined = new Map<Feed, number>();
  #omitted: Set<number> | undefined;

  /** A line for this client alone, private or replayed. */
  tell(line: string, ordinal: number, place?: typeof REPLAYED): void {
    this.#told.push({ ordinal, line, place });
  }

  /** The feed is heard from this ordinal on. */
  join(feed: Feed, ordinal: number): void {
    this.#joined.set(feed, ordinal);
  }

  /** The feed is heard up to this ordinal, exclusive. */
  part(feed: Feed, ordinal: number): void {
    this.#left.push({ feed, from: this.#joined.get(feed) ?? 0, to: ordinal });
    this.#joined.delete(feed);
  }

  /** The line with this ordinal is not for this client. */
  omit(ordinal: number): void {
    (this.#omitted ??= new Set()).add(ordinal);
  }

  /** All lines for the client; `feeds` are those that it hears now. */
  weave(feeds: Iterable<Feed>): Batch {
    const lines = this.#told;
    for (const { feed, from, to } of this.#left) lines.push(...feed.said(from, to));
    for (const feed of feeds) lines.push(...feed.said(this.#joined.get(feed) ?? 0, Infinity));
    const omitted = this.#omitted;
    return weave(
      omitted === undefined ? lines : lines.filter(({ ordinal }) => !omitted.has(ordinal)),
    );
  }
}
