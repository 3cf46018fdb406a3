/**
 * The lines that a person is shown for whatever the daemon tells: one renderer for the line dialect, and
 * for the client, which decodes JSON. Pure.
 *
 * @module
 */

import { LOBBY } from "./lobby.ts";
import type { DaemonReason } from "../core/message.ts";
import type { Notice } from "../core/notice.ts";
import type { Millis } from "../core/units.ts";
import { formatDuration } from "../text/duration.ts";
import { banLines, type BansShown } from "./ban_list.ts";
import { foundLines, type FoundShown, historyLines, type HistoryShown } from "./history.ts";
import { personLines, type PersonShown } from "./whois.ts";
import type { RoomChangeShown, SettingsShown, Wording } from "./wording.ts";

/** The most people that a greeting names. */
const MAX_NAMES_IN_GREETING = 50;

/** The most people that an answer to `/who` names. */
const MAX_MEMBERS = 100;

/** One person in the answer to `/who`, as either program has it. */
export interface MemberShown {
  /** The name. */
  readonly name: string;
  /** The id, which outlives a change of name. */
  readonly id: number;
  /** How long here. */
  readonly here: Millis;
  /** How long since the last line. */
  readonly idle: Millis;
  /** The address, where it is shown. */
  readonly address?: string | undefined;
  /** What the person says about being away; undefined if the person is not away. */
  readonly away?: string | undefined;
}

/** One room in the answer to `/rooms`, as either program has it. */
export interface RoomShown {
  /** Its name. */
  readonly room: string;
  /** How many people are in it. */
  readonly people: number;
  /** Its topic; undefined if it has none. */
  readonly topic?: string | undefined;
}

/** Why somebody left, or was disconnected, as either program has it. */
export interface ReasonShown {
  /** Whose words the text is. */
  readonly by: "member" | "daemon";
  /** For decisions: `quit`, `idle`, `shutdown` ...; empty if it is not known. */
  readonly code: string;
  /** The text to show if the reason is not `known`; undefined if there is nothing to say. */
  readonly text?: string | undefined;
  /** The reason as data, if it is one that there is wording for. */
  readonly known: DaemonReason | undefined;
}

/** Everything that is told to people, except speech. */
export type Told =
  | { readonly kind: "joined"; readonly name: string }
  | { readonly kind: "left"; readonly name: string; readonly reason: ReasonShown }
  | { readonly kind: "renamed"; readonly from: string; readonly to: string }
  | { readonly kind: "crowd"; readonly verb: "arrived" | "left"; readonly count: number }
  /** A member has set the topic; an empty text has removed it. */
  | { readonly kind: "topic"; readonly from: string; readonly text: string }
  /** A setting of a room has changed. */
  | { readonly kind: "room" } & RoomChangeShown
  /** The settings that a room has. */
  | { readonly kind: "room-shown" } & SettingsShown
  /** The topic that a room has; empty if it has none. */
  | { readonly kind: "topic-shown"; readonly room: string; readonly text: string }
  | Greeting
  | {
    readonly kind: "rooms";
    readonly rooms: readonly RoomShown[];
    /** How many rooms are not in `rooms`. */
    readonly more: number;
  }
  | {
    readonly kind: "members";
    readonly members: readonly MemberShown[];
    /** How many people are not in `members`. */
    readonly more: number;
  }
  | {
    readonly kind: "notice";
    /** The notice as data, if it is one that there is wording for. */
    readonly known?: Notice | undefined;
    /** The text to show if it is not. */
    readonly text: string;
  }
  | { readonly kind: "skipped"; readonly count: number }
  | { readonly kind: "pong"; readonly token: string }
  | { readonly kind: "bye"; readonly reason: ReasonShown }
  | {
    readonly kind: "private";
    readonly from: string;
    readonly to: string;
    readonly text: string;
  }
  | { readonly kind: "whois" } & PersonShown
  | { readonly kind: "ignored"; readonly names: readonly string[] }
  | { readonly kind: "bans" } & BansShown
  | { readonly kind: "history" } & HistoryShown
  /** What was told in a room from one number to another, both included, is not kept any more. */
  | { readonly kind: "gap"; readonly from: number; readonly to: number }
  | { readonly kind: "found" } & FoundShown;

/** The first that a client is told of the chat, `welcome`, or of a further room: who is there. */
export interface Greeting {
  /** Tells it from the others. */
  readonly kind: "welcome" | "entered";
  /** The room; the lobby if undefined. */
  readonly room?: string;
  /** The name of the client; it is not listed. */
  readonly you: string;
  /** The names in the room, possibly only the first. */
  readonly members: readonly string[];
  /** How many are in the room, if not all are in `members`. */
  readonly population?: number | undefined;
  /** The topic of the room; undefined if it has none. */
  readonly topic?: string | undefined;
  /** Whether what is said in the room is kept on disk. */
  readonly isRecorded?: boolean | undefined;
}

/** The lines that a person is shown, without their ends; none if there is nothing to say. Never throws. */
export function linesFor(wording: Wording, told: Told): string[] {
  switch (told.kind) {
    case "joined":
      return [wording.arrived([told.name], 0)];
    case "left":
      return [departure(wording, told.name, told.reason)];
    case "renamed":
      return [wording.renamed(told.from, told.to)];
    case "crowd":
      return [wording.crowd(told.verb, told.count)];
    case "topic":
      return [wording.topicSet(told.from, told.text)];
    case "room":
      return [wording.roomChanged(told)];
    case "room-shown":
      return [wording.roomShown(told)];
    case "topic-shown":
      return [wording.topic(told.room, told.text)];
    case "welcome":
    case "entered":
      return greeting(wording, told);
    case "rooms":
      return roomLines(wording, told.rooms, told.more);
    case "members":
      return memberLines(wording, told.members, told.more);
    case "notice":
      return [remark(told.known === undefined ? told.text : wording.notice(told.known))];
    case "skipped":
      return [wording.skipped(told.count)];
    case "pong":
      return [remark(told.token === "" ? "pong" : `pong ${told.token}`)];
    case "bye":
      return farewell(wording, told.reason);
    case "private":
      return [`*${told.from} -> ${told.to}* ${told.text}`];
    case "whois":
      return personLines(wording, told);
    case "ignored":
      return [told.names.length === 0 ? wording.ignoresNobody : wording.ignores(told.names)];
    case "bans":
      return banLines(wording, told);
    case "history":
      return historyLines(wording, told);
    case "gap":
      return [wording.gap(told.to - told.from + 1)];
    case "found":
      return foundLines(wording, told);
    default:
      return told satisfies never;
  }
}

/** A leaving client's text follows a colon; text in parentheses is from the daemon alone. */
function departure(wording: Wording, name: string, reason: ReasonShown): string {
  const words = reasonWords(wording, reason);
  if (words === undefined) return wording.left([name], 0);
  return reason.by === "member"
    ? wording.leftSaying(name, words)
    : wording.leftBecause(name, words);
}

function greeting(
  wording: Wording,
  { kind, room = LOBBY, you, members, population = members.length, ...greeting }: Greeting,
): string[] {
  const { topic, isRecorded = false } = greeting;
  const others = members.filter((name) => name !== you).slice(0, MAX_NAMES_IN_GREETING);
  const more = Math.max(0, population - 1 - others.length);
  const topicLines = topic === undefined ? [] : [wording.topic(room, topic)];
  if (kind === "entered") {
    const here = others.length === 0
      ? wording.roomEmpty(room)
      : wording.roomAlsoHere(room, others, more);
    const recorded = isRecorded ? [wording.roomRecorded(room)] : [];
    return [here, ...topicLines, ...recorded];
  }
  const here = others.length === 0 ? wording.nobodyElse : wording.alsoHere(others, more);
  return [wording.you(you), here, ...topicLines, ...isRecorded ? [wording.recorded] : []];
}

/** One line a room, and how many are not named. */
function roomLines(wording: Wording, rooms: readonly RoomShown[], more: number): string[] {
  const lines = rooms.map(({ room, people, topic = "" }) => wording.room(room, people, topic));
  return more > 0 ? [...lines, wording.moreRooms(more)] : lines;
}

/** One line a person, and how many are not named. */
function memberLines(wording: Wording, members: readonly MemberShown[], more: number): string[] {
  const lines = members.slice(0, MAX_MEMBERS).map(({ here, idle, ...member }) =>
    wording.member({ ...member, here: rough(here), idle: rough(idle) })
  );
  const left = members.length - lines.length + more;
  return left > 0 ? [...lines, wording.moreMembers(left)] : lines;
}

/** The last line to a client that the daemon disconnects; one that left by itself gets none. */
function farewell(wording: Wording, reason: ReasonShown): string[] {
  const { by, code } = reason;
  if (by === "member" || code === "quit" || code === "end-of-input") return [];
  const words = reasonWords(wording, reason);
  if (words === undefined) return [];
  return [code === "shutdown" ? remark(words) : wording.disconnected(words)];
}

/** A reason in words; undefined if there is nothing to say. Never throws. */
export function reasonWords(wording: Wording, { known, text }: ReasonShown): string | undefined {
  return known === undefined ? text : wording.reason(known);
}

/** A line to one person alone. */
function remark(words: string): string {
  return words === "" ? "--" : `-- ${words}`;
}

/** A duration as people say it: whole seconds. */
function rough(millis: Millis): string {
  return formatDuration(Math.floor(millis / 1000) * 1000);
}
