/**
 * What members see: plain data, never mutated, shared between everybody who is told. Codecs in
 * `wire/` turn a message into the bytes of one dialect.
 *
 * @module
 */

import type { Nick } from "./rules/names.ts";
import type { Notice } from "./notice.ts";
import type { Bytes, ClientId, Millis, RoomName } from "./units.ts";

/** Stands on everything that is told to a room. */
export interface Stamp {
  /** Counts up by one for each message of the room, so that a gap is visible. */
  readonly seq: number;
  /** When the daemon took it in, since the epoch, as the machine is set; `seq` alone is the order. */
  readonly time: Millis;
  /** Where it was said. */
  readonly room: RoomName;
}

/** Why somebody left: the leaver's own way, or one of the daemon's reasons. */
export type LeaveReason =
  /** Asked to leave, perhaps with words for the others, which are sanitised. */
  | { readonly by: "member"; readonly code: "quit"; readonly text?: string | undefined }
  | { readonly by: "member"; readonly code: "end-of-input" | "lost" }
  | DaemonReason;

/** Why the daemon lets somebody go, as data: `words/` has the words for it in every language. */
export type DaemonReason =
  /** No line for so long. */
  | { readonly by: "daemon"; readonly code: "idle"; readonly after: Millis }
  | {
    readonly by: "daemon";
    readonly code: "too-slow" | "too-long" | "refused" | "shutdown" | "fault";
  };

/** What a room is told; `seq` orders it, and every member sees the same in the same order. */
export type RoomMessage =
  & Stamp
  & (
    | { readonly kind: "message"; readonly from: Nick; readonly text: string }
    | { readonly kind: "action"; readonly from: Nick; readonly text: string }
    | { readonly kind: "joined"; readonly name: Nick }
    | { readonly kind: "left"; readonly name: Nick; readonly reason: LeaveReason }
    | { readonly kind: "renamed"; readonly from: Nick; readonly to: Nick }
  );

/** A room message before the room has stamped it. */
export type Unstamped = RoomMessage extends infer M ? M extends Stamp ? Omit<M, keyof Stamp> : never
  : never;

/** Many arrivals or departures told as one line; people only, programs see each. */
export interface Crowd {
  /** Tells it from other messages. */
  readonly kind: "crowd";
  /** Where. */
  readonly room: RoomName;
  /** What they did. */
  readonly verb: "arrived" | "left";
  /** How many people. */
  readonly count: number;
}

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
  /** The address, where names are addresses; otherwise nobody is shown it. */
  readonly address?: string | undefined;
}

/** How far a room's counting is. */
export interface Tally {
  /** Which run of the daemon counts; numbers of two runs cannot be compared. */
  readonly epoch: string;
  /** How many messages and actions were said so far. */
  readonly said: number;
}

/** What one client is told and nobody else. */
export type PrivateMessage =
  | {
    readonly kind: "welcome";
    readonly room: RoomName;
    readonly you: Nick;
    readonly id: ClientId;
    /** Who is in the room by order of entry, the newcomer last; people are told the first only. */
    readonly members: readonly Nick[];
    /** How many are in the room, the newcomer included. */
    readonly population: number;
    /** The last `seq` before the newcomer's own arrival. */
    readonly seq: number;
    /** How far the room's counting is, for clients that come again; undefined tells none. */
    readonly tally?: Tally | undefined;
    readonly time: Millis;
    /** Program and version, e.g. `hubbubd/0.1.0`. */
    readonly server: string;
    /** The most bytes of one text that a client says. */
    readonly maxLine: Bytes;
  }
  | {
    readonly kind: "members";
    readonly room: RoomName;
    /** The first by order of entry. */
    readonly members: readonly MemberInfo[];
    /** How many people are in the room and not among them. */
    readonly more: number;
  }
  | { readonly kind: "notice"; readonly notice: Notice }
  /** So many lines of the room were left out here, for a client that reads too slowly. */
  | { readonly kind: "skipped"; readonly room: RoomName; readonly count: number }
  | { readonly kind: "pong"; readonly token: string }
  | { readonly kind: "bye"; readonly reason: LeaveReason };

/** Anything that a codec can encode. */
export type Message = RoomMessage | Crowd | PrivateMessage;
