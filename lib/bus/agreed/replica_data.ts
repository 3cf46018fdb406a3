/**
 * A replica as plain data, which snapshots hold. PURE.
 *
 * @module
 */

import type { Millis } from "../../core/units.ts";
import type { HomesData } from "./homes.ts";
import type { Birth } from "./record.ts";
import type { RollData } from "./roll.ts";

/** What nodes agree on, as plain data. */
export interface AgreedData {
  /** The birth of the log. */
  readonly birth: Birth | undefined;
  /** The time of the log. */
  readonly time: Millis;
  /** When the last agreed tick was, by the time of the log. */
  readonly ticked: Millis;
  /** The nodes, and what is in force. */
  readonly roll: RollData;
  /** Their clients. */
  readonly homes: HomesData;
}

/** A replica as plain data. */
export interface ReplicaData extends AgreedData {
  /** The position of the last record. */
  readonly position: number;
  /** The digest of all that was applied. */
  readonly digest: readonly number[];
}
