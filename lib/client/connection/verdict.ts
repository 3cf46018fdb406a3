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
  /** The events of an answer that are to be shown; missing for an event that is no such answer. */
  readonly recalled?: Recalled | undefined;
  /** What to ask of the daemon now; missing for nothing. */
  readonly asks?: readonly Sendable[] | undefined;
}

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
