/**
 * English: the texts of the lists and of the frame. What the daemon says comes from the daemon.
 *
 * @module
 */

/** These texts in English. `Words` is their type: the other languages have the same. */
export const ENGLISH = {
  close: "Close",
  cancel: "Cancel",
  list: (items: readonly string[]) => items.join(", "),
  andMore: (count: number) => `and ${count} more`,
  rooms: "Rooms",
  conversations: "Conversations",
  talkLabel: (name: string, unread: number, mentions: number) =>
    `${name}${unread > 0 ? `, ${unread} new` : ""}${
      mentions > 0 ? `, ${mentions} ${mentions === 1 ? "mention" : "mentions"}` : ""
    }`,
  title: (name: string, unread: number) => `${unread > 0 ? `(${unread}) ` : ""}${name} · hubbub`,
  enterRoom: "Enter a room",
  people: "People",
  peopleCount: (count: number) => `People: ${count}`,
  findPerson: "Find a person",
  you: "you",
  ranks: { member: "", moderator: "moderator", owner: "owner" },
  voice: "may speak",
  ignored: "ignored",
  away: "away",
  awayWith: (text: string) => `away: ${text}`,
  about: (name: string) => `About ${name}`,
  roomSettings: "Room settings",
  search: "Search",
  settings: "Settings",
};

/** The texts of the lists and of the frame in one language. */
export type Words = typeof ENGLISH;
