/**
 * Replaying: what of a room is still there for a client that resumes it. Memory gives the lines; which
 * of them the store must be asked for is said here as well. Decides over the state and tells nothing.
 *
 * @module
 */

import type { Context } from "../../context.ts";
import type { RoomMessage } from "../../message.ts";
import type { Detail } from "../../dialect.ts";
import type { Seat } from "../../state/seat.ts";
import { isSaid, type Remembered, Ring, type RingView } from "../../state/ring.ts";
import type { ResumedRoom } from "../../state/resuming.ts";
import type { Room } from "../../state/room.ts";
import type { ClientId } from "../../units.ts";
import { isIgnored } from "../ignoring.ts";
import { type Crowds, gathered } from "./gathering.ts";
import { readableFrom } from "./reading.ts";
import { isRecorded } from "./recording.ts";

/** The numbers of events that are not there, or not for the client; both are included. */
export interface Gap {
  /** The first. */
  readonly from: number;
  /** The last. */
  readonly to: number;
}

/** What a client is told next of a room. */
export type Line = Gap | Remembered | Crowds;

/** A line of one room. */
export interface Told {
  /** The room. */
  readonly resumed: ResumedRoom;
  /** The line. */
  readonly line: Line;
}

/** A room and the client that resumes it. */
export interface Replay {
  /** The client. */
  readonly client: ClientId;
  /** How it is told arrivals and departures. */
  readonly detail: Detail;
  /** The room. */
  readonly resumed: ResumedRoom;
}

/** The events that only the store may have. */
export interface Stored {
  /** Their room. */
  readonly room: Room;
  /** The lowest `seq` that the client may read. */
  readonly from: number;
  /** The last one. */
  readonly upTo: number;
}

/** What the store must be asked for before memory is read; undefined if it is nothing. Never throws. */
export function storedPart(context: Context, replay: Replay): Stored | undefined {
  const { resumed } = replay;
  const room = roomOf(context, resumed);
  if (room === undefined || !isRecorded(context, room)) return undefined;
  const from = allowedFrom(room, replay);
  const first = room.ring.firstSeq ?? room.seq + 1;
  const upTo = Math.min(first - 1, resumed.left?.event.seq ?? Infinity);
  return Math.max(from, resumed.next, resumed.sought + 1) <= upTo
    ? { room, from, upTo }
    : undefined;
}

/**
 * What the client is told of the room, from its next event on, as far as memory has it; what is missing
 * is a gap. Ends with the last event of the room, or with the client's own departure.
 */
export function* linesOf(context: Context, replay: Replay): Generator<Line, void, void> {
  const { resumed } = replay;
  const room = roomOf(context, resumed);
  const from = Math.max(resumed.next, allowedFrom(room, replay));
  const last = resumed.left?.event.seq ?? room?.seq ?? resumed.next - 1;
  const known = knownFrom(room, replay, from);
  const next = yield* withGaps(context, replay, { known, last });
  if (next <= last) yield { from: next, to: last };
}

/** What the client is told of several rooms as far as memory has it, in the order in which it was said. */
export function* mergedLines(
  context: Context,
  { client, hearing: { detail } }: Seat,
  rooms: readonly ResumedRoom[],
): Generator<Told, void, void> {
  const cursors = rooms.map((resumed) =>
    new Cursor(resumed, linesOf(context, { client, detail, resumed }))
  );
  for (;;) {
    let first: Cursor | undefined;
    for (const cursor of cursors) {
      if (cursor.ordinal < (first?.ordinal ?? Infinity)) first = cursor;
    }
    const told = first?.take();
    if (told === undefined) return;
    yield told;
  }
}

/** The lines of one room, from the next on. */
class Cursor {
  readonly #resumed: ResumedRoom;
  readonly #lines: Iterator<Line, void, void>;
  #line: Line | undefined;

  constructor(resumed: ResumedRoom, lines: Iterator<Line, void, void>) {
    this.#resumed = resumed;
    this.#lines = lines;
    this.#line = lines.next().value ?? undefined;
  }

  /** The place of the next line in the order of all rooms; that of a gap is told by no event. */
  get ordinal(): number {
    if (this.#line === undefined) return Infinity;
    return "ordinal" in this.#line ? this.#line.ordinal : 0;
  }

  take(): Told | undefined {
    const line = this.#line;
    this.#line = this.#lines.next().value ?? undefined;
    return line && { resumed: this.#resumed, line };
  }
}

/**
 * What the client is told of events from the store, and what is missing between them. Returns the number
 * after the last.
 */
export function* storedLinesOf(
  context: Context,
  replay: Replay,
  events: readonly RoomMessage[],
): Generator<Line, number, void> {
  const { resumed } = replay;
  const from = Math.max(resumed.next, allowedFrom(roomOf(context, resumed), replay));
  const to = events.at(-1)?.seq ?? 0;
  const stored = events.filter(({ seq }) => seq >= from).map((event) => ({ event, ordinal: 0 }));
  // The store may have lost the client's own arrival, which is told all the same.
  const own = ownFrom(resumed, from).filter(({ event: { seq } }) =>
    seq <= to && !stored.some(({ event }) => event.seq === seq)
  );
  const all = [...own, ...stored].sort((a, b) => a.event.seq - b.event.seq);
  const known = heard(new Ring(all), replay, from);
  return yield* withGaps(context, replay, { known, last: resumed.left?.event.seq ?? Infinity });
}

/**
 * The events up to the last one, and the gaps before them. What the client ignores is left out, and is no
 * gap. Returns the number after the last.
 */
function* withGaps(
  context: Context,
  replay: Replay,
  { known, last }: { readonly known: Iterable<Remembered | Crowds>; readonly last: number },
): Generator<Line, number, void> {
  let { next } = replay.resumed;
  for (const each of known) {
    if ("crowds" in each) {
      if (each.first > next) yield { from: next, to: each.first - 1 };
      next = each.last + 1;
      yield each;
      continue;
    }
    const { event, by } = each;
    if (event.seq > last) break;
    if (event.seq > next) yield { from: next, to: event.seq - 1 };
    next = event.seq + 1;
    if (!isSaid(event) || !isIgnored(context, replay, event, by)) yield each;
  }
  return next;
}

/** The client's own arrival and departure as far as the room has forgotten them, and what it remembers. */
function* knownFrom(
  room: Room | undefined,
  replay: Replay,
  from: number,
): Generator<Remembered | Crowds, void, void> {
  const first = room?.ring.firstSeq ?? Infinity;
  for (const own of ownFrom(replay.resumed, from)) {
    if (own.event.seq < first) yield own;
  }
  if (room !== undefined) yield* heard(room.ring, replay, from);
}

/** What a ring holds from this `seq` on, as the client hears arrivals. */
function heard(
  ring: RingView,
  { detail, resumed }: Replay,
  from: number,
): Iterable<Remembered | Crowds> {
  if (detail === "every") return ring.remembered(from);
  const own = ownFrom(resumed, from).map(({ event: { seq } }) => seq);
  return gathered(ring, { room: resumed.room, from, own });
}

/** The client's own arrival and departure, if they are from this `seq` on. */
function ownFrom({ joined, left }: ResumedRoom, from: number): Remembered[] {
  return [joined, left].filter((own) => own !== undefined).filter(({ event }) => event.seq >= from);
}

/**
 * The lowest `seq` that the client may read. It is looked up anew for each page: the room may have been
 * closed meanwhile, and what is from before the client's entry is not for it then.
 */
function allowedFrom(room: Room | undefined, { client, resumed }: Replay): number {
  const from = room === undefined ? undefined : readableFrom(room, client);
  return Math.min(resumed.since, from ?? Infinity);
}

/**
 * The room; undefined if it has vanished with its last member, also if another has its name now. The
 * epoch of a room may be renewed, but a member's room is always the one that it has entered.
 */
function roomOf({ ledger }: Context, { room: name, epoch, left }: ResumedRoom): Room | undefined {
  const room = ledger.has(name) ? ledger.room(name) : undefined;
  return left === undefined || room?.epoch === epoch ? room : undefined;
}
