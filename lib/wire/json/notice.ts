/**
 * Notices and reasons in the JSON dialect: the code, the sentence, and the parts of the sentence, so
 * that a client can make its own sentence. Parsing trusts nothing: with a missing or
 * invalid part the whole notice is unknown, and texts are sanitised.
 *
 * @module
 */

import type { DaemonReason, LeaveReason } from "../../core/message.ts";
import type { HelpTopic, Notice, Protocol, WithCode } from "../../core/notice.ts";
import type { StoreFault } from "../../core/store_notice.ts";
import type { RoomName } from "../../core/units.ts";
import { ENGLISH_SUMMARIES } from "../../words/en/notices.ts";
import { ENGLISH_SERVERS } from "../../words/en/servers.ts";
import { type Fields, readCount, readNumber, readText, readTime } from "./object.ts";
import { ENGLISH_TONGUE, reasonText, type Tongue } from "./tongue.ts";

/** Writes a notice as the fields of its object, without `type`. Never throws. */
export function noticeFields(notice: Notice, { wording }: Tongue = ENGLISH_TONGUE): Fields {
  const { code, ...parts } = notice;
  return { code, text: wording.notice(notice), ...parts, ...endOf(notice) };
}

/** Encodes why a client left; `reason` is the text to show, possibly empty. Never throws. */
export function reasonFields(reason: LeaveReason, tongue: Tongue = ENGLISH_TONGUE): Fields {
  const text = reasonText(tongue, reason);
  if (reason.by === "member") return { reason: text, by: reason.by, code: reason.code };
  const { by, code, ...parts } = reason;
  return { reason: text, by, code, ...parts };
}

/** When something ends, as all times are written. */
function endOf(notice: Notice): Fields {
  const isEnding = "until" in notice && notice.until !== undefined;
  return isEnding ? { until: new Date(notice.until).toISOString() } : {};
}

/** Parses a notice; undefined if this program does not know it. Never throws. */
export function readNotice(fields: Fields): Notice | undefined {
  const parts = readParts(NOTICES, fields);
  return parts as Notice | undefined;
}

/** Parses a reason of the daemon; undefined if this program does not know it. Never throws. */
export function readReason(fields: Fields): DaemonReason | undefined {
  const parts = fields.by === "daemon" ? readParts(REASONS, fields) : undefined;
  return parts && { by: "daemon", ...parts } as DaemonReason;
}

/** Parses one part; undefined if it is invalid. */
type Reader<T> = (value: unknown) => T | undefined;

/** The readers of all parts of one variant. A part that may be missing makes two shapes of it. */
type Shape<T> = T extends unknown
  ? { readonly [P in keyof T as Exclude<P, "by" | "code">]: Reader<T[P]> }
  : never;

/** The variants of each code, tried one after the other. */
type Shapes<T extends { readonly code: string }> = {
  readonly [C in T["code"]]: readonly Shape<WithCode<T, C>>[];
};

const NOTICES: Shapes<Notice> = {
  "away": [{ why: word("set"), away: readText }, { why: word("back") }, { why: word("not-away") }],
  "away-too-long": [{ limit: readCount }],
  "bad-field": [
    { why: word("hello-nick") },
    { why: word("hello-rooms") },
    { why: word("hello-lobby") },
    { why: word("hello-history") },
    { why: word("hello-resume") },
    { why: word("hello-client") },
    { why: word("hello-arrivals") },
    { why: word("hello-lang") },
    { why: word("resume-seq"), room, seq: readCount, last: readCount },
    { why: word("type") },
    { why: word("argument"), command: readText, field: readText },
    { why: word("number", "flag"), command: readText, field: readText },
  ],
  "bad-json": [{}],
  "hello-version": [{ wanted: readNumber, spoken: readNumber }],
  "help": [{ topic, usage: readText }],
  "idle-warning": [{ left: readCount }],
  "ignore": [{ why: word("begun", "already", "ended", "not-ignored"), name: readText }],
  "ignore-full": [{ limit: readCount }],
  "is-away": [{ name: readText, away: readText }],
  "lang": [{ why: word("chosen") }],
  "lang-unknown": [{ lang: readText }],
  "line-too-long": [{ limit: readCount }],
  "motd": [{ line: readText }],
  "name-bad-character": [{ codePoint }],
  "name-empty": [{}],
  "name-leading-mark": [{}],
  "name-mixed-scripts": [{ name: readText }],
  "name-no-letter": [{}],
  "name-reserved": [{ name: readText }],
  "name-taken": [
    { why: word("same"), name: readText },
    { why: word("look-alike"), name: readText, like: readText },
  ],
  "name-too-long": [{ limit: readCount, unit: word("characters", "bytes") }],
  "name-too-many-marks": [{ limit: readCount }],
  "name-unchanged": [{ name: readText }],
  "no-such-name": [
    { why: word("not-in-room"), room, name: readText },
    { why: word("unknown"), name: readText },
    { why: word("gone"), name: readText },
    { why: word("unreachable"), name: readText },
    { why: word("nobody") },
  ],
  "not-utf8": [{}],
  "refused": [
    { why: word("full"), open: readCount },
    { why: word("per-address"), open: readCount },
    { why: word("connect-rate"), limit: readCount },
    { why: protocol },
    { why: word("web"), page: readText },
    { why: word("plain-on-tls") },
    { why: word("no-proxy-header") },
    { why: word("bad-proxy-header") },
  ],
  "unknown-command": [{ name: readText }],
  "unknown-type": [{ name: readText }],
  "usage": [{ usage: readText }],
  "room-left": [{ room }],
  "room-recorded": [{ room }],
  "speaking": [{ room }],
  "no-such-room": [{ room }],
  "not-in-room": [{ room }],
  "room-private": [{ room }],
  "too-many-rooms": [{ limit: readCount }],
  "last-room": [{ room }],
  "topic-too-long": [{ limit: readCount }],
  "room-password": [{ why: word("missing", "wrong"), room }],
  "not-allowed": [{ why: word("moderator", "owner", "operator"), room }, {
    why: word("lobby"),
    room,
  }],
  "no-change": [
    {
      why: word(
        ...["private", "public", "password", "no-password"] as const,
        ...["topic-locked", "topic-unlocked", "moderated", "not-moderated", "kept"] as const,
        ...["not-kept"] as const,
      ),
      room,
    },
    {
      why: word(
        ...["member", "invited", "moderator", "owner", "no-rank"] as const,
        ...["voiced", "not-voiced", "muted", "not-muted"] as const,
      ),
      room,
      name: readText,
    },
  ],
  "invited": [
    { why: word("you"), room, from: readText },
    { why: word("done"), room, name: readText },
  ],
  "kicked": [{ room, from: readText, reason: readText }],
  "higher-rank": [{ room, name: readText }],
  "yourself": [{
    why: word(
      "kick",
      "invite",
      "ignore",
      "mute",
      "unmute",
      "op",
      "deop",
      "voice",
      "devoice",
      "ban",
    ),
  }],
  "bad-duration": [{ value: readText }],
  "bad-time": [{ value: readText }],
  "search-limit": [{ limit: readCount, wait: readCount }],
  "search-no-more": [{}],
  "search-too-long": [{}],
  "store-unavailable": [{}],
  "muted": [
    { why: word("refused"), room, until: readTime },
    { why: word("refused"), room },
    { why: word("you"), room, from: readText, until: readTime },
    { why: word("you"), room, from: readText },
    { why: word("done"), room, name: readText, until: readTime },
    { why: word("done"), room, name: readText },
  ],
  "unmuted": [
    { why: word("you"), room, from: readText },
    { why: word("done"), room, name: readText },
  ],
  "mutes-full": [{ room, limit: readCount }],
  "room-moderated": [{ room }],
  "done": [{ room }],
  "banned": [
    { why: word("daemon"), until: readTime, reason: readText },
    { why: word("daemon"), reason: readText },
    { why: word("room"), room, until: readTime, reason: readText },
    { why: word("room"), room, reason: readText },
    { why: word("you"), room, from: readText, until: readTime, reason: readText },
    { why: word("you"), room, from: readText, reason: readText },
  ],
  "ban-set": [
    { room, on: readText, until: readTime, count: readCount },
    { room, on: readText, count: readCount },
  ],
  "ban-ended": [{ room, on: readText }],
  "not-banned": [{ room, on: readText }],
  "not-bannable": [{ why: word("this-machine", "no-address", "operator"), on: readText }],
  "bad-network": [{ value: readText }],
  "bans-full": [{ room, limit: readCount }],
  "reason-too-long": [{ limit: readCount }],
  "lockdown": [
    { why: word("refused") },
    { why: word("on", "off"), from: readText },
    { why: word("already-on", "already-off") },
  ],
  "announcement": [{ from: readText, announcement: readText }],
  "shutdown": [
    { why: word("stops"), left: readCount, reason: readText },
    { why: word("called-off") },
    { why: word("none") },
  ],
  "store-failed": [{ problem: storeFault, waiting: readCount, dropped: readCount }],
  "store-works": [{ waiting: readCount, dropped: readCount }],
  "cluster-waiting": [{}],
  "cluster-back": [{}],
  "cluster-shut": [{ why: word("refused") }],
};

const STORE_FAULTS: readonly StoreFault[] = [
  ...["in-use", "foreign", "newer", "damaged", "full"] as const,
  ...["locked", "gone", "denied", "not-a-folder", "other"] as const,
];

const REASONS: Shapes<DaemonReason> = {
  "fault": [{}],
  "idle": [{ after: readCount }],
  "kicked": [{ from: readText, text: readText }],
  "banned": [{ from: readText, text: readText }],
  "lockdown": [{}],
  "node-lost": [{}],
  "refused": [{}],
  "shutdown": [{}],
  "too-long": [{}],
  "too-slow": [{}],
};

function readParts(
  shapes: Readonly<Record<string, readonly Readonly<Record<string, Reader<unknown>>>[]>>,
  fields: Fields,
): Fields | undefined {
  const { code } = fields;
  if (typeof code !== "string" || !Object.hasOwn(shapes, code)) return undefined;
  for (const shape of shapes[code] ?? []) {
    const parts = Object.entries(shape).map(([name, read]) =>
      [name, Object.hasOwn(fields, name) ? read(fields[name]) : undefined] as const
    );
    if (parts.every(([, part]) => part !== undefined)) {
      return { code, ...Object.fromEntries(parts) };
    }
  }
  return undefined;
}

/** The name of a room as the daemon gives it; it may know other rules for it. */
function room(value: unknown): RoomName | undefined {
  return readText(value) as RoomName | undefined;
}

function protocol(value: unknown): Protocol | undefined {
  const isKnown = typeof value === "string" &&
    (Object.hasOwn(ENGLISH_SERVERS, value) ||
      ["proxy", "tls", "binary", "no-hello"].includes(value));
  return isKnown ? value as Protocol : undefined;
}

function storeFault(value: unknown): StoreFault | undefined {
  return STORE_FAULTS.find((each) => each === value);
}

function codePoint(value: unknown): number | undefined {
  return Number.isInteger(value) && readCount(value) !== undefined && Number(value) <= 0x10ffff
    ? Number(value)
    : undefined;
}

function topic(value: unknown): HelpTopic | undefined {
  return typeof value === "string" && Object.hasOwn(ENGLISH_SUMMARIES, value)
    ? value as HelpTopic
    : undefined;
}

function word<const W extends string>(...words: readonly W[]): Reader<W> {
  return (value) => words.find((each) => each === value);
}
