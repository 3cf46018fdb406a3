/**
 * What a key asks for beyond editing the draft, such as sending a line.
 *
 * @module
 */

/** Something a key asks for that is not the composer's to do. */
export type KeyAction =
  /** A line to act on as it was typed. */
  | { readonly kind: "submit"; readonly line: string }
  /** Lines to be said, whatever they look like. */
  | { readonly kind: "say"; readonly lines: readonly string[] }
  /** A word to the person. */
  | { readonly kind: "tell"; readonly text: string }
  | { readonly kind: "leave" | "interrupt" | "suspend" | "wipe" };
