/**
 * A codec implements one dialect: it parses a line into a command and encodes a message as text. A
 * message is encoded once for each dialect, and all its clients share the result.
 *
 * @module
 */

import type { Command } from "../core/command.ts";
import type { Hearing } from "../core/event.ts";
import type { Message } from "../core/message.ts";

/** One dialect. Stateless: one codec serves every connection that speaks it. */
export interface Codec {
  /** Its name, for logs. */
  readonly name: string;
  /** How its clients hear their rooms. */
  readonly hearing: Hearing;
  /** Parses one line without its end. Never throws: an unreadable line is a `malformed` command. */
  parse(line: string): Command;
  /**
   * Encodes a message as whole lines, each with its end; empty if the dialect does not show it. Never
   * throws.
   */
  encode(message: Message): string;
}
