/**
 * The client without a screen: lines in, lines out. It works like netcat, but renders the daemon's events, or passes
 * them on as JSON. With several addresses it goes on at the next one where a connection ends.
 *
 * @module
 */

import type { Language } from "../../core/language.ts";
import { OutputClosed } from "../../program/standard_streams.ts";
import { Conversation, type ConversationOptions } from "../connection/conversation.ts";
import { EntryGate } from "../rooms/entry_gate.ts";
import {
  type Ending,
  EXIT,
  exitCode,
  explain,
  isLeave,
  isWorthRetrying,
} from "../connection/ending.ts";
import { InputLines } from "./input_lines.ts";
import type { Link } from "../connection/link.ts";
import type { Output } from "./output.ts";
import type { Phrases } from "../../words/phrases.ts";
import { type FollowedChannel, SingleChannel } from "./channel.ts";
import { LastingChannel } from "./lasting_channel.ts";
import { Silenced } from "./silenced.ts";
import { type InputKind, Sender } from "./sender.ts";
import { PipeScreen } from "./pipe_screen.ts";
import type { ClientState } from "../connection/client_state.ts";
import type { DaemonLine } from "../../wire/json/daemon_event.ts";

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
  /**
   * Opens another connection after one has ended; undefined if none can be made. Missing for a client that ends with
   * its connection.
   */
  readonly next?: ((ending: Ending) => Promise<Link | undefined>) | undefined;
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
 * it only prints. When the daemon has closed the last connection, returns the exit code: 1 if a line of the input
 * could not be used, 3 if one was not allowed to be said, otherwise that of the end. If the output is closed, it ends without a message.
 */
export async function runPipe(parts: PipeParts): Promise<number> {
  return await new PipeRun(parts).run();
}

/** How one connection has ended. */
interface Ended {
  readonly ending: Ending;
  /** The exit code if a room cannot be entered or is lost; undefined otherwise. */
  readonly code: number | undefined;
}

/** One run. */
class PipeRun {
  readonly #parts: PipeParts;
  readonly #channel: FollowedChannel;
  readonly #lines: InputLines | undefined;
  readonly #sender: Sender | undefined;
  readonly #silenced = new Silenced();
  readonly #screen: PipeScreen;
  #conversation: Conversation | undefined;
  /** Why nothing more can be sent; undefined as long as that goes well. */
  #fault: { readonly error: unknown } | undefined;

  constructor(parts: PipeParts) {
    const { clientState, input, next } = parts;
    this.#parts = parts;
    this.#screen = new PipeScreen(parts);
    this.#channel = next === undefined
      ? new SingleChannel(clientState.rooms)
      : new LastingChannel(clientState);
    if (input === undefined) return;
    this.#lines = new InputLines(input.bytes);
    const { kind } = input;
    this.#sender = new Sender({ ...parts, kind, lines: this.#lines, channel: this.#channel });
  }

  async run(): Promise<number> {
    const first = this.#begin(this.#parts.link);
    const sending = this.#sendAll();
    try {
      const ended = await this.#talk(first);
      this.#channel.end();
      await this.#lines?.cancel();
      await sending;
      if (this.#fault !== undefined) throw this.#fault.error;
      return await this.#conclude(ended);
    } catch (error) {
      if (error instanceof OutputClosed) return EXIT.ok;
      throw error;
    } finally {
      this.#channel.end();
      await this.#lines?.cancel();
      await sending;
    }
  }

  /** One conversation after the other; returns how the last has ended. */
  async #talk(first: Talk): Promise<Ended> {
    let talk = first;
    while (true) {
      const ended = await this.#listen(talk);
      this.#channel.lose(ended.ending.wasRefused);
      if (this.#parts.next === undefined || !this.#isWorthAnother(ended)) return ended;
      const link = await this.#parts.next(ended.ending);
      if (link === undefined) return ended;
      talk = this.#begin(link);
    }
  }

  #begin(link: Link): Talk {
    const { clientState, phrases, output, limits } = this.#parts;
    const conversation = new Conversation(link, limits);
    const gate = new EntryGate({
      rooms: clientState.rooms,
      conversation,
      you: () => clientState.you,
      complain: (sentence) => output.complain(sentence),
      phrases,
    });
    this.#conversation = conversation;
    this.#channel.begin({ conversation, entered: gate.opened });
    return { conversation, gate };
  }

  async #listen({ conversation, gate }: Talk): Promise<Ended> {
    try {
      const ending = await conversation.listen(async (line) => {
        if (gate.exitCode === undefined) await this.#hear(line, gate);
      });
      return { ending, code: gate.exitCode };
    } finally {
      gate.end();
    }
  }

  async #hear(line: DaemonLine, gate: EntryGate): Promise<void> {
    const { clientState, output, phrases, isJson } = this.#parts;
    if (line.kind !== "event") return await output.show(line);
    await gate.note(line.event);
    const { you } = clientState;
    const verdict = clientState.note(line.event);
    this.#channel.note(line.event, verdict, you);
    await this.#screen.show(line, verdict, gate.exitCode !== undefined);
    const why = isJson ? undefined : this.#silenced.note(line.event, phrases);
    if (why) await output.complain(phrases.notHeard(why));
  }

  /** Whether the chat is to go on at another address. */
  #isWorthAnother({ ending, code }: Ended): boolean {
    if (code !== undefined || this.#fault !== undefined || isLeave(ending.bye?.code)) return false;
    if (ending.hadFinished && this.#channel.unanswered(false) === 0) return false;
    return isWorthRetrying({ ...ending, hadFinished: false });
  }

  async #conclude({ ending, code: gateCode }: Ended): Promise<number> {
    const { output, phrases } = this.#parts;
    const word = gateCode === undefined ? explain(ending, phrases) : undefined;
    if (word !== undefined) await output.complain(word);
    const code = gateCode ?? exitCode(ending);
    // Put out of its room, the client has said that nothing more is said.
    const count = gateCode === undefined ? this.#channel.unanswered(isLeave(ending.bye?.code)) : 0;
    if (count > 0) {
      await output.complain(phrases.unanswered(count));
      return code === EXIT.ok ? EXIT.failure : code;
    }
    if (code !== EXIT.ok) return code;
    return this.#silenced.isSo ? EXIT.refused : this.#sender?.hasFailed ? EXIT.failure : code;
  }

  /** Resolves when nothing more is sent; after an error the listening half ends with the connection, and reads it then. */
  async #sendAll(): Promise<void> {
    try {
      await this.#sender?.run();
    } catch (error) {
      this.#fault = { error };
      this.#conversation?.stop();
    }
  }
}

/** One connection. */
interface Talk {
  readonly conversation: Conversation;
  readonly gate: EntryGate;
}
