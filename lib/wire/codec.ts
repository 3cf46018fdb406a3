/**
 * A codec gives bytes meaning in one dialect: a line becomes a command, a message becomes text. A
 * message is encoded once for each dialect, and what comes out is shared by all who speak it.
 *
 * @module
 */

import type { Command } from "../core/command.ts";
import type { Audience } from "../core/event.ts";
import type { Message } from "../core/message.ts";

/** One dialect. Stateless: one codec serves every connection that speaks it. */
export interface Codec {
  /** Its name, for logs. */
  readonly name: string;
  /** How those who speak it listen. */
  readonly audience: Audience;
  /** Reads one line without its end. Never throws: what cannot be read is a command as well. */
  parse(line: string): Command;
  /**
   * Writes a message as whole lines, each with its end; empty if the dialect has no words for it.
   * Never throws.
   */
  encode(message: Message): string;
}
