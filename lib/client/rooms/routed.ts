/**
 * Where a typed line goes: adds the room where the person speaks to a request, turns `/msg` into the
 * objects of the JSON dialect, and enters rooms or turns to them. Pure but for the state of the rooms.
 *
 * @module
 */

import type { Request, Sendable } from "../typed/request.ts";
import { bareRoom, isMarkedRoom } from "./room_entry.ts";
import type { Rooms } from "./rooms.ts";

/** What becomes of a request. */
export type Route =
  /** It is sent, in these objects and this order. */
  | { readonly kind: "sent"; readonly requests: readonly Sendable[] }
  /** The person speaks in this room from now on; there is nothing to send. */
  | { readonly kind: "turned"; readonly room: string }
  /** It is about rooms, and the daemon has none. */
  | { readonly kind: "without-rooms" };

/** Commands that are about the room where the person speaks, unless they name another. */
const IN_ROOM: ReadonlySet<string> = new Set([
  "say",
  "me",
  "who",
  "topic",
  "invite",
  "kick",
  "room",
  "ban",
  "unban",
  "bans",
  "mute",
  "unmute",
  "op",
  "deop",
  "voice",
  "devoice",
]);

/** Commands that a daemon without rooms does not have. */
const ABOUT_ROOMS: ReadonlySet<string> = new Set([
  "join",
  "part",
  "rooms",
  "topic",
  "invite",
  "kick",
  "room",
]);

/** Whether a command exists only where there are rooms. Never throws. */
export function isAboutRooms(name: string): boolean {
  return ABOUT_ROOMS.has(name);
}

/** Whether it depends on where the person speaks what a request does. Never throws. */
export function isForPresent({ type, room }: Request): boolean {
  return room === undefined && (type === "part" || IN_ROOM.has(type));
}

/**
 * What becomes of a request now. A private word stays one, also if nobody has the name: it is said in a
 * room only if it names that room. Never throws.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { Rooms } from "./rooms.ts";
 * import { routed } from "./routed.ts";
 *
 * assertEquals(routed({ type: "msg", to: "bob", text: "hi" }, new Rooms()), {
 *   kind: "sent",
 *   requests: [{ type: "private", to: "bob", text: "hi" }],
 * });
 * ```
 */
export function routed(request: Request, rooms: Rooms): Route {
  const { type, to = "", room, password } = request;
  // A daemon without rooms does not read which room is named, and would say it in its only one.
  const isForRoom = type === "msg"
    ? isMarkedRoom(to)
    : rooms.spoken !== undefined && IN_ROOM.has(type);
  if (!rooms.isServed && (isAboutRooms(type) || isForRoom)) return { kind: "without-rooms" };
  if (type !== "join" || room === undefined) return sent(inRoom(request, rooms));
  const requests = rooms.join(room, password);
  return requests.length === 0 ? { kind: "turned", room: rooms.present } : sent(...requests);
}

function sent(...requests: readonly Sendable[]): Route {
  return { kind: "sent", requests };
}

function inRoom(request: Request, { spoken, present }: Rooms): Request {
  const { type, to = "", text = "" } = request;
  if (type === "msg") {
    return isMarkedRoom(to)
      ? { type: "say", room: bareRoom(to), text }
      : { type: "private", to, text };
  }
  if (request.room !== undefined) return request;
  if (type === "part") return { ...request, room: present };
  if (spoken === undefined || !IN_ROOM.has(type)) return request;
  // The argument that may be long stays the last one.
  const { type: _, ...rest } = request;
  return { type, room: spoken, ...rest };
}
