/**
 * Joining: a client enters a room, which is made if it does not exist, or turns to a room that it is
 * in.
 *
 * @module
 */

import type { Context } from "../context.ts";
import type { Hearing } from "../dialect.ts";
import type { Notice } from "../notice.ts";
import type { Seat } from "../state/seat.ts";
import type { Room } from "../state/room.ts";
import type { RoomName } from "../units.ts";
import { type EntryProblem, entryProblem, isPublic } from "./access.ts";
import { audit } from "./order/auditing.ts";
import { banOf } from "./order/barring.ts";
import type { RoomText } from "../reading/form.ts";
import type { Nick } from "../reading/names.ts";
import { giveToMaker } from "./order/ranks.ts";
import { isRecorded, publish, stamp, tellClosed } from "./past/recording.ts";
import { proposeIfBarred } from "./proposing.ts";
import { showOnEntry } from "./past/recalling.ts";
import { addResumed } from "./past/resuming.ts";
import { notify, releaseHeld, send } from "./telling.ts";

/** A greeting for people lists so many names, which may include the newcomer's. */
const GREETING_NAMES = 51;

/** The same for programs that are told crowds: they are told how many people there are, too. */
const GATHERED_NAMES = 50;

/** A room that a client asks to enter. */
export interface Wish {
  /** The name, with or without the `#`. */
  readonly room: RoomText;
  /** The digest of the password that was given; undefined if none was. */
  readonly password?: string | undefined;
  /** How many messages from before a program asks for; undefined is none. */
  readonly history?: number | undefined;
}

/** Whether a wish was granted, and the room, or the notice that refuses it. */
export type Grant =
  | { readonly kind: "granted"; readonly room: Room }
  | { readonly kind: "refused"; readonly notice: Notice };

/** `/join`: enters a room or turns to it. A program goes on to speak where it spoke. */
export function join(context: Context, seat: Seat, wish: Wish): void {
  const grant = grantOf(context, seat, wish);
  if (grant.kind === "refused") return notify(context, seat, grant.notice);
  const { name } = grant.room;
  const { isProgram } = seat.hearing;
  if (grant.room.members.has(seat.client)) {
    if (isProgram) return tellAgain(context, seat, name, wish.history);
    turnTo(seat, name);
    return notify(context, seat, { code: "speaking", room: name });
  }
  // Before the client is in the room: what is held there is told as a crowd, if it becomes one.
  if (!isProgram) releaseHeld(context, seat);
  moveIn(context, seat, name);
  tellEntered(context, seat, name);
  if (!isProgram) {
    showOnEntry(context, seat, name, undefined);
    turnTo(seat, name);
    send(context, seat.client, { kind: "notice", notice: { code: "speaking", room: name } });
  }
  announce(context, seat, name);
  if (isProgram) showOnEntry(context, seat, name, wish.history);
}

/** A program has asked to enter a room that it is in. What it is told to count must not be told later. */
function tellAgain(context: Context, seat: Seat, room: RoomName, history: number | undefined) {
  context.desk.announcerIfAny(room, seat.hearing.detail)?.releaseAll(context.effects);
  tellEntered(context, seat, room);
  showOnEntry(context, seat, room, history);
}

/**
 * The room of a wish, if the client may enter it or is in it; it is made if it does not exist. The
 * caller must let the client in at once. A room that is private and a name that no room can have now
 * are refused alike.
 */
export function grantOf(context: Context, seat: Seat, wish: Wish): Grant {
  const { ledger, settings, at, forms } = context;
  const meant = forms.roomOf(wish.room);
  if ("code" in meant) return { kind: "refused", notice: meant };
  const { room: name, fold } = meant;
  const room = ledger.find(fold);
  if (room?.members.has(seat.client)) return { kind: "granted", room };
  const { maxRooms, maxRoomsPerPerson: limit } = settings;
  if (seat.rooms.length >= limit) {
    return { kind: "refused", notice: { code: "too-many-rooms", limit } };
  }
  if (room !== undefined) {
    const { client, origin } = seat;
    const problem = entryProblem(room, client, { password: wish.password || undefined, at });
    if (problem !== undefined && origin.isOperator) {
      audit(context, seat, { act: "enter", room: room.name });
      return { kind: "granted", room };
    }
    const notice = problem === undefined ? banOf(context, seat, room) : refusalOf(problem, name);
    return notice === undefined ? { kind: "granted", room } : { kind: "refused", notice };
  }
  const title = forms.titleOf(wish.room);
  if ("code" in title) return { kind: "refused", notice: title };
  // The lobby is not counted.
  if (ledger.roomCount > maxRooms || ledger.isRoomTaken(title)) {
    return { kind: "refused", notice: { code: "room-private", room: name } };
  }
  const made = ledger.make(title);
  giveToMaker(context, seat.client, made);
  // To ignore it would leave the room open to everybody, though its maker has asked for a closed one.
  const { password } = wish;
  if (password) {
    // It may go on from the last run, when it was public.
    if (made.seq > 0) tellClosed(context, made);
    ledger.setAccess(made.name, { ...made.access, password });
  }
  return { kind: "granted", room: made };
}

/** `room` is the name as the client wrote it, so that nothing is told of a room that exists. */
function refusalOf(problem: EntryProblem, room: RoomName): Notice {
  switch (problem) {
    case "room-private":
      return { code: "room-private", room };
    case "password-missing":
      return { code: "room-password", why: "missing", room };
    case "password-wrong":
      return { code: "room-password", why: "wrong", room };
  }
}

/** Makes a client a member of a room, and tells nobody. */
export function moveIn(context: Context, seat: Seat, room: RoomName): void {
  context.ledger.join(seat.client, room);
  seat.rooms = seat.rooms.concat(room);
  proposeIfBarred(context, seat, room);
}

/** Tells a client that it is in a room, and who else is. */
export function tellEntered(context: Context, seat: Seat, room: RoomName): void {
  if (seat.isForeign) return;
  const { ledger, time } = context;
  const { members, epoch, seq, said, topic, access } = ledger.room(room);
  send(context, seat.client, {
    kind: "entered",
    room,
    you: ledger.nickOf(seat.client),
    members: greeted(context, seat, room),
    population: members.size,
    seq,
    tally: { epoch, said },
    time,
    ...(topic !== "" && { topic }),
    isPublic: isPublic(access),
    isRecorded: isRecorded(context, { access }),
  });
}

/** The names that a greeting lists: all for programs that are told every arrival, the first for others. */
export function greeted({ ledger }: Context, { hearing }: Seat, room: RoomName): Nick[] {
  return ledger.names(room, greetingNames(hearing));
}

function greetingNames({ detail, isProgram }: Hearing): number {
  if (!isProgram) return GREETING_NAMES;
  return detail === "every" ? Infinity : GATHERED_NAMES;
}

/**
 * Tells a room an arrival: those who hear every one at once, so that no `seq` is missing, the others
 * within a moment. A program is told its own at once in any case.
 */
export function announce(context: Context, seat: Seat, room: RoomName): void {
  const { ledger, desk, effects, at } = context;
  const { client, hearing: { detail, isProgram }, resuming } = seat;
  const isLive = resuming === undefined && !seat.isForeign;
  if (isLive && detail === "every") effects.push({ kind: "join", client, room });
  const message = stamp(context, { kind: "joined", name: ledger.nickOf(client) }, room);
  if (resuming !== undefined) addResumed(context, seat, room, message);
  publish(context, message, { detail: "every" });
  const listener = isLive && detail !== "every" ? desk.announcer(room, detail) : undefined;
  if (listener !== undefined && isProgram) send(context, client, { kind: "own", event: message });
  desk.announcer(room);
  for (const announcer of desk.announcersOf(room)) {
    announcer.hold(message, at, effects, announcer === listener ? client : undefined);
  }
}

/** What the client says goes to this room, which it is in, from here on. */
export function turnTo(seat: Seat, room: RoomName): void {
  if (seat.room === room) return;
  seat.before = seat.before.filter((each) => each !== room).concat(seat.room);
  seat.room = room;
}
