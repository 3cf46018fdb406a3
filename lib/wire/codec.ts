/**
 * A codec implements one dialect: it parses a line into a command and encodes a message as text. A
 * message is encoded once for each dialect, and all its clients share the result.
 *
 * @module
 */

import type { Command } from "../core/command.ts";
import type { Dialect, Hearing } from "../core/dialect.ts";
import type { Message } from "../core/message.ts";

/** One dialect. Stateless: one codec serves every connection that speaks it. */
export interface Codec {
  /** Its name, for logs. */
  readonly name: string;
  /** The dialect, as the core names it. */
  readonly dialect: Dialect;
  /** How its clients hear their rooms. */
  readonly hearing: Hearing;
  /** Parses one line without its end. Never throws: an unreadable line is a `malformed` command. */
  parse(line: string): Command;
  /**
   * Encodes a message as whole lines, each with its end; empty if the dialect does not show it. Never
   * throws.
   */
  encode(message: Message): string;
  /**
   * Another codec, and the messages that it encodes in the same way: they are encoded once for both.
   * Undefined if there is none. The other has no twin itself.
   */
  readonly twin?: Twin | undefined;
}

/** A codec that encodes some messages in the same way. */
export interface Twin {
  /** The codec. */
  readonly codec: Codec;
  /** Whether it encodes this message in the same way. Never throws. */
  shares(message: Message): boolean;
}
