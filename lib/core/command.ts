/**
 * What a client may ask, and how a command is declared. The codecs in `wire/` make a `Command` of
 * a line; the table in `commands/mod.ts` says what each name means.
 *
 * @module
 */

import type { Audience } from "./event.ts";
import type { Nick } from "./names.ts";
import type { CommandName } from "./commands/mod.ts";
import type { Language } from "./language.ts";
import type { LeaveReason, MemberInfo, PrivateMessage, Unstamped } from "./message.ts";
import type { Notice } from "./notice.ts";
import type { ClientId, RoomName } from "./units.ts";

/** One line of a client, given meaning by its dialect. Nothing in it has been checked. */
export type Command =
  /** A named command: `input` is the rest of a typed line, or the fields of a JSON object. */
  | {
    readonly kind: "ask";
    readonly name: string;
    readonly input: string | Readonly<Record<string, unknown>>;
  }
  /** An empty line: it shows that somebody is there. */
  | { readonly kind: "blank" }
  /** A line over the limit; `bytes` of it were seen when it was given up. */
  | { readonly kind: "overlong"; readonly bytes: number }
  /** A line that the dialect cannot read. */
  | { readonly kind: "malformed"; readonly notice: Notice }
  /** A first line that asks for the JSON dialect after the greeting had gone out. */
  | { readonly kind: "hello"; readonly nick?: string | undefined };

/** The one argument that a command takes. */
export interface Parameter {
  /** Its key in the JSON dialect. */
  readonly field: string;
  /** Its placeholder in `/help`. */
  readonly placeholder: string;
  /** Whether the command means something without it. */
  readonly isOptional: boolean;
}

/** How a command is declared: one file a command, one row in `commands/mod.ts`. */
export interface Spec {
  /** Whether `/help` leaves it out: its usual form is a line without a slash. */
  readonly isUnlisted?: true;
  /** Its argument; undefined if it takes none. */
  readonly parameter?: Parameter | undefined;
  /**
   * Does it. The argument is sanitised, and trimmed if it was typed after a name; undefined where it is
   * optional and absent.
   */
  run(desk: Desk, argument: string | undefined): void;
}

/** The client that asked, at the time of asking. */
export interface Asker {
  /** Unique for the life of the process. */
  readonly id: ClientId;
  /** The name that the others see. */
  readonly nick: Nick;
  /** How it listens. */
  readonly audience: Audience;
  /** The room that it speaks in. */
  readonly room: RoomName;
}

/** What a command can do for the client who asked. Made anew for each command. */
export interface Desk {
  /** Who asks. */
  readonly client: Asker;
  /** Tells the room. */
  publish(message: Unstamped): void;
  /** Answers the client alone, after everything that came before. */
  answer(message: PrivateMessage): void;
  /** Refuses, or says a word to the client alone. */
  notice(notice: Notice): void;
  /** Gives the client another name and tells everybody, or says why not. */
  rename(wanted: string): void;
  /** From here on the daemon's words to this client are in a language; for people. */
  speak(language: Language): void;
  /** Ends the client's stay. */
  leave(reason: LeaveReason): void;
  /** Everybody in the client's room, by order of entry. */
  members(): MemberInfo[];
  /** The names of all commands with their declarations, for `/help`. */
  commands(): Iterable<readonly [CommandName, Spec]>;
}
