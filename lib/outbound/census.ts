/**
 * What the send queues have done and hold, counted over all clients when somebody asks. Clients that have
 * gone are kept as sums.
 *
 * @module
 */

import type { Bytes } from "../core/units.ts";
import type { Outbox } from "./outbox.ts";

/** The send queues of all clients at one moment. */
export interface Census {
  /** Clients that are served, and those that have left and are still sent their last lines. */
  readonly served: number;
  /** Clients for which lines wait behind a write. */
  readonly slow: number;
  /** What waits behind the writes, of all clients. */
  readonly waiting: Bytes;
  /** What waits for the client for which most waits. */
  readonly longest: Bytes;
  /** Bytes that sockets have taken so far. */
  readonly bytesOut: Bytes;
  /** Lines of rooms that were skipped so far. */
  readonly skipped: number;
}

/** The sums of clients that have gone. */
export class Gone {
  #bytesOut: Bytes = 0;
  #skipped = 0;

  /** Adds a client that is sent nothing more. */
  add({ traffic: { bytesOut, skipped } }: Outbox): void {
    this.#bytesOut += bytesOut;
    this.#skipped += skipped;
  }

  /** Counts these clients, together with those that have gone. */
  countWith(outboxes: Iterable<Outbox>): Census {
    const census = { served: 0, slow: 0, waiting: 0, longest: 0 };
    let [bytesOut, skipped] = [this.#bytesOut, this.#skipped];
    for (const { waiting, traffic } of outboxes) {
      census.served++;
      if (waiting > 0) census.slow++;
      census.waiting += waiting;
      census.longest = Math.max(census.longest, waiting);
      bytesOut += traffic.bytesOut;
      skipped += traffic.skipped;
    }
    return { ...census, bytesOut, skipped };
  }
}
