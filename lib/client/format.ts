/**
 * What the daemon told, as lines for people: pure text in spans, each with the part it plays, so
 * that other code decides about colour, and no information is in the colour alone.
 *
 * @module
 */

import { departureLine, farewellLine, greetingLines, memberLines } from "../words/lines.ts";
import type { TimestampStyle } from "./config.ts";
import type { DaemonEvent, Reason } from "../wire/json/daemon_event.ts";
import type { Phrases } from "../words/phrases.ts";

/** The part that a piece of a line plays. */
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
  switch (event.kind) {
    case "message":
      return [[name(event.from), { role: "text", text: `: ${event.text}` }]];
    case "action":
      return [[{ role: "aside", text: "* " }, name(event.from), {
        role: "text",
        text: ` ${event.text}`,
      }]];
    case "joined":
      return [aside(phrases.arrived([event.name], 0))];
    case "left":
      return [aside(departure(event, phrases))];
    case "renamed":
      return [aside(phrases.renamed(event.from, event.to))];
    case "welcome":
      return greetingLines(phrases, { ...event, population: event.members.length }).map(aside);
    case "members":
      return memberLines(phrases, event.members, event.more).map(aside);
    case "notice":
      return [aside(`-- ${event.known ? phrases.notice(event.known) : event.text}`)];
    case "skipped":
      return [aside(phrases.skipped(event.count))];
    case "pong":
      return [aside(event.token === "" ? "-- pong" : `-- pong ${event.token}`)];
    case "bye":
      return farewell(event.reason, phrases);
    default:
      return event satisfies never;
  }
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

function name(text: string): Span {
  return { role: "name", text };
}

function departure(
  { name, reason }: Extract<DaemonEvent, { kind: "left" }>,
  phrases: Phrases,
): string {
  return departureLine(phrases, name, { by: reason.by, words: wordsOf(reason, phrases) });
}

/** In the client's own words where it knows the reason, otherwise in the daemon's. */
function wordsOf({ known, text }: Reason, phrases: Phrases): string | undefined {
  return known === undefined ? text : phrases.reason(known);
}

/** Who leaves by themselves needs no word of it. */
function farewell(reason: Reason, phrases: Phrases): StyledLine[] {
  if (reason.by === "member" || reason.code === "quit" || reason.code === "end-of-input") return [];
  const words = wordsOf(reason, phrases);
  if (words === undefined) return [];
  return [aside(farewellLine(phrases, reason.code, words))];
}

function two(part: number): string {
  return String(part).padStart(2, "0");
}
