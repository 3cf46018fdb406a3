/**
 * English: the client's own phrases.
 *
 * @module
 */

import { ENGLISH_KEYS } from "./keys.ts";
import { ENGLISH_DELIVERY } from "./delivery.ts";
import { ENGLISH_SUMMARIES } from "./notices.ts";
import { ENGLISH_WORDING } from "./wording.ts";
import { LONG_DATE, type Phrases, type TlsSentences } from "../phrases.ts";

/** English. */
export const ENGLISH: Phrases = {
  ...ENGLISH_WORDING,
  ...ENGLISH_DELIVERY,
  unknownCommand: (name, meant) =>
    meant === undefined
      ? `-- unknown command /${name}; try /help, or begin with // to say it`
      : `-- unknown command /${name}; did you mean /${meant}? Begin with // to say it`,
  unknownInPipe: (name) => `unknown command /${name}; with --say lines are said as they are`,
  saidInParts: "a line was longer than the daemon takes, and was said in parts",
  lineCut: "a line was too long, and its end was not said",
  objectTooLong: "a line was too long, and was not sent",
  inputNotUtf8: "the input is not UTF-8: what cannot be read is said as \ufffd",
  usage: (usage) => `-- usage: ${usage}`,
  missed: (count) =>
    count ? `-- ${messages(count)} missed while offline` : "-- while you were offline",
  missedGap: "-- messages may be missing here",
  missedEnds: (lost) => lost === 0 ? "-- now" : `-- now; ${messages(lost)} cannot be shown`,
  missedGone: (count) => `-- ${messages(count)} missed while offline, which cannot be shown`,
  together: (sentences) => sentences.join("; "),
  lost: "-- the connection was lost; trying again (/reconnect tries at once)",
  connectedTo: (address) => `connected to ${address}`,
  offline: (seconds) => `offline, retry ${seconds} s`,
  stopsIn: (left) => `stops in ${left}`,
  connecting: "connecting",
  cannotSuspend: "-- the client may not suspend itself here",
  notConnected: "not connected: the line is kept",
  notSent: "-- not connected: the line was not sent",
  nothingEarlier: (where) => `-- ${where}history: nothing earlier`,
  openResult: "-- /history and a number shows what was said around that result",
  day: (date) => `-- ${date.toLocaleDateString("en-GB", LONG_DATE)}`,
  askPaste: (lines, time) =>
    `${lines} lines were pasted${
      time === undefined ? "" : ` (${time})`
    }: [s]end them, [j]oin into one, [c]ancel?`,
  askTypo: (line, meant) =>
    `${line}: did you mean /${meant}? [y]es (Enter), say it [a]s it is, [e]dit`,
  askHidden: (line) => `${line}: [r]un the command (Enter), say it [a]s it is, [e]dit`,
  search: (query, isFound) => `(${isFound ? "" : "not found: "}search: ${query}) `,
  pasteCut: (lines) => `-- only the first ${lines} lines of the paste were kept`,
  pasteShortened: (characters) =>
    `-- only the first ${characters} characters of the paste were kept`,
  pasteOpen: "the paste has not ended; Ctrl-C or Enter ends it",
  lineFull: "the line can hold no more",
  quiet: (isQuiet) =>
    isQuiet
      ? "-- arrivals and departures are hidden; /quiet shows them again"
      : "-- arrivals and departures are shown",
  only: (isOnly, hasPrompt) => {
    if (!isOnly) return "-- lines of other rooms are shown";
    const counted = hasPrompt ? " and counted in the prompt" : "";
    return `-- lines of other rooms are hidden${counted}; /only shows them again`;
  },
  noRooms: "this server has no rooms",
  roomsRefused: (rooms) => `cannot enter ${listed(rooms)}: nothing was said`,
  writtenFor: (room, present) =>
    `-- this was written for #${room}; the same key again sends it to #${present}`,
  replyWouldGoTo: (name) =>
    `-- ${name} has written to you since; the same key again sends this to ${name}`,
  roomOpened: (room) => `-- #${room} is public now; it was not before the connection was lost`,
  notHeard: (why) => `what is said is not heard: ${why}`,
  roomLost: (room, why) =>
    `put out of #${room}${why === undefined ? "" : ` (${why})`}: nothing more is said`,
  alreadyConnected: "-- you are connected",
  notCleared: "-- in this mode nothing is taken off the screen",
  notSaid: (meant) =>
    `-- not sent, because it looks like a command; type ${meant} to run it, or /${meant} to say it`,
  thisLanguage: "-- the client speaks English to you now",
  summaries: {
    ...ENGLISH_SUMMARIES,
    quiet: "hide or show arrivals and departures",
    only: "hide or show the lines of other rooms",
    reconnect: "connect again at once",
    clear: "clear the screen",
    help: "list the commands, explain one, or list the keys",
    since: "show again what came while you were away",
    exit: "leave; the same as /quit",
    resend: "send again what was not delivered; drop forgets it",
  },
  cannotConnect: (address, why) => `cannot connect to ${address}: ${why}`,
  noCertificate: (path) => `there is no certificate in ${path}`,
  // The system speaks English; the runtime would advise to call it in another way.
  systemSays: ({ code, text }) => code === "not-capable" ? "the program may not do that" : text,
  webPort:
    "this is the port of the web page: open it in a browser, or connect to the port of the chat",
  noAnswer: (seconds) => `no answer within ${seconds} s`,
  noAddress: "the host has no address",
  noSuchHost: "no such host",
  tls: (fault, detail) => ENGLISH_TLS[fault](detail),
  cannotRead: (path, why) => `cannot read ${path}: ${why}`,
  oldConfig: (path, command) => `${path} is not TOML, and is read as before; for TOML: ${command}`,
  connectionLost: "the connection was lost",
  noWelcome: "it did not answer as a hubbub daemon does",
  noSuchHostOrProfile: "no such host, and no profile has this name",
  askWhetherItRuns: "is hubbubd running there?",
  keys: ENGLISH_KEYS,
  plainKeys: "-- Ctrl-W and Ctrl-U erase, Ctrl-C empties the line; Ctrl-D on an empty line leaves",
  firstHint: "-- /help lists the commands, /help keys the keys; /quit or Ctrl-D leaves",
  unreadBelow: "-- unread below",
  unreadAgain: (count, dropped) => {
    const lines = count === 1 ? "1 line" : `${count} lines`;
    return dropped === 0
      ? `-- unread again: ${lines}`
      : `-- unread again: the last ${lines}; ${dropped} before them are not kept`;
  },
  unreadEnds: "-- end of unread",
  nothingUnread: (hasKey) =>
    `-- nothing was unread${hasKey ? "; Alt-M marks where you stop reading" : ""}`,
  placeMarked: "marked: what comes from here on is unread",
  lag: (seconds) => `lag ${seconds} s`,
  cannotLog: (path, why) => `cannot keep the log ${path}: ${why}`,
  noLog: {
    "link": "it is a symbolic link",
    "folder": "it is a folder",
    "not-a-file": "it is not a plain file",
  },
  logFails: (path, why) => `-- cannot write the log ${path}: ${why}; lines wait until it works`,
  logWorks: (lost) =>
    `-- the log is written again; missing in it: ${lost === 0 ? "nothing" : lines(lost)}`,
  logGap: (lost) => `-- missing here: ${lines(lost)}`,
  logBegins: (address) => `-- log of ${address}`,
  logCut: (path, lost) => `not written to the log ${path}: ${lines(lost)}`,
  chooseAnotherName: (refusal) => `${refusal}; /nick NAME chooses another`,
  noLogInPipe: "--log works on a terminal only; in a pipe, tee keeps the output",
};

function messages(count: number): string {
  return `${count} ${count === 1 ? "message" : "messages"}`;
}

function lines(count: number): string {
  return `${count} ${count === 1 ? "line" : "lines"}`;
}

function listed(rooms: readonly string[]): string {
  return rooms.map((room) => `#${room}`).join(", ");
}

const ENGLISH_TLS: TlsSentences = {
  "unknown-issuer": () =>
    "this machine does not trust the issuer of its certificate; --ca FILE names one to trust",
  "expired": (date) => `its certificate was valid until ${date}`,
  "not-yet": (date) => `its certificate is not valid before ${date}; is the clock right?`,
  "other-host": (names) => `its certificate is for another host: ${names}`,
  "authority": () =>
    "its certificate is marked as that of an authority, not of a host; one that signs itself is made with: " +
    "openssl req -addext basicConstraints=critical,CA:FALSE",
  "no-tls": () => "it does not speak TLS; try without tls://",
};
