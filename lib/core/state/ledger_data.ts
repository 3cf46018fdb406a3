/**
 * The ledger as plain data.
 *
 * @module
 */

import type { ClientId } from "../units.ts";
import type { OrderData } from "./order.ts";
import type { OrphansData } from "./orphans.ts";
import type { RoomData } from "./room.ts";
import type { Name } from "./taken_names.ts";
import type { WaitingData } from "./waiting_rooms.ts";

/** A ledger as plain data, for `snapshot` and `restore`. */
export interface LedgerData {
  /** Names by order of entry. */
  readonly names: readonly (readonly [ClientId, Name])[];
  /** Who is away, and what each says about it. */
  readonly away: readonly (readonly [ClientId, string])[];
  /** How many epochs were made besides that of the lobby. */
  readonly epochs: number;
  /** The ordinal of the last event. */
  readonly ordinal: number;
  /** Rooms by order of making; the first is the lobby. */
  readonly rooms: readonly RoomData[];
  /** Rooms that are kept for the people of a lost node, and until when. */
  readonly orphans?: OrphansData | undefined;
  /** Rooms of the last run that wait for their members. */
  readonly waiting: WaitingData;
  /** What operators and moderators have decided. */
  readonly order: OrderData;
}
