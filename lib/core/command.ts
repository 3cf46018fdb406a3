/**
 * A client's request. The codecs in `wire/` parse a line into a `Command`; the table in
 * `commands/mod.ts` defines each command name.
 *
 * @module
 */

import type { JsonDialect } from "./dialect.ts";
import type { Notice } from "./notice.ts";
import type { Bytes } from "./units.ts";

/** The rest of a typed line, or the fields of a JSON object. Nothing in it has been checked. */
export type RawArgs = string | Readonly<Record<string, unknown>>;

/** The last event of a room that a client was told before. Nothing in it has been checked. */
export interface ResumePoint {
  /** The name of the room, with or without the `#`. */
  readonly room: string;
  /** The `seq` of the event; 0 if it was told none. A whole number that is not negative. */
  readonly seq: number;
  /** The epoch in which the event has this number. */
  readonly epoch: string;
}

/** The rooms that a client asks for on entry. Nothing in it has been checked. */
export interface RoomsWanted {
  /** Rooms to enter, in this order. */
  readonly rooms: readonly string[];
  /** Whether it enters the lobby as well. It does in any case if it can enter none of `rooms`. */
  readonly hasLobby: boolean;
  /** Where to go on in the rooms that it enters; the points of other rooms mean nothing. */
  readonly resume?: readonly ResumePoint[] | undefined;
}

/** A command by its name. */
export interface NamedCommand {
  /** Tells it from other lines. */
  readonly kind: "ask";
  /** Its name; perhaps there is no such command. */
  readonly name: string;
  /** The rest of a typed line, or the fields of a JSON object. */
  readonly input: RawArgs;
}

/** A line that is too long. */
export interface Overlong {
  /** Tells it from other lines. */
  readonly kind: "overlong";
  /** How many bytes had been read when the decoder gave it up, or those of the text that is too long. */
  readonly bytes: Bytes;
  /** The limit; undefined is that of the settings. */
  readonly limit?: Bytes | undefined;
  /** What it asks for, if it has been read and has a token within the limit. */
  readonly asked?: NamedCommand | undefined;
}

/** One line of a client, parsed by the codec of its dialect. Nothing in it has been checked. */
export type Command =
  | NamedCommand
  /** An empty line. It counts as activity. */
  | { readonly kind: "blank" }
  | Overlong
  /** A line that the dialect cannot read. */
  | { readonly kind: "malformed"; readonly notice: Notice }
  /** A first line that asks for the JSON dialect after the greeting had gone out. */
  | {
    readonly kind: "hello";
    readonly nick?: string | undefined;
    readonly wanted?: RoomsWanted | undefined;
    /** How many messages from before it asks for in each of these rooms. */
    readonly history?: number | undefined;
    /** The program and its version, as the client calls it. */
    readonly program?: string | undefined;
    /** What it asks for of the dialect. */
    readonly dialect: JsonDialect;
  };
