/**
 * What the daemon's messages are called in words: one value of it a language, shared by the line
 * dialect and by the client, which speaks JSON and words what it hears by itself.
 *
 * @module
 */

import type { DaemonReason } from "../core/message.ts";
import type { Notice } from "../core/notice.ts";

/** One language's words for all that is told. */
export interface Wording {
  /** To you, on entry. */
  you(name: string): string;
  /** Who is here on entry; `more` people are not named. */
  alsoHere(names: readonly string[], more: number): string;
  /** On entry to an empty room. */
  readonly nobodyElse: string;
  /** Somebody came, or several at once. */
  arrived(names: readonly string[], more: number): string;
  /** Somebody went, or several at once. */
  left(names: readonly string[], more: number): string;
  /** Somebody went with words of farewell. */
  leftSaying(name: string, words: string): string;
  /** The daemon let somebody go. */
  leftBecause(name: string, reason: string): string;
  /** Many came or went at once, none of them named. */
  crowd(verb: "arrived" | "left", count: number): string;
  /** Somebody chose another name. */
  renamed(from: string, to: string): string;
  /** One person in the answer to `/who`; durations are ready to show. */
  member(who: { name: string; id: number; here: string; idle: string; address: string }): string;
  /** So many people are not named in the answer to `/who`. */
  moreMembers(count: number): string;
  /** Lines were skipped because the reader was too slow. */
  skipped(count: number): string;
  /** The daemon let you go. */
  disconnected(reason: string): string;
  /** A notice of the daemon's. */
  notice(notice: Notice): string;
  /** Why the daemon lets somebody go. */
  reason(reason: DaemonReason): string;
}
