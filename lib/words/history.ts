/**
 * What was said before, as lines for people: the history of a room, and what a search has found. Times
 * are in UTC. Pure.
 *
 * @module
 */

import { LOBBY } from "./lobby.ts";
import type { Millis } from "../core/units.ts";
import { type Speech, speechPieces } from "./speech.ts";
import type { Wording } from "./wording.ts";

/** An event of a room as either program has it; people are shown those that are messages or actions. */
export interface PastEvent {
  /** Only messages and actions are shown. */
  readonly kind: string;
  /** Where it was told. */
  readonly room: string;
  /** Its number. */
  readonly seq: number;
  /** When it was told; undefined if that is not known. */
  readonly time?: Date | Millis | undefined;
  /** The name of the member; undefined for other events. */
  readonly from?: string | undefined;
  /** What was said or done; undefined for other events. */
  readonly text?: string | undefined;
}

/** What was said in a room before, as either program has it. */
export interface HistoryShown {
  /** The room. */
  readonly room: string;
  /** By order of `seq`. */
  readonly events: readonly PastEvent[];
  /** The command that shows what was before; undefined if there is nothing. */
  readonly earlier?: string | undefined;
}

/** What a search has found, as either program has it. */
export interface FoundShown {
  /** The newest first. */
  readonly events: readonly PastEvent[];
  /** Whether there is more. */
  readonly more: boolean;
}

/**
 * The lines of a room's history between two marks, each with its room. The first mark tells the day; where another
 * begins, a line tells it. Never throws.
 */
export function historyLines(
  wording: Wording,
  { room, events, earlier }: HistoryShown,
): string[] {
  const said = events.flatMap((event) => pastSpeech(event) ?? []);
  const [first] = said;
  const where = room === LOBBY ? "" : `#${room} `;
  const more = earlier === undefined ? [] : [wording.historyEarlier(earlier)];
  if (first === undefined) return [wording.historyEmpty(where), ...more];
  return [
    wording.historyBegin(where, said.length, first.time && moment(first.time)),
    ...dayByDay(said, where),
    wording.historyEnd(where),
    ...more,
  ];
}

/** The lines, and before the first of each further day its date. */
function dayByDay(said: readonly PastSpeech[], where: string): string[] {
  let shown: string | undefined;
  return said.flatMap(({ time, ...speech }) => {
    const line = speechPieces(speech).join("");
    if (time === undefined) return [where + line];
    const isOtherDay = shown !== undefined && shown !== day(time);
    shown = day(time);
    return [...isOtherDay ? [`-- ${where}${shown}`] : [], `${where}[${clock(time)}] ${line}`];
  });
}

/** One line for each result, with its day and its room. Never throws. */
export function foundLines(wording: Wording, { events, more }: FoundShown): string[] {
  const lines = events.flatMap((event) => {
    const said = pastSpeech(event);
    if (said === undefined) return [];
    const [before, name, after] = speechPieces(said);
    const where = event.room === LOBBY ? "" : `#${event.room} `;
    const when = said.time === undefined ? "" : `[${moment(said.time)}] `;
    return [`-- ${where}${when}${before}${name}${after}`];
  });
  // A page may be empty with more to come: who said it is ignored.
  if (more) return [...lines, wording.foundMore];
  return lines.length === 0 ? [wording.foundNothing] : lines;
}

interface PastSpeech extends Speech {
  readonly time: Date | undefined;
}

function pastSpeech({ kind, time, from = "", text = "" }: PastEvent): PastSpeech | undefined {
  if (kind !== "message" && kind !== "action") return undefined;
  return { kind, from, text, time: typeof time === "number" ? new Date(time) : time };
}

/** `14:02`. */
function clock(time: Date): string {
  return time.toISOString().slice(11, 16);
}

/** `2026-11-26`. */
function day(time: Date): string {
  return time.toISOString().slice(0, 10);
}

/** `2026-11-26 14:02`. */
function moment(time: Date): string {
  return time.toISOString().slice(0, 16).replace("T", " ");
}
