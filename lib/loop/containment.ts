/**
 * Containment: a bug costs the client whose event caused it the connection, and nobody else anything.
 *
 * With several nodes all of them meet a bug at an event that they agree on, and each ends the stay of the client
 * at the same place. What one node meets alone must not change what all agree on: there it ends the
 * connection, and the stay ends when the log says so.
 *
 * @module
 */

import type { ChatEvent, Effect } from "../core/event.ts";
import { isAgreed } from "../core/reading/agreed.ts";
import type { BugReports } from "../log/bug_reports.ts";
import type { Stamped } from "./event_log.ts";
import type { Peers } from "./peers.ts";

/** Why a client is disconnected whose event has met a bug. */
const FAULT = { by: "daemon", code: "fault" } as const;

/** The parts of a containment. */
export interface ContainmentParts {
  /** Where bugs are reported. */
  readonly bugs: BugReports;
  /** The other nodes; undefined if there are none. */
  readonly peers: Pick<Peers, "isOwn"> | undefined;
  /** Bugs are thrown again, for tests. */
  readonly rethrows: boolean;
  /** Has the chat apply an event, and returns what is to be done. May throw. */
  apply(stamped: Stamped): readonly Effect[];
  /** Posts an event. Never rejects. */
  post(event: ChatEvent): Promise<void>;
}

/** What bugs lead to. */
export class Containment {
  readonly #parts: ContainmentParts;

  /** No bug was met yet. */
  constructor(parts: ContainmentParts) {
    this.#parts = parts;
  }

  /** The chat has thrown at an event: reports it, and returns what is to be done. Throws only if it rethrows. */
  atApply(stamped: Stamped, bug: unknown): readonly Effect[] {
    const isAlike = this.#parts.peers === undefined || isAgreed(stamped.event);
    return isAlike ? this.#remove(stamped, bug) : this.#end(stamped, bug);
  }

  /**
   * What was decided on an event could not be done, here alone: reports it, and returns what is to be done.
   * Throws only if it rethrows.
   */
  atEffects(stamped: Stamped, bug: unknown): readonly Effect[] {
    return this.#parts.peers === undefined ? this.#remove(stamped, bug) : this.#end(stamped, bug);
  }

  /** The client leaves at once. */
  #remove(stamped: Stamped, bug: unknown): readonly Effect[] {
    const { event } = stamped;
    this.#report(event, bug);
    if (!("client" in event)) return [];
    const { client } = event;
    const drop = { kind: "drop", client, reason: FAULT } as const;
    const left = { kind: "disconnected", client, reason: FAULT } as const;
    try {
      return [...this.#parts.apply({ ...stamped, event: left }), drop];
    } catch (second) {
      this.#parts.bugs.report({ on: "disconnected", bug: second });
      return [drop];
    }
  }

  /** If this node serves the client: its connection ends, and it leaves when the log says so. */
  #end({ event }: Stamped, bug: unknown): readonly Effect[] {
    const { peers, post } = this.#parts;
    this.#report(event, bug);
    if (!("client" in event) || !peers?.isOwn(event.client)) return [];
    const { client } = event;
    void post({ kind: "disconnected", client, reason: FAULT });
    return [{ kind: "drop", client, reason: FAULT }];
  }

  #report({ kind }: ChatEvent, bug: unknown): void {
    if (this.#parts.rethrows) throw bug;
    this.#parts.bugs.report({ on: kind, bug });
  }
}
