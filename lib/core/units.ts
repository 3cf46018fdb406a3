/**
 * The units and identities that the core speaks of. Brands exist for the compiler alone: at run
 * time each is the plain number or string. A `ClientId` or `RoomName` can only be made here, so no
 * other number or string is taken for one; `Millis` and `Bytes` are weak brands, which keep one unit
 * from being passed as the other and yet allow arithmetic.
 *
 * @module
 */

/** The brand of identities; exists for the compiler alone. */
export declare const identity: unique symbol;
/** The brand of units; exists for the compiler alone. */
export declare const unit: unique symbol;

/** Who is connected: unique for the life of the process, counting up from 1. */
export type ClientId = number & { readonly [identity]: "ClientId" };

/** The name of a room. There is one, the lobby, until rooms land. */
export type RoomName = string & { readonly [identity]: "RoomName" };

/**
 * Milliseconds: a duration, or an instant. An instant called `time` is since the epoch and may jump; one
 * called `at` is of a clock that never goes back, and differences are made of these alone.
 */
export type Millis = number & { readonly [unit]?: "Millis" };

/** A size in bytes. */
export type Bytes = number & { readonly [unit]?: "Bytes" };

/** Makes the id of the nth client. Never throws. */
export function clientId(n: number): ClientId {
  return n as ClientId;
}

/** The room that everybody enters. */
export const LOBBY: RoomName = "lobby" as RoomName;
