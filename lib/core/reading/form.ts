/**
 * Forms: the strings by which names are compared. They depend on the Unicode tables of the runtime, so they
 * are made when an event is read, and never while it is applied. Plain data, and the interface by which the
 * rules look them up.
 *
 * @module
 */

import type { NickProblem } from "../notice.ts";
import type { Title } from "../state/room.ts";
import type { Name } from "../state/taken_names.ts";
import type { identity } from "../units.ts";

/** A text that means a person by its name; the form of it has been read. */
export type PersonText = string & { readonly [identity]: "PersonText" };

/** A text that means a room, with or without the `#`; the form of it has been read. */
export type RoomText = string & { readonly [identity]: "RoomText" };

/** A text that a client wants for its name; the form of it has been read. */
export type NameText = string & { readonly [identity]: "NameText" };

/** What a text of an event is compared by, for one use of the text. */
export type Form =
  /** A person of this name is meant. */
  | { readonly as: "person"; readonly text: string; readonly fold: string }
  /** A room of this name is meant; perhaps it does not exist. */
  | { readonly as: "room"; readonly text: string; readonly title: Title }
  /** A client wants this name. */
  | { readonly as: "name"; readonly text: string; readonly name: Name }
  /** No room, or no client, can have this name. */
  | { readonly as: "room" | "name"; readonly text: string; readonly problem: NickProblem };

/** The forms of the texts of one event. A text that was not read as this is a bug: then these throw. */
export interface Forms {
  /** A name of a person, folded for case and width. */
  foldOf(text: PersonText): string;
  /** A name of a room with its fold, or why no room can have it. */
  roomOf(text: RoomText): Omit<Title, "skeleton"> | NickProblem;
  /** The same with all that it is compared by, for a room that is made. */
  titleOf(text: RoomText): Title | NickProblem;
  /** A name for a client, or why no client can have it. */
  nameOf(text: NameText): Name | NickProblem;
}
