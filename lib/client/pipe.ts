/**
 * The client without a screen: lines in, lines out, one connection. What a lone program in the
 * style of netcat is, with the daemon's events rendered, or passed on as JSON.
 *
 * @module
 */

import { TextLineStream } from "@std/streams/text-line-stream";
import { Conversation, type ConversationOptions } from "./conversation.ts";
import { EXIT, exitCode, explain } from "./ending.ts";
import { capLines } from "./line_cap.ts";
import type { Link } from "./link.ts";
import { OutputClosed } from "../standard_streams.ts";
import type { Output } from "./output.ts";
import { chooseLanguage } from "./choose_language.ts";
import type { Phrases } from "../words/phrases.ts";
import { parseTyped } from "./request.ts";
import type { Standing } from "./standing.ts";

/**
 * A line of the input is cut here, in UTF-16 units: far beyond what any daemon accepts, so that it
 * is refused there, and not held here without end.
 */
const MAX_INPUT_LINE = 1024 * 1024;

/** What {@linkcode runPipe} works with; it owns none of it. */
export interface PipeParts {
  /** The open connection, hello said. */
  readonly link: Link;
  /** Where the client stands; programs are told everything, whatever it says. */
  readonly standing: Standing;
  /** The input as bytes; cancelled when the connection has ended. */
  readonly input: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** Where lines go. */
  readonly output: Output;
  /** Whether input lines are objects of the JSON dialect already. */
  readonly isJson: boolean;
  /** The words. */
  readonly phrases: Phrases;
  /** The conversation's limits, if not the usual ones. */
  readonly limits?: ConversationOptions | undefined;
}

/**
 * Sends each line of the input, ends the sending half with the input, prints what still comes, and
 * returns the exit code when the daemon has ended the connection. A closed output ends it quietly.
 */
export async function runPipe(parts: PipeParts): Promise<number> {
  const conversation = new Conversation(parts.link, parts.limits);
  const lines = inputLines(parts.input);
  const sending = sendAll(lines, conversation, parts).catch((error: unknown) => {
    // The listening half ends with the link, and finds the fault then.
    parts.link.close();
    return { error };
  });
  try {
    const ending = await conversation.listen(async (line) => {
      const isShown = line.kind !== "event" || parts.standing.note(line.event).isShown;
      if (isShown || parts.isJson) await parts.output.show(line);
    });
    await stopReading(lines);
    const fault = await sending;
    if (fault !== undefined) throw fault.error;
    const word = explain(ending, parts.phrases);
    if (word !== undefined) await parts.output.complain(word);
    return exitCode(ending);
  } catch (error) {
    if (error instanceof OutputClosed) return EXIT.ok;
    throw error;
  } finally {
    await stopReading(lines);
    await sending;
  }
}

/** Lines of text out of bytes, each bounded. Cancelling it cancels the input. */
export function inputLines(
  input: ReadableStream<Uint8Array<ArrayBuffer>>,
): ReadableStreamDefaultReader<string> {
  return input
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(capLines(MAX_INPUT_LINE))
    .pipeThrough(new TextLineStream())
    .getReader();
}

/** Gives up an input that nobody needs any more; a read that waits on it ends. Never throws. */
export async function stopReading(lines: ReadableStreamDefaultReader<string>): Promise<void> {
  try {
    await lines.cancel();
  } catch {
    // It had failed before; whoever was reading knows.
  }
}

async function sendAll(
  lines: ReadableStreamDefaultReader<string>,
  conversation: Conversation,
  { isJson, output, phrases }: PipeParts,
): Promise<undefined> {
  if (!await conversation.welcomed) return;
  while (true) {
    const { value: line, done } = await lines.read();
    if (done) {
      await conversation.finish();
      return;
    }
    const isSent = isJson
      ? line === "" || await conversation.send(line)
      : await sendTyped(line, conversation, { output, phrases });
    if (!isSent) return;
  }
}

/** Sends a typed line; false if the connection takes no more. */
async function sendTyped(
  line: string,
  conversation: Conversation,
  { output, phrases }: { readonly output: Output; readonly phrases: Phrases },
): Promise<boolean> {
  const typed = parseTyped(line);
  switch (typed.kind) {
    case "blank":
      return await conversation.send("");
    case "command":
      await output.tell(
        typed.name === "lang"
          ? chooseLanguage(phrases, typed.rest)
          : phrases.unknownCommand(typed.name),
      );
      return true;
    case "incomplete":
      await output.tell(phrases.usage(typed.usage));
      return true;
    case "request":
      if (typed.request.type === "quit") conversation.noteQuit();
      return await conversation.send(JSON.stringify(typed.request));
    default:
      return typed satisfies never;
  }
}
