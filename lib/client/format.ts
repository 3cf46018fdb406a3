/**
 * Events of the daemon as lines for people. A line is a list of spans, each with its role, so that other code
 * chooses the colours, and no information is in the colour alone. Pure.
 *
 * @module
 */

import { linesFor, type Speech, speechPieces } from "../words/lines.ts";
import type { TimestampStyle } from "./config.ts";
import type { DaemonEvent } from "../wire/json/daemon_event.ts";
import type { Phrases } from "../words/phrases.ts";

/** The role of a piece of a line. */
export type Role = "time" | "name" | "own" | "text" | "mention" | "aside" | "marker";

/** A piece of a line. */
export interface Span {
  /** What it plays. */
  readonly role: Role;
  /** What it says; no control characters. */
  readonly text: string;
}

/** One line for a person. */
export type StyledLine = readonly Span[];

/** Says an event in as many lines as it needs, without times; none if there is nothing to say. */
export function formatEvent(event: DaemonEvent, phrases: Phrases): StyledLine[] {
  if (event.kind === "message" || event.kind === "action") return [speech(event)];
  const told = event.kind === "entered" ? { ...event, you: "" } : event;
  return linesFor(phrases, told).map(aside);
}

/** A line of the client's own, or of the daemon before it knows the dialect. */
export function aside(text: string): StyledLine {
  return [{ role: "aside", text }];
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
