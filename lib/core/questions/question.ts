/**
 * What a client asks for that the core does not hold: older events of a room, searches, and what only another
 * node knows (`peer_question.ts`). Questions
 * and answers are plain data. The core returns a question as an `ask` effect; the answer comes back as
 * an `answer` event. The core has decided before what the client may read: a question never reaches
 * further than the client may.
 *
 * @module
 */

import type { RoomMessage } from "../message.ts";
import type { Millis, RoomName } from "../units.ts";
import type { PeerAnswer, PeerQuestion } from "./peer_question.ts";

/** A page of one room, by order of `seq`. */
export interface PageQuestion {
  /** Tells it from a search. */
  readonly kind: "page";
  /** The room. */
  readonly room: RoomName;
  /** The epoch of the room; events of another epoch are not meant. */
  readonly epoch: string;
  /** The lowest `seq` that may be read. */
  readonly from: number;
  /** The most events of the answer, at least 1. */
  readonly limit: number;
  /** Whether only messages and actions are meant. */
  readonly said: boolean;
  /** Only events with a lower `seq`; undefined is no bound. */
  readonly before?: number | undefined;
  /** Only events from before this instant, since the epoch; undefined is no bound. */
  readonly beforeTime?: Millis | undefined;
  /**
   * Only events with a higher `seq`, and the first of them instead of the last; undefined for the last
   * events before the bounds.
   */
  readonly after?: number | undefined;
}

/** One room that is searched in the store. */
export interface SearchedPlace {
  /** The room. */
  readonly room: RoomName;
  /** Its epoch. */
  readonly epoch: string;
  /** The lowest `seq` that may be read. */
  readonly from: number;
}

/** A place in the order of the results, from the newest to the oldest. */
export interface Cursor {
  /** When the event was told, since the epoch. */
  readonly time: Millis;
  /** The room. */
  readonly room: RoomName;
  /** The epoch of the room. */
  readonly epoch: string;
  /** The number of the event. */
  readonly seq: number;
}

/** A name, and when one person had it. */
export interface HeldName {
  /** As it was told. */
  readonly name: string;
  /** The first instant, since the epoch; undefined is no bound. */
  readonly since?: Millis | undefined;
  /** The last instant; undefined is no bound. */
  readonly until?: Millis | undefined;
}

/** A search in the messages and actions of several rooms, the newest first. */
export interface SearchQuestion {
  /** Tells it from a page. */
  readonly kind: "search";
  /** The words as they were typed; all of them must be found. */
  readonly terms: string;
  /** Only what somebody of this name said, folded for case and width; undefined for everybody. */
  readonly by?: string | undefined;
  /** Not what somebody said who had one of these names then; undefined is nobody. */
  readonly except?: readonly HeldName[] | undefined;
  /** Only what was said at or after this instant; undefined is no bound. */
  readonly since?: Millis | undefined;
  /** Only what was said before this instant; undefined is no bound. */
  readonly before?: Millis | undefined;
  /** The rooms to search in the store: those that are recorded, and what others heard while they were. */
  readonly places: readonly SearchedPlace[];
  /**
   * The events to search that are not in the store: of rooms that are not recorded, and of recorded ones
   * from before they were open. Those whom the client ignores are left out. Some may be in the store too.
   */
  readonly remembered: readonly RememberedPlace[];
  /** The most events of the answer, at least 1. */
  readonly limit: number;
  /** Only results after this one; undefined for the first page. */
  readonly below?: Cursor | undefined;
}

/** One room that is searched in memory. */
export interface RememberedPlace extends SearchedPlace {
  /**
   * Its events that might be read when the question was asked, by order of `seq`. To iterate gives those
   * of them that are remembered at that moment; do it without a pause.
   */
  readonly events: Iterable<RoomMessage>;
}

/** What a client asks for that the store may have. */
export type StoreQuestion = PageQuestion | SearchQuestion;

/** What a client asks for: of the store, or of another node. */
export type Question = StoreQuestion | PeerQuestion;

/** What the store answers. */
export type StoreAnswer =
  /** The events by order of `seq`, and whether there are more beyond the limit. */
  | {
    readonly kind: "page";
    readonly events: readonly RoomMessage[];
    readonly hasMore: boolean;
  }
  /** The events, the newest first; `more` is the place of the last if there are more. */
  | {
    readonly kind: "found";
    readonly events: readonly RoomMessage[];
    readonly more?: Cursor | undefined;
  }
  /** The store cannot be read now, or the search took too long. */
  | { readonly kind: "failed"; readonly why: "unavailable" | "too-long" };

/** The answer to a question. Another node that does not answer is `failed` with `unavailable`. */
export type Answer = StoreAnswer | PeerAnswer;
