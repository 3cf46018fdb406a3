/**
 * How a command is declared: a row with its parameters, what it costs, and what it does. From the row
 * come its help, its completion in every client, and its reading from a typed line or a JSON object.
 *
 * @module
 */

import type { Audience } from "../event.ts";
import type { Language } from "../language.ts";
import type { LeaveReason, MemberInfo, PrivateMessage, Unstamped } from "../message.ts";
import type { Notice } from "../notice.ts";
import type { Nick } from "../rules/names.ts";
import type { ClientId, RoomName } from "../units.ts";
import type { CommandName } from "./names.ts";

/**
 * What an argument is made of: one `word`; the name of somebody here, `nick`; the `rest` of the line
 * without the blanks around it; or the rest as it is, `text`. No row has a `nick` yet, but clients
 * complete it, so that those of today serve the commands of tomorrow.
 */
export type Shape = "word" | "nick" | "rest" | "text";

/** One argument of a command. The last of a row takes all that is left of a typed line. */
export interface Param {
  /** Its key in the JSON dialect; never `type`. */
  readonly field: string;
  /** What it is made of. A client takes a shape that it does not know for a word. */
  readonly shape: Shape;
  /** Whether the command means something without it; those after it are optional too. */
  readonly isOptional?: true | undefined;
  /** All words that it can be, where they can be counted. */
  readonly words?: readonly string[] | undefined;
  /** Stands for it in the usage; without it the words do, or the field in capitals. */
  readonly placeholder?: string | undefined;
}

/** What the cost of a command may depend on. */
export interface CostFactors {
  /** How many people are here. */
  readonly population: number;
  /** How the client who asks listens. */
  readonly audience: Audience;
}

/** The arguments of a command by field, sanitised; an optional one that was not given is missing. */
export type Args = Readonly<Record<string, string | undefined>>;

/** The row of a command: one file a command, one line in `mod.ts`. */
export interface Spec {
  /** Its arguments, in the order in which they are typed. */
  readonly params: readonly Param[];
  /** Whether `/help` leaves it out: its usual form is a line without a slash. */
  readonly isUnlisted?: true | undefined;
  /** How many lines of the client's budget it costs, at least 1; 1 if not said. */
  readonly cost?: ((factors: CostFactors) => number) | undefined;
  /** Does it. */
  run(by: Asker, args: Args): void;
}

/** The arguments that parameters become: those that are not optional are there. */
export type ArgsOf<P extends readonly Param[]> = {
  readonly [Q in P[number] as Q["field"]]: Q extends { readonly isOptional: true }
    ? string | undefined
    : string;
};

/** A row whose `run` knows its arguments by their parameters. */
export interface TypedSpec<P extends readonly Param[]> extends Omit<Spec, "params" | "run"> {
  /** Its arguments, in the order in which they are typed. */
  readonly params: P;
  /** Does it. */
  run(by: Asker, args: ArgsOf<P>): void;
}

/** Declares a command; the compiler holds `run` to the parameters. Never throws. */
export function command<const P extends readonly Param[]>(row: TypedSpec<P>): Spec {
  // `bind` gives no arguments but those of the parameters, and all that are not optional.
  return row as unknown as Spec;
}

/** The client that asks, as it was when it asked. */
export interface AskingClient {
  /** Unique for the life of the process. */
  readonly id: ClientId;
  /** The name that the others see. */
  readonly nick: Nick;
  /** How it listens. */
  readonly audience: Audience;
  /** The room that it speaks in. */
  readonly room: RoomName;
}

/** Who asks for a command, and what the command can do for them. Made anew for each command. */
export interface Asker {
  /** The client. */
  readonly client: AskingClient;
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
  /** The first people of the client's room by order of entry, at most so many. */
  members(limit: number): MemberInfo[];
  /** How many people are in the client's room. */
  readonly population: number;
  /** The rows of all commands, for `/help`. */
  commands(): Iterable<readonly [CommandName, Spec]>;
}
