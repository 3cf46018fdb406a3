/**
 * A client's request. The codecs in `wire/` parse a line into a `Command`; the table in
 * `commands/mod.ts` defines each command name.
 *
 * @module
 */

import type { JsonDialect } from "./dialect.ts";
import type { Notice } from "./notice.ts";
import type { Form } from "./reading/form.ts";
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

/** A command that was read: its arguments are sanitised, and match its parameters. Plain data. */
export interface BoundCommand {
  /** Tells it from other lines. */
  readonly kind: "bound";
  /** Its name; there is such a command. */
  readonly name: string;
  /** The arguments that its row is run with, by field. */
  readonly args: Readonly<Record<string, unknown>>;
  /** What a program gave to know its text again, sanitised. */
  readonly token?: string | undefined;
  /**
   * What the names among the arguments are compared by. Undefined if it was read by the loop itself, which
   * makes them when they are needed.
   */
  readonly forms?: readonly Form[] | undefined;
}

/** A command that was read and cannot be carried out, whoever asks for it. Plain data. */
export interface RefusedCommand {
  /** Tells it from other lines. */
  readonly kind: "refused";
  /** What the client is told. */
  readonly notice: Notice;
  /** What a program gave to know its text again, sanitised. */
  readonly token?: string | undefined;
}

/** A line that is too long. */
export interface Overlong {
  /** Tells it from other lines. */
  readonly kind: "overlong";
  /** How many bytes had been read when the decoder gave it up, or those of the text that is too long. */
  readonly bytes: Bytes;
  /** The limit; undefined is that of the settings. */
  readonly limit?: Bytes | undefined;
  /** What it asks for, if the line could be decoded and has a token within the limit; gone once it was read. */
  readonly asked?: NamedCommand | undefined;
  /** The token of that, sanitised, once it was read. */
  readonly token?: string | undefined;
}

/**
 * One line of a client, as the codec of its dialect has parsed it: nothing in it has been checked. Or the
 * same, read.
 */
export type Command =
  | NamedCommand
  | BoundCommand
  | RefusedCommand
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
    /** What the names in it are compared by; see {@linkcode BoundCommand}. */
    readonly forms?: readonly Form[] | undefined;
  };

/** A line that was read. */
export type ReadCommand = Exclude<Command, NamedCommand>;
