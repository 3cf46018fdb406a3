/**
 * English: the texts of menus and dialogs, which are loaded when they are first needed.
 *
 * @module
 */

import type { Words } from "./en.ts";

/** These texts in English. `DialogWords` is their type: the other languages have the same. */
export const ENGLISH_DIALOGS = {
  // Shared
  save: "Save",
  more: "Show more",
  loading: "Loading…",

  // Entering a room
  enter: "Enter",
  roomName: "Name of the room",
  newRoomHint: "A room that does not exist yet is made, and is yours.",
  passwordIfAny: "Password, if it has one",
  openRooms: "Open rooms",
  here: (count: number, isYours: boolean) => `${count} here${isYours ? ", you too" : ""}`,

  // What can be done with a person
  actions: {
    private: "Write in private",
    whois: "Who is this",
    mention: "Mention",
    ignore: "Ignore",
    unignore: "Stop ignoring",
    close: "Close the conversation",
    voice: "Let speak",
    devoice: "Take voice",
    op: "Make moderator",
    owner: "Make owner",
    deop: "Take rank",
    mute: "Mute…",
    unmute: "Unmute",
    kick: "Put out…",
    ban: "Ban…",
  },
  orders: {
    mute: { submit: "Mute", title: (name: string, room: string) => `Mute ${name} in ${room}` },
    kick: {
      submit: "Put out",
      title: (name: string, room: string) => `Put ${name} out of ${room}`,
    },
    ban: { submit: "Ban", title: (name: string, room: string) => `Ban ${name} from ${room}` },
  },
  banHint: "Others from the same address are kept out as well.",
  howLong: "For how long",
  durations: {
    "": "until it is ended",
    "10m": "10 minutes",
    "1h": "an hour",
    "1d": "a day",
    "7d": "a week",
  },
  reason: "Reason",
  reasonHint: "The room is told.",

  // Who somebody is
  rank: "Rank",
  operator: "operator of this server",
  since: "Here since",
  lastLine: "Last line",
  ago: (seconds: number) => `${duration(seconds)} ago`,
  roomRank: (room: string, rank: string) => rank === "" ? room : `${room} (${rank})`,
  address: "Address",

  // A room
  roomTitle: (room: string) => `Room ${room}`,
  topic: "Topic",
  invite: "Invite a person",
  inviteDo: "Invite",
  switches: {
    isPrivate: { name: "Private", hint: "Only invited people enter." },
    isTopicLocked: { name: "Topic locked", hint: "Only moderators change it." },
    isModerated: { name: "Moderated", hint: "Only moderators and people with a voice speak." },
  },
  password: "Password",
  passwordHint: "Leave it empty for none.",
  recorded: "What is said here is kept on the server.",
  bans: "Bans…",
  leaveRoom: "Leave the room",

  // Bans
  bansTitle: (room: string) => `Bans of ${room}`,
  bansNone: "Nobody is banned.",
  bannedBy: (by: string, since: string, until: string | undefined) =>
    `${by === "" ? "" : `by ${by}, `}${since}${until === undefined ? "" : `, until ${until}`}`,
  unban: "End the ban",

  // Search
  searchHint: "Also from:ann in:dev since:2026-11-26",
  found: (count: number, hasMore: boolean) =>
    count === 0
      ? "Nothing was found."
      : `${count}${hasMore ? " or more" : ""} ${count === 1 ? "result" : "results"}`,

  // Settings
  language: "Language",
  theme: "Theme",
  themes: { auto: "As the system", light: "Light", dark: "Dark" },
  arrivals: "Show arrivals and departures",
  notify: "Notify me",
  notifyHint: "Of mentions and private words, while this page is not in view.",
  cannotNotify: {
    granted: "",
    default: "",
    denied: "This browser is set to show no notifications of this page.",
    never: "Notifications need https, and a browser that shows them.",
  },
  highlights: "Words that count as a mention",
  highlightsHint: "Beside your name, with commas between them.",
  ignoredPeople: "Ignored people",

  // Pasted lines
  pasteTitle: (lines: number) => `Send ${lines} lines?`,
  pasteSend: "Send all",
  pasteJoin: "Join into one",
  pasteCut: (lines: number) => `Only the first ${lines} lines were kept.`,
};

/** The texts of menus and dialogs in one language, and the others of the page. */
export type DialogWords = Words & typeof ENGLISH_DIALOGS;

function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86400)} d`;
}
