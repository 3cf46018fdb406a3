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

/** One line of a client, parsed by the codec of its dialect. Nothing in it has been checked. */
export type Command =
  /** A named command: `input` is the rest of a typed line, or the fields of a JSON object. */
  | {
    readonly kind: "ask";
    readonly name: string;
    readonly input: RawArgs;
  }
  /** An empty line. It counts as activity. */
  | { readonly kind: "blank" }
  /** A line over `limit`, that of the settings if undefined; `bytes` had been read when the decoder gave it up. */
  | { readonly kind: "overlong"; readonly bytes: Bytes; readonly limit?: Bytes | undefined }
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
