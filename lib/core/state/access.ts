/**
 * What a room keeps about who may enter it. Plain data that is never mutated; `rules/access.ts` makes
 * another value for each change.
 *
 * @module
 */

/** The access to a room. */
export interface Access {
  /** Whether only invited people may enter the room and know of it. */
  readonly isPrivate: boolean;
}

/** The access to a room that everybody may enter. */
export const OPEN: Access = { isPrivate: false };
