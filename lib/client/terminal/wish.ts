/**
 * What keys ask for that takes more than a line and its cursor: they wish, actions.ts grants.
 *
 * @module
 */

/** Something a key asks for that is not the composer's to do. */
export type Wish =
  /** A line to act on as it was typed. */
  | { readonly kind: "submit"; readonly line: string }
  /** Lines to be said, whatever they look like. */
  | { readonly kind: "say"; readonly lines: readonly string[] }
  /** A word to the person. */
  | { readonly kind: "tell"; readonly text: string }
  | { readonly kind: "leave" | "interrupt" | "suspend" | "wipe" };
