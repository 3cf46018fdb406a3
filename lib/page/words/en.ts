/**
 * English: the texts of the lists. What the daemon says comes from the daemon.
 *
 * @module
 */

import type { TalkWords } from "./talk_en.ts";

/** These texts in English. `ListWords` is their type: the other languages have the same. */
export const ENGLISH = {
  close: "Close",
  list: (items: readonly string[]) => items.join(", "),
  andMore: (count: number) => `and ${count} more`,
  conversations: "Conversations",
  talkLabel: (name: string, unread: number, mentions: number) =>
    `${name}${unread > 0 ? `, ${unread} new` : ""}${
      mentions > 0 ? `, ${mentions} ${mentions === 1 ? "mention" : "mentions"}` : ""
    }`,
  title: (name: string, unread: number) => `${unread > 0 ? `(${unread}) ` : ""}${name} · hubbub`,
  enterRoom: "Enter a room",
  people: "People",
  findPerson: "Find a person",
  you: "you",
  ranks: { member: "", moderator: "moderator", owner: "owner" },
  voice: "may speak",
  ignored: "ignored",
  away: "away",
  awayWith: (text: string) => `away: ${text}`,
  about: (name: string) => `About ${name}`,
  roomSettings: "Room settings",
};

/** The texts of the lists in one language. */
export type ListWords = typeof ENGLISH;

/** These, and those of the frame that the lists have as well. */
export type Words =
  & ListWords
  & Pick<TalkWords, "cancel" | "rooms" | "peopleCount" | "search" | "settings">;
