/**
 * The chat as plain data.
 *
 * @module
 */

import type { DeskData } from "./state/desk.ts";
import type { LedgerData } from "./state/ledger_data.ts";

/** A chat as plain data. */
export interface ChatData {
  /** The state that all processes agree on. */
  readonly ledger: LedgerData;
  /** The state that only this process has. */
  readonly desk: DeskData;
}
