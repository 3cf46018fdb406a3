/**
 * The client's own phrases, in addition to the wording that both programs share: one value for each
 * language. Of the client's text for people, only that of its help and its manual page stands elsewhere
 * (`client/options.ts`, `client/program.ts`, `client/manual.ts`).
 *
 * @module
 */

import type { HelpTopic } from "../core/notice.ts";
import type { KeyWords } from "./keys.ts";
import type { DeliveryWords } from "./delivery.ts";
import type { Wording } from "./wording.ts";

/** A command that the client carries out by itself. */
export type OwnCommandName = "quiet" | "only" | "reconnect" | "clear" | "since" | "exit" | "resend";

/** What can be wrong with a TLS connection. */
export type TlsFault =
  | "unknown-issuer"
  | "expired"
  | "not-yet"
  | "other-host"
  | "authority"
  | "no-tls";

/** Known failures of the system. */
export type SystemFaultCode =
  | "network-unreachable"
  | "no-route"
  | "address-unavailable"
  | "not-a-folder"
  | "refused"
  | "reset"
  | "aborted"
  | "missing"
  | "denied"
  | "not-capable"
  | "timed-out"
  | "folder"
  | "closed-early"
  | "no-space"
  | "quota"
  | "too-large"
  | "io"
  | "read-only";

/** A failure of the system: its text in English, and its meaning if that is known. */
export interface SystemFault {
  /** Its meaning. */
  readonly code: SystemFaultCode | "other";
  /** The system's own sentence, without its end. */
  readonly text: string;
}

/** The client's own phrases in one language. */
export interface Phrases extends Wording, DeliveryWords {
  /** An unknown command, and possibly the one that was meant. */
  unknownCommand(name: string, meant?: string): string;
  /** A line of the input begins like a command, but no such command exists. */
  unknownInPipe(name: string): string;
  /** A line of the input was longer than the daemon takes. */
  readonly saidInParts: string;
  /** A line of the input was so long that its end was not said. */
  readonly lineCut: string;
  /** A JSON line of the input was too long to be read. */
  readonly objectTooLong: string;
  /** The input has bytes that are not UTF-8. */
  readonly inputNotUtf8: string;
  /** A command lacks its argument. */
  usage(usage: string): string;
  /** So many messages were missed between two connections; undefined if the number is not certain. */
  missed(count: number | undefined): string;
  /** Between missed lines: at this place others may be missing, because they are not kept, or may not be read. */
  readonly missedGap: string;
  /** After the missed lines; so many of the messages were not told. */
  missedEnds(lost: number): string;
  /** So many messages were missed between two connections, and the daemon has said that it tells none. */
  missedGone(count: number): string;
  /** Joins sentences without full stops into one line. */
  together(sentences: readonly string[]): string;
  /** The connection is lost; the client will reconnect. */
  readonly lost: string;
  /** The client is connected to another of its addresses than before. */
  connectedTo(address: string): string;
  /** The prompt's state while there is no connection; `seconds` until the next attempt. */
  offline(seconds: number): string;
  /** In the prompt: how long it is until the daemon stops, as `25s`. */
  stopsIn(left: string): string;
  /** The prompt's state while a connection is being made. */
  readonly connecting: string;
  /** The system does not let the client stop itself. */
  readonly cannotSuspend: string;
  /** What was typed cannot be sent now, and stays where it was typed. */
  readonly notConnected: string;
  /** What was typed was not sent. */
  readonly notSent: string;
  /** The answer to a question for older lines of a room, if there are none; `where` is the prefix of the room. */
  nothingEarlier(where: string): string;
  /** After the results of a search: how to see one of them among the lines around it. */
  readonly openResult: string;
  /** A new day. */
  day(date: Date): string;
  /** Asks about a paste of several lines, which takes so long if that is long. */
  askPaste(lines: number, time?: string): string;
  /** Asks about a line that looks like a mistyped command. */
  askTypo(line: string, meant: string): string;
  /** Asks about a line that is a command behind a space, or behind what only looks like a slash. */
  askHidden(line: string): string;
  /** The prompt of the search in the history. */
  search(query: string, isFound: boolean): string;
  /** A paste that is too long was cut. */
  pasteCut(lines: number): string;
  /** A pasted line that is too long was cut. */
  pasteShortened(characters: number): string;
  /** A paste has no end: what ends it. */
  readonly pasteOpen: string;
  /** No more can be typed. */
  readonly lineFull: string;
  /** Arrivals and departures are hidden now, or shown again. */
  quiet(isQuiet: boolean): string;
  /** The lines of other rooms are hidden now, or shown again; a prompt counts those that are hidden. */
  only(isOnly: boolean, hasPrompt: boolean): string;
  /** The daemon has no rooms. */
  readonly noRooms: string;
  /** In a pipe: these rooms were asked for, and the daemon does not let the client in. */
  roomsRefused(rooms: readonly string[]): string;
  /** A line is not sent yet, because the person was moved to another room while it was written. */
  writtenFor(room: string, present: string): string;
  /** A `/reply` is not sent yet, because this person has written since it was begun. */
  replyWouldGoTo(name: string): string;
  /** After a reconnect: the room is public, and was not before. */
  roomOpened(room: string): string;
  /** In a pipe: what was said is not heard, for this reason. */
  notHeard(why: string): string;
  /** In a pipe: the client was put out of the room that it was started for, for this reason if it is known. */
  roomLost(room: string, why?: string): string;
  /** What each command is for. */
  readonly summaries: Readonly<Record<HelpTopic | OwnCommandName, string>>;
  /** There is a connection already. */
  readonly alreadyConnected: string;
  /** Answers `/clear` in append-only mode, which cannot clear the screen. */
  readonly notCleared: string;
  /** A line was not said because it looks like a command; what runs it. */
  notSaid(meant: string): string;
  /** Answers the choice of this language. */
  readonly thisLanguage: string;
  /** The connection could not be made. */
  cannotConnect(address: string, why: string): string;
  /** A file that should hold certificates holds none. */
  noCertificate(path: string): string;
  /** Why something failed, by what the system says. */
  systemSays(fault: SystemFault): string;
  /** A browser is served at the port, and nobody else. */
  readonly webPort: string;
  /** There was no answer within so many seconds. */
  noAnswer(seconds: number): string;
  /** The host has a name and no address. */
  readonly noAddress: string;
  /** There is no host of that name. */
  readonly noSuchHost: string;
  /** Why TLS failed; the detail is a date, or the names that a certificate is for. */
  tls(fault: TlsFault, detail: string): string;
  /** The connection is gone for good, and the daemon has not said why. */
  readonly connectionLost: string;
  /** A file named on the command line cannot be read. */
  cannotRead(path: string, why: string): string;
  /** The configuration file is of the format before TOML; the command that writes it as TOML. */
  oldConfig(path: string, command: string): string;
  /** The connection ended, or stayed silent, before the daemon had welcomed the client. */
  readonly noWelcome: string;
  /** There is no host of a name that may be meant as that of a profile, and there is no such profile either. */
  readonly noSuchHostOrProfile: string;
  /** Behind the reason why nobody answers at an address. */
  readonly askWhetherItRuns: string;
  /** What each key does. */
  readonly keys: KeyWords;
  /** Answers `/help keys` in append-only mode, which has few keys. */
  readonly plainKeys: string;
  /** At the first start: how to get help, and how to leave. */
  readonly firstHint: string;
  /** The rule before the first line that the person has not read. */
  readonly unreadBelow: string;
  /** Before lines that are shown again because they were not read; so many before them are not kept. */
  unreadAgain(count: number, dropped: number): string;
  /** After them. */
  readonly unreadEnds: string;
  /** Nothing was unread; on a screen, a key marks the place where the person stops reading. */
  nothingUnread(hasKey: boolean): string;
  /** The place where the person stops reading is marked. */
  readonly placeMarked: string;
  /** In the prompt: the connection is slow by so many seconds. */
  lag(seconds: number): string;
  /** The log cannot be kept at this path; the client does not start. */
  cannotLog(path: string, why: string): string;
  /** Why no log can be where something else is. */
  readonly noLog: Readonly<Record<"link" | "folder" | "not-a-file", string>>;
  /** From now on the log is not kept; the talk goes on. */
  logFails(path: string, why: string): string;
  /** The log is kept again; so many lines are missing in it. */
  logWorks(lost: number): string;
  /** In the log: so many lines are missing at this place. */
  logGap(lost: number): string;
  /** In the log, at the begin of each run: where the daemon is. */
  logBegins(address: string): string;
  /** At the end: so many lines are not in the log. */
  logCut(path: string, lost: number): string;
  /** Behind the line that refuses the login name: how to choose another. */
  chooseAnotherName(refusal: string): string;
  /** Without a terminal no log is kept. */
  readonly noLogInPipe: string;
}

/** The sentence of each fault of TLS; its argument is the detail. */
export type TlsSentences = Readonly<Record<TlsFault, (detail: string) => string>>;

/** A day as people write it. */
export const LONG_DATE: Intl.DateTimeFormatOptions = {
  weekday: "long",
  year: "numeric",
  month: "long",
  day: "numeric",
};
