/**
 * Events for tests of the core, in a few words each.
 *
 * @module
 */

import { Chat } from "../../lib/core/chat.ts";
import type { ChatData } from "../../lib/core/chat_data.ts";
import type { RoomsWanted } from "../../lib/core/command.ts";
import type { ChatSettings } from "../../lib/core/chat_settings.ts";
import type { Detail, JsonDialect } from "../../lib/core/dialect.ts";
import type { ChatEvent, Effect, Origin } from "../../lib/core/event.ts";
import { clientId } from "../../lib/core/units.ts";
import { originOf } from "./origins.ts";

/** When tests of the core begin. */
export const START = 1_000_000;

/** Rules that fit on a line: nobody is idle, and the other limits are the defaults. */
export const SETTINGS: ChatSettings = {
  idleTimeout: 0,
  maxLineBytes: 4096,
  maxRooms: 1000,
  maxRoomsPerPerson: 20,
  server: "hubbubd/test",
  epoch: "e1",
  remember: 200,
  history: 0,
  historyBytes: 65_536,
  motd: [],
  isRecording: false,
};

/** What a program speaks that asks for nothing else. */
export const PROGRAM_DIALECT: JsonDialect = { kind: "json", language: "en", detail: "every" };

/** A chat with rules that fit on a line, empty or as it was when the data was taken. */
export function newChat(settings?: Partial<ChatSettings>, data?: ChatData): Chat {
  return new Chat({ ...SETTINGS, ...settings }, data);
}

/** How somebody enters. */
export interface Entrance {
  /** The name asked for. */
  readonly nick?: string;
  /** People by default. */
  readonly detail?: Detail;
  /** Whether it is a program; by default one that is told every arrival. */
  readonly isProgram?: boolean;
  /** The address, which is then the default name. */
  readonly address?: string;
  /** What else is known of where they connect from. */
  readonly origin?: Partial<Origin>;
  /** Rooms asked for on entry. */
  readonly wanted?: RoomsWanted;
  /** How many messages from before it asks for. */
  readonly history?: number;
  /** The program, as it calls itself. */
  readonly program?: string;
}

/** Somebody connects; under `guest-N` unless the entrance says otherwise. */
export function connected(id: number, entrance: Entrance = {}): ChatEvent {
  const {
    nick,
    detail = "gathered",
    isProgram = detail === "every",
    address,
    origin,
    wanted,
    history,
    program,
  } = entrance;
  return {
    kind: "connected",
    client: clientId(id),
    origin: originOf({ address, isNamedByAddress: address !== undefined, ...origin }),
    hearing: { detail, isProgram },
    nick,
    wanted,
    history,
    ...(program !== undefined && { program }),
  };
}

/** Somebody's connection ends. */
export function disconnected(
  id: number,
  code: "end-of-input" | "lost" | "quit" | "too-slow" = "end-of-input",
): ChatEvent {
  const reason = code === "too-slow"
    ? { by: "daemon", code } as const
    : { by: "member", code } as const;
  return { kind: "disconnected", client: clientId(id), reason };
}

/** Somebody asks for a command by name: with a text, as typed, or with fields. */
export function asks(
  id: number,
  name: string,
  input: string | Readonly<Record<string, unknown>> = "",
): ChatEvent {
  return { kind: "command", client: clientId(id), command: { kind: "ask", name, input } };
}

/** Somebody says something. */
export function says(id: number, text: string): ChatEvent {
  return asks(id, "say", text);
}

/** Somebody sends a line that is too long. */
export function overlong(id: number): ChatEvent {
  return { kind: "command", client: clientId(id), command: { kind: "overlong", bytes: 5000 } };
}

/** Somebody sends an empty line. */
export function blank(id: number): ChatEvent {
  return { kind: "command", client: clientId(id), command: { kind: "blank" } };
}

/** Applies several events at one time and returns the effects of all. */
export function applyAll(chat: Chat, at: number, ...events: ChatEvent[]): Effect[] {
  return events.flatMap((event) => chat.apply(event, at));
}
