/**
 * What to do with an event of the daemon.
 *
 * @module
 */

import type { RoomEvent } from "../../wire/json/daemon_event.ts";
import type { Sendable } from "../typed/request.ts";
import type { MissedMark } from "./catch_up.ts";
import type { Moment } from "./progress.ts";

/** What to do with an event. */
export interface Verdict {
  /** Whether to show it: not what was shown before, and not what the person knows already. */
  readonly isShown: boolean;
  /** When it happened. */
  readonly when: Moment;
  /** Lines of the client's own before it, also if it is not shown. */
  readonly marks: readonly MissedMark[];
  /** For the entry into a room: what is told of the time before it. Missing for other events. */
  readonly reading?: EntryReading | undefined;
  /**
   * For the first event of a room after those that were missed: whether all that was missed and said there was told.
   * Missing for other events.
   */
  readonly isCaughtUp?: boolean | undefined;
  /** The events of an answer that are to be shown; missing for an event that is no such answer. */
  readonly recalled?: Recalled | undefined;
  /** Whether the client itself has said it, on an earlier connection and perhaps under another name. */
  readonly isOwn?: boolean | undefined;
  /** What to ask of the daemon now; missing for nothing. */
  readonly asks?: readonly Sendable[] | undefined;
  /** Whether it refuses the login name, which the person did not choose: people are told how to choose another. */
  readonly isLoginNameRefused?: true | undefined;
}

/**
 * What a client is told that enters a room: `level`, nothing has happened there since it was there last; `behind`, what
 * was missed follows; `anew`, it cannot know what was missed, or was not there before.
 */
export type EntryReading = "level" | "behind" | "anew";

/** What was asked for of an earlier time. */
export interface Recalled {
  /** The events. */
  readonly events: readonly RoomEvent[];
  /** Whether the client has asked by itself, on entry. */
  readonly isOfEntry?: true | undefined;
  /** In a page: the number of the event that it was opened for. */
  readonly opened?: number | undefined;
  /** In the results of a search: the number that the first is shown with. */
  readonly first?: number | undefined;
}

/** It is shown, and nothing else follows. */
export const SHOWN: Verdict = { isShown: true, when: "now", marks: [] };

/** It is not shown, and nothing else follows. */
export const HIDDEN: Verdict = { ...SHOWN, isShown: false };
