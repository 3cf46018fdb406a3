/**
 * The length limit of a program's lines. It applies to the decoded text and not to its JSON form. A
 * line of the JSON dialect has room for every text within the limit, however it is escaped.
 *
 * @module
 */

import type { Command, NamedCommand } from "../core/command.ts";
import type { Bytes } from "../core/units.ts";
import { parseHello } from "../wire/json/hello.ts";
import type { LineLimits } from "../wire/line_limits.ts";

/** The most bytes that JSON needs for a byte of text: `\u0001`. */
const LONGEST_ESCAPE = 6;
/** Room for the rest of an object. */
const FRAME_BYTES = 1024;
/** See {@linkcode helloBytes}. */
const LEAST_HELLO_BYTES = 8192;
/** The most bytes of UTF-8 for one unit of UTF-16. */
const BYTES_PER_UNIT = 3;

const encoder = new TextEncoder();

/** The longest line of the JSON dialect where a text may have `maxLineBytes`. */
export function jsonLineBytes(maxLineBytes: Bytes): Bytes {
  return LONGEST_ESCAPE * maxLineBytes + FRAME_BYTES;
}

/**
 * The longest hello. With a small `--max-line` there is still room to enter and to resume 20 rooms with
 * the longest names.
 */
export function helloBytes(maxLineBytes: Bytes): Bytes {
  return Math.max(jsonLineBytes(maxLineBytes), LEAST_HELLO_BYTES);
}

/** The bounds of the lines of a connection that may speak the JSON dialect. Never throws. */
export function lineLimits(maxLineBytes: Bytes): LineLimits {
  return {
    maxLineBytes,
    limitAfter: (first) => limitAfter(first, maxLineBytes),
    firstObjectBytes: helloBytes(maxLineBytes),
  };
}

/** The limit of all lines after the first; undefined does not change it. Never throws. */
export function limitAfter(first: string, maxLineBytes: Bytes): Bytes | undefined {
  return parseHello(first) === undefined ? undefined : jsonLineBytes(maxLineBytes);
}

/**
 * Returns the command of a line, or `overlong` if one of its texts is over the limit. In the line
 * dialect the decoder has already measured the line. Never throws.
 */
export function measured(command: Command, line: string, maxLineBytes: Bytes): Command {
  if (line.length * BYTES_PER_UNIT <= maxLineBytes) return command;
  if (command.kind !== "ask" || typeof command.input === "string") return command;
  for (const value of Object.values(command.input)) {
    const bytes = bytesOf(value);
    if (bytes <= maxLineBytes) continue;
    return {
      kind: "overlong",
      bytes,
      ...isKnownAgain(command, maxLineBytes) && { asked: command },
    };
  }
  return command;
}

/** Whether a command has a token that can be given back. */
function isKnownAgain({ input }: NamedCommand, maxLineBytes: Bytes): boolean {
  if (typeof input === "string" || typeof input.token !== "string") return false;
  return bytesOf(input.token) <= maxLineBytes;
}

/** The length of a text; 0 for what is none. */
function bytesOf(value: unknown): Bytes {
  return typeof value === "string" ? encoder.encode(value).length : 0;
}
