/**
 * The forms of sequences that terminals send. They are used only if the bytes of a sequence came in parts, so
 * that a person may have typed them: the Escape key, then `[`. Pure.
 *
 * @module
 */

import type { Lexeme } from "./sequence.ts";

/** Final bytes of keys, and of reports without parameters. */
const BARE_FINALS = /^[A-DFHIMOPQSZa-d]$/;
/** Final bytes of keys and reports that begin with a digit. */
const NUMBERED_FINALS = /^[A-DFHMPQRSTZa-dcmnt-z~^@$]$/;
const KEYPAD_FINALS = /^[A-DFHMPQRSa-d]$/;

/** The beginnings of replies that are control strings, by introducer. */
const REPLIES: ReadonlyMap<string, RegExp> = new Map([
  ["]", /^[0-9lLI]/],
  ["P", /^[0-9$+!>|]/],
  ["_", /^G/],
]);

const LINE_ENDS: ReadonlySet<number> = new Set([0x0a, 0x0d]);
/** A reply ends with BEL, or with ESC and a backslash. */
const STOPS: ReadonlySet<number> = new Set([...LINE_ENDS, 0x07, 0x1b]);

/** Whether a byte may be the second one of a sequence whose escape came by itself. */
export function mayFollowEscape(byte: number | undefined): boolean {
  return byte !== undefined && "[O]P_".includes(String.fromCharCode(byte));
}

/** Whether the bytes begin like a sequence that terminals send and that a person is unlikely to type. */
export function isWellKnown(lexeme: Lexeme, bytes: Uint8Array): boolean {
  switch (lexeme.kind) {
    case "overlong":
      return true;
    case "sequence":
      return lexeme.introducer === "O"
        ? KEYPAD_FINALS.test(lexeme.final)
        : isKnownSequence(lexeme.body, lexeme.final);
    case "string":
      return isKnownString(lexeme.opening.introducer, bytes.subarray(lexeme.length));
    default:
      return false;
  }
}

/**
 * Whether a control string with this content, as far as it has come, is a reply. What has a line end before the end
 * of the string is none: it was pasted.
 */
function isKnownString(introducer: string, content: Uint8Array): boolean {
  const begin = REPLIES.get(introducer);
  if (begin?.test(String.fromCharCode(content[0] ?? 0)) !== true) return false;
  const end = content.findIndex((byte) => STOPS.has(byte));
  return end < 0 || !LINE_ENDS.has(content[end] ?? 0);
}

function isKnownSequence(body: string, final: string): boolean {
  if (body === "") return BARE_FINALS.test(final);
  if (body === "[") return /^[A-E]$/.test(final);
  return /^[<=>?]/.test(body) || (/^\d/.test(body) && NUMBERED_FINALS.test(final));
}
