/**
 * Gathering: how a client that hears arrivals gathered is told of those that it missed. Up to 20 in a row are
 * told as the events that they were; of more it is told how many arrived and how many left. (Thousands of
 * clients that come back together would otherwise be told millions of arrivals.) Pure.
 *
 * @module
 */

import type { Announcement, Crowd } from "../../message.ts";
import { CROWD_SIZE } from "../../state/announcer.ts";
import type { ResumedRoom } from "../../state/resuming.ts";
import type { Gap, Told } from "./replaying.ts";
import type { Remembered } from "../../state/ring.ts";

/** Arrivals and departures in a row, as numbers; the last crowd has the last `seq` of all. */
export interface Crowds {
  /** One of each verb that there is. */
  readonly crowds: readonly Crowd[];
  /** The last `seq`. */
  readonly last: number;
}

/** A line of one room, or many in one. */
export interface GatheredTold {
  /** The room. */
  readonly resumed: ResumedRoom;
  /** What is told. */
  readonly line: Gap | Remembered | Crowds;
}

/**
 * The same lines, with long rows of arrivals and departures gathered; those of the client itself are told as
 * they were. Returns what `lines` returns. Never throws.
 */
export function* gathered<R>(
  lines: Iterator<Told, R, void>,
): Generator<GatheredTold, R, void> {
  const rows = new Map<ResumedRoom, Row>();
  for (;;) {
    const next = lines.next();
    const announcement = next.done ? undefined : announcementIn(next.value);
    if (!next.done && announcement !== undefined) {
      const { resumed } = next.value;
      let row = rows.get(resumed);
      if (row === undefined) rows.set(resumed, row = new Row());
      row.add(next.value, announcement);
      continue;
    }
    for (const [resumed, row] of rows) yield* row.told(resumed);
    rows.clear();
    if (next.done) return next.value;
    yield next.value;
  }
}

/** The arrival or departure of somebody else; undefined for any other line. */
function announcementIn({ resumed, line }: Told): Announcement | undefined {
  if (!("event" in line)) return undefined;
  const { event } = line;
  if (event.kind !== "joined" && event.kind !== "left") return undefined;
  const isOwn = event === resumed.joined?.event || event === resumed.left?.event;
  return isOwn ? undefined : event;
}

/** Arrivals and departures of one room in a row. */
class Row {
  /** The first, one more than are told as they were. */
  readonly #first: Told[] = [];
  readonly #crowds = new Map<Crowd["verb"], Crowd>();
  #last = 0;

  add(told: Told, { kind, room, seq }: Announcement): void {
    if (this.#first.length <= CROWD_SIZE) this.#first.push(told);
    const verb = kind === "joined" ? "arrived" : "left";
    const count = (this.#crowds.get(verb)?.count ?? 0) + 1;
    // The verb of the last event comes last.
    this.#crowds.delete(verb);
    this.#crowds.set(verb, { kind: "crowd", room, verb, count, seq });
    this.#last = seq;
  }

  *told(resumed: ResumedRoom): Generator<GatheredTold, void, void> {
    if (this.#first.length <= CROWD_SIZE) return yield* this.#first;
    yield { resumed, line: { crowds: [...this.#crowds.values()], last: this.#last } };
  }
}
