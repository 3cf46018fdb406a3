/**
 * The questions that a client waits for. Plain data that is never mutated.
 *
 * @module
 */

import type { RoomMessage } from "../message.ts";
import type { Question } from "../questions/question.ts";
import type { Millis, RoomName } from "../units.ts";

/** What the answer is for. */
export type Purpose =
  /** The history of a room: what the store has of it goes before `remembered`. */
  | {
    readonly kind: "history";
    readonly room: RoomName;
    readonly shown: "entry" | "page";
    readonly limit: number;
    /** The events that the core has, by order of `seq`. */
    readonly remembered: readonly RoomMessage[];
  }
  /** A search. */
  | { readonly kind: "search" };

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
