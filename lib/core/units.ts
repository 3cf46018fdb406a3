/**
 * The units and identities of the core. Brands exist for the compiler alone: at run time each value is
 * a plain number or string. A `ClientId` or `RoomName` can only be made here, so no other number or
 * string is accepted as one. `Millis` and `Bytes` are weak brands: one unit cannot be passed as the
 * other, but arithmetic is allowed.
 *
 * @module
 */

/** The brand of identities; exists for the compiler alone. */
export declare const identity: unique symbol;
/** The brand of units; exists for the compiler alone. */
export declare const unit: unique symbol;

/** Identifies a client: unique for the life of the process, counting up from 1. */
export type ClientId = number & { readonly [identity]: "ClientId" };

/** The name of a room, as the client wrote it that made the room; without the `#`. */
export type RoomName = string & { readonly [identity]: "RoomName" };

/**
 * Milliseconds: a duration or an instant. An instant called `time` is since the epoch and may jump. One
 * called `at` is from a monotonic clock; only these are subtracted.
 */
export type Millis = number & { readonly [unit]?: "Millis" };

/** A size in bytes. */
export type Bytes = number & { readonly [unit]?: "Bytes" };

/** Makes the id of the nth client. Never throws. */
export function clientId(n: number): ClientId {
  return n as ClientId;
}

/** The room that every client enters first, and that is always there. */
export const LOBBY: RoomName = "lobby" as RoomName;
