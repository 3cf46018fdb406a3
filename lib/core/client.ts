/**
 * What the chat knows of somebody who is connected. Owned by `Chat`; commands may read it.
 *
 * @module
 */

import type { Audience, ChatEvent, Origin } from "./event.ts";
import type { Nick } from "./names.ts";
import type { ClientId, Millis, RoomName } from "./units.ts";

/** A person or a program behind a connection. */
export interface Client {
  /** Unique for the life of the process. */
  readonly id: ClientId;
  /** Where it comes from. */
  readonly origin: Origin;
  /** The name that the others see. */
  nick: Nick;
  /** How it listens. */
  audience: Audience;
  /** The room it is in. */
  room: RoomName;
  /** When it entered, by the clock that never goes back. */
  enteredAt: Millis;
  /** When its last line came, or its entry, by the same clock. */
  activeAt: Millis;
  /** Whether it was told that it will be disconnected for being idle. */
  isWarned: boolean;
  /** Overlong lines since the last accepted one. */
  strikes: number;
}

/** Somebody who has just connected, under this name, in this room. */
export function newClient(
  { client: id, origin, audience }: Extract<ChatEvent, { kind: "connected" }>,
  { nick, room, at }: { readonly nick: Nick; readonly room: RoomName; readonly at: Millis },
): Client {
  return {
    id,
    origin,
    nick,
    audience,
    room,
    enteredAt: at,
    activeAt: at,
    isWarned: false,
    strikes: 0,
  };
}
