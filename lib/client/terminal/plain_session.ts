/**
 * The client in append-only mode on a terminal: for screen readers and dumb terminals. The terminal itself
 * edits the line, and new lines are only appended. Reconnects after a lost connection.
 *
 * @module
 */

import { REAL_CLOCK } from "../clock.ts";
import type { TimestampStyle } from "../settings/config.ts";
import type { DaemonLine } from "../../wire/json/daemon_event.ts";
import { EXIT } from "../connection/ending.ts";
import { InputLines } from "../pipe/input_lines.ts";
import type { Hello, Link } from "../connection/link.ts";
import type { Output } from "../pipe/output.ts";
import type { Phrases } from "../../words/phrases.ts";
import { findMistypedCommand } from "../typed/mistyped_command.ts";
import { OutputClosed } from "../../program/standard_streams.ts";
import type { ClientState } from "../connection/client_state.ts";
import { Uplink } from "../connection/uplink.ts";
import { Actions, type Stage } from "./actions.ts";
import { History } from "./history.ts";
import { textOfLine } from "./input/typed_line.ts";
import { People } from "./people.ts";
import { type Printout, Transcript } from "./transcript.ts";
import { speakingLine } from "../rooms/room_words.ts";

/** What {@linkcode PlainSession} works with; it owns none of it. */
export interface PlainParts {
  /** Opens a connection with a hello; rejects if it cannot be made. */
  readonly connect: (hello: Hello) => Promise<Link>;
  /** The client's initial state in the chat. */
  readonly clientState: ClientState;
  /** The input as bytes; cancelled at the end. */
  readonly input: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** Where lines go. */
  readonly output: Output;
  /** Whether to come back when the connection is lost. */
  readonly isReconnecting: boolean;
  /** The time before each line. */
  readonly timestamps: TimestampStyle;
  /** Whether to ring when one is spoken of. */
  readonly hasBell: boolean;
  /** The words. */
  readonly phrases: Phrases;
}

/** One run of the client in append-only mode. */
export class PlainSession {
  readonly #parts: PlainParts;
  readonly #transcript: Transcript;
  readonly #uplink: Uplink;
  readonly #actions: Actions;
  /** Why no line is read any more; undefined at an ordinary end. */
  #fault: unknown;

  /** Does nothing yet. */
  constructor(parts: PlainParts) {
    const { connect, isReconnecting, timestamps, phrases, clientState } = parts;
    this.#parts = parts;
    this.#transcript = new Transcript({
      phrases,
      timestamps,
      people: new People(),
      rooms: clientState.rooms,
      you: () => clientState.you,
      canGrow: false,
    });
    this.#uplink = new Uplink({
      connect,
      isReconnecting,
      clientState,
      show: (line) => this.#show(line),
      tell: (text) => this.#tell(text),
      phrases,
    });
    this.#actions = new Actions({
      uplink: this.#uplink,
      rooms: clientState.rooms,
      questions: clientState.questions,
      commands: () => clientState.commands,
      // The terminal has no way to call lines back.
      history: new History(),
      remember: () => Promise.resolve(),
      phrases,
      stage: this.#stage(),
    });
  }

  /** Runs until the person leaves, or the connection ends for good; returns the exit code. */
  async run(): Promise<number> {
    const lines = new InputLines(this.#parts.input);
    const typing = this.#type(lines);
    try {
      const code = await this.#uplink.run();
      if (this.#fault !== undefined) throw this.#fault;
      return code;
    } catch (error) {
      if (error instanceof OutputClosed) return EXIT.ok;
      throw error;
    } finally {
      await lines.cancel();
      await typing;
    }
  }

  async #show(line: DaemonLine): Promise<void> {
    if (line.kind === "plain") return await this.#tell(line.text);
    if (line.kind === "unknown") return;
    const { clientState, phrases } = this.#parts;
    const now = new Date();
    const verdict = clientState.note(line.event);
    const { when, asks, ...turned } = verdict;
    await this.#print(this.#transcript.hear(line.event, verdict, now, REAL_CLOCK.steady()));
    this.#uplink.ask(asks);
    if (turned.isWithoutRooms) await this.#tell(`-- ${phrases.noRooms}`);
    if (turned.opened !== undefined) await this.#tell(phrases.roomOpened(turned.opened));
    if (turned.turnedTo !== undefined) await this.#tell(speakingLine(phrases, turned.turnedTo));
    if (when === "now") await this.#uplink.reclaimName(line.event);
  }

  async #type(lines: InputLines): Promise<void> {
    try {
      for (let line = await lines.next(); line !== undefined; line = await lines.next()) {
        await this.#take(textOfLine(line.text));
      }
    } catch (error) {
      // The terminal cannot be read or written any more, which counts as the end of the input.
      this.#fault = error;
    }
    await this.#uplink.leave();
  }

  /**
   * Handles a typed line. One that may be a mistyped command is not said. This mode cannot ask, so the answer
   * tells how to say it.
   */
  async #take(line: string): Promise<void> {
    const { phrases, clientState } = this.#parts;
    const mistyped = findMistypedCommand(line, clientState.commands.map(({ name }) => name));
    if (mistyped === undefined) return await this.#actions.carryOut([{ kind: "submit", line }]);
    await this.#tell(
      mistyped.kind === "hidden"
        ? phrases.notSaid(mistyped.meant)
        : phrases.unknownCommand(mistyped.typed, mistyped.near),
    );
  }

  #stage(): Stage {
    const { phrases } = this.#parts;
    return {
      exit: () => void this.#uplink.leave(),
      tell: (...texts) => this.#tell(...texts),
      giveBack: () => this.#tell(phrases.notSent),
      toggleQuiet: () => this.#print(this.#transcript.toggleQuiet(new Date())),
      toggleOnly: () => this.#print(this.#transcript.toggleOnly(new Date())),
      turn: (room) => this.#tell(speakingLine(phrases, room)),
      wipe: () => this.#tell(phrases.notCleared),
      // Ctrl-Z is the terminal's own here.
      suspend: () => Promise.resolve(),
    };
  }

  #tell(...texts: string[]): Promise<void> {
    return this.#print(this.#transcript.tell(texts, new Date()));
  }

  async #print({ lines, isMention }: Printout): Promise<void> {
    await this.#parts.output.append(lines, isMention && this.#parts.hasBell ? "\x07" : "");
  }
}
