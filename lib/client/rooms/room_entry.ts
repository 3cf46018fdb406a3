/**
 * What a client asks of the daemon to enter rooms: in its hello, after it, and later. Pure.
 *
 * @module
 */

import type { DaemonEvent } from "../../wire/json/daemon_event.ts";

/** The room that every client enters unless it asks for others alone. */
export const LOBBY = "lobby";

/** The token of the ping behind requests to enter; its answer comes after theirs, and is not shown. */
export const ENTRY_TOKEN = "hubbub-entry";

/** The most rooms in a hello, which has to fit into one line. The others are asked for after it. */
const MAX_ROOMS_IN_HELLO = 20;

/** A room to enter. */
export interface RoomToEnter {
  /** Its name, without a `#`. */
  readonly name: string;
  /** Its password; undefined if it has none. */
  readonly password?: string | undefined;
}

/** The fields of a hello that ask for rooms. */
export interface RoomWishes {
  /** Rooms to enter at once. */
  readonly rooms?: readonly string[] | undefined;
  /** False leaves the lobby out. */
  readonly lobby?: false | undefined;
}

/** One object of the JSON dialect that asks for a room. */
export type RoomRequest = Readonly<Record<string, string | number>> & { readonly type: string };

const BARRIER: RoomRequest = { type: "ping", token: ENTRY_TOKEN };

/** The fields of a hello that ask for these rooms, the lobby among them or not. Never throws. */
export function wishesFor(rooms: readonly RoomToEnter[]): RoomWishes {
  const names = inHello(rooms).map(({ name }) => name);
  if (names.length === 0) return {};
  return rooms.some(isLobby) ? { rooms: names } : { rooms: names, lobby: false };
}

/** The names of the rooms that a hello with these fields enters, the lobby first. Never throws. */
export function enteredBy({ rooms = [], lobby }: RoomWishes): readonly string[] {
  return lobby === false ? rooms : [LOBBY, ...rooms];
}

/**
 * What to ask for after the welcome: the rooms that the hello could not ask for, such as those with a
 * password, so many lines of the history of each, and an answer that comes after all others. Nothing if the lobby
 * is the only one. Never throws.
 */
export function requestsFor(
  rooms: readonly RoomToEnter[],
  history: number,
): readonly RoomRequest[] {
  const asked = inHello(rooms);
  const others = rooms.filter((room) => !isLobby(room) && !asked.includes(room));
  if (asked.length + others.length === 0) return [];
  // A hello without a room cannot leave the lobby out.
  const isLobbyTooMuch = asked.length === 0 && !rooms.some(isLobby);
  return [
    ...others.map((room) => joinOf(room, history)),
    ...(isLobbyTooMuch ? [{ type: "part", room: LOBBY }] : []),
    BARRIER,
  ];
}

/** What to ask for to enter one more room, with so many lines of its history. Never throws. */
export function requestsToJoin(room: RoomToEnter, history: number): readonly RoomRequest[] {
  return [joinOf(room, history), BARRIER];
}

/** Whether a daemon has rooms: one that does not tell its commands is older than they are. */
export function hasRooms({ commands = [] }: DaemonEvent & { readonly kind: "welcome" }): boolean {
  return commands.some(({ name }) => name === "join");
}

/** Whether an event is the answer that comes after those to requests to enter. Never throws. */
export function isEntryAnswer(event: DaemonEvent): boolean {
  return event.kind === "pong" && event.token === ENTRY_TOKEN;
}

/** A name as it was typed, without the `#`, possibly full-width, that may stand before it. Never throws. */
export function bareRoom(name: string): string {
  return name.replace(/^[#\uff03]/, "");
}

/** Whether a `#`, possibly full-width, stands before a name, so that it is that of a room. Never throws. */
export function isMarkedRoom(name: string): boolean {
  return bareRoom(name) !== name;
}

function inHello(rooms: readonly RoomToEnter[]): readonly RoomToEnter[] {
  return rooms.filter((room) => !isLobby(room) && room.password === undefined)
    .slice(0, MAX_ROOMS_IN_HELLO);
}

function isLobby({ name }: RoomToEnter): boolean {
  return name.toLowerCase() === LOBBY;
}

function joinOf({ name, password }: RoomToEnter, history: number): RoomRequest {
  // The argument that may be long stays the last one.
  return {
    type: "join",
    ...(history > 0 && { history }),
    room: name,
    ...(password !== undefined && { password }),
  };
}
