/**
 * The lines for clients that hear several feeds with lines in a turn. Clients that hear exactly the
 * same of these feeds share one mix, whose lines are merged and encoded once. The mix of a client is found
 * by one look-up for each feed that it hears and that has lines.
 *
 * @module
 */

import type { Batch } from "./batch.ts";
import type { Feed } from "./feed.ts";
import { weave } from "./weave.ts";

/** The lines of one combination of feeds in one turn; made anew for each turn. */
export class Mix {
  readonly #feeds: readonly Feed[];
  readonly #longer = new Map<Feed, Mix>();
  #batch: Batch | undefined;

  /** A mix of these feeds; the default is no feeds. */
  constructor(feeds: readonly Feed[] = []) {
    this.#feeds = feeds;
  }

  /** The mix with one more feed; the same object for the same feeds in the same order. */
  with(feed: Feed): Mix {
    let longer = this.#longer.get(feed);
    if (longer === undefined) {
      longer = new Mix([...this.#feeds, feed]);
      this.#longer.set(feed, longer);
    }
    return longer;
  }

  /** The lines of all feeds in the order in which they were said; woven at the first call. */
  get batch(): Batch {
    return this.#batch ??= this.#weave();
  }

  #weave(): Batch {
    const [first] = this.#feeds;
    if (first !== undefined && this.#feeds.length === 1) return first.batch();
    return weave(this.#feeds.flatMap((feed) => feed.said(0, Infinity)));
  }
}
