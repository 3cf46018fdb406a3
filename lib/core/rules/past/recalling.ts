/**
 * Recalling: shows a client what was said in a room before, as far as it may read there. What the room
 * remembers is shown at once; only what is older is asked for.
 *
 * @module
 */

import type { Context } from "../../context.ts";
import type { RoomMessage } from "../../message.ts";
import type { Answer, Question } from "../../questions/question.ts";
import type { RoomText } from "../../reading/form.ts";
import type { Purpose } from "../../state/asked.ts";
import type { Seat } from "../../state/seat.ts";
import { isSaid } from "../../state/ring.ts";
import type { Room } from "../../state/room.ts";
import type { Bytes, Millis, RoomName } from "../../units.ts";
import { isIgnored } from "../ignoring.ts";
import { ask, askNext } from "./questions.ts";
import { readableFrom } from "./reading.ts";
import { isStoring } from "./recording.ts";
import { findSeen } from "../rooms.ts";
import { answer, notify } from "../telling.ts";

/** The most messages and actions of one answer. */
export const MAX_PAGE = 200;

/**
 * So many more pages are asked for in place of those that only people have filled whom the client ignores.
 */
export const MOST_PASSED_OVER = 10;

/** What an event takes in a line of JSON besides its text, about. */
const EVENT_BYTES: Bytes = 160;

/** A page that a client asks for. */
export interface PageWish {
  /** The most events, at least 1; more than {@linkcode MAX_PAGE} are as many as that. */
  readonly limit: number;
  /** Only what was said before this number; undefined is no bound. */
  readonly before?: number | undefined;
  /** Only what was said before this instant, since the epoch; undefined is no bound. */
  readonly beforeTime?: Millis | undefined;
}

/** A page of one room for one client. */
interface Recall extends PageWish {
  readonly room: Room;
  /** The lowest `seq` that the client may read. */
  readonly from: number;
}

/** A page that was asked for, and the question. */
export interface Recalled {
  /** What the page is for. */
  readonly purpose: Purpose & { readonly kind: "history" };
  /** What was asked. */
  readonly question: Question;
}

/** What a room remembers of a page. */
interface Found {
  /** By order of `seq`. */
  readonly events: readonly RoomMessage[];
  /** Whether the page is full: it takes no older events. */
  readonly isFull: boolean;
}

/** `/history`: shows a page, or refuses with a notice. */
export function showPage(
  context: Context,
  seat: Seat,
  wanted: RoomText | undefined,
  page: PageWish,
): void {
  const room = findSeen(context, seat, wanted);
  if (room === undefined) return;
  const from = readableFrom(room, seat.client);
  if (from === undefined) return notify(context, seat, { code: "not-in-room", room: room.name });
  recall(context, seat, { ...page, limit: Math.min(page.limit, MAX_PAGE), room, from }, "page");
}

/**
 * Shows a client that has entered a room the last messages from before: people as many as the settings
 * say, programs as many as they ask for, which are answered also if there are none.
 */
export function showOnEntry(
  context: Context,
  seat: Seat,
  name: RoomName,
  asked: number | undefined,
): void {
  if (seat.isForeign) return;
  const { isProgram } = seat.hearing;
  const limit = Math.min(isProgram ? asked ?? 0 : context.settings.history, MAX_PAGE);
  if (limit === 0) return;
  const room = context.ledger.room(name);
  const from = readableFrom(room, seat.client) ?? room.seq + 1;
  recall(context, seat, { limit, room, from }, "entry");
}

/** Tells a client the answer to a question for older events. */
export function tellRecalled(
  context: Context,
  seat: Seat,
  { purpose, question }: Recalled,
  found: Answer,
): void {
  const { room, shown, limit, remembered, passedOver = 0 } = purpose;
  const [older, isMoreKept] = found.kind === "page" ? [found.events, found.hasMore] : [[], true];
  const heard = older.filter((event) => isSaid(event) && !isIgnored(context, seat, event));
  const wanted = heard.slice(-(limit - remembered.length));
  const all = [...wanted, ...remembered];
  const isCut = found.kind === "page" && isMoreKept && heard.length < older.length;
  if (isCut && all.length < limit && question.kind === "page" && passedOver < MOST_PASSED_OVER) {
    const page = { ...question, limit: MAX_PAGE, before: older[0]?.seq };
    const next = { ...purpose, remembered: all, passedOver: passedOver + 1 };
    return askNext(context, seat, page, next);
  }
  const events = fitting(context, all);
  const isWhole = events.length === heard.length + remembered.length;
  const hasEarlier = isMoreKept || !isWhole;
  const before = isCut && isWhole && all.length < limit ? older[0]?.seq : undefined;
  const page = { room, events, shown, limit, hasEarlier, ...(before !== undefined && { before }) };
  answer(context, seat, { kind: "history", ...page });
  if (found.kind === "failed") notify(context, seat, { code: "store-unavailable" });
}

function recall(context: Context, seat: Seat, wish: Recall, shown: "entry" | "page"): void {
  const { room: { name, epoch, ring }, room, limit, from, before = Infinity, beforeTime } = wish;
  const { events, isFull } = remembered(context, seat, wish);
  const oldest = ring.firstSeq ?? room.seq + 1;
  const isMoreKept = isStoring(context) && room.said > ring.said && oldest > from;
  // People who enter wait for nothing.
  const isAsked = isMoreKept && !isFull && (shown === "page" || seat.hearing.isProgram);
  if (!isAsked) {
    const hasEarlier = isMoreKept || isFull && hasOlder(wish, events);
    if (shown === "entry" && events.length === 0 && !seat.hearing.isProgram) return;
    return answer(context, seat, { kind: "history", room: name, events, shown, limit, hasEarlier });
  }
  ask(context, seat, {
    kind: "page",
    room: name,
    epoch,
    from,
    limit: limit - events.length,
    said: true,
    before: Math.min(before, oldest),
    beforeTime,
  }, { kind: "history", room: name, shown, limit, remembered: events });
}

/** The events of a page that a room remembers, as many as fit into an answer. */
function remembered(context: Context, seat: Seat, wish: Recall): Found {
  const { room: { ring }, limit, from, before, beforeTime = Infinity } = wish;
  const events: RoomMessage[] = [];
  for (const { event, by } of ring.back(before)) {
    if (event.seq < from) break;
    if (event.time >= beforeTime || isIgnored(context, seat, event, by)) continue;
    if (events.length === limit || !takesRation(context, event)) return full(events);
    events.push(event);
  }
  return { events: events.reverse(), isFull: events.length === limit };
}

function full(events: RoomMessage[]): Found {
  return { events: events.reverse(), isFull: true };
}

/** Whether a room remembers messages that the client may read from before those of a page. */
function hasOlder({ room: { ring }, from, before }: Recall, [first]: readonly RoomMessage[]) {
  for (const { event } of ring.back(first?.seq ?? before)) return event.seq >= from;
  return false;
}

/** The last of these events that fit into an answer. */
function fitting(context: Context, events: readonly RoomMessage[]): readonly RoomMessage[] {
  let first = events.length;
  while (first > 0) {
    const event = events[first - 1];
    if (event === undefined || !takesRation(context, event)) break;
    first--;
  }
  return events.slice(first);
}

/** Takes an event from what may be shown in this turn; false if it is used up. */
function takesRation(context: Context, event: RoomMessage): boolean {
  const text = "text" in event ? event.text : "";
  const bytes = EVENT_BYTES + new TextEncoder().encode(text).length;
  if (bytes > context.ration) return false;
  context.ration -= bytes;
  return true;
}
