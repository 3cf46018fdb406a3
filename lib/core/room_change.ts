/**
 * Changes of a room that its members are told. Plain data.
 *
 * @module
 */

import type { Nick } from "./reading/names.ts";
import type { Rank } from "./state/access.ts";

/** A setting of a room that is on or off; `password` is whether it has one. */
export type RoomSetting = "private" | "password" | "topic-lock" | "moderated" | "keep";

/** A setting of the room has changed. */
export type RoomChange =
  /** Whether it has one of these; the password itself is never told. */
  | {
    readonly kind: "room";
    readonly from: Nick;
    readonly setting: RoomSetting;
    readonly value: boolean;
  }
  /** A member has another rank. */
  | {
    readonly kind: "room";
    readonly from: Nick;
    readonly setting: "rank";
    readonly name: Nick;
    readonly value: Rank;
  }
  /** Whether a member may speak while the room is moderated. */
  | {
    readonly kind: "room";
    readonly from: Nick;
    readonly setting: "voice";
    readonly name: Nick;
    readonly value: boolean;
  }
  /** The owner had left, and this member owns the room from here on. */
  | { readonly kind: "room"; readonly setting: "owner"; readonly value: Nick };
