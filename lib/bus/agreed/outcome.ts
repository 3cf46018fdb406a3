/**
 * What a record comes to on one node. PURE.
 *
 * @module
 */

import type { LeaveReason } from "../../core/message.ts";
import type { Stamped } from "../../loop/event_log.ts";
import type { Block } from "./homes.ts";

/** The people of a node that is dead leave for this reason. */
export const NODE_LOST: LeaveReason = { by: "daemon", code: "node-lost" };
/** The people of a node that has stopped in good order leave for this reason. */
export const NODE_STOPPED: LeaveReason = { by: "daemon", code: "shutdown" };

/**
 * What this node must do about itself, found at a record.
 *
 * - `dead`: the others gave it up, or its `up` came too late: take a new epoch, and enter again.
 * - `fenced`: a younger node of its name has begun: stop.
 * - `level`: a level is in force that this program does not know, or its `up` was refused for one: stop.
 * - `settings`: its `up` was refused, as the nodes that are there have others (`Replica.settings`). Nodes
 *   that were killed may stand in the way: wait a second and try again with a new epoch. The fourth try
 *   is accepted if they have put in nothing since the first.
 * - `full`: its `up` was refused, as there are too many nodes. Try again likewise.
 * - `differs`: most nodes have applied something else: stop, and start from a snapshot.
 * - `another-birth`: the log is not the one that was known: stop.
 */
export type Fate =
  | "dead"
  | "fenced"
  | "level"
  | "settings"
  | "full"
  | "differs"
  | "another-birth";

/** A node comes or goes; for the log. */
export interface NodeChange {
  /** It begins; stops in good order; is found dead; or a younger one of its name takes its place. */
  readonly kind: "up" | "down" | "lost" | "replaced";
  /** Its name. */
  readonly node: string;
  /** Its epoch. */
  readonly epoch: string;
  /** How many clients leave with it. */
  readonly clients: number;
}

/** What a record comes to. */
export interface Applied {
  /** The events for the chat, in order; `at` and `time` are both the time of the log. */
  readonly events: readonly Stamped[];
  /** The last entry of the own epoch that counts by now; undefined before its `up` does. */
  readonly accepted: number | undefined;
  /** The blocks that the own node was granted by this record. */
  readonly ids: readonly Block[];
  /** Which nodes come and go, this one included, in order. */
  readonly changes: readonly NodeChange[];
  /** Whether two snapshots are to be kept from here on, sooner than they would be. */
  readonly isToBeKept: boolean;
  /** What the own node must do about itself. */
  readonly fate: Fate | undefined;
  /** Why the record or one of its entries counts as nothing, if no node should have made it; for the log. */
  readonly fault: string | undefined;
}

/** An {@linkcode Applied} in the making. Of several fates or faults the first is told. */
export class Outcome {
  readonly #events: Stamped[] = [];
  readonly #ids: Block[] = [];
  readonly #changes: NodeChange[] = [];
  #isToBeKept = false;
  #fate: Fate | undefined;
  #fault: string | undefined;

  /** The chat is to apply this. */
  add(stamped: Stamped): void {
    this.#events.push(stamped);
  }

  /** The own node may use these numbers. */
  grant(block: Block): void {
    this.#ids.push(block);
  }

  /** A node comes or goes. */
  change(change: NodeChange): void {
    this.#changes.push(change);
  }

  /** Two snapshots are to be kept. */
  keep(): void {
    this.#isToBeKept = true;
  }

  /** The own node must do something about itself. */
  doom(fate: Fate): void {
    this.#fate ??= fate;
  }

  /** Something counts as nothing. */
  blame(fault: string): undefined {
    this.#fault ??= fault;
  }

  /** All of it, with the last entry of the own epoch that counts. */
  done(accepted: number | undefined): Applied {
    return {
      events: this.#events,
      accepted,
      ids: this.#ids,
      changes: this.#changes,
      isToBeKept: this.#isToBeKept,
      fate: this.#fate,
      fault: this.#fault,
    };
  }
}
