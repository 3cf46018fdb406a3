/**
 * What a healthy client hears, read strictly: every line must be safe to show and have one of the
 * forms of docs/protocol.md, and everything said in the room is put down in the words of the line
 * dialect, so that both dialects can be compared.
 *
 * @module
 */

import { sanitize } from "../../lib/text/sanitize.ts";
import { Finding } from "./finding.ts";

/** Lines of a room that are not of arrivals or departures, without the room. */
const SAID = new RegExp(
  [
    /^\S+: .*$/,
    /^\* \S+ .*$/,
    /^\S+ is now known as \S+$/,
    /^\S+ changed the topic to: .+$/,
    /^\S+ removed the topic$/,
    /^\S+ made the room (?:private|public)$/,
    /^\S+ (?:set a|removed the) password$/,
    /^\S+ owns the room now$/,
  ].map(({ source }) => source).join("|"),
);

/** What was heard of a room. */
export type RoomLine =
  /** Said, done, renamed or a topic, behind the room: everybody hears these in one order. */
  | { readonly kind: "said"; readonly text: string }
  /** Arrivals or departures, several in a crowd: people may hear them later than programs. */
  | { readonly kind: "came" | "went"; readonly count: number }
  /** A private word, in the words of the line dialect. */
  | {
    readonly kind: "whisper";
    readonly from: string;
    readonly to: string;
    readonly text: string;
  }
  /** For this client alone. */
  | { readonly kind: "private"; readonly text: string }
  | { readonly kind: "pong"; readonly token: string }
  /** Lines of the room are missing here. */
  | { readonly kind: "skipped"; readonly count: number };

/** Fails unless a line may be shown on any terminal. */
export function checkSafe(line: string): void {
  if (sanitize(line) !== line) throw new Finding(`not safe to show: ${JSON.stringify(line)}`);
}

/** Reads a line of the line dialect; a line that has none of its forms is a finding. */
export function readPeopleLine(line: string): RoomLine {
  checkSafe(line);
  const [, token] = /^-- pong(?: (.*))?$/.exec(line) ?? [];
  if (line.startsWith("-- pong")) return { kind: "pong", token: token ?? "" };
  const skipped = /^(?:#\S+ )?-- (\d+) messages? skipped$/.exec(line)?.[1];
  if (skipped !== undefined) return { kind: "skipped", count: Number(skipped) };
  if (line.startsWith("-- ")) return { kind: "private", text: line };
  if (/^(?:You are \S+|Also here: .+|Nobody else is here)$/.test(line)) {
    return { kind: "private", text: line };
  }
  const told = line.replace(/^#\S+ /, "");
  // No name has a bracket.
  if (/^\[\d\d:\d\d\] (?:\S+: |\* \S+ )/.test(told)) return { kind: "private", text: line };
  if (SAID.test(told)) return { kind: "said", text: line };
  if (/^\S+ has arrived$/.test(told)) return { kind: "came", count: 1 };
  if (/^\S+ has left(?:: .*| \(.*\))?$/.test(told)) return { kind: "went", count: 1 };
  const [, from, to] = /^\*(\S+) -> (\S+)\* .*$/.exec(line) ?? [];
  if (from !== undefined && to !== undefined) return { kind: "whisper", from, to, text: line };
  const [, count, verb] = /^(\d+) (?:people have|person has) (arrived|left)$/.exec(told) ?? [];
  if (count === undefined) throw new Finding(`of no known form: ${JSON.stringify(line)}`);
  return { kind: verb === "left" ? "went" : "came", count: Number(count) };
}

/** An event of the JSON dialect, as it came. */
export type Fields = Readonly<Record<string, unknown>>;

/** Reads a line of the JSON dialect as an object; anything else is a finding. */
export function readObject(line: string): Fields {
  checkSafe(line);
  const object = parse(line);
  checkTexts(object);
  return object;
}

/** What an event says in the words of the line dialect. */
export function wordsOf(event: Fields): RoomLine {
  const { type, from, to, text, seq } = event;
  switch (type) {
    case "message":
      return said(event, `${from}: ${text}`);
    case "action":
      return said(event, `* ${from} ${text}`);
    case "room":
      if (seq === undefined) return { kind: "private", text: JSON.stringify(event) };
      return said(event, changeOf(event));
    case "renamed":
      return said(event, `${from} is now known as ${to}`);
    case "topic":
      if (seq === undefined) return { kind: "private", text: JSON.stringify(event) };
      if (text === "") return said(event, `${from} removed the topic`);
      return said(event, `${from} changed the topic to: ${text}`);
    case "joined":
      return { kind: "came", count: 1 };
    case "left":
      return { kind: "went", count: 1 };
    case "skipped":
      return { kind: "skipped", count: Number(event.count) };
    case "pong":
      return { kind: "pong", token: String(event.token) };
    case "private":
      return {
        kind: "whisper",
        from: String(from),
        to: String(to),
        text: `*${from} -> ${to}* ${text}`,
      };
    case "welcome":
    case "entered":
    case "members":
    case "bans":
    case "ignored":
    case "rooms":
    case "notice":
    case "bye":
    case "history":
    case "found":
    case "gap":
      return { kind: "private", text: JSON.stringify(event) };
    default:
      throw new Finding(`of no known type: ${JSON.stringify(event)}`);
  }
}

function changeOf({ from, setting, value }: Fields): string {
  if (setting === "owner") return `${value} owns the room now`;
  if (setting === "private") return `${from} made the room ${value ? "private" : "public"}`;
  return `${from} ${value ? "set a password" : "removed the password"}`;
}

function said({ room }: Fields, text: string): RoomLine {
  return { kind: "said", text: room === "lobby" ? text : `#${room} ${text}` };
}

function parse(line: string): Fields {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return value as Fields;
    }
  } catch {
    // Said below, in either case.
  }
  throw new Finding(`not one JSON object: ${JSON.stringify(line)}`);
}

/** Escapes of JSON must not carry what the line itself may not. */
function checkTexts(value: unknown): void {
  if (typeof value === "string") checkSafe(value);
  else if (typeof value === "object" && value !== null) Object.values(value).forEach(checkTexts);
}
