/**
 * How far one room has been read, across connections: so that after a reconnect nothing is shown twice,
 * and missed messages are counted. Pure.
 *
 * @module
 */

import type { RoomStamp } from "../../wire/json/daemon_event.ts";

/** What the daemon tells of a room that the client enters. */
export interface RoomEntry {
  /** The last number before the client's own arrival. */
  readonly seq: number;
  /** Which run of the daemon counts; undefined if the daemon did not say. */
  readonly epoch?: string | undefined;
  /** How many messages and actions the room has heard; undefined if the daemon did not say. */
  readonly said?: number | undefined;
}

/** What to do with an event. */
export interface Verdict {
  /** Whether to show it: not what was shown before, and not what the person knows already. */
  readonly isShown: boolean;
  /**
   * How many messages and actions were said between two connections and are not shown; once after a
   * reconnect, and 0 where that is not known.
   */
  readonly missed: number;
}

/** The progress in one room. */
export class Progress {
  #lastSeq = 0;
  #isResuming = false;
  /** The run of the daemon that counts; undefined if the daemon did not tell. */
  #epoch: string | undefined;
  /** How many messages and actions of the room are known of; undefined while that is not certain. */
  #said: number | undefined;
  /** Those that were said between two connections, until they are told. */
  #missed = 0;

  /** The client has entered the room. */
  enter({ seq, epoch, said }: RoomEntry): void {
    const isOtherRun = epoch !== this.#epoch;
    const known = isOtherRun || epoch === undefined ? undefined : this.#said;
    this.#missed = known === undefined ? 0 : Math.max(0, (said ?? 0) - known);
    // What was read on an earlier connection is the measure; the first one, and each other run of the
    // daemon, begins here.
    if (this.#lastSeq === 0 || isOtherRun) this.#lastSeq = seq;
    else this.#isResuming = true;
    this.#epoch = epoch;
    this.#said = epoch === undefined ? undefined : said;
  }

  /** Events were skipped; the daemon does not tell how many of them were messages. */
  noteSkipped(): void {
    this.#said = undefined;
  }

  /** Notes a message or an action. */
  noteSaid(event: RoomStamp): Verdict {
    // History was said before the welcome, which has counted it.
    if (!event.isHistory && this.#said !== undefined) this.#said += 1;
    const isNews = event.isHistory && this.#isResuming && event.seq > this.#lastSeq;
    if (isNews) this.#missed = Math.max(0, this.#missed - 1);
    return this.note(event);
  }

  /** Notes any other event of the room. */
  note({ seq, isHistory }: RoomStamp): Verdict {
    const last = this.#lastSeq;
    if (isHistory && this.#isResuming && seq <= last) return { isShown: false, missed: 0 };
    // History comes first; what it does not hold is told before what follows it.
    const missed = isHistory ? 0 : this.#missed;
    if (!isHistory) this.#missed = 0;
    // A restarted daemon starts its count again.
    this.#lastSeq = isHistory ? Math.max(last, seq) : seq;
    this.#isResuming = this.#isResuming && isHistory;
    return { isShown: true, missed };
  }
}
