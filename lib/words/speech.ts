/**
 * A line of speech in pieces.
 *
 * @module
 */

/** What a member says or does. */
export interface Speech {
  /** Whether it is said or done. */
  readonly kind: "message" | "action";
  /** The name of the member. */
  readonly from: string;
  /** What is said or done. */
  readonly text: string;
}

/** A line of speech in three pieces, so that a name can be in colour. Never throws. */
export function speechPieces(
  { kind, from, text }: Speech,
): readonly [before: string, name: string, after: string] {
  return kind === "message" ? ["", from, `: ${text}`] : ["* ", from, ` ${text}`];
}
