/**
 * What the daemon tells the client, read from lines of the JSON dialect (docs/protocol.md). A daemon
 * may be newer, older or hostile: what is missing gets a harmless value, what is unknown is set
 * apart, and every text that is ever shown has passed the sanitiser here.
 *
 * @module
 */

import type { DaemonReason } from "../core/message.ts";
import type { Notice } from "../core/notice.ts";
import { sanitize } from "../text/sanitize.ts";
import { escapeUnprintableJson } from "../text/printable.ts";
import { type CommandInfo, readRows } from "../wire/json/commands.ts";
import { readNotice, readReason } from "../wire/json/notice.ts";
import type { Fields } from "../wire/json/object.ts";

/** The fields that every event of a room has. */
export interface RoomStamp {
  /** Counts up by one for each message of the room; 0 if the daemon gave none. */
  readonly seq: number;
  /** When it happened, or undefined if the daemon gave no time that can be read. */
  readonly time?: Date | undefined;
  /** Whether it happened before the client entered. */
  readonly isHistory: boolean;
}

/** Why a client left, or why this client was disconnected. */
export interface Reason {
  /** Whose words the text is. */
  readonly by: "member" | "daemon";
  /** For decisions: `quit`, `idle`, `shutdown` ...; empty if the daemon gave none. */
  readonly code: string;
  /** For people, as the daemon says it; undefined if there is nothing to say. */
  readonly text?: string | undefined;
  /** The reason as data, if it is one that this client has words for. */
  readonly known?: DaemonReason | undefined;
}

/** One person in the answer to `/who`. */
export interface Member {
  /** The name. */
  readonly name: string;
  /** The id, which outlives a change of name. */
  readonly id: number;
  /** How long here, in milliseconds. */
  readonly here: number;
  /** How long silent, in milliseconds. */
  readonly idle: number;
  /** The address, where the daemon shows it. */
  readonly address?: string | undefined;
}

/** Something the daemon told. */
export type DaemonEvent =
  | {
    readonly type: "welcome";
    readonly you: string;
    readonly members: readonly string[];
    readonly seq: number;
    /** Which run of the daemon counts; empty if it did not say. */
    readonly epoch?: string | undefined;
    /** How many messages and actions the room has heard; undefined if the daemon did not say. */
    readonly said?: number | undefined;
    readonly time?: Date | undefined;
    /** The most bytes that it takes as one text; undefined if it does not say. */
    readonly maxLine?: number | undefined;
    /** The daemon's commands; undefined if it does not tell them. */
    readonly commands?: readonly CommandInfo[] | undefined;
  }
  | RoomStamp & {
    readonly type: "message" | "action";
    readonly from: string;
    readonly text: string;
  }
  | RoomStamp & { readonly type: "joined"; readonly name: string }
  | RoomStamp & { readonly type: "left"; readonly name: string; readonly reason: Reason }
  | RoomStamp & { readonly type: "renamed"; readonly from: string; readonly to: string }
  | {
    readonly type: "members";
    readonly members: readonly Member[];
    /** How many people are here and not among them. */
    readonly more: number;
  }
  | {
    readonly type: "notice";
    readonly code: string;
    /** For people, as the daemon says it. */
    readonly text: string;
    /** The notice as data, if it is one that this client has words for. */
    readonly known?: Notice | undefined;
  }
  | { readonly type: "skipped"; readonly count: number }
  | { readonly type: "pong"; readonly token: string }
  | { readonly type: "bye"; readonly reason: Reason };

/** One line from the daemon. */
export type DaemonLine =
  | { readonly kind: "event"; readonly event: DaemonEvent; readonly object: Fields }
  /** An object of a type that this client does not know. */
  | { readonly kind: "unknown"; readonly object: Fields }
  /** Not an object: shown as it is. */
  | { readonly kind: "plain"; readonly text: string };

/** The end of the year 9999; later dates have no four digits, and their midnight may not exist. */
const LAST_INSTANT = 253_402_300_799_999;

/** Reads one line without its end. Never throws. */
export function parseDaemonLine(line: string): DaemonLine {
  const object = parseObject(line);
  if (object === undefined) return { kind: "plain", text: sanitize(line) };
  const event = readEvent(object);
  return event === undefined ? { kind: "unknown", object } : { kind: "event", event, object };
}

/**
 * Writes an object as one line of JSON, without its end, in which nothing acts on a terminal: what
 * `JSON.stringify` leaves raw beyond the C0 controls is escaped as well. Never throws.
 */
export function toSafeJson(object: Fields): string {
  return escapeUnprintableJson(JSON.stringify(object));
}

function parseObject(line: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isFields(value) ? value : undefined;
  } catch {
    // JSON.parse has no other way to say that a text is not JSON.
    return undefined;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readEvent(fields: Fields): DaemonEvent | undefined {
  switch (fields.type) {
    case "welcome":
      return {
        type: "welcome",
        you: text(fields.you),
        members: list(fields.members).map(text),
        seq: count(fields.seq),
        ...(typeof fields.epoch === "string" && typeof fields.said === "number" &&
          { epoch: fields.epoch, said: count(fields.said) }),
        time: instant(fields.time),
        ...(count(fields.maxLine) > 0 && { maxLine: count(fields.maxLine) }),
        commands: readRows(fields.commands),
      };
    case "message":
    case "action":
      return {
        type: fields.type,
        ...stamp(fields),
        from: text(fields.from),
        text: text(fields.text),
      };
    case "joined":
      return { type: "joined", ...stamp(fields), name: text(fields.name) };
    case "left":
      return { type: "left", ...stamp(fields), name: text(fields.name), reason: reason(fields) };
    case "renamed":
      return { type: "renamed", ...stamp(fields), from: text(fields.from), to: text(fields.to) };
    default:
      return readPrivate(fields);
  }
}

function readPrivate(fields: Fields): DaemonEvent | undefined {
  switch (fields.type) {
    case "members":
      return {
        type: "members",
        members: list(fields.members).filter(isFields).map(member),
        more: count(fields.more),
      };
    case "notice":
      return {
        type: "notice",
        code: text(fields.code),
        text: text(fields.text),
        known: readNotice(fields),
      };
    case "skipped":
      return { type: "skipped", count: count(fields.count) };
    case "pong":
      return { type: "pong", token: text(fields.token) };
    case "bye":
      return { type: "bye", reason: reason(fields) };
    default:
      return undefined;
  }
}

function stamp(fields: Fields): RoomStamp {
  return {
    seq: count(fields.seq),
    time: instant(fields.time),
    isHistory: fields.history === true,
  };
}

function member(fields: Fields): Member {
  return {
    name: text(fields.name),
    id: count(fields.id),
    here: count(fields.here),
    idle: count(fields.idle),
    address: typeof fields.address === "string" ? sanitize(fields.address) : undefined,
  };
}

function reason(fields: Fields): Reason {
  return {
    by: fields.by === "member" ? "member" : "daemon",
    code: text(fields.code),
    text: typeof fields.reason === "string" && fields.reason !== ""
      ? sanitize(fields.reason)
      : undefined,
    known: readReason(fields),
  };
}

function text(value: unknown): string {
  return typeof value === "string" ? sanitize(value) : "";
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function count(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : 0;
}

function instant(value: unknown): Date | undefined {
  if (typeof value !== "string") return undefined;
  const time = new Date(value);
  return time.getTime() >= 0 && time.getTime() <= LAST_INSTANT ? time : undefined;
}
