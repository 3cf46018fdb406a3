/**
 * The wording of the daemon's messages: one value for each language, shared by the line dialect and by
 * the client, which receives JSON and makes the sentences itself.
 *
 * @module
 */

import type { DaemonReason } from "../core/message.ts";
import type { Notice } from "../core/notice.ts";
import type { RoomSetting } from "../core/room_change.ts";
import type { Rank } from "../core/state/access.ts";

/** One person in the answer to `/who`, ready to show. */
export interface MemberWords {
  /** The name. */
  readonly name: string;
  /** The id. */
  readonly id: number;
  /** How long here. */
  readonly here: string;
  /** How long since the last line. */
  readonly idle: string;
  /** The address, where it is shown. */
  readonly address?: string | undefined;
  /** What the person says about being away; undefined if the person is not away. */
  readonly away?: string | undefined;
}

/** One ban in the answer to `/bans`, ready to show. */
export interface BanLine {
  /** The name of the person, or the network. */
  readonly on: string;
  /** The address or network of the person, where it is shown. */
  readonly network?: string | undefined;
  /** The name of the one who has banned. */
  readonly by: string;
  /** When; undefined if it is not known. */
  readonly since?: string | undefined;
  /** When it ends; undefined if it does not end by itself. */
  readonly until?: string | undefined;
  /** Why; possibly empty. */
  readonly reason: string;
}

/** A setting of a room has changed, as either program has it. */
export type RoomChangeShown =
  | {
    /** The name of the member who changed it. */
    readonly from: string;
    /** What was changed; `password` is whether it has one. */
    readonly setting: RoomSetting;
    /** Whether it is so from now on. */
    readonly value: boolean;
  }
  | {
    /** The name of the member who changed it. */
    readonly from: string;
    /** The rank of a member. */
    readonly setting: "rank";
    /** The name of the member that has another rank. */
    readonly name: string;
    /** The rank. */
    readonly value: Rank;
  }
  | {
    /** The name of the member who changed it. */
    readonly from: string;
    /** Whether a member may speak while the room is moderated. */
    readonly setting: "voice";
    /** The name of that member. */
    readonly name: string;
    /** Whether it may from now on. */
    readonly value: boolean;
  }
  | {
    /** Who owns it. */
    readonly setting: "owner";
    /** The name of the new owner; the one before has left. */
    readonly value: string;
  };

/** The settings of a room, as either program has them. */
export interface SettingsShown {
  /** The room. */
  readonly room: string;
  /** Whether only invited people may enter. */
  readonly isPrivate: boolean;
  /** Whether it takes a password to enter. */
  readonly hasPassword: boolean;
  /** Whether only moderators may set the topic. */
  readonly isTopicLocked: boolean;
  /** Whether only moderators and members with a voice may speak. */
  readonly isModerated: boolean;
  /** Whether it stays when it is empty. */
  readonly isKept: boolean;
}

/** Who a person is, ready to show. */
export interface PersonWords {
  /** The name. */
  readonly name: string;
  /** The id. */
  readonly id: number;
  /** Whether it is an operator. */
  readonly isOperator: boolean;
  /** Since when it is here; undefined if it is not known. */
  readonly since?: string | undefined;
  /** How long since the last line. */
  readonly idle: string;
  /** What the person says about being away; undefined if the person is not away. */
  readonly away?: string | undefined;
}

/** A room of a person, with its rank there. */
export interface RankedRoom {
  /** The room. */
  readonly room: string;
  /** The rank. */
  readonly rank: Rank;
}

/** The connection of a person, as operators are shown it. */
export interface ConnectionWords {
  /** The name of the person. */
  readonly name: string;
  /** `IP:PORT`; undefined where there is none. */
  readonly address?: string | undefined;
  /** What carries it. */
  readonly transport: string;
  /** The program and its version, as the client calls it; undefined if it does not say. */
  readonly program?: string | undefined;
  /** The bytes that wait for it. */
  readonly queued: number;
  /** The lines that were skipped for it. */
  readonly skipped: number;
}

/** One language's wording of all messages. */
export interface Wording {
  /** To you, on entry. */
  you(name: string): string;
  /** The names in the room, on entry; `more` people are not named. */
  alsoHere(names: readonly string[], more: number): string;
  /** On entry to an empty room. */
  readonly nobodyElse: string;
  /** One or several clients have arrived. */
  arrived(names: readonly string[], more: number): string;
  /** One or several clients have left. */
  left(names: readonly string[], more: number): string;
  /** A client has left with a farewell text. */
  leftSaying(name: string, words: string): string;
  /** The daemon has disconnected a client. */
  leftBecause(name: string, reason: string): string;
  /** Many arrived or left at once; none is named. */
  crowd(verb: "arrived" | "left", count: number): string;
  /** A client has another name. */
  renamed(from: string, to: string): string;
  /** The names in a room other than the lobby, on entry; `more` people are not named. */
  roomAlsoHere(room: string, names: readonly string[], more: number): string;
  /** On entry to a room where nobody else is. */
  roomEmpty(room: string): string;
  /** The topic of a room; empty if it has none. */
  topic(room: string, text: string): string;
  /** A member has set the topic; an empty text has removed it. */
  topicSet(name: string, text: string): string;
  /** A setting of a room has changed. */
  roomChanged(change: RoomChangeShown): string;
  /** The settings of a room. */
  roomShown(settings: SettingsShown): string;
  /** One room in the answer to `/rooms`; the topic is empty if it has none. */
  room(room: string, people: number, topic: string): string;
  /** So many rooms are not named in the answer to `/rooms`. */
  moreRooms(count: number): string;
  /** One person in the answer to `/who`; durations are ready to show. */
  member(person: MemberWords): string;
  /** So many people are not named in the answer to `/who`. */
  moreMembers(count: number): string;
  /** Who a person is. */
  person(person: PersonWords): string;
  /** The rooms of a person. */
  roomsOf(name: string, rooms: readonly RankedRoom[]): string;
  /** The connection of a person. */
  connection(connection: ConnectionWords): string;
  /** One ban in the answer to `/bans`. */
  ban(ban: BanLine): string;
  /** So many bans are not named in the answer to `/bans`. */
  moreBans(count: number): string;
  /** Nobody is banned from a room; the lobby stands for the daemon. */
  bansNobody(room: string): string;
  /** The people that you ignore. */
  ignores(names: readonly string[]): string;
  /** You ignore nobody. */
  readonly ignoresNobody: string;
  /** What is said in the lobby is kept on disk. */
  readonly recorded: string;
  /** What is said in another room is kept on disk. */
  roomRecorded(room: string): string;
  /** Begins the history of a room: so many lines, the first from this moment. `where` is the prefix of the room. */
  historyBegin(where: string, count: number, since: string | undefined): string;
  /** There is no history. */
  historyEmpty(where: string): string;
  /** Ends the history of a room. */
  historyEnd(where: string): string;
  /** The command that shows what was before. */
  historyEarlier(command: string): string;
  /** So many lines are not kept any more. */
  gap(count: number): string;
  /** A search has found nothing. */
  readonly foundNothing: string;
  /** A search has found more than it shows. */
  readonly foundMore: string;
  /** Lines were skipped because the reader was too slow. */
  skipped(count: number): string;
  /** The daemon has disconnected you. */
  disconnected(reason: string): string;
  /** A notice of the daemon's. */
  notice(notice: Notice): string;
  /** Why the daemon disconnects a client. */
  reason(reason: DaemonReason): string;
}
