/**
 * Notices about the store, for the operators.
 *
 * @module
 */

/** What operators are told of the store. */
export type StoreNotice =
  /**
   * Nothing is written to the disk at present. `waiting` events are in memory; `dropped` were lost since the
   * start, because too many waited.
   */
  | {
    readonly code: "store-failed";
    readonly problem: StoreFault;
    readonly waiting: number;
    readonly dropped: number;
  }
  /** The store has failed, and works again. */
  | { readonly code: "store-works"; readonly waiting: number; readonly dropped: number };

/** Why the store cannot be used; the text of `other` is in the log. */
export type StoreFault =
  | "in-use"
  | "foreign"
  | "newer"
  | "damaged"
  | "full"
  | "locked"
  | "gone"
  | "denied"
  | "not-a-folder"
  | "other";
