/**
 * What a key asks for beyond editing the draft, such as sending a line.
 *
 * @module
 */

/** An action that a key asks for; actions.ts carries it out. */
export type KeyAction =
  /** Handle a typed line: a command, or text to say. */
  | { readonly kind: "submit"; readonly line: string }
  /** Say lines as they are, even if they look like commands. */
  | { readonly kind: "say"; readonly lines: readonly string[] }
  /** Show a message to the person. */
  | { readonly kind: "tell"; readonly text: string }
  /** Speak in the room with a number, or in the next one or the one before. */
  | { readonly kind: "turn-to"; readonly number: number }
  | { readonly kind: "turn-by"; readonly step: 1 | -1 }
  | { readonly kind: "leave" | "interrupt" | "suspend" | "wipe" };
