/**
 * Where an event of this node goes: into the log, if all nodes must apply it; and otherwise to the loop of
 * this node, behind what its client has put in before.
 *
 * @module
 */

import type { ChatEvent } from "../core/event.ts";
import type { Notice } from "../core/notice.ts";
import { isAgreed } from "../core/reading/agreed.ts";
import { readEvent } from "../core/reading/read.ts";
import type { Log } from "../log/log.ts";
import type { Inflow } from "./incoming/inflow.ts";
import type { LogClock } from "./log_clock.ts";
import type { Membership } from "./outgoing/membership.ts";
import type { LocalEvent } from "./outgoing/entries.ts";
import type { OwnClients } from "./own_clients.ts";

/** The parts of a posting. */
export interface PostingParts {
  /** Where agreed events go. */
  readonly membership: Membership;
  /** Where local events go. */
  readonly inflow: Inflow;
  /** The clients of this node. */
  readonly own: OwnClients;
  /** The clock of own ticks. */
  readonly clock: LogClock;
  /** Where bugs are logged. */
  readonly log: Log;
  /** There is something for the loop. */
  woken(): void;
}

/** Takes the events that are posted on one node. */
export class Posting {
  readonly #parts: PostingParts;

  /** Nothing was posted yet. */
  constructor(parts: PostingParts) {
    this.#parts = parts;
  }

  /** Takes an event. `done` is called when it is applied, or never will be. */
  post(event: ChatEvent, done: () => void): void {
    if (isAgreed(event)) this.#postAgreed(readEvent(event), done);
    else if (event.kind === "tick") this.#postTick(done);
    else this.#postLocal({ event, done });
  }

  #postAgreed(event: ChatEvent, done: () => void): void {
    const { membership, own } = this.#parts;
    // The node has left: the others know that its clients have.
    if (!membership.isOpen) return done();
    const logged = own.toLog(event);
    const why = membership.post(logged, done);
    if (why !== undefined) this.#refuse(logged, why, done);
  }

  /** An event that the log would not take, or that would make a whole record count as nothing. */
  #refuse(event: ChatEvent, why: "too-long" | "bad-shape", done: () => void): void {
    const { membership, log } = this.#parts;
    if (event.kind === "command") {
      const { client } = event;
      const limit = membership.writer.maxEntry;
      const notice: Notice = why === "too-long"
        ? { code: "line-too-long", limit }
        : { code: "bad-json" };
      const command = { kind: "malformed", notice } as const;
      return this.#postLocal({ event: { kind: "command", client, command }, done });
    }
    if (event.kind === "connected") {
      // It enters without what it has asked for.
      const { kind, client, origin, hearing } = event;
      const bare = readEvent({ kind, client, origin, hearing });
      if (membership.post(bare, done) === undefined) return;
    }
    log.error("bug", { on: "cluster-post", kind: event.kind, why });
    done();
  }

  #postTick(done: () => void): void {
    const { clock, inflow, woken } = this.#parts;
    const held = clock.heldSinceTick();
    inflow.add({ event: { kind: "tick", part: "own", ...(held > 0 && { held }) }, done });
    woken();
  }

  #postLocal(local: LocalEvent): void {
    const { membership, inflow, woken } = this.#parts;
    const { event } = local;
    // An answer, or the next page, belongs to what was applied before.
    if (event.kind === "command" && membership.hold(event.client, local)) return;
    inflow.add(local);
    woken();
  }
}
