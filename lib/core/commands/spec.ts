/**
 * How a command is declared: a row with its parameters, its cost and its function. Its help, its
 * completion in clients, and its parsing from a typed line or a JSON object are derived from the row.
 *
 * @module
 */

import type { Hearing } from "../dialect.ts";
import type { Language } from "../language.ts";
import type { MemberInfo, RoomInfo } from "../info.ts";
import type { LeaveReason, PrivateMessage, Unstamped } from "../message.ts";
import type { Notice } from "../notice.ts";
import type { Wish } from "../rules/joining.ts";
import type { NameText, PersonText, RoomText } from "../reading/form.ts";
import type { Nick } from "../reading/names.ts";
import type { Reader } from "../reading/reader.ts";
import type { PageWish } from "../rules/past/recalling.ts";
import type { SearchWish } from "../rules/past/searching.ts";
import type { Right } from "../rules/order/rights.ts";
import type { ClientId, Millis, RoomName } from "../units.ts";
import type { CommandName } from "./names.ts";
import type { Orders } from "./orders.ts";

/**
 * The form of an argument: one `word`; the name of a client in the chat, `nick`; the name of a `room`,
 * with or without the `#`; the `rest` of the line without the blanks around it; the rest unchanged,
 * `text`; or a `duration` such as `10m`, above 0.
 */
export type Shape = "word" | "nick" | "room" | "rest" | "text" | "duration";

/** One argument of a command. The last one takes the whole rest of a typed line. */
export interface Param {
  /** Its key in the JSON dialect; never `type`. */
  readonly field: string;
  /** Its form. A client treats a shape that it does not know as a `word`. */
  readonly shape: Shape;
  /** Whether it may be left out; then all parameters after it are optional too. */
  readonly isOptional?: true | undefined;
  /** Whether a typed line must have it all the same: programs may give another field instead. */
  readonly isNeededTyped?: true | undefined;
  /**
   * Whether only programs can give it, as a field; a typed line has no place for it. Such parameters
   * are optional and come before the others.
   */
  readonly isFieldOnly?: true | undefined;
  /**
   * A word in small letters that a typed line has before the argument. Without the word the argument is
   * missing. Such a parameter is optional.
   */
  readonly keyword?: string | undefined;
  /** Whether programs may give a number instead of a string: whole, not negative. */
  readonly isNumber?: true | undefined;
  /** Whether programs may give true or false instead of a string. */
  readonly isFlag?: true | undefined;
  /** All values that it can have, if they are a fixed list. */
  readonly words?: readonly string[] | undefined;
  /** Its text in the usage. The default is the list of words, or the field in capitals. */
  readonly placeholder?: string | undefined;
}

/** What the cost of a command may depend on. */
export interface CostFactors {
  /** How many people are here. */
  readonly population: number;
  /** Counts the rooms that everybody may enter. Others do not count: a cost must not tell of them. */
  readonly publicRooms: () => number;
  /** How the client that asks hears its rooms. */
  readonly hearing: Hearing;
}

/** The arguments that the row of a command is run with, by field; plain data. */
export type ReadArgs = Readonly<Record<string, unknown>>;

/** The texts of a command by field, sanitised; an optional one that was not given is missing. */
export type Args = Readonly<Record<string, string | undefined>>;

/** What a row makes of its texts when the command is read, or why the command is refused. */
export type Reading<A> =
  | { readonly kind: "bound"; readonly args: A }
  | { readonly kind: "refused"; readonly notice: Notice };

/** Where a secret stands in the arguments of a command. */
export interface SecretPlace {
  /** The field of the argument. */
  readonly field: string;
  /** The index of its first UTF-16 unit; it goes to the end of the argument. */
  readonly from: number;
}

/** The row of a command. Each command has one file, and one line in `mod.ts`. */
export interface Spec {
  /** Its arguments, in the order in which they are typed. */
  readonly params: readonly Param[];
  /** Whether `/help` leaves it out: its usual form is a line without a slash. */
  readonly isUnlisted?: true | undefined;
  /**
   * Whether it may be answered later than the next line would be. The session then waits for the answer
   * before it posts the next line.
   */
  readonly canWait?: true | undefined;
  /**
   * Whether it is answered to the client alone and changes nothing for others, with these arguments or with any.
   * With several nodes only that of the client carries it out; all other commands all nodes do.
   */
  readonly isPrivate?: true | ((args: ReadArgs) => boolean) | undefined;
  /** How many lines of the client's budget it costs, at least 1; 1 if not said. */
  readonly cost?: ((factors: CostFactors) => number) | undefined;
  /**
   * Finds the secret in the arguments, such as a password; undefined if these have none. A session
   * replaces the secret by a digest, so that `run` gets the digest and the loop never has the secret.
   */
  readonly secretIn?: ((args: Args) => SecretPlace | undefined) | undefined;
  /**
   * The right that it needs with these arguments; undefined if everybody may. It is checked before `run`
   * is called: in the room of the parameter `room`, by default the one where the client speaks; without
   * such a parameter, in the lobby.
   */
  readonly needs?: ((args: Args) => Right | undefined) | undefined;
  /**
   * Makes the arguments of `run` from the texts, before the command is applied and perhaps in another
   * process. All that depends on Unicode or on the form of a text is done here. Without it, `run` gets the
   * arguments by their shapes.
   */
  readonly read?:
    | ((args: Readonly<Record<string, string>>, reader: Reader) => Reading<ReadArgs>)
    | undefined;
  /** Does it. */
  run(by: Asker, args: ReadArgs): void;
}

/** The room that a command is for, which only programs name: people speak in it. */
export const ROOM_FIELD = {
  field: "room",
  shape: "room",
  isOptional: true,
  isFieldOnly: true,
} as const satisfies Param;

/**
 * What a program gives with a text to know it again: its own copy of the text has it, and so has the notice
 * if the text is refused.
 */
export const TOKEN_FIELD = {
  field: "token",
  shape: "word",
  isOptional: true,
  isFieldOnly: true,
} as const satisfies Param;

/** The texts of the arguments for these parameters; required ones are always present. */
export type TextsOf<P extends readonly Param[]> = {
  readonly [Q in P[number] as Q["field"]]: OptionalOf<Q, string>;
};

/** The type of the arguments for these parameters; required ones are always present. */
export type ArgsOf<P extends readonly Param[]> = {
  readonly [Q in P[number] as Q["field"]]: OptionalOf<Q, ArgOf<Q["shape"]>>;
};

/** The type, or also undefined if the parameter may be left out. */
export type OptionalOf<Q extends Param, T> = Q extends { readonly isOptional: true } ? T | undefined
  : T;

/** What an argument of a shape is when its command runs. */
export type ArgOf<S extends Shape> = S extends "nick" ? PersonText
  : S extends "room" ? RoomText
  : S extends "duration" ? Millis
  : string;

/** A row whose `run` has argument types derived from its parameters. */
export interface TypedSpec<P extends readonly Param[]>
  extends Omit<Spec, "params" | "isPrivate" | "read" | "run"> {
  /** Its arguments, in the order in which they are typed. */
  readonly params: P;
  /** See {@linkcode Spec}. */
  readonly isPrivate?: true | ((args: ArgsOf<P>) => boolean) | undefined;
  /** Does it. */
  run(by: Asker, args: ArgsOf<P>): void;
}

/** A row that makes the arguments of `run` itself. */
export interface ReadingSpec<P extends readonly Param[], A>
  extends Omit<Spec, "params" | "isPrivate" | "read" | "run"> {
  /** Its arguments, in the order in which they are typed. */
  readonly params: P;
  /** See {@linkcode Spec}. */
  readonly isPrivate?: true | ((args: A) => boolean) | undefined;
  /** Makes the arguments of `run`, plain data. */
  read(texts: TextsOf<P>, reader: Reader): Reading<A>;
  /** Does it. */
  run(by: Asker, args: A): void;
}

/** Declares a command; the compiler checks `run` against the parameters. Never throws. */
export function command<const P extends readonly Param[]>(row: TypedSpec<P>): Spec {
  // Reading gives only arguments that have a parameter, and all required ones.
  return row as unknown as Spec;
}

/** Declares a command that reads its texts itself; the compiler checks `run` against `read`. Never throws. */
export function readingCommand<const P extends readonly Param[], A>(row: ReadingSpec<P, A>): Spec {
  return row as unknown as Spec;
}

/** The client that asks, in its state at the time of the command. */
export interface AskingClient {
  /** Unique for the life of the process. */
  readonly id: ClientId;
  /** The name that the others see. */
  readonly nick: Nick;
  /** How it hears its rooms. */
  readonly hearing: Hearing;
  /** The room that it speaks in. */
  readonly room: RoomName;
}

/** The client that asks, and what its command can do. Made anew for each command. */
export interface Asker {
  /** The client. */
  readonly client: AskingClient;
  /**
   * The room of this name if the client is in it; without a name, the room where it speaks. Otherwise
   * refuses with a notice and returns undefined.
   */
  ownRoom(wanted: RoomText | undefined): RoomName | undefined;
  /**
   * The room of this name if the client may see it; without a name, the room where it speaks.
   * Otherwise refuses with a notice and returns undefined.
   */
  seenRoom(wanted: RoomText | undefined): RoomName | undefined;
  /**
   * The room of this name if the client is in it, and for an operator any that exists; without a name,
   * the room where it speaks. Otherwise refuses with a notice and returns undefined. For commands with
   * `needs`.
   */
  orderedRoom(wanted: RoomText | undefined): RoomName | undefined;
  /** Whether the client has a right in a room. */
  may(right: Right, room: RoomName): boolean;
  /**
   * Says something in a room that the client is in, or refuses with a notice. With a `token`, the client is
   * told its own with that.
   */
  publish(room: RoomName, message: Unstamped, token?: string): void;
  /** Answers the client alone, after all earlier messages, held announcements included. */
  answer(message: PrivateMessage): void;
  /** Sends a notice, such as a refusal, to the client alone. */
  notice(notice: Notice): void;
  /** Gives the client another name and tells the room, or refuses with a notice. */
  rename(wanted: NameText): void;
  /** Sends a private word to the client with this name and to the asking one, or refuses. */
  whisper(name: PersonText, text: string, token?: string): void;
  /** Sends a private word to the client that last wrote to the asking one, or refuses. */
  reply(text: string): void;
  /** Notes that the client is away, with its text about it, or is back: no text; answers. */
  setAway(text: string | undefined): void;
  /** The client hears this person no more; answers. */
  ignore(name: PersonText): void;
  /** The client hears this person again; answers. */
  unignore(name: PersonText): void;
  /** The names of those that the client ignores, by order of ignoring. */
  ignored(): readonly Nick[];
  /** Sets the language of the daemon's text to this client from here on. */
  speak(language: Language): void;
  /** Ends the client's stay. */
  leave(reason: LeaveReason): void;
  /** Enters a room or turns to it, or refuses with a notice. */
  join(wish: Wish): void;
  /** Leaves the room of this name, or the one where the client speaks; or refuses with a notice. */
  part(wanted: RoomText | undefined): void;
  /** The rooms that the client may see, by population and then by name. */
  rooms(): RoomInfo[];
  /** Shows the client the topic of a room that it may see. */
  showTopic(room: RoomName): void;
  /** Sets the topic of a room that the client is in, or refuses with a notice; empty removes it. */
  setTopic(room: RoomName, text: string): void;
  /** What the client can do to rooms and to people. The right for it is checked before, by `needs`. */
  readonly orders: Orders;
  /** The first people of a room by order of entry, at most `limit`. */
  members(room: RoomName, limit: number): MemberInfo[];
  /** Tells the client who the person with this name is, or refuses with a notice. */
  describe(name: PersonText): void;
  /** How many people are in a room. */
  populationOf(room: RoomName): number;
  /** Shows a page of what was said in a room, or refuses with a notice; without a name, the room where the client speaks. */
  showHistory(wanted: RoomText | undefined, page: PageWish): void;
  /** Searches in what the client may read; answers, or refuses with a notice. */
  search(wish: SearchWish): void;
  /** Shows more of what the last search has found, or refuses with a notice. */
  searchMore(): void;
  /** The rows of all commands, for `/help`. */
  commands(): Iterable<readonly [CommandName, Spec]>;
}
