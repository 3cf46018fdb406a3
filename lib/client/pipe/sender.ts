/**
 * Sends the lines of an input that is not a keyboard: each is said, run as a command or passed on,
 * according to the options. Every lost or changed line is reported on standard error.
 *
 * @module
 */

import type { Language } from "../../core/language.ts";
import { escapeUnprintable, shorten } from "../../text/printable.ts";
import { StreamFailure } from "../../program/standard_streams.ts";
import { streamProblemIn } from "../../words/catalogue/streams.ts";
import { usageIn } from "../typed/command_list.ts";
import { chooseLanguage } from "../typed/choose_language.ts";
import type { Channel } from "./channel.ts";
import type { InputLine, InputLines } from "./input_lines.ts";
import type { Output } from "./output.ts";
import type { Phrases } from "../../words/phrases.ts";
import { isRecall, Recall } from "../typed/recall.ts";
import { parseTyped, type Request, type Sendable } from "../typed/request.ts";
import { isAboutRooms, routed } from "../rooms/routed.ts";
import type { ClientState } from "../connection/client_state.ts";
import { speakingLine } from "../rooms/room_words.ts";

/**
 * How the lines of an input are read: `typed`, as a person types them, commands included; `said`, each line is
 * said as it is, even if it looks like a command; `json`, objects of the JSON dialect.
 */
export type InputKind = "typed" | "said" | "json";

/** What {@linkcode Sender} works with; it owns none of it. */
export interface SenderParts {
  /** The lines. */
  readonly lines: InputLines;
  /** What they are. */
  readonly kind: InputKind;
  /** Where they go. */
  readonly channel: Channel;
  /** Knows the commands that the daemon has told, and the rooms. */
  readonly clientState: ClientState;
  /** Where complaints and the client's own answers go. */
  readonly output: Output;
  /** The words. */
  readonly phrases: Phrases;
  /** The language of a complaint about the input itself. */
  readonly language: Language;
}

/** A problem that is reported once, however often it occurs. */
type Warning = "saidInParts" | "lineCut" | "inputNotUtf8" | "objectTooLong";

/** An unknown command is quoted up to here, in units of UTF-16. */
const MAX_QUOTED = 80;

/** One run of an input. */
export class Sender {
  readonly #parts: SenderParts;
  /** It is told nothing: in a pipe, a line means the same whatever was shown before. */
  readonly #recall = new Recall();
  readonly #warned = new Set<Warning>();
  #hasFailed = false;

  /** Does nothing yet. */
  constructor(parts: SenderParts) {
    this.#parts = parts;
  }

  /** Whether the input could not be read, or a line of it could not be used; then the exit code is not 0. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /**
   * Sends each line after the welcome of the daemon, and ends the sending half at the end of the input. An
   * input that cannot be read counts as ended. Rejects only as the output does.
   */
  async run(): Promise<void> {
    const { channel } = this.#parts;
    if (!await channel.ready()) return;
    for (let line = await this.#next(); line !== undefined; line = await this.#next()) {
      if (line.isGarbled) await this.#warn("inputNotUtf8");
      if (!await this.#send(line)) return;
    }
    await channel.finish();
  }

  async #next(): Promise<InputLine | undefined> {
    try {
      return await this.#parts.lines.next();
    } catch (error) {
      if (!(error instanceof StreamFailure)) throw error;
      await this.#refuse(streamProblemIn(this.#parts.language, error.problem));
      return undefined;
    }
  }

  /** Sends a line; false if the connection takes no more. */
  #send(line: InputLine): Promise<boolean> {
    const { kind } = this.#parts;
    switch (kind) {
      case "typed":
        return this.#sendTyped(line);
      case "said":
        return this.#say(line);
      case "json":
        return this.#passOn(line);
      default:
        return kind satisfies never;
    }
  }

  async #sendTyped(line: InputLine): Promise<boolean> {
    const { channel, output, phrases, clientState } = this.#parts;
    const typed = parseTyped(line.text, clientState.commands);
    switch (typed.kind) {
      case "blank":
        return await channel.send("");
      case "command":
        if (typed.name === "lang") await output.tell(chooseLanguage(phrases, typed.rest));
        else await this.#refuse(this.#reject(typed.name));
        return true;
      case "incomplete":
        await this.#refuse(phrases.notice(typed.notice));
        return true;
      case "request":
        if (typed.request.type === "quit") channel.noteQuit();
        return await this.#ask(typed.request, line);
      default:
        return typed satisfies never;
    }
  }

  /** Says a line. An empty one is left out, because it cannot be said. */
  async #say(line: InputLine): Promise<boolean> {
    const { text } = line;
    return text === "" || await this.#ask({ type: "say", text }, line);
  }

  /** Passes an object on. One whose end was cut off is not valid JSON, so it is reported and left out. */
  async #passOn({ text, isCut }: InputLine): Promise<boolean> {
    if (!isCut) return text === "" || await this.#parts.channel.send(text);
    this.#hasFailed = true;
    await this.#warn("objectTooLong");
    return true;
  }

  async #ask(request: Request, { text, isCut }: InputLine): Promise<boolean> {
    const { output, phrases, clientState } = this.#parts;
    const { rooms } = clientState;
    if (isRecall(request)) {
      const asked = this.#recall.ask(text, rooms.present);
      if (asked !== undefined) return await this.#fit(asked, isCut);
      const usage = usageIn(clientState.commands, request.type);
      await this.#refuse(phrases.notice({ code: "usage", usage }));
      return true;
    }
    const route = routed(request, rooms);
    switch (route.kind) {
      case "turned":
        await output.tell(speakingLine(phrases, route.room));
        return true;
      case "without-rooms":
        await this.#refuse(phrases.noRooms);
        return true;
      case "sent":
        for (const each of route.requests) if (!await this.#fit(each, isCut)) return false;
        return true;
      default:
        return route satisfies never;
    }
  }

  async #fit(request: Sendable, isCut: boolean): Promise<boolean> {
    const { channel } = this.#parts;
    const fitted = channel.split(request);
    for (const part of fitted.parts) if (!await channel.ask(part)) return false;
    if (isCut || fitted.isCut) await this.#warn("lineCut");
    else if (fitted.parts.length > 1) await this.#warn("saidInParts");
    return true;
  }

  /** Why a line that begins like a command is not sent. */
  #reject(name: string): string {
    const { phrases, clientState } = this.#parts;
    return isAboutRooms(name) && !clientState.rooms.isServed
      ? phrases.noRooms
      : phrases.unknownInPipe(shown(name));
  }

  async #warn(warning: Warning): Promise<void> {
    if (this.#warned.has(warning)) return;
    this.#warned.add(warning);
    await this.#parts.output.complain(this.#parts.phrases[warning]);
  }

  async #refuse(sentence: string): Promise<void> {
    this.#hasFailed = true;
    await this.#parts.output.complain(sentence);
  }
}

/** Makes text of a file safe for a terminal. */
function shown(name: string): string {
  return escapeUnprintable(shorten(name, MAX_QUOTED));
}
