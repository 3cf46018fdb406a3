/**
 * The questions that a client waits for. Plain data that is never mutated.
 *
 * @module
 */

import type { PrivateWord, RoomMessage } from "../message.ts";
import type { Cursor, Question } from "../questions/question.ts";
import type { ClientId, Millis, RoomName } from "../units.ts";

/** A search of a client, as it can be asked again for more. */
export interface Search {
  /** The words as they were typed. */
  readonly words: string;
  /** Only what somebody of this name has said, folded; undefined is everybody. */
  readonly by?: string | undefined;
  /** Only in this room; undefined is all. */
  readonly room?: RoomName | undefined;
  /** Only from this instant on, since the epoch. */
  readonly since?: Millis | undefined;
  /** Only before this instant. */
  readonly before?: Millis | undefined;
  /** Where the last answer ended; undefined before the first. */
  readonly below?: Cursor | undefined;
}

/** What the answer is for. */
export type Purpose =
  /** The history of a room: what the store has of it goes before `remembered`. */
  | {
    readonly kind: "history";
    readonly room: RoomName;
    readonly shown: "entry" | "page";
    readonly limit: number;
    /** The events that there are already, by order of `seq`. */
    readonly remembered: readonly RoomMessage[];
    /** How many pages were asked for again, because the client ignores who said all that was in them. */
    readonly passedOver?: number | undefined;
  }
  /** Older events of a room that the client resumes. */
  | { readonly kind: "resume" }
  /** A private word for a client of another node, or a reply; `token` is what the writer gave with it. */
  | {
    readonly kind: "word";
    readonly to: ClientId;
    readonly word: PrivateWord;
    readonly token?: string | undefined;
    readonly isReply?: true | undefined;
  }
  /** Who a client of another node is, which has this name. */
  | { readonly kind: "whois"; readonly about: ClientId; readonly name: string }
  /** A search. */
  | { readonly kind: "search"; readonly search: Search };

/** A question that a client waits for. */
export interface Asked {
  /** Tells it from all other questions of this process. */
  readonly id: number;
  /** What it asks for. */
  readonly question: Question;
  /** What the answer is for. */
  readonly purpose: Purpose;
  /** When the client is told that there is no answer, by the monotonic clock; set when it is asked. */
  readonly until: Millis;
}
