/**
 * The client without a screen: lines in, lines out, one connection. It works like netcat, but renders
 * the daemon's events, or passes them on as JSON.
 *
 * @module
 */

import type { Language } from "../core/language.ts";
import { OutputClosed } from "../program/standard_streams.ts";
import { Conversation, type ConversationOptions, isIdleWarning } from "./conversation.ts";
import { EXIT, exitCode, explain } from "./ending.ts";
import { InputLines } from "./input_lines.ts";
import type { Link } from "./link.ts";
import type { Output } from "./output.ts";
import type { Phrases } from "../words/phrases.ts";
import { type InputKind, Sender } from "./sender.ts";
import type { ClientState } from "./client_state.ts";

/** Where the lines to send come from. */
export interface PipeInput {
  /** The bytes; cancelled when the connection has ended. */
  readonly bytes: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** What its lines are. */
  readonly kind: InputKind;
}

/** What {@linkcode runPipe} works with; it owns none of it. */
export interface PipeParts {
  /** The open connection, after its hello. */
  readonly link: Link;
  /** The client's state in the chat; for programs, every event is written, and its verdict is ignored. */
  readonly clientState: ClientState;
  /** What is sent; undefined for a client that only listens. */
  readonly input: PipeInput | undefined;
  /** Where lines go. */
  readonly output: Output;
  /** Whether a program reads them. */
  readonly isJson: boolean;
  /** The words. */
  readonly phrases: Phrases;
  /** The language of complaints about the input. */
  readonly language: Language;
  /** The conversation's limits, if not the usual ones. */
  readonly limits?: ConversationOptions | undefined;
}

/**
 * Sends each line of the input; at its end, ends the sending half and prints what still comes. Without input
 * it only prints. When the daemon has closed the connection, returns the exit code: 1 if a line of the input
 * could not be used, otherwise that of the end. If the output is closed, it ends without a message.
 */
export async function runPipe(parts: PipeParts): Promise<number> {
  const conversation = new Conversation(parts.link, parts.limits);
  const lines = parts.input && new InputLines(parts.input.bytes);
  const sender = lines && parts.input &&
    new Sender({ ...parts, lines, kind: parts.input.kind, conversation });
  const sending = sendAll(sender, parts.link);
  try {
    const ending = await conversation.listen(async (line) => {
      const isNews = line.kind !== "event" || parts.clientState.note(line.event).isShown;
      // People need not know of a warning that the conversation has answered.
      const isShown = isNews && !isIdleWarning(line);
      if (isShown || parts.isJson) await parts.output.show(line);
    });
    await lines?.cancel();
    const fault = await sending;
    if (fault !== undefined) throw fault.error;
    const word = explain(ending, parts.phrases);
    if (word !== undefined) await parts.output.complain(word);
    const code = exitCode(ending);
    return code === EXIT.ok && sender?.hasFailed ? EXIT.failure : code;
  } catch (error) {
    if (error instanceof OutputClosed) return EXIT.ok;
    throw error;
  } finally {
    await lines?.cancel();
    await sending;
  }
}

/** Resolves with the error; the listening half ends with the link, and reads it then. */
async function sendAll(
  sender: Sender | undefined,
  link: Link,
): Promise<{ readonly error: unknown } | undefined> {
  try {
    await sender?.run();
    return undefined;
  } catch (error) {
    link.close();
    return { error };
  }
}
