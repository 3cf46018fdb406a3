/**
 * English: the texts of the frame, of the lines that are no speech, and of the box.
 *
 * @module
 */

/** The texts of the talk in English. `TalkWords` is their type: the other languages have the same. */
export const ENGLISH_TALK = {
  // The frame
  cancel: "Cancel",
  rooms: "Rooms",
  peopleCount: (count: number) => `People: ${count}`,
  search: "Search",
  settings: "Settings",
  messagesIn: (room: string) => `Messages in ${room}`,
  messagesWith: (name: string) => `Messages with ${name}`,
  messageTo: (talk: string) => `Message to ${talk}`,
  write: "Write a message",
  send: "Send",
  youAre: (name: string) => `You are ${name}. Change the name`,

  // The log
  toNewest: (count: number) => count === 0 ? "To the newest" : `To the newest (${count} new)`,
  fresh: "New",
  earlier: "Earlier messages",
  nothingYet: "Nothing has been said here yet.",
  sending: "sending…",
  unsure: "The connection broke; perhaps this was not said.",
  resend: "Send again",
  takeBack: "Back into the box",

  // The box
  tooLong: (bytes: number) => `${bytes} ${bytes === 1 ? "byte" : "bytes"} too long`,
  left: (bytes: number) => `${bytes} ${bytes === 1 ? "byte" : "bytes"} left`,

  // The name
  nameTitle: "Your name",
  nameHint:
    "The others see it beside what you say. No account is needed; leave it empty to be a guest.",
  nameField: "Name",
  nameEnter: "Enter",
  nameChange: "Change",

  // The connection
  connecting: "Connecting…",
  at: (host: string) => `Now at ${host}.`,
  checking: "Checking the connection…",
  waiting: (seconds: number) => `Not connected. Next attempt in ${seconds} s.`,
  ended: (reason: string) =>
    reason === "" ? "The connection was closed." : `Disconnected: ${reason}`,
  connectNow: "Connect now",

  // Lines that are no speech
  arrived: (names: readonly string[], more: number) =>
    `${listed(names, more)} ${names.length + more === 1 ? "has" : "have"} arrived`,
  gone: (names: readonly string[], more: number) =>
    `${listed(names, more)} ${names.length + more === 1 ? "has" : "have"} left`,
  leftSaying: (name: string, words: string) => `${name} has left: ${words}`,
  leftBecause: (name: string, reason: string) => `${name} has left (${reason})`,
  putOut: (reason: string) => `You are no longer in this room${reason && ` (${reason})`}`,
  crowd: (verb: "arrived" | "left", count: number) =>
    `${count} ${count === 1 ? "person has" : "people have"} ${verb}`,
  renamed: (from: string, to: string) => `${from} is now known as ${to}`,
  topic: (name: string, text: string) =>
    text === "" ? `${name} removed the topic` : `${name} changed the topic to: ${text}`,
  /** `value` as in `setting` of a line; undefined for a setting that the page does not know. */
  setting: (setting: string, from: string, name: string, value: string): string | undefined => {
    const isOn = value === "true";
    switch (setting) {
      case "private":
        return `${from} made the room ${isOn ? "private" : "public"}`;
      case "password":
        return `${from} ${isOn ? "set a password" : "removed the password"}`;
      case "owner":
        return `${value} owns the room now`;
      case "topic-lock":
        return `${from} ${isOn ? "locked" : "unlocked"} the topic`;
      case "moderated":
        return isOn ? `${from} made the room moderated` : `${from} lets everybody speak again`;
      case "keep":
        return `${from} keeps the room${isOn ? "" : " no longer"}`;
      case "rank":
        if (value === "member") return `${from} took the rank of ${name} away`;
        return `${from} made ${name} ${value === "owner" ? "an owner" : "a moderator"}`;
      case "voice":
        return isOn ? `${from} gave ${name} a voice` : `${from} took the voice of ${name} away`;
    }
    return undefined;
  },
  gap: "Lines may be missing here, which the server no longer has.",
  skipped: (count: number) =>
    `${count} ${
      count === 1 ? "message was" : "messages were"
    } skipped, because this connection is slow.`,
  unknownCommand: (name: string) => `There is no command /${name}. To say it, write //${name}`,
  outside: (room: string) => `You are not in #${room} now. To enter it again, write /join ${room}`,
  usage: (usage: string) => `Usage: ${usage}`,

  // For screen readers
  heard: (from: string, text: string) => `${from}: ${text}`,
  heardAction: (from: string, text: string) => `${from} ${text}`,
  heardMany: (count: number) => `${count} new messages`,
};

/** The texts of the talk in one language. */
export type TalkWords = typeof ENGLISH_TALK;

function listed(names: readonly string[], more: number): string {
  if (more > 0) return `${names.join(", ")} and ${more} more`;
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
