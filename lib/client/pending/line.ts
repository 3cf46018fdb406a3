/**
 * A line on its way: one object of the dialect that says something, with what is needed to know it again, to
 * send it again and to edit it. Pure.
 *
 * @module
 */

import { fold } from "../../text/fold.ts";
import { sanitize } from "../../text/sanitize.ts";
import type { DaemonEvent } from "../../wire/json/daemon_event.ts";
import { type Sendable, typedForm } from "../typed/request.ts";

/** A line on its way. */
export interface Line {
  /** Counts up from line to line; the daemon gives it back as the token. */
  readonly key: number;
  /** What is sent, without the token. */
  readonly request: Sendable;
  /** The room that it is said in; for private words, the one where the person spoke. */
  readonly room: string;
  /** Whether it is one of several that were pasted, which are sent one after the other. */
  readonly isPasted: boolean;
  /** For the answer to a private word: who had written it. The daemon knows that on the same connection alone. */
  readonly writer?: string | undefined;
}

/** What tells a line from others when it comes back. */
export interface Said {
  /** How it is told. */
  readonly kind: "message" | "action" | "private";
  /** The room, folded; empty for private words. */
  readonly room: string;
  /** The text. */
  readonly text: string;
}

/** Requests that the daemon answers with the client's own copy of what they say. */
const KINDS: Readonly<Record<string, Said["kind"]>> = {
  say: "message",
  me: "action",
  private: "private",
  reply: "private",
};

/** Requests of this kind take no token. */
const WITHOUT_TOKEN = "reply";

/** Stands for a token of any line, so that it can be seen whether a request with one is too long. */
const LONGEST_TOKEN = "0000000";

/** Whether a request says something that comes back. An empty text is not said. Never throws. */
export function isTalk({ type, text }: Sendable): boolean {
  return Object.hasOwn(KINDS, type) && typeof text === "string" && text.trim() !== "";
}

/** Whether the daemon gives a token back with this. Never throws. */
export function takesToken({ type }: Sendable): boolean {
  return type !== WITHOUT_TOKEN;
}

/** The same request with a token as long as any. Never throws. */
export function withSpaceForToken(request: Sendable): Sendable {
  return isTalk(request) ? withToken(request, LONGEST_TOKEN) : request;
}

/** The object to send for a line. The argument that may be long stays the last one. Never throws. */
export function objectOf({ key, request }: Line): Sendable {
  return withToken(request, String(key));
}

function withToken(request: Sendable, token: string): Sendable {
  if (!takesToken(request)) return request;
  const { type, token: _, text, ...rest } = request;
  return { type, ...rest, token, ...(text !== undefined && { text }) };
}

/** What comes back for a line, as the daemon makes it safe to show. Never throws. */
export function saidBy({ request, room }: Line): Said {
  const kind = KINDS[request.type] ?? "message";
  const text = sanitize(String(request.text ?? ""));
  if (kind === "private") return { kind, room: "", text: text.trim() };
  return { kind, room: fold(room), text: kind === "action" ? text.trim() : text };
}

/** What an event says; undefined if it is no talk. Never throws. */
export function saidIn(event: DaemonEvent): (Said & { readonly from: string }) | undefined {
  switch (event.kind) {
    case "message":
    case "action":
      return { kind: event.kind, room: fold(event.room), text: event.text, from: event.from };
    case "private":
      return { kind: "private", room: "", text: event.text, from: event.from };
    default:
      return undefined;
  }
}

/**
 * The line that is told, among these: the first with this text, or else the first that differs only in what
 * the daemon has replaced to make it safe to show. Never throws.
 */
export function findSaid<L extends Line>(lines: readonly L[], said: Said): L | undefined {
  const alike = lines.filter((line) => {
    const own = saidBy(line);
    return own.kind === said.kind && own.room === said.room;
  });
  return alike.find((line) => saidBy(line).text === said.text) ??
    alike.find((line) => bare(saidBy(line).text) === bare(said.text));
}

/**
 * The same line under another key, to be sent again. An answer goes to whom it was written for, whoever has written
 * since; talk names its room, unless that `isHome`: what names none is said at home. Never throws.
 */
export function sentAgain(line: Line, key: number, isHome: (room: string) => boolean): Line {
  const { room, writer, request } = line;
  const { type, text = "" } = request;
  if (type === "reply" && writer !== undefined) {
    return { ...line, key, request: { type: "private", to: writer, text } };
  }
  const isUnnamed = (type === "say" || type === "me") && request.room === undefined;
  if (!isUnnamed || isHome(room)) return { ...line, key };
  return { ...line, key, request: { type, room, text } };
}

/** What to type so that the line is sent as it was, from the room `present`. Never throws. */
export function typedAgain({ request, room, writer }: Line, present: string): string {
  const text = String(request.text ?? "");
  switch (request.type) {
    case "me":
      return `/me ${text}`;
    case "private":
      return `/msg ${String(request.to ?? "")} ${text}`;
    case "reply":
      return writer === undefined ? `/reply ${text}` : `/msg ${writer} ${text}`;
    default:
      return fold(room) === fold(present) ? typedForm(text) : `/msg #${room} ${text}`;
  }
}

/** Letters and digits, which the daemon leaves as they are. */
function bare(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, "");
}
