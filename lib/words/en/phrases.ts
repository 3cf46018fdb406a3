/**
 * English: the client's own phrases.
 *
 * @module
 */

import { ENGLISH_SUMMARIES } from "./notices.ts";
import { ENGLISH_WORDING } from "./wording.ts";
import { LONG_DATE, type Phrases, type TlsSentences } from "../phrases.ts";

/** English. */
export const ENGLISH: Phrases = {
  ...ENGLISH_WORDING,
  unknownCommand: (name, meant) =>
    `-- unknown command /${name}; ${meant === undefined ? "try /help" : `did you mean /${meant}?`}`,
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
  offline: (seconds) => `offline, retry ${seconds} s`,
  stopsIn: (left) => `stops in ${left}`,
  connecting: "connecting",
  cannotSuspend: "-- the client may not suspend itself here",
  notConnected: "not connected: the line is kept",
  notSent: "-- not connected: the line was not sent",
  nothingEarlier: (where) => `-- ${where}history: nothing earlier`,
  openResult: "-- /history and a number shows what was said around that result",
  day: (date) => `-- ${date.toLocaleDateString("en-GB", LONG_DATE)}`,
  askPaste: (lines) => `${lines} lines were pasted: [s]end them, [j]oin into one, [c]ancel?`,
  askTypo: (line, meant) => `${line}: did you mean /${meant}? [y]es, [s]ay it as it is, [e]dit`,
  askHidden: (line) => `${line}: [r]un the command, [s]ay it as it is, [e]dit`,
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
    `-- not said, for it looks like a command: ${meant} runs it, /${meant} says it`,
  thisLanguage: "-- this is the language now",
  summaries: {
    ...ENGLISH_SUMMARIES,
    quiet: "hide or show arrivals and departures",
    only: "hide or show the lines of other rooms",
    reconnect: "connect again at once",
    clear: "clear the screen",
  },
  cannotConnect: (address, why) => `cannot connect to ${address}: ${why}`,
  noCertificate: (path) => `there is no certificate in ${path}`,
  // The system speaks English.
  systemSays: ({ text }) => text,
  noAnswer: (seconds) => `no answer within ${seconds} s`,
  noAddress: "the host has no address",
  noSuchHost: "no such host",
  tls: (fault, detail) => ENGLISH_TLS[fault](detail),
  cannotRead: (path, why) => `cannot read ${path}: ${why}`,
  oldConfig: (path, command) => `${path} is not TOML, and is read as before; for TOML: ${command}`,
  connectionLost: "the connection was lost",
  noWelcome: "it did not answer as a hubbub daemon does",
};

function messages(count: number): string {
  return `${count} ${count === 1 ? "message" : "messages"}`;
}

function listed(rooms: readonly string[]): string {
  return rooms.map((room) => `#${room}`).join(", ");
}

const ENGLISH_TLS: TlsSentences = {
  "unknown-issuer": () =>
    "nobody whom this machine trusts has signed its certificate; --ca FILE names one to trust",
  "expired": (date) => `its certificate was valid until ${date}`,
  "not-yet": (date) => `its certificate is not valid before ${date}; is the clock right?`,
  "other-host": (names) => `its certificate is for another host: ${names}`,
  "authority": () => "its certificate is that of an authority, not of a host",
  "no-tls": () => "it does not speak TLS; try without tls://",
};
