/**
 * Order: what moderators and operators decide, as plain data: bans, mutes, the lockdown, and the settings
 * of kept rooms. An `Act` is for the log, an `OrderChange` for the store.
 *
 * @module
 */

import type { ClientId, Millis, RoomName } from "./units.ts";

/**
 * Who is banned or muted: a network, as an address or in CIDR notation, in its canonical form; or one
 * client that has no address of its own, because it comes from this machine.
 */
export type Subject = { readonly network: string } | { readonly client: ClientId };

/** A ban or a mute. */
export interface Sentence {
  /** Who is banned or muted. */
  readonly subject: Subject;
  /** The name that the person had; undefined if a network was named. */
  readonly name?: string | undefined;
  /** That name folded for case and width, by which it is found; there is one with every name. */
  readonly fold?: string | undefined;
  /** When it ends, by the monotonic clock; undefined if it does not end by itself. */
  readonly until?: Millis | undefined;
  /** The name of the moderator or operator when it was given. */
  readonly by: string;
  /** Why, sanitised; empty if no reason was given. */
  readonly reason: string;
  /** When it was given, since the epoch. */
  readonly since: Millis;
}

/** A sentence against a network as it is kept on disk. An id of a client does not outlive the process. */
export interface KeptSentence extends Omit<Sentence, "subject" | "fold" | "until"> {
  /** Where it holds; the lobby is the whole daemon. */
  readonly room: RoomName;
  /** Who is banned or muted. */
  readonly network: string;
  /** When it ends, since the epoch; undefined if it does not end by itself. */
  readonly until?: Millis | undefined;
}

/** A room that stays when it is empty, as it is kept on disk; its topic is kept with its events. */
export interface KeptRoom {
  /** Its name. */
  readonly room: RoomName;
  /** Whether it is kept. With false the store forgets the rest, and the bans and mutes of the room. */
  readonly isKept: boolean;
  /** Whether only invited people may enter. */
  readonly isPrivate: boolean;
  /** Whether only moderators may set the topic. */
  readonly isTopicLocked: boolean;
  /** Whether only moderators and people with a voice may speak. */
  readonly isModerated: boolean;
  /** The digest of the password; undefined if it has none. */
  readonly password?: string | undefined;
  /** While it is public, everybody may read from this number on. */
  readonly openFrom: number;
}

/** What changes in what is kept. Only of the lobby, which is the daemon, and of kept rooms. */
export type OrderChange =
  | ({ readonly kind: "ban" } & KeptSentence)
  | { readonly kind: "unban"; readonly room: RoomName; readonly network: string }
  /** A mute with a time. */
  | ({ readonly kind: "mute" } & KeptSentence)
  | { readonly kind: "unmute"; readonly room: RoomName; readonly network: string }
  | { readonly kind: "lockdown"; readonly isOn: boolean }
  | ({ readonly kind: "room" } & KeptRoom);

/** All that was kept when the daemon starts. */
export interface OrderKept {
  /** The bans that have not ended. */
  readonly bans: readonly KeptSentence[];
  /** The mutes that have not ended. */
  readonly mutes: readonly KeptSentence[];
  /** Whether only people from this machine may enter. */
  readonly isLockedDown: boolean;
  /** The kept rooms, and the lobby if its settings were changed. */
  readonly rooms: readonly KeptRoom[];
}

/** Nothing was decided. */
export const NO_ORDER: OrderKept = { bans: [], mutes: [], isLockedDown: false, rooms: [] };

/** What an operator or a moderator does, by the command. */
export type ActName =
  | "kick"
  | "ban"
  | "unban"
  | "mute"
  | "unmute"
  | "op"
  | "deop"
  | "voice"
  | "devoice"
  | "invite"
  | "enter"
  | "room"
  | "topic"
  | "announce"
  | "lockdown"
  | "shutdown";

/** Something that an operator or a moderator has done, without anything that was said. */
export interface Act {
  /** What. */
  readonly act: ActName;
  /** The client that has done it. */
  readonly client: ClientId;
  /** Its name. */
  readonly by: string;
  /** The name of the person that it was done to. */
  readonly on?: string | undefined;
  /** The network that it was done to. */
  readonly network?: string | undefined;
  /** The setting that was changed and its value, such as `moderated on`; never a password. */
  readonly setting?: string | undefined;
  /** Where; undefined for what has no room. */
  readonly room?: RoomName | undefined;
  /** Why, as it was given. */
  readonly reason?: string | undefined;
  /** When it ends, since the epoch. */
  readonly until?: Millis | undefined;
}
