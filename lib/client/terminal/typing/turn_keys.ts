/**
 * The keys that turn to another room. Pure.
 *
 * @module
 */

import type { KeyAction } from "./key_action.ts";

/**
 * What a key asks for: Alt with a digit, or F1 to F9 where a terminal keeps Alt for itself, turns to the room
 * with that number; Alt with an arrow to its neighbours. Undefined for other keys. Never throws.
 */
export function turnByKey(keyName: string, areRoomsSeveral: boolean): KeyAction | undefined {
  const [, digit] = /^(?:alt-|f)([1-9])$/.exec(keyName) ?? [];
  if (digit !== undefined) return { kind: "turn-to", number: Number(digit) };
  // In one room these keys move by words.
  if (!areRoomsSeveral) return undefined;
  if (keyName === "alt-right") return { kind: "turn-by", step: 1 };
  return keyName === "alt-left" ? { kind: "turn-by", step: -1 } : undefined;
}
