/**
 * What clients are told of people and rooms when they ask. Plain data.
 *
 * @module
 */

import type { Nick } from "./reading/names.ts";
import type { Rank } from "./state/access.ts";
import type { Transport } from "./transport.ts";
import type { Bytes, ClientId, Millis, RoomName } from "./units.ts";

/** One person in the answer to `/who`. */
export interface MemberInfo {
  /** The name at the time of the answer. */
  readonly name: Nick;
  /** The id, which outlives a change of name. */
  readonly id: ClientId;
  /** How long here. */
  readonly here: Millis;
  /** How long since the last line. */
  readonly idle: Millis;
  /** The address, if addresses are the default names; otherwise undefined. */
  readonly address?: string | undefined;
  /** What the client says about being away; undefined if it is not away. */
  readonly away?: string | undefined;
  /** The rank in the room; undefined for a plain member. */
  readonly rank?: Exclude<Rank, "member"> | undefined;
  /** True if the person was given a voice in the room; otherwise undefined. */
  readonly voice?: true | undefined;
}

/** One room in the answer to `/rooms`. */
export interface RoomInfo {
  /** Its name. */
  readonly room: RoomName;
  /** How many people are in it. */
  readonly people: number;
  /** Its topic; undefined if it has none. */
  readonly topic?: string | undefined;
  /** Whether everybody may enter it. */
  readonly isPublic: boolean;
  /** Whether the client that asks is in it. */
  readonly isYours: boolean;
}

/** Who a person is: the answer to `/whois`. */
export interface Whois {
  /** Tells it from other messages. */
  readonly kind: "whois";
  /** The name. */
  readonly name: Nick;
  /** The id, which outlives a change of name. */
  readonly id: ClientId;
  /** Whether it is an operator. */
  readonly isOperator: boolean;
  /** When it entered, since the epoch. */
  readonly since: Millis;
  /** How long since its last line. */
  readonly idle: Millis;
  /** What it says about being away; undefined if it is not away. */
  readonly away?: string | undefined;
  /** The rooms that the client that asks is in as well, for operators all, each with its rank there. */
  readonly rooms: readonly { readonly room: RoomName; readonly rank: Rank }[];
  /** What operators are told besides; undefined for others. */
  readonly connection?: WhoisConnection | undefined;
}

/** The connection of a person, for operators. */
export interface WhoisConnection {
  /** `IP:PORT`; undefined where there is none. */
  readonly address?: string | undefined;
  /** What carries it. */
  readonly transport: Transport;
  /** The program and its version, as the client calls it; undefined if it does not say. */
  readonly program?: string | undefined;
  /** The bytes that wait for it. */
  readonly queued: Bytes;
  /** The lines of rooms that it was not told because it reads too slowly. */
  readonly skipped: number;
}

/** One ban in the answer to `/bans`. At least one of `name` and `network` is there. */
export interface BanInfo {
  /** The name that the person had, if a person was banned. */
  readonly name?: string | undefined;
  /** The address or network, if one was banned, or if the client may see where people come from. */
  readonly network?: string | undefined;
  /** The name of the one who has banned. */
  readonly by: string;
  /** When, since the epoch. */
  readonly since: Millis;
  /** When it ends, since the epoch; undefined if it does not end by itself. */
  readonly until?: Millis | undefined;
  /** Why; empty if no reason was given. */
  readonly reason: string;
}
