/**
 * Resuming: a client that was here before is told what it has missed, as the events that they were, and
 * then hears its rooms live, without a gap or a duplicate. It is told no faster than it reads, page by
 * page; what is not kept, or is not for the client to read, is told as a gap. The client is joined to
 * all its rooms together with the last page, so that lines of two rooms keep one order.
 *
 * @module
 */

import type { ResumePoint } from "../../command.ts";
import type { Context } from "../../context.ts";
import type { RoomMessage } from "../../message.ts";
import type { Answer } from "../../questions/question.ts";
import type { Purpose } from "../../state/asked.ts";
import type { Seat } from "../../state/seat.ts";
import type { ResumedRoom, Resuming } from "../../state/resuming.ts";
import type { Bytes, ClientId, RoomName } from "../../units.ts";
import type { RoomText } from "../../reading/form.ts";
import {
  type Line,
  mergedLines,
  type Stored,
  storedLinesOf,
  storedPart,
  type Told,
} from "./replaying.ts";
import { ask } from "./questions.ts";
import { notify, send } from "../telling.ts";

/** The most lines of a page: events, and gaps. */
export const PAGE_LINES = 200;

/** A page ends with the line that reaches this size, by a generous estimate. */
export const PAGE_BYTES = 65_536;

/** What a line takes besides its text, and what each UTF-16 unit of the text takes at most. */
const LINE_BYTES: Bytes = 200;
const UNIT_BYTES: Bytes = 3;

const RESUME: Purpose = { kind: "resume" };

/** A room, and the events of it that the store is asked for. */
interface Asking {
  readonly resumed: ResumedRoom;
  readonly stored: Stored;
}

/** From here on the client hears none of its rooms live, until it has been told what it missed. */
export function beginResuming(seat: Seat): void {
  if (seat.isForeign) return;
  seat.resuming = { rooms: [], isStoreSilent: false };
}

/**
 * A client that resumes has entered a room; `joined` is its own arrival. Without it the client has been
 * in the room before, as a person, and its next event is the next of the room.
 */
export function addResumed(
  { ledger }: Context,
  { client, resuming }: Seat,
  room: RoomName,
  joined?: RoomMessage,
): void {
  const { epoch, seq, members } = ledger.room(room);
  resuming?.rooms.push({
    room,
    epoch,
    next: joined?.seq ?? seq + 1,
    since: (members.get(client) ?? seq) + 1,
    joined: joined && { event: joined, ordinal: ledger.ordinal },
    sought: 0,
  });
}

/** A client that resumes has left a room; `left` is its own departure, the last event of the room for it. */
export function endResumed({ ledger }: Context, { resuming }: Seat, left: RoomMessage): void {
  const resumed = resuming?.rooms.find((each) => each.room === left.room && !each.left);
  if (resumed !== undefined) resumed.left = { event: left, ordinal: ledger.ordinal };
}

/** The client has entered its rooms: takes the points to resume from, and tells the first page. */
export function resume(context: Context, seat: Seat, points: readonly ResumePoint[]): void {
  if (seat.resuming === undefined) return;
  const byName = pointsByName(context, points);
  for (const resumed of seat.resuming.rooms) {
    const point = byName.get(resumed.room);
    if (point !== undefined) startAfter(context, seat, resumed, point);
  }
  tellPage(context, seat);
}

/** The client has read the last page: tells the next. One that reads is not idle. */
export function goOn(context: Context, client: ClientId): void {
  const seat = context.desk.seatOf(client);
  if (seat === undefined) return;
  seat.activeAt = context.at;
  seat.isWarned = false;
  tellPage(context, seat);
}

/** Takes the answer of the store. If it has none, goes on with what memory has. */
export function takeStored(context: Context, seat: Seat, answer: Answer): void {
  const { resuming } = seat;
  const resumed = askedRoom(resuming);
  if (resuming === undefined || resumed === undefined) return;
  const { asked = 0, next } = resumed;
  resumed.asked = undefined;
  resuming.isStoreSilent = answer.kind !== "page";
  const page = new Page();
  const found = answer.kind === "page" ? answer.events : [];
  // Memory may have what the store has lost of later events.
  const events = found.filter(({ seq }) => seq <= asked);
  const { client, hearing: { detail } } = seat;
  const lines = storedLinesOf(context, { client, detail, resumed }, events);
  let line = lines.next();
  for (; !line.done && !page.isFull; line = lines.next()) {
    tell(context, client, { resumed, line: line.value }, page);
  }
  if (line.done) resumed.next = line.value;
  const hasMore = answer.kind === "page" && answer.hasMore && events.length === found.length;
  // What did not fit is asked for again.
  const isComplete = !hasMore || resumed.next === next;
  if (isComplete && !page.isFull) resumed.sought = asked;
  tellPage(context, seat, page);
}

/** The points by the names of their rooms; of several for one room the first. */
function pointsByName(
  { ledger, forms }: Context,
  points: readonly ResumePoint[],
): ReadonlyMap<RoomName, ResumePoint> {
  const byName = new Map<RoomName, ResumePoint>();
  for (const point of points) {
    // Read with the event.
    const meant = forms.roomOf(point.room as RoomText);
    const key = "fold" in meant ? ledger.find(meant.fold)?.name : undefined;
    if (key !== undefined && !byName.has(key)) byName.set(key, point);
  }
  return byName;
}

function startAfter(
  context: Context,
  seat: Seat,
  resumed: ResumedRoom,
  { seq, epoch }: ResumePoint,
): void {
  const { room } = resumed;
  const last = resumed.next - 1;
  if (epoch !== resumed.epoch) {
    return send(context, seat.client, { kind: "gap", room, from: seq + 1, to: last });
  }
  if (seq > last) {
    return notify(context, seat, { code: "bad-field", why: "resume-seq", room, seq, last });
  }
  resumed.next = seq + 1;
}

/** Tells as much as fits; then asks the store, waits for the reader, or goes live. */
function tellPage(context: Context, seat: Seat, page: Page = new Page()): void {
  const { client, resuming } = seat;
  if (resuming === undefined || askedRoom(resuming) !== undefined) return;
  const asking = findStored(context, seat, resuming);
  if (asking !== undefined && page.isEmpty) return askStore(context, seat, asking);
  if (asking === undefined && tellRemembered(context, seat, resuming, page)) {
    return goLive(context, seat, resuming);
  }
  resuming.rooms = resuming.rooms.filter(({ next, left }) => !left || next <= left.event.seq);
  context.effects.push({ kind: "pace", client });
}

/** A room of which the store must be asked first, and for what; undefined if there is none. */
function findStored(
  context: Context,
  { client, hearing: { detail } }: Seat,
  { rooms, isStoreSilent }: Resuming,
): Asking | undefined {
  if (isStoreSilent) return undefined;
  for (const resumed of rooms) {
    const stored = storedPart(context, { client, detail, resumed });
    if (stored !== undefined) return { resumed, stored };
  }
  return undefined;
}

function askStore(context: Context, seat: Seat, { resumed, stored }: Asking): void {
  const { room: { name: room, epoch }, from, upTo } = stored;
  resumed.asked = upTo;
  const after = Math.max(resumed.next - 1, resumed.sought);
  const limit = PAGE_LINES;
  ask(context, seat, { kind: "page", room, epoch, from, limit, said: false, after }, RESUME);
}

/** Tells what memory has of all rooms, as far as it fits. Returns whether that was all. */
function tellRemembered(
  context: Context,
  seat: Seat,
  { rooms }: Resuming,
  page: Page,
): boolean {
  for (const told of mergedLines(context, seat, rooms)) {
    if (page.isFull) return false;
    tell(context, seat.client, told, page);
  }
  return true;
}

function tell(
  { effects }: Context,
  to: ClientId,
  { resumed, line }: Told,
  page: Page,
): void {
  page.add(line);
  if ("crowds" in line) {
    for (const message of line.crowds) effects.push({ kind: "send", to, message });
    resumed.next = line.last + 1;
  } else if ("event" in line) {
    effects.push({ kind: "send", to, message: line.event });
    resumed.next = line.event.seq + 1;
  } else {
    effects.push({ kind: "send", to, message: { kind: "gap", room: resumed.room, ...line } });
    resumed.next = line.to + 1;
  }
}

/** The client has been told everything: it hears its rooms live, all from here on. */
function goLive(context: Context, seat: Seat, { rooms }: Resuming): void {
  const { desk, ledger, effects } = context;
  const { client, hearing: { detail } } = seat;
  seat.resuming = undefined;
  for (const { room, left } of rooms) {
    if (left !== undefined) continue;
    // It was told what is held there, and must not be told it again.
    if (detail === "summed") {
      desk.announcer(room, detail).follow(client, ledger.room(room).seq, effects);
    } else effects.push({ kind: "join", client, room });
  }
}

function askedRoom(resuming: Resuming | undefined): ResumedRoom | undefined {
  return resuming?.rooms.find(({ asked }) => asked !== undefined);
}

/** How much of a page is used. */
class Page {
  #lines = 0;
  #bytes: Bytes = 0;

  get isEmpty(): boolean {
    return this.#lines === 0;
  }

  get isFull(): boolean {
    return this.#lines >= PAGE_LINES || this.#bytes >= PAGE_BYTES;
  }

  add(line: Line): void {
    this.#lines++;
    this.#bytes += LINE_BYTES;
    if ("event" in line && "text" in line.event) this.#bytes += line.event.text.length * UNIT_BYTES;
  }
}
