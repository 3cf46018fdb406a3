/**
 * English: notices, reasons and what each command is for, as docs/protocol.md has them.
 *
 * @module
 */

import { formatDuration } from "../../text/duration.ts";
import { characterShown, SPACE } from "../character.ts";
import {
  type Farewells,
  helpLine,
  type NoticeWords,
  type ReasonWords,
  type RefusalWords,
  sayRefusal,
  serverSought,
  type Summaries,
} from "../notice_words.ts";
import { ENGLISH_BANS } from "./bans.ts";
import { ENGLISH_ORDER } from "./order.ts";
import { ENGLISH_CLUSTER } from "./cluster.ts";
import { ENGLISH_STORE } from "./store.ts";
import { ENGLISH_SERVERS } from "./servers.ts";

/** What each command is for, in English. */
export const ENGLISH_SUMMARIES: Summaries = {
  nick: "take another name",
  who: "list who is here",
  me: "say what you do: * NAME waves",
  say: "say the text as it is",
  join: "enter a room, or turn to one that you are in",
  part: "leave a room",
  rooms: "list the rooms",
  room: "show or set: private, public, password P|-, topic-lock, moderated, keep on|off",
  invite: "open the room where you speak, or another, for somebody",
  kick: "put somebody out of the room where you speak",
  mute: "keep somebody from speaking in the room where you speak; for 10m: for that long",
  unmute: "let somebody speak again who was muted",
  op: "make somebody a moderator of the room where you speak; owner: an owner",
  deop: "take somebody's rank away",
  voice: "let somebody speak while the room is moderated",
  devoice: "take somebody's voice away",
  whois: "show who somebody is",
  topic: "show or set what the room is about; - removes it",
  msg: "say something to one person alone, or in #ROOM",
  private: "say something to one person alone",
  reply: "answer the last person who wrote to you alone",
  away: "be away, and tell those who write to you; no text: be back",
  ignore: "hear a person no more; no name: list them",
  unignore: "hear a person again",
  ping: "get an answer, to see that the connection works",
  lang: "choose the language of this help and of all notices",
  history: "show what was said before, also before a TIME or a number",
  search: "find words in what was said; from:NAME in:ROOM since:DATE before:DATE; more",
  ban: "keep somebody out of the room where you speak; in the lobby, out of the server",
  unban: "let somebody in again",
  bans: "list who may not enter",
  announce: "say something to everybody on the server",
  lockdown: "refuse newcomers, or let them in again",
  shutdown: "stop the server, at once or after a time; off: call it off",
  help: "show this list",
  quit: "leave; the others are told the reason",
  literal: "say /text; to say the word who, put a space before it",
};

const REFUSALS: RefusalWords = {
  "full": ({ open }) => {
    const people = open === 1 ? "1 person is" : `${open} people are`;
    return `the server is full: ${people} connected; try again later`;
  },
  "per-address": ({ open }) =>
    `too many connections from your address: ${open} are open; close one of them first`,
  "connect-rate": ({ limit }) =>
    `too many new connections from your address: more than ${limit} in a minute; try again in a minute`,
  "proxy": () =>
    "this port takes no PROXY header; switch it off in the proxy, or join with: nc HOST PORT",
  "binary": () =>
    "this hubbub chat port takes lines of text, and that was none; join with: nc HOST PORT",
  "tls": () => "this hubbub chat port speaks plain text, not TLS; join with: nc HOST PORT",
  "web": ({ page }) => `this is a hubbub chat port, not a web server; the page is at ${page}`,
  "plain-on-tls": () => "this port speaks TLS; join with: hubbub tls://HOST:PORT",
  "no-proxy-header": () =>
    "from this address a PROXY header must come first (--trust-proxy), and none came",
  "bad-proxy-header": () => "that PROXY header is wrong: it must be of version 1 or 2, and for TCP",
  "no-hello": () => 'the first message must be a hello, such as {"hello":1}, and must come soon',
};

/** Every notice in English. */
export const ENGLISH_NOTICES: NoticeWords = {
  "bad-field": (notice) => {
    switch (notice.why) {
      case "hello-nick":
        return "hello takes the field nick as a string";
      case "hello-rooms":
        return "hello takes the field rooms as an array of strings";
      case "hello-lobby":
        return "hello takes the field lobby as true or false";
      case "hello-history":
        return "hello takes the field history as a whole number";
      case "hello-client":
        return "hello takes the field client as a string";
      case "hello-resume":
        return "hello takes the field resume as an object with seq and epoch for each room";
      case "hello-arrivals":
        return "hello takes the field arrivals as every or gathered";
      case "hello-lang":
        return "hello takes the field lang as en or zh";
      case "resume-seq":
        return `#${notice.room} cannot be resumed after event ${notice.seq}: its last is ${notice.last}`;
      case "type":
        return "the field type must be a string";
      case "argument":
        return `${notice.command} needs the field ${notice.field}, a string`;
      case "number":
        return `${notice.command} takes the field ${notice.field} as a whole number`;
      case "flag":
        return `${notice.command} takes the field ${notice.field} as true or false`;
    }
  },
  "away": (notice) => {
    switch (notice.why) {
      case "set":
        return `you are away now: ${notice.away}`;
      case "back":
        return "you are back";
      case "not-away":
        return "you were not away";
    }
  },
  "away-too-long": ({ limit }) => `that is too long to be away with: at most ${limit} bytes`,
  "bad-json": () => "that was not one JSON object",
  "hello-version": ({ wanted, spoken }) =>
    `there is no version ${wanted} of this dialect here; this is version ${spoken}`,
  "help": ({ topic, usage }) => helpLine(usage, ENGLISH_SUMMARIES[topic]),
  "idle-warning": ({ left }) =>
    `you will be disconnected in ${formatDuration(left)} unless you send a line`,
  "ignore": ({ why, name }) => {
    switch (why) {
      case "begun":
        return `you ignore ${name} now`;
      case "already":
        return `you ignore ${name} already`;
      case "ended":
        return `you no longer ignore ${name}`;
      case "not-ignored":
        return `you do not ignore ${name}`;
    }
  },
  "ignore-full": ({ limit }) => `you ignore ${limit} people already, which is the most`,
  "is-away": ({ name, away }) => `${name} is away: ${away}`,
  "lang": () => "the server speaks English to you now",
  "lang-unknown": ({ lang }) => `there is no language ${lang} here`,
  "line-too-long": ({ limit }) => `that line was too long: at most ${limit} bytes`,
  "motd": ({ line }) => line,
  "name-bad-character": ({ codePoint }) =>
    `only letters, digits and - _ . can be in a name, not ${
      codePoint === SPACE ? "a space" : characterShown(codePoint)
    }`,
  "name-empty": () => "a name is at least one letter long",
  "name-leading-mark": () => "a name cannot begin with a combining mark",
  "name-mixed-scripts": ({ name }) =>
    `the name ${name} mixes scripts that are not written together`,
  "name-no-letter": () => "a name has at least one letter",
  "name-reserved": ({ name }) => `the name ${name} is reserved, or looks like one that is`,
  "name-taken": (notice) =>
    notice.why === "same"
      ? `the name ${notice.name} is taken`
      : `the name ${notice.name} looks too much like ${notice.like}, which is taken`,
  "name-too-long": ({ limit, unit }) => `the name is too long: at most ${limit} ${unit}`,
  "name-too-many-marks": ({ limit }) =>
    `the name has too many combining marks on one character: at most ${limit}`,
  "name-unchanged": ({ name }) => `you are ${name} already`,
  "no-such-name": (notice) => {
    switch (notice.why) {
      case "unknown":
        return `nobody here is called ${notice.name}`;
      case "not-in-room":
        return `nobody in #${notice.room} is called ${notice.name}`;
      case "gone":
        return `${notice.name}, who wrote to you last, has left`;
      case "unreachable":
        return `${notice.name} cannot be reached now`;
      case "nobody":
        return "nobody has written to you in private";
    }
  },
  "not-utf8": () => "that was not UTF-8: the others see \ufffd; on Windows: chcp 65001",
  "refused": (refusal) => {
    const server = serverSought(ENGLISH_SERVERS, refusal);
    return server === undefined
      ? sayRefusal(REFUSALS, refusal)
      : `this is a hubbub chat port, not ${server}; join with: nc HOST PORT`;
  },
  "unknown-command": ({ name }) =>
    `unknown command /${name}; try /help, or begin with // to say it`,
  "unknown-type": ({ name }) => `unknown type ${JSON.stringify(name)}`,
  "usage": ({ usage }) => `usage: ${usage}`,
  "room-left": ({ room }) => `you have left #${room}`,
  "room-recorded": ({ room }) => `#${room}: this room is recorded from now on`,
  "speaking": ({ room }) => `you speak in #${room} now`,
  "no-such-room": ({ room }) => `there is no room #${room}`,
  "not-in-room": ({ room }) => `you are not in #${room}; enter it with: /join ${room}`,
  "room-private": ({ room }) =>
    `you cannot enter #${room}: it is private, or no room can have that name now`,
  "too-many-rooms": ({ limit }) =>
    `you are in ${limit} ${
      limit === 1 ? "room" : "rooms"
    }, the most at once; leave one with: /part ROOM`,
  "last-room": ({ room }) => `#${room} is your only room; /quit leaves the chat`,
  "topic-too-long": ({ limit }) => `that topic is too long: at most ${limit} bytes`,
  "bad-time": ({ value }) =>
    `that is no time: ${value}; it is written 2026-11-26, or 2026-11-26 14:02 (UTC)`,
  "search-limit": ({ limit, wait }) =>
    `at most ${limit} searches a minute; try again in ${Math.ceil(wait / 1000)}s`,
  "search-no-more": () => "there is nothing more to show; search again with: /search WORDS",
  "search-too-long": () => "the search took too long; try rarer words, or a room: in:ROOM",
  "store-unavailable": () => "what is kept on disk cannot be read now; try again later",
  ...ENGLISH_ORDER,
  ...ENGLISH_BANS,
  ...ENGLISH_STORE,
  ...ENGLISH_CLUSTER,
};

/** Every reason of the daemon's own in English. */
export const ENGLISH_REASONS: ReasonWords = {
  "fault": () => "internal error",
  "kicked": ({ from, text }) => `kicked by ${from}${text === "" ? "" : `: ${text}`}`,
  "idle": ({ after }) => `idle for ${formatDuration(after)}`,
  "refused": () => "not a chat client",
  "shutdown": () => "the server is shutting down",
  "too-long": () => "lines too long",
  "too-slow": () => "too slow",
  "banned": ({ from, text }) =>
    `banned${from === "" ? "" : ` by ${from}`}${text === "" ? "" : `: ${text}`}`,
  "lockdown": () => "no newcomers now",
  "node-lost": () => "node lost",
};

/** The last words in English to a client that leaves by itself. */
export const ENGLISH_FAREWELLS: Farewells = {
  "quit": "quit",
  "end-of-input": "end of input",
  "lost": "lost",
  "part": "part",
};
