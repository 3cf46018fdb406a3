/**
 * What the daemon tells a client in the JSON dialect (docs/protocol.md), as `decode.ts` reads it. Every
 * text is safe to show.
 *
 * @module
 */

import type { Notice } from "../../core/notice.ts";
import type { MemberShown, ReasonShown } from "../../words/lines.ts";
import type { CommandInfo } from "./commands.ts";
import type { Fields } from "./object.ts";

/** The fields that every event of a room has. */
export interface RoomStamp {
  /** Counts up by one for each message of the room; 0 if the daemon gave none. */
  readonly seq: number;
  /** When it happened, or undefined if the daemon gave no time that can be read. */
  readonly time?: Date | undefined;
  /** Whether it happened before the client entered. */
  readonly isHistory: boolean;
}

/** Something the daemon told. */
export type DaemonEvent =
  | {
    readonly kind: "welcome";
    readonly you: string;
    readonly members: readonly string[];
    readonly seq: number;
    /** Which run of the daemon counts; undefined if the daemon did not say. */
    readonly epoch?: string | undefined;
    /** How many messages and actions the room has heard; undefined if the daemon did not say. */
    readonly said?: number | undefined;
    readonly time?: Date | undefined;
    /** The most bytes that it takes as one text; undefined if it does not say. */
    readonly maxLine?: number | undefined;
    /** The daemon's commands; undefined if it does not tell them. */
    readonly commands?: readonly CommandInfo[] | undefined;
  }
  | RoomStamp & { readonly kind: "message"; readonly from: string; readonly text: string }
  | RoomStamp & { readonly kind: "action"; readonly from: string; readonly text: string }
  | RoomStamp & { readonly kind: "joined"; readonly name: string }
  | RoomStamp & { readonly kind: "left"; readonly name: string; readonly reason: ReasonShown }
  | RoomStamp & { readonly kind: "renamed"; readonly from: string; readonly to: string }
  | {
    readonly kind: "members";
    readonly members: readonly MemberShown[];
    /** How many people are here and not among them. */
    readonly more: number;
  }
  | {
    readonly kind: "notice";
    readonly code: string;
    /** For people, as the daemon says it. */
    readonly text: string;
    /** The notice as data, if it is one that this client has words for. */
    readonly known?: Notice | undefined;
  }
  | { readonly kind: "skipped"; readonly count: number }
  | { readonly kind: "pong"; readonly token: string }
  | { readonly kind: "bye"; readonly reason: ReasonShown };

/** One line from the daemon. */
export type DaemonLine =
  | { readonly kind: "event"; readonly event: DaemonEvent; readonly object: Fields }
  /** An object of a type that this client does not know. */
  | { readonly kind: "unknown"; readonly object: Fields }
  /** Not an object: shown as it is. */
  | { readonly kind: "plain"; readonly text: string };
