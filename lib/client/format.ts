/**
 * Events of the daemon as lines for people. A line is a list of spans, each with its role, so that other code
 * chooses the colours, and no information is in the colour alone. Pure.
 *
 * @module
 */

import { linesFor } from "../words/lines.ts";
import { type Speech, speechPieces } from "../words/speech.ts";
import type { TimestampStyle } from "./settings/config.ts";
import type { DaemonEvent, RoomEvent } from "../wire/json/daemon_event.ts";
import { isLoud } from "./loud.ts";
import { LOBBY } from "./rooms/room_entry.ts";
import type { Phrases } from "../words/phrases.ts";

/** The role of a piece of a line. */
export type Role = "time" | "name" | "own" | "text" | "mention" | "aside" | "marker";

/** A piece of a line. */
export interface Span {
  /** What it plays. */
  readonly role: Role;
  /** What it says; no control characters. */
  readonly text: string;
  /** Whether it is of another room than that where the person speaks: it is drawn like an aside. */
  readonly isDimmed?: boolean;
}

/** One line for a person. The last span is the text; the others stand before it. */
export type StyledLine = readonly Span[];

/** What stands before the lines of a room; empty for nothing. */
export type Label = (room: string) => string;

/** For whom lines are made. */
export interface Reader {
  /** The name of the client, which is not listed among those who are in a room. */
  readonly you?: string | undefined;
  /** What stands before the lines of each room, if not what the line dialect has there. */
  readonly label?: Label | undefined;
}

/** As the line dialect does it: the lines of the lobby look as if there were no rooms. */
export const labelOutsideLobby: Label = (room): string => room === LOBBY ? "" : `#${room} `;

/** Says an event in as many lines as it needs, without times; none if there is nothing to say. */
export function formatEvent(
  event: DaemonEvent,
  phrases: Phrases,
  { you = "", label = labelOutsideLobby }: Reader = {},
): StyledLine[] {
  const lines = isSpeech(event) ? [speech(event)] : told(event, phrases, you);
  const room = roomOf(event);
  const before = room === undefined ? "" : label(room);
  return before === "" ? lines : lines.map((line) => [{ role: "aside", text: before }, ...line]);
}

/** The room that an event belongs to; undefined for what is told to the client alone. */
export function roomOf(event: DaemonEvent): string | undefined {
  return isRoomEvent(event) || event.kind === "skipped" || event.kind === "gap"
    ? event.room
    : undefined;
}

const ROOM_EVENTS: ReadonlySet<DaemonEvent["kind"]> = new Set([
  "message",
  "action",
  "joined",
  "left",
  "renamed",
  "topic",
  "room",
]);

/** Whether an event was told to a room, and has its number there. */
export function isRoomEvent(event: DaemonEvent): event is RoomEvent {
  return ROOM_EVENTS.has(event.kind);
}

/** What a member says or does. */
export type Saying = Extract<DaemonEvent, { readonly kind: "message" | "action" }>;

/** Whether a member says or does something in a room. */
export function isSpeech(
  event: DaemonEvent,
): event is Saying {
  return event.kind === "message" || event.kind === "action";
}

/** A line of the client's own, or of the daemon before it knows the dialect. */
export function aside(text: string): StyledLine {
  return [{ role: "aside", text }];
}

/** Everything but speech; a private word, and what is as important, is told from all others. */
function told(event: Exclude<DaemonEvent, Saying>, phrases: Phrases, you: string): StyledLine[] {
  const lines = linesFor(phrases, event.kind === "entered" ? { ...event, you } : event);
  return event.kind === "private" || isLoud(event, you)
    ? lines.map((text) => [{ role: "mention", text }])
    : lines.map(aside);
}

/** The text of a line without its roles. */
export function plainText(line: StyledLine): string {
  return line.map((span) => span.text).join("");
}

/** The time before a line, in local time: empty, `12:03 ` or `2026-01-31 12:03:09 `. */
export function stamp(time: Date, style: TimestampStyle): string {
  if (style === "off") return "";
  const clock = `${two(time.getHours())}:${two(time.getMinutes())}`;
  if (style === "time") return `${clock} `;
  const date = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${date} ${clock}:${two(time.getSeconds())} `;
}

function speech(said: Speech): StyledLine {
  const [before, name, after] = speechPieces(said);
  const line: StyledLine = [{ role: "name", text: name }, { role: "text", text: after }];
  return before === "" ? line : [{ role: "aside", text: before }, ...line];
}

function two(part: number): string {
  return String(part).padStart(2, "0");
}
