/**
 * English: every text of the page. What the daemon says comes from the daemon.
 *
 * @module
 */

/** The texts of the page in English. `Words` is their type: the other languages have the same. */
export const ENGLISH = {
  // Shared
  close: "Close",
  cancel: "Cancel",
  save: "Save",
  more: "Show more",
  andMore: (count: number) => `and ${count} more`,
  loading: "Loading…",
  list: (items: readonly string[]) => items.join(", "),

  // Rooms and conversations
  rooms: "Rooms",
  conversations: "Private",
  talkLabel: (name: string, unread: number, mentions: number) =>
    `${name}${unread > 0 ? `, ${unread} new` : ""}${
      mentions > 0 ? `, ${mentions} ${mentions === 1 ? "mention" : "mentions"}` : ""
    }`,
  title: (name: string, unread: number) => `${unread > 0 ? `(${unread}) ` : ""}${name} · hubbub`,

  // Entering a room
  enterRoom: "Enter a room",
  enter: "Enter",
  roomName: "Name of the room",
  newRoomHint: "A room that does not exist yet is made, and is yours.",
  password: "Password",
  passwordIfAny: "Password, if it has one",
  openRooms: "Open rooms",
  noOpenRooms: "There are no other open rooms.",
  here: (count: number) => `${count} here`,
  alreadyIn: "you are here",

  // People
  people: "People",
  peopleCount: (count: number) => `People, ${count}`,
  findPerson: "Find a person",
  you: "you",
  ranks: { member: "", moderator: "moderator", owner: "owner" },
  voice: "may speak",
  ignored: "ignored",
  away: "away",
  awayWith: (text: string) => `away: ${text}`,

  // What can be done with a person
  actions: {
    private: "Write in private",
    whois: "Who is this",
    mention: "Mention",
    ignore: "Ignore",
    unignore: "Stop ignoring",
    invite: "Invite…",
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
  muteTitle: (name: string, room: string) => `Mute ${name} in ${room}`,
  kickTitle: (name: string, room: string) => `Put ${name} out of ${room}`,
  banTitle: (name: string, room: string) => `Ban ${name} from ${room}`,
  inviteTitle: (name: string) => `Invite ${name}`,
  muteDo: "Mute",
  kickDo: "Put out",
  banDo: "Ban",
  inviteDo: "Invite",
  inviteInto: "Into",
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
  about: (name: string) => `About ${name}`,
  since: "Here since",
  lastLine: "Last line",
  ago: (seconds: number) => `${duration(seconds)} ago`,
  roomsInCommon: "Rooms in common",
  connection: "Connection",
  noneInCommon: "none",
  operator: "Operator of this server",
  roomRank: (room: string, rank: string) => rank === "" ? room : `${room} (${rank})`,
  closeConversation: "Close the conversation",

  // A room
  roomSettings: "Room settings",
  roomTitle: (room: string) => `Room ${room}`,
  topic: "Topic",
  topicNone: "No topic",
  topicLocked: "Only moderators change the topic here.",
  settingPrivate: "Private",
  settingPrivateHint: "Only invited people enter.",
  settingTopicLock: "Topic locked",
  settingTopicLockHint: "Only moderators change it.",
  settingModerated: "Moderated",
  settingModeratedHint: "Only moderators and people with a voice speak.",
  passwordSet: "Set",
  passwordRemove: "Remove the password",
  passwordIsSet: "The room has a password.",
  recorded: "What is said here is kept on the server.",
  bans: "Bans…",
  leaveRoom: "Leave the room",

  // Bans
  bansTitle: (room: string) => `Bans of ${room}`,
  bansNone: "Nobody is banned.",
  banBy: (by: string, since: string) => `by ${by}, ${since}`,
  banUntil: (until: string) => `until ${until}`,
  unban: "End the ban",
  unbanLabel: (name: string) => `End the ban of ${name}`,

  // Search
  search: "Search",
  searchHint: "Also from:ann, in:dev, since:2026-11-26",
  found: (count: number) => count === 1 ? "1 result" : `${count} results`,
  foundMore: (count: number) => `${count} results, and there are more`,
  foundNone: "Nothing was found.",

  // Settings
  settings: "Settings",
  language: "Language",
  theme: "Appearance",
  themes: { auto: "As the system", light: "Light", dark: "Dark" },
  arrivals: "Show arrivals and departures",
  notify: "Notify me",
  notifyHint: "When you are mentioned or written to in private, and this page is not in view.",
  notifyDenied: "This browser is set to show no notifications of this page.",
  notifyNever: "Notifications need https, and a browser that shows them.",
  highlights: "Words that count as a mention",
  highlightsHint: "Beside your name. Separate them by commas.",
  ignoredPeople: "Ignored people",

  // Pasted lines
  pasteTitle: (lines: number) => `Send ${lines} lines?`,
  pasteSend: (lines: number) => `Send ${lines} messages`,
  pasteJoin: "Join into one",
  pasteCut: (lines: number) => `Only the first ${lines} lines are kept.`,

  // Notifications
  notifyMention: (from: string, room: string) => `${from} in ${room}`,
};

/** The texts of the page in one language. */
export type Words = typeof ENGLISH;

function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86400)} d`;
}
