/**
 * What the daemon told, as lines for people: pure text in spans, each with the part it plays, so
 * that colour is somebody else's decision and never the only carrier of meaning.
 *
 * @module
 */

import { formatDuration } from "../core/duration.ts";
import type { TimestampStyle } from "./config.ts";
import type { DaemonEvent, Member, Reason } from "./daemon_event.ts";
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

/** A greeting names so many people at most. */
const MAX_NAMES_IN_GREETING = 50;

/** Says an event in as many lines as it needs, without times; none if there is nothing to say. */
export function formatEvent(event: DaemonEvent, phrases: Phrases): StyledLine[] {
  switch (event.type) {
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
      return [aside(departure(event.name, event.reason, phrases))];
    case "renamed":
      return [aside(phrases.renamed(event.from, event.to))];
    case "welcome":
      return greeting(event.you, event.members, phrases);
    case "members":
      return event.members.map((member) => aside(memberLine(member, phrases)));
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

function departure(who: string, reason: Reason, phrases: Phrases): string {
  const words = wordsOf(reason, phrases);
  if (words === undefined) return phrases.left([who], 0);
  return reason.by === "member" ? phrases.leftSaying(who, words) : phrases.leftBecause(who, words);
}

/** In the client's own words where it knows the reason, otherwise in the daemon's. */
function wordsOf({ known, text }: Reason, phrases: Phrases): string | undefined {
  return known === undefined ? text : phrases.reason(known);
}

function greeting(you: string, members: readonly string[], phrases: Phrases): StyledLine[] {
  const others = members.filter((member) => member !== you);
  const named = others.slice(0, MAX_NAMES_IN_GREETING);
  const here = others.length === 0
    ? phrases.nobodyElse
    : phrases.alsoHere(named, others.length - named.length);
  return [aside(phrases.you(you)), aside(here)];
}

function memberLine({ name, id, here, idle, address = "" }: Member, phrases: Phrases): string {
  return phrases.member({ name, id, here: rough(here), idle: rough(idle), address });
}

/** A duration as people say it: whole seconds. */
function rough(millis: number): string {
  return formatDuration(Math.floor(millis / 1000) * 1000);
}

/** Who leaves by themselves needs no word of it. */
function farewell(reason: Reason, phrases: Phrases): StyledLine[] {
  if (reason.by === "member" || reason.code === "quit" || reason.code === "end-of-input") return [];
  const words = wordsOf(reason, phrases);
  if (words === undefined) return [];
  return [aside(reason.code === "shutdown" ? `-- ${words}` : phrases.disconnected(words))];
}

function two(part: number): string {
  return String(part).padStart(2, "0");
}
