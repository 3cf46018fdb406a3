/**
 * Searching: finds what was said in the rooms that a client may read. The core says where to search; the
 * search itself is done elsewhere, and the client waits for its answer.
 *
 * @module
 */

import type { Context } from "../../context.ts";
import type { RoomMessage } from "../../message.ts";
import type {
  Answer,
  RememberedPlace,
  SearchedPlace,
  SearchQuestion,
} from "../../questions/question.ts";
import type { PersonText, RoomText } from "../../reading/form.ts";
import type { Purpose, Search } from "../../state/asked.ts";
import type { Seat } from "../../state/seat.ts";
import type { RingView } from "../../state/ring.ts";
import type { Room } from "../../state/room.ts";
import type { ClientId, Millis } from "../../units.ts";
import { ignoredHeldNames, isIgnored } from "../ignoring.ts";
import { ask } from "./questions.ts";
import { readableFrom } from "./reading.ts";
import { isRecorded, isStoring } from "./recording.ts";
import { findSeen } from "../rooms.ts";
import { answer, notify } from "../telling.ts";

/** The most results of one answer. */
const RESULTS = 20;

/** A client may search so often in {@linkcode SEARCH_WINDOW}; showing more counts as well. */
export const SEARCHES = 5;

/** See {@linkcode SEARCHES}. */
export const SEARCH_WINDOW: Millis = 60_000;

/** What a client searches for. */
export interface SearchWish {
  /** All of these words must be found; possibly none. */
  readonly words: string;
  /** Only what somebody of this name has said. */
  readonly by?: PersonText | undefined;
  /** Only in this room; with or without the `#`. */
  readonly room?: RoomText | undefined;
  /** Only from this instant on. */
  readonly since?: Millis | undefined;
  /** Only before this instant. */
  readonly before?: Millis | undefined;
}

/** `/search WORDS`: searches, or refuses with a notice. */
export function search(context: Context, seat: Seat, wish: SearchWish): void {
  const { forms } = context;
  const { room: wanted, words, by, since, before } = wish;
  const room = wanted === undefined ? undefined : findReadable(context, seat, wanted);
  if (wanted !== undefined && room === undefined) return;
  const search: Search = {
    words,
    by: by === undefined ? undefined : forms.foldOf(by),
    room: room?.name,
    since,
    before,
  };
  if (!takesTurn(context, seat)) return;
  seat.search = undefined;
  ask(context, seat, questionOf(context, seat, search), { kind: "search", search });
}

/** `/search more`: goes on with the last search, or refuses with a notice. */
export function searchMore(context: Context, seat: Seat): void {
  const { search } = seat;
  if (search === undefined) return notify(context, seat, { code: "search-no-more" });
  if (!takesTurn(context, seat)) return;
  seat.search = undefined;
  ask(context, seat, questionOf(context, seat, search), { kind: "search", search });
}

/** Tells a client what its search has found, and notes where to go on. */
export function tellFound(
  context: Context,
  seat: Seat,
  { search }: Purpose & { readonly kind: "search" },
  found: Answer,
): void {
  if (found.kind !== "found") {
    const isLong = found.kind === "failed" && found.why === "too-long";
    return notify(context, seat, { code: isLong ? "search-too-long" : "store-unavailable" });
  }
  const events = found.events.filter((event) =>
    !isIgnored(context, seat, event, speakerOf(context, event))
  );
  const more = found.more !== undefined;
  if (more) seat.search = { ...search, below: found.more };
  answer(context, seat, { kind: "found", events, more });
}

/** The room of this name if the client may read in it. Otherwise refuses with a notice. */
function findReadable(context: Context, seat: Seat, wanted: RoomText): Room | undefined {
  const room = findSeen(context, seat, wanted);
  if (room === undefined || readableFrom(room, seat.client) !== undefined) return room;
  notify(context, seat, { code: "not-in-room", room: room.name });
  return undefined;
}

/** Whether the client may search now. If not, refuses with a notice. */
function takesTurn(context: Context, seat: Seat): boolean {
  const { at } = context;
  const recent = seat.searchedAt.filter((time) => at - time < SEARCH_WINDOW);
  const [oldest = at] = recent;
  if (recent.length >= SEARCHES) {
    const wait = oldest + SEARCH_WINDOW - at;
    notify(context, seat, { code: "search-limit", limit: SEARCHES, wait });
    return false;
  }
  seat.searchedAt = [...recent, at];
  return true;
}

/** The question for a search, with what the client may read now. */
function questionOf(context: Context, seat: Seat, search: Search): SearchQuestion {
  const places: SearchedPlace[] = [];
  const remembered: RememberedPlace[] = [];
  const { room: only, words: terms, by, since, before, below } = search;
  for (const room of context.ledger.rooms()) {
    if (only !== undefined && room.name !== only) continue;
    const from = readableFrom(room, seat.client);
    if (from === undefined) continue;
    const { name, epoch, ring, access } = room;
    const place = { room: name, epoch, from };
    if (isStoring(context)) places.push(place);
    // What was said while the room was closed, and perhaps not kept, is in memory alone.
    const isWhole = isRecorded(context, room) && !access.isKept;
    const to = isWhole ? room.openFrom - 1 : room.seq;
    if (ring.said > 0 && (ring.firstSeq ?? Infinity) <= to && from <= to) {
      remembered.push({ ...place, events: readable(context, seat, ring, { from, to }) });
    }
  }
  const except = ignoredHeldNames(context, seat);
  return {
    kind: "search",
    terms,
    ...{ by, since, before, places, remembered },
    ...(except.length > 0 && { except }),
    limit: RESULTS,
    below,
  };
}

/**
 * What a room remembers of these numbers, for one client. The search may wait: what is said meanwhile may
 * no longer be for the client to read.
 */
function readable(
  context: Context,
  seat: Seat,
  ring: RingView,
  { from, to }: { readonly from: number; readonly to: number },
): Iterable<RoomMessage> {
  return {
    *[Symbol.iterator]() {
      for (const { event, by } of ring.remembered(from)) {
        if (event.seq > to) return;
        if (!isIgnored(context, seat, event, by)) yield event;
      }
    },
  };
}

/** The client that said this, if its room remembers it. */
function speakerOf({ ledger }: Context, { room, seq, time }: RoomMessage): ClientId | undefined {
  const place = ledger.has(room) ? ledger.room(room) : undefined;
  for (const { event, by } of place?.ring.remembered(seq) ?? []) {
    return event.seq === seq && event.time === time ? by : undefined;
  }
  return undefined;
}
