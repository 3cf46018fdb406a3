/**
 * Gathering: how a client that hears arrivals gathered is told of those that it missed. Up to 20 in a row are
 * told as the events that they were; of more it is told how many arrived and how many left. (Thousands of
 * clients that come back together would otherwise be told millions of arrivals.) Pure.
 *
 * @module
 */

import type { Crowd } from "../../message.ts";
import { CROWD_SIZE } from "../../state/announcer.ts";
import type { Remembered, RingView, Row } from "../../state/ring.ts";
import type { RoomName } from "../../units.ts";

/** Arrivals and departures in a row, as numbers. */
export interface Crowds {
  /** One of each verb that there is; the last has the last `seq` of all. */
  readonly crowds: readonly Crowd[];
  /** The first `seq`. */
  readonly first: number;
  /** The last `seq`. */
  readonly last: number;
  /** The place of the first in the order of all rooms. */
  readonly ordinal: number;
}

/** What of a room is gathered. */
export interface Gathering {
  /** The room. */
  readonly room: RoomName;
  /** The first `seq`. */
  readonly from: number;
  /** Numbers of events that are told as they were: those of the client itself. */
  readonly own: readonly number[];
}

/** The events of a ring, with long rows of arrivals and departures as numbers. Never throws. */
export function* gathered(
  ring: RingView,
  { room, from, own }: Gathering,
): Generator<Remembered | Crowds, void, void> {
  let next: number | undefined = from;
  while (next !== undefined) {
    const begin: number = next;
    const row = ring.row(begin, Math.min(...own.filter((seq) => seq >= begin)));
    next = undefined;
    if (row !== undefined && row.arrived.count + row.left.count > CROWD_SIZE) {
      yield { crowds: crowdsOf(row, room), ...row };
      next = row.last + 1;
      continue;
    }
    // The short row, and what is not an arrival or a departure, up to the next row.
    for (const each of ring.remembered(begin)) {
      const { kind, seq } = each.event;
      const isInRow = (kind === "joined" || kind === "left") && !own.includes(seq);
      if (isInRow && seq > (row?.last ?? 0)) {
        next = seq;
        break;
      }
      yield each;
    }
  }
}

function crowdsOf({ arrived, left }: Row, room: RoomName): Crowd[] {
  const sums = [{ verb: "arrived", ...arrived }, { verb: "left", ...left }] as const;
  return sums.filter(({ count }) => count > 0)
    .toSorted((a, b) => a.last - b.last)
    .map(({ verb, count, last }) => ({ kind: "crowd", room, verb, count, seq: last }));
}
