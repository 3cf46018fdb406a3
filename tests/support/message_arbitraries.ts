/**
 * Random messages for fast-check: every kind of message and every variant of a notice and a reason. A
 * kind or variant that is missing here does not compile.
 *
 * @module
 */

import fc from "npm:fast-check@4.10.2";
import type { BanInfo, MemberInfo } from "../../lib/core/info.ts";
import type { DaemonReason, LeaveReason, Message, RoomMessage } from "../../lib/core/message.ts";
import type { HelpTopic, Notice, Protocol } from "../../lib/core/notice.ts";
import type { Nick } from "../../lib/core/reading/names.ts";
import { clientId, LOBBY, type RoomName } from "../../lib/core/units.ts";
import { sanitize } from "../../lib/text/sanitize.ts";
import { NASTY_TEXTS } from "../fuzz/nasty.ts";
import { HELP_SAMPLES, type NoticeKey } from "./notice_samples.ts";
import { REFUSAL_SENTENCES } from "./refusal_sentences.ts";

/** The last millisecond of the year 9999. */
const LAST_INSTANT = 253_402_300_799_999;

const count = fc.maxSafeNat();
const instant = fc.integer({ min: 0, max: LAST_INSTANT });
const duration = fc.oneof(count, fc.double({ min: 0, max: 1e15, noNaN: true }));
const version = fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n === 0 ? 0 : n);
const time = fc.integer({ min: 0, max: LAST_INSTANT });
const codePoint = fc.integer({ min: 0, max: 0x10ffff });

/** Texts as the core passes them on. */
const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...NASTY_TEXTS)).map(sanitize);
const someText = text.filter((each) => each !== "");
/** Nobody has an empty name. */
const name = text.filter((each) => each !== "").map((each) => each as Nick);

const roomName = text.map((each) => each as RoomName);
const rank = fc.constantFrom("member" as const, "moderator" as const, "owner" as const);
const topic = fc.option(someText, { nil: undefined });

const NOTICES: Readonly<
  Record<Exclude<NoticeKey, `refused/${Protocol}`> | "refused/protocol", fc.Arbitrary<Notice>>
> = {
  "away/set": record({ code: "away", why: "set" }, { away: text }),
  "away/back": fc.constant({ code: "away", why: "back" }),
  "away/not-away": fc.constant({ code: "away", why: "not-away" }),
  "away-too-long": record({ code: "away-too-long" }, { limit: count }),
  "bad-field/hello-nick": fc.constant({ code: "bad-field", why: "hello-nick" }),
  "bad-field/hello-rooms": fc.constant({ code: "bad-field", why: "hello-rooms" }),
  "bad-field/hello-lobby": fc.constant({ code: "bad-field", why: "hello-lobby" }),
  "bad-field/hello-history": fc.constant({ code: "bad-field", why: "hello-history" }),
  "bad-field/hello-arrivals": fc.constant({ code: "bad-field", why: "hello-arrivals" }),
  "bad-field/hello-lang": fc.constant({ code: "bad-field", why: "hello-lang" }),
  "bad-field/hello-client": fc.constant({ code: "bad-field", why: "hello-client" }),
  "bad-field/number": record({ code: "bad-field", why: "number" }, { command: text, field: text }),
  "bad-field/flag": record({ code: "bad-field", why: "flag" }, { command: text, field: text }),
  "bad-field/hello-resume": fc.constant({ code: "bad-field", why: "hello-resume" }),
  "bad-field/resume-seq": record({ code: "bad-field", why: "resume-seq" }, {
    room: roomName,
    seq: count,
    last: count,
  }),
  "bad-field/type": fc.constant({ code: "bad-field", why: "type" }),
  "bad-field/argument": record({ code: "bad-field", why: "argument" }, {
    command: text,
    field: text,
  }),
  "bad-json": fc.constant({ code: "bad-json" }),
  "hello-version": record({ code: "hello-version" }, { wanted: version, spoken: version }),
  "help": record({ code: "help" }, {
    topic: fc.constantFrom(...Object.keys(HELP_SAMPLES) as HelpTopic[]),
    usage: text,
  }),
  "idle-warning": record({ code: "idle-warning" }, { left: duration }),
  "ignore/begun": record({ code: "ignore", why: "begun" }, { name: text }),
  "ignore/already": record({ code: "ignore", why: "already" }, { name: text }),
  "ignore/ended": record({ code: "ignore", why: "ended" }, { name: text }),
  "ignore/not-ignored": record({ code: "ignore", why: "not-ignored" }, { name: text }),
  "ignore-full": record({ code: "ignore-full" }, { limit: count }),
  "is-away": record({ code: "is-away" }, { name: text, away: text }),
  "lang/chosen": fc.constant({ code: "lang", why: "chosen" }),
  "motd": record({ code: "motd" }, { line: text }),
  "lang-unknown": record({ code: "lang-unknown" }, { lang: text }),
  "line-too-long": record({ code: "line-too-long" }, { limit: count }),
  "name-bad-character": record({ code: "name-bad-character" }, { codePoint }),
  "name-empty": fc.constant({ code: "name-empty" }),
  "name-leading-mark": fc.constant({ code: "name-leading-mark" }),
  "name-mixed-scripts": record({ code: "name-mixed-scripts" }, { name: text }),
  "name-no-letter": fc.constant({ code: "name-no-letter" }),
  "name-reserved": record({ code: "name-reserved" }, { name: text }),
  "name-taken/same": record({ code: "name-taken", why: "same" }, { name: text }),
  "name-taken/look-alike": record({ code: "name-taken", why: "look-alike" }, {
    name: text,
    like: text,
  }),
  "name-too-long": record({ code: "name-too-long" }, {
    limit: count,
    unit: fc.constantFrom("characters", "bytes"),
  }),
  "name-too-many-marks": record({ code: "name-too-many-marks" }, { limit: count }),
  "name-unchanged": record({ code: "name-unchanged" }, { name: text }),
  "no-such-name/unknown": record({ code: "no-such-name", why: "unknown" }, { name: text }),
  "no-such-name/gone": record({ code: "no-such-name", why: "gone" }, { name: text }),
  "no-such-name/unreachable": record({ code: "no-such-name", why: "unreachable" }, { name: text }),
  "no-such-name/nobody": fc.constant({ code: "no-such-name", why: "nobody" }),
  "not-utf8": fc.constant({ code: "not-utf8" }),
  "refused/connect-rate": record({ code: "refused", why: "connect-rate" }, { limit: count }),
  "refused/full": record({ code: "refused", why: "full" }, { open: count }),
  "refused/per-address": record({ code: "refused", why: "per-address" }, { open: count }),
  "refused/web": record({ code: "refused", why: "web" }, { page: text }),
  "refused/plain-on-tls": fc.constant({ code: "refused", why: "plain-on-tls" }),
  "refused/no-proxy-header": fc.constant({ code: "refused", why: "no-proxy-header" }),
  "refused/bad-proxy-header": fc.constant({ code: "refused", why: "bad-proxy-header" }),
  "refused/protocol": record({ code: "refused" }, {
    why: fc.constantFrom(...Object.keys(REFUSAL_SENTENCES) as Protocol[]),
  }),
  "unknown-command": record({ code: "unknown-command" }, { name: text }),
  "unknown-type": record({ code: "unknown-type" }, { name: text }),
  "usage": record({ code: "usage" }, { usage: text }),
  "room-left": record({ code: "room-left" }, { room: roomName }),
  "room-recorded": record({ code: "room-recorded" }, { room: roomName }),
  "speaking": record({ code: "speaking" }, { room: roomName }),
  "no-such-room": record({ code: "no-such-room" }, { room: roomName }),
  "not-in-room": record({ code: "not-in-room" }, { room: roomName }),
  "room-private": record({ code: "room-private" }, { room: roomName }),
  "too-many-rooms": record({ code: "too-many-rooms" }, { limit: count }),
  "last-room": record({ code: "last-room" }, { room: roomName }),
  "topic-too-long": record({ code: "topic-too-long" }, { limit: count }),
  "yourself/ignore": fc.constant({ code: "yourself", why: "ignore" }),
  "room-password/missing": record({ code: "room-password", why: "missing" }, { room: roomName }),
  "room-password/wrong": record({ code: "room-password", why: "wrong" }, { room: roomName }),
  "not-allowed/moderator": record({ code: "not-allowed", why: "moderator" }, { room: roomName }),
  "not-allowed/owner": record({ code: "not-allowed", why: "owner" }, { room: roomName }),
  "not-allowed/operator": record({ code: "not-allowed", why: "operator" }, { room: roomName }),
  "no-change/member": record({ code: "no-change", why: "member" }, { room: roomName, name: text }),
  "no-change/invited": record({ code: "no-change", why: "invited" }, {
    room: roomName,
    name: text,
  }),
  "invited/you": record({ code: "invited", why: "you" }, { room: roomName, from: text }),
  "invited/done": record({ code: "invited", why: "done" }, { room: roomName, name: text }),
  "kicked": record({ code: "kicked" }, { room: roomName, from: text, reason: text }),
  "no-such-name/not-in-room": record({ code: "no-such-name", why: "not-in-room" }, {
    room: roomName,
    name: text,
  }),
  "higher-rank": record({ code: "higher-rank" }, { room: roomName, name: text }),
  "yourself/kick": fc.constant({ code: "yourself", why: "kick" }),
  "yourself/invite": fc.constant({ code: "yourself", why: "invite" }),
  "no-change/private": record({ code: "no-change", why: "private" }, { room: roomName }),
  "no-change/public": record({ code: "no-change", why: "public" }, { room: roomName }),
  "no-change/password": record({ code: "no-change", why: "password" }, { room: roomName }),
  "no-change/no-password": record({ code: "no-change", why: "no-password" }, { room: roomName }),
  "bad-duration": record({ code: "bad-duration" }, { value: text }),
  "bad-time": record({ code: "bad-time" }, { value: text }),
  "search-limit": record({ code: "search-limit" }, { limit: count, wait: duration }),
  "search-no-more": fc.constant({ code: "search-no-more" }),
  "search-too-long": fc.constant({ code: "search-too-long" }),
  "store-unavailable": fc.constant({ code: "store-unavailable" }),
  "not-allowed/lobby": record({ code: "not-allowed", why: "lobby" }, { room: roomName }),
  "no-change/topic-locked": record({ code: "no-change", why: "topic-locked" }, { room: roomName }),
  "no-change/topic-unlocked": record({ code: "no-change", why: "topic-unlocked" }, {
    room: roomName,
  }),
  "no-change/moderated": record({ code: "no-change", why: "moderated" }, { room: roomName }),
  "no-change/kept": record({ code: "no-change", why: "kept" }, { room: roomName }),
  "no-change/not-kept": record({ code: "no-change", why: "not-kept" }, { room: roomName }),
  "no-change/not-moderated": record({ code: "no-change", why: "not-moderated" }, {
    room: roomName,
  }),
  "no-change/moderator": record({ code: "no-change", why: "moderator" }, {
    room: roomName,
    name: text,
  }),
  "no-change/owner": record({ code: "no-change", why: "owner" }, { room: roomName, name: text }),
  "no-change/no-rank": record({ code: "no-change", why: "no-rank" }, {
    room: roomName,
    name: text,
  }),
  "no-change/voiced": record({ code: "no-change", why: "voiced" }, { room: roomName, name: text }),
  "no-change/not-voiced": record({ code: "no-change", why: "not-voiced" }, {
    room: roomName,
    name: text,
  }),
  "no-change/muted": record({ code: "no-change", why: "muted" }, { room: roomName, name: text }),
  "no-change/not-muted": record({ code: "no-change", why: "not-muted" }, {
    room: roomName,
    name: text,
  }),
  "yourself/mute": fc.constant({ code: "yourself", why: "mute" }),
  "yourself/unmute": fc.constant({ code: "yourself", why: "unmute" }),
  "yourself/op": fc.constant({ code: "yourself", why: "op" }),
  "yourself/deop": fc.constant({ code: "yourself", why: "deop" }),
  "yourself/voice": fc.constant({ code: "yourself", why: "voice" }),
  "yourself/devoice": fc.constant({ code: "yourself", why: "devoice" }),
  "muted/refused": fc.oneof(
    record({ code: "muted", why: "refused" }, { room: roomName }),
    record({ code: "muted", why: "refused" }, { room: roomName, until: instant }),
  ),
  "muted/you": fc.oneof(
    record({ code: "muted", why: "you" }, { room: roomName, from: text }),
    record({ code: "muted", why: "you" }, { room: roomName, from: text, until: instant }),
  ),
  "muted/done": fc.oneof(
    record({ code: "muted", why: "done" }, { room: roomName, name: text }),
    record({ code: "muted", why: "done" }, { room: roomName, name: text, until: instant }),
  ),
  "unmuted/you": record({ code: "unmuted", why: "you" }, { room: roomName, from: text }),
  "unmuted/done": record({ code: "unmuted", why: "done" }, { room: roomName, name: text }),
  "mutes-full": record({ code: "mutes-full" }, { room: roomName, limit: count }),
  "done": record({ code: "done" }, { room: roomName }),
  "room-moderated": record({ code: "room-moderated" }, { room: roomName }),
  "yourself/ban": fc.constant({ code: "yourself", why: "ban" }),
  "banned/daemon": ending({ code: "banned", why: "daemon" }, { reason: text }),
  "banned/room": ending({ code: "banned", why: "room" }, { room: roomName, reason: text }),
  "banned/you": ending({ code: "banned", why: "you" }, {
    room: roomName,
    from: text,
    reason: text,
  }),
  "ban-set": ending({ code: "ban-set" }, { room: roomName, on: text, count }),
  "ban-ended": record({ code: "ban-ended" }, { room: roomName, on: text }),
  "not-banned": record({ code: "not-banned" }, { room: roomName, on: text }),
  "not-bannable/this-machine": record({ code: "not-bannable", why: "this-machine" }, { on: text }),
  "not-bannable/no-address": record({ code: "not-bannable", why: "no-address" }, { on: text }),
  "not-bannable/operator": record({ code: "not-bannable", why: "operator" }, { on: text }),
  "bad-network": record({ code: "bad-network" }, { value: text }),
  "bans-full": record({ code: "bans-full" }, { room: roomName, limit: count }),
  "reason-too-long": record({ code: "reason-too-long" }, { limit: count }),
  "lockdown/refused": fc.constant({ code: "lockdown", why: "refused" }),
  "lockdown/on": record({ code: "lockdown", why: "on" }, { from: text }),
  "lockdown/off": record({ code: "lockdown", why: "off" }, { from: text }),
  "lockdown/already-on": fc.constant({ code: "lockdown", why: "already-on" }),
  "lockdown/already-off": fc.constant({ code: "lockdown", why: "already-off" }),
  "announcement": record({ code: "announcement" }, { from: text, announcement: text }),
  "shutdown/stops": record({ code: "shutdown", why: "stops" }, { left: duration, reason: text }),
  "shutdown/called-off": fc.constant({ code: "shutdown", why: "called-off" }),
  "shutdown/none": fc.constant({ code: "shutdown", why: "none" }),
  "store-failed": record({ code: "store-failed" }, {
    problem: fc.constantFrom("full", "gone", "not-a-folder", "other"),
    waiting: fc.nat(),
    dropped: fc.nat(),
  }),
  "store-works": record({ code: "store-works" }, { waiting: fc.nat(), dropped: fc.nat() }),
  "cluster-waiting": fc.constant({ code: "cluster-waiting" }),
  "cluster-back": fc.constant({ code: "cluster-back" }),
  "cluster-shut/refused": fc.constant({ code: "cluster-shut", why: "refused" }),
};

const REASONS: { readonly [C in DaemonReason["code"]]: fc.Arbitrary<DaemonReason> } = {
  "fault": fc.constant({ by: "daemon", code: "fault" }),
  "idle": record({ by: "daemon", code: "idle" }, { after: duration }),
  "kicked": record({ by: "daemon", code: "kicked" }, { from: text, text }),
  "banned": record({ by: "daemon", code: "banned" }, { from: text, text }),
  "lockdown": fc.constant({ by: "daemon", code: "lockdown" }),
  "node-lost": fc.constant({ by: "daemon", code: "node-lost" }),
  "refused": fc.constant({ by: "daemon", code: "refused" }),
  "shutdown": fc.constant({ by: "daemon", code: "shutdown" }),
  "too-long": fc.constant({ by: "daemon", code: "too-long" }),
  "too-slow": fc.constant({ by: "daemon", code: "too-slow" }),
};

const reason: fc.Arbitrary<LeaveReason> = fc.oneof(
  fc.constantFrom<LeaveReason>(
    { by: "member", code: "quit" },
    { by: "member", code: "end-of-input" },
    { by: "member", code: "lost" },
    { by: "member", code: "part" },
  ),
  record({ by: "member", code: "quit" }, { text: someText }),
  ...Object.values(REASONS),
);

const stamp = {
  seq: count,
  time,
  room: fc.constantFrom(LOBBY, "dev" as RoomName),
};
const { room } = stamp;

const info: fc.Arbitrary<MemberInfo> = record({}, {
  name,
  id: count.map(clientId),
  here: duration,
  idle: duration,
  address: fc.option(text, { nil: undefined }),
  away: fc.option(text, { nil: undefined }),
});

const ban: fc.Arbitrary<BanInfo> = record({}, {
  name: fc.option(text, { nil: undefined }),
  network: fc.option(text, { nil: undefined }),
  by: text,
  since: time,
  until: fc.option(time, { nil: undefined }),
  reason: text,
});

/** What a room was told before. */
const events: fc.Arbitrary<RoomMessage[]> = fc.array(
  fc.oneof(
    record({ kind: "message" }, { ...stamp, from: name, text }),
    record({ kind: "action" }, { ...stamp, from: name, text }),
    record({ kind: "left" }, { ...stamp, name, reason }),
  ),
  { maxLength: 5 },
);

const MESSAGES: {
  readonly [K in Message["kind"]]: fc.Arbitrary<Extract<Message, { kind: K }>>;
} = {
  message: record({ kind: "message" }, { ...stamp, from: name, text }),
  action: record({ kind: "action" }, { ...stamp, from: name, text }),
  joined: record({ kind: "joined" }, { ...stamp, name }),
  left: record({ kind: "left" }, { ...stamp, name, reason }),
  renamed: record({ kind: "renamed" }, { ...stamp, from: name, to: name }),
  topic: record({ kind: "topic" }, { ...stamp, from: name, text }),
  room: fc.oneof(
    record({ kind: "room" }, {
      ...stamp,
      from: name,
      setting: fc.constantFrom("private", "password", "topic-lock", "moderated", "keep"),
      value: fc.boolean(),
    }),
    record({ kind: "room", setting: "rank" }, { ...stamp, from: name, name, value: rank }),
    record({ kind: "room", setting: "voice" }, { ...stamp, from: name, name, value: fc.boolean() }),
    record({ kind: "room", setting: "owner" }, { ...stamp, value: name }),
  ),
  "room-shown": record({ kind: "room-shown" }, {
    room,
    isPrivate: fc.boolean(),
    hasPassword: fc.boolean(),
    isTopicLocked: fc.boolean(),
    isModerated: fc.boolean(),
    isKept: fc.boolean(),
  }),
  whois: record({ kind: "whois" }, {
    name,
    id: count.map(clientId),
    isOperator: fc.boolean(),
    since: time,
    idle: duration,
    away: fc.option(text, { nil: undefined }),
    rooms: fc.array(record({}, { room: roomName, rank }), { maxLength: 5 }),
    connection: fc.option(
      record({}, {
        address: fc.option(text, { nil: undefined }),
        transport: fc.constantFrom("tcp", "tls", "unix", "admin", "pipe"),
        queued: count,
        skipped: count,
      }),
      { nil: undefined },
    ),
  }),
  "topic-shown": record({ kind: "topic-shown" }, { room, text }),
  crowd: record({ kind: "crowd" }, { room, verb: fc.constantFrom("arrived", "left"), count }),
  welcome: record({ kind: "welcome" }, {
    room,
    you: name,
    id: count.map(clientId),
    members: fc.array(name, { maxLength: 60 }),
    seq: count,
    tally: record({}, { epoch: text, said: count }),
    time,
    server: text,
    maxLine: fc.integer({ min: 1 }),
    topic,
    isRecorded: fc.boolean(),
  }).map((message) => ({ ...message, population: message.members.length })),
  entered: record({ kind: "entered" }, {
    room,
    you: name,
    members: fc.array(name, { maxLength: 60 }),
    seq: count,
    tally: record({}, { epoch: text, said: count }),
    time,
    topic,
    isPublic: fc.boolean(),
    isRecorded: fc.boolean(),
  }).map((message) => ({ ...message, population: message.members.length })),
  rooms: record({ kind: "rooms" }, {
    rooms: fc.array(
      record({}, {
        room: roomName,
        people: count,
        topic,
        isPublic: fc.boolean(),
        isYours: fc.boolean(),
      }),
      { maxLength: 10 },
    ),
    more: count,
  }),
  members: record({ kind: "members" }, {
    room,
    members: fc.array(info, { maxLength: 120 }),
    more: count,
  }),
  notice: record({ kind: "notice" }, { notice: fc.oneof(...Object.values(NOTICES)) }),
  skipped: record({ kind: "skipped" }, { room, count }),
  pong: record({ kind: "pong" }, { token: text }),
  bye: record({ kind: "bye" }, { reason }),
  private: record({ kind: "private" }, { from: name, to: name, text, time, id: count }),
  bans: record({ kind: "bans" }, {
    room,
    bans: fc.array(ban, { maxLength: 120 }),
    more: count,
  }),
  ignored: record({ kind: "ignored" }, { names: fc.array(name, { maxLength: 120 }) }),
  history: record({ kind: "history" }, {
    room,
    events,
    shown: fc.constantFrom("entry", "page"),
    limit: fc.integer({ min: 1, max: 200 }),
    hasEarlier: fc.boolean(),
    before: fc.option(count, { nil: undefined }),
  }),
  gap: fc.tuple(room, count, count).map(([room, a, b]) => {
    return { kind: "gap", room, from: Math.min(a, b), to: Math.max(a, b) };
  }),
  own: record({ kind: "own" }, {
    event: record({ kind: "message" }, { ...stamp, from: name, text }),
    token: fc.option(text, { nil: undefined }),
  }),
  found: record({ kind: "found" }, { events, more: fc.boolean() }),
};

/** Any message that programs are told. */
export function programMessages(): fc.Arbitrary<Message> {
  return fc.oneof(...Object.values(MESSAGES));
}

/** Like `record`, with or without an end. */
function ending<const F extends object, P>(
  fixed: F,
  random: { readonly [K in keyof P]: fc.Arbitrary<P[K]> },
): fc.Arbitrary<F & P & { until?: number }> {
  return fc.tuple(record(fixed, random), fc.option(time, { nil: undefined })).map((
    [values, until],
  ) => until === undefined ? values : { ...values, until });
}

/** An object of some fixed values and some random ones. */
function record<const F extends object, P>(
  fixed: F,
  random: { readonly [K in keyof P]: fc.Arbitrary<P[K]> },
): fc.Arbitrary<F & P> {
  return fc.record<P>(random).map((values) => ({ ...fixed, ...values }));
}
