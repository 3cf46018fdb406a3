/**
 * How many lines of a pipe the daemon has not answered: at the end of a broken connection, these may not have
 * been delivered. Pure.
 *
 * @module
 */

import type { DaemonEvent } from "../../wire/json/daemon_event.ts";
import { isTalk, type Said, saidBy, saidIn } from "../pending/line.ts";
import type { Sendable } from "../typed/request.ts";

/** The most texts that are remembered; of older lines only their number is. */
export const MAX_REMEMBERED = 4096;

/** The lines of one connection. They have no tokens: a pipe that reads slowly shall have its own lines skipped. */
export class Unanswered {
  /** The texts that were sent, in order; those before `#next` are answered. */
  #sent: Said[] = [];
  #next = 0;
  /** How many lines before them are not answered. */
  #older = 0;

  /** How many lines were sent and are not answered. */
  get count(): number {
    return this.#older + this.#sent.length - this.#next;
  }

  /** A request is sent now; `room` is where it is said if it does not name one. */
  add(request: Sendable, room: string): void {
    if (!isTalk(request)) return;
    const named = typeof request.room === "string" ? request.room : room;
    this.#sent.push(saidBy({ key: 0, request, room: named, isPasted: false }));
    if (this.#sent.length < 2 * MAX_REMEMBERED) return;
    // The list is cut only now and then, so that a line costs no copy of it.
    this.#older += Math.max(0, MAX_REMEMBERED - this.#next);
    this.#sent = this.#sent.slice(MAX_REMEMBERED);
    this.#next = Math.max(0, this.#next - MAX_REMEMBERED);
  }

  /** Notes an event; `you` is the name of the client. What stands before an answered line is answered as well. */
  note(event: DaemonEvent, you: string): void {
    const said = saidIn(event);
    if (said === undefined || said.from !== you || this.count === 0) return;
    const found = this.#sent.findIndex((sent, index) =>
      index >= this.#next && sent.text === said.text && sent.kind === said.kind &&
      sent.room === said.room
    );
    if (found >= 0) {
      this.#older = 0;
      this.#next = found + 1;
    } else if (this.#older > 0) this.#older -= 1;
    else this.#next += 1;
  }
}
