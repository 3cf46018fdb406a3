/**
 * The client without a screen: lines in, lines out, one connection. It works like netcat, but renders
 * the daemon's events, or passes them on as JSON.
 *
 * @module
 */

import type { Language } from "../../core/language.ts";
import { OutputClosed } from "../../program/standard_streams.ts";
import {
  Conversation,
  type ConversationOptions,
  isIdleWarning,
} from "../connection/conversation.ts";
import { EntryGate } from "../rooms/entry_gate.ts";
import { EXIT, exitCode, explain } from "../connection/ending.ts";
import { InputLines } from "./input_lines.ts";
import type { Link } from "../connection/link.ts";
import type { Output } from "./output.ts";
import type { Phrases } from "../../words/phrases.ts";
import { Silenced } from "./silenced.ts";
import { type InputKind, Sender } from "./sender.ts";
import { isEntryAnswer } from "../rooms/room_entry.ts";
import type { DaemonLine } from "../../wire/json/daemon_event.ts";
import type { ClientState } from "../connection/client_state.ts";
import { speakingLine } from "../rooms/room_words.ts";

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
 * could not be used, 3 if one was not allowed to be said, otherwise that of the end. If the output is closed, it ends without a message.
 */
export async function runPipe(parts: PipeParts): Promise<number> {
  const conversation = new Conversation(parts.link, parts.limits);
  const { clientState, phrases, output } = parts;
  const gate = new EntryGate({
    rooms: clientState.rooms,
    conversation,
    you: () => clientState.you,
    complain: (sentence) => output.complain(sentence),
    phrases,
  });
  const lines = parts.input && new InputLines(parts.input.bytes);
  const sender = lines && parts.input && new Sender({
    ...parts,
    lines,
    kind: parts.input.kind,
    conversation,
    entered: gate.opened,
  });
  const sending = sendAll(sender, parts.link);
  const silenced = new Silenced();
  try {
    const ending = await conversation.listen(async (line) => {
      if (gate.exitCode !== undefined) return;
      if (line.kind === "event") await gate.note(line.event);
      await show(line, parts, gate.exitCode !== undefined);
      const why = line.kind === "event" && !parts.isJson && silenced.note(line.event, phrases);
      if (why) await output.complain(phrases.notHeard(why));
    });
    gate.end();
    await lines?.cancel();
    const fault = await sending;
    if (fault !== undefined) throw fault.error;
    const word = gate.exitCode === undefined ? explain(ending, phrases) : undefined;
    if (word !== undefined) await output.complain(word);
    const code = gate.exitCode ?? exitCode(ending);
    if (code !== EXIT.ok) return code;
    return silenced.isSo ? EXIT.refused : sender?.hasFailed ? EXIT.failure : code;
  } catch (error) {
    if (error instanceof OutputClosed) return EXIT.ok;
    throw error;
  } finally {
    gate.end();
    await lines?.cancel();
    await sending;
  }
}

/**
 * Programs are told everything but the answers to what the client asks for itself. When the client is ending,
 * it does not matter any more where it would speak.
 */
async function show(
  line: DaemonLine,
  { clientState, output, phrases, isJson }: PipeParts,
  isEnding: boolean,
): Promise<void> {
  if (line.kind !== "event") return await output.show(line);
  const { isShown, turnedTo } = clientState.note(line.event);
  // People need not know of a warning that the conversation has answered.
  const isWanted = isJson ? !isEntryAnswer(line.event) : isShown && !isIdleWarning(line);
  if (isWanted) await output.show(line, clientState.you);
  if (turnedTo !== undefined && !isJson && !isEnding) {
    await output.tell(speakingLine(phrases, turnedTo));
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
