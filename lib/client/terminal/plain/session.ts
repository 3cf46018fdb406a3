/**
 * The client in append-only mode on a terminal: for screen readers and dumb terminals. Takes whole lines, and only
 * appends; console.ts reads the keys where the terminal does not edit the line. Reconnects after a lost
 * connection.
 *
 * @module
 */

import { REAL_CLOCK } from "../../clock.ts";
import type { ClientConfig, TimestampStyle } from "../../settings/config.ts";
import type { ChatLog } from "../../record/chat_log.ts";
import type { DaemonEvent, DaemonLine } from "../../../wire/json/daemon_event.ts";
import { EXIT } from "../../connection/ending.ts";
import { InputLines } from "../../pipe/input_lines.ts";
import type { Hello, Link } from "../../connection/link.ts";
import { nameRefusedLine } from "../../connection/name_refused.ts";
import type { Places } from "../../connection/servers.ts";
import type { Output } from "../../pipe/output.ts";
import type { Phrases } from "../../../words/phrases.ts";
import { findMistypedCommand } from "../../typed/mistyped_command.ts";
import { OutputClosed } from "../../../program/standard_streams.ts";
import type { ClientState, Verdict } from "../../connection/client_state.ts";
import { onSignal } from "../../signals.ts";
import { Uplink } from "../../connection/uplink.ts";
import { Actions } from "../actions.ts";
import type { Stage } from "../stage.ts";
import type { FirstHint } from "../first_hint.ts";
import { OwnEcho } from "./own_echo.ts";
import { Delivery } from "../delivery.ts";
import { History } from "../typing/history.ts";
import { textOfLine } from "../input/typed_line.ts";
import { Absence } from "../talk/absence.ts";
import { People } from "../talk/people.ts";
import { type Printout, Transcript } from "../talk/transcript.ts";
import { speakingLine } from "../../rooms/room_words.ts";

/** What {@linkcode PlainSession} works with; it owns none of it. */
export interface PlainParts extends Pick<ClientConfig, "isQuiet" | "highlights"> {
  /** Opens a connection with a hello, each time to the next address; rejects if it cannot be made. */
  readonly connect: (hello: Hello) => Promise<Link>;
  /** The addresses; undefined for a single one. */
  readonly places?: Places | undefined;
  /** The client's initial state in the chat. */
  readonly clientState: ClientState;
  /** The input as bytes; cancelled at the end. */
  readonly input: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** Where lines go. */
  readonly output: Output;
  /** The hint at the first start. */
  readonly firstHint: FirstHint;
  /** Whether to come back when the connection is lost. */
  readonly isReconnecting: boolean;
  /** The time before each line. */
  readonly timestamps: TimestampStyle;
  /** Whether to ring when one is spoken of. */
  readonly hasBell: boolean;
  /** The words. */
  readonly phrases: Phrases;
  /** Keeps the talk in a file as well; undefined for none. */
  readonly log?: ChatLog | undefined;
  /** Gives up a half-typed line; false if there is none. Undefined where the terminal edits the line. */
  readonly giveUp?: (() => boolean) | undefined;
  /** Shows now what is held while a line is typed. Undefined where nothing is held. */
  readonly showHeld?: (() => Promise<void>) | undefined;
}

/** So long after a Ctrl-C the next one leaves. */
const PATIENCE_MILLIS = 5000;

/** One run of the client in append-only mode. */
export class PlainSession {
  readonly #parts: PlainParts;
  readonly #transcript: Transcript;
  readonly #absence = new Absence();
  readonly #uplink: Uplink;
  readonly #actions: Actions;
  readonly #ownEcho = new OwnEcho();
  readonly #delivery: Delivery;
  /** Why no line is read any more; undefined at an ordinary end. */
  #fault: unknown;
  /** Settles with the exit code when Ctrl-C ends the run. */
  readonly #interrupted = Promise.withResolvers<number>();
  #interruptedAt = -Infinity;
  #hasEnded = false;
  /** Whether the person has left while there was no connection. */
  #hasLeft = false;
  /** Settles when the daemon says something, or the connection has ended for good. */
  #heard = Promise.withResolvers<void>();

  /** Does nothing yet. */
  constructor(parts: PlainParts) {
    const { timestamps, phrases, clientState, isQuiet, highlights } = parts;
    this.#parts = parts;
    this.#transcript = new Transcript({
      phrases,
      timestamps,
      people: new People(),
      rooms: clientState.rooms,
      you: () => clientState.you,
      isDrawn: false,
      absence: this.#absence,
      isQuiet,
      highlights,
    });
    this.#uplink = new Uplink({
      ...parts,
      show: (line) => this.#show(line),
      tell: (text) => this.#tellAndKeep(text),
    });
    // An output that cannot be written is noticed at the next line.
    parts.log?.attach((text) => void this.#tellAndKeep(text).catch(() => {}));
    const stage = this.#stage();
    this.#delivery = new Delivery({
      rooms: clientState.rooms,
      uplink: this.#uplink,
      tell: stage.tell,
      phrases,
      isDrawn: false,
    });
    this.#actions = new Actions({
      uplink: this.#uplink,
      delivery: this.#delivery,
      rooms: clientState.rooms,
      questions: clientState.questions,
      ignoring: clientState.ignoring,
      commands: () => clientState.commands,
      // There is no way to call lines back.
      history: new History(),
      remember: () => Promise.resolve(),
      phrases,
      isDrawn: false,
      stage,
    });
  }

  /** Runs until the person leaves, or the connection ends for good; returns the exit code. */
  async run(): Promise<number> {
    const stop = onSignal("SIGINT", () => void this.#interrupt());
    try {
      const code = await Promise.race([this.#talk(), this.#interrupted.promise]);
      const report = this.#delivery.report(true);
      if (report.length > 0) await this.#tell(...report);
      return report.length > 0 && code === EXIT.ok ? EXIT.failure : code;
    } catch (error) {
      if (error instanceof OutputClosed) return EXIT.ok;
      throw error;
    } finally {
      stop();
    }
  }

  async #talk(): Promise<number> {
    const lines = new InputLines(this.#parts.input);
    const typing = this.#type(lines);
    try {
      const code = await this.#uplink.run();
      if (this.#fault !== undefined) throw this.#fault;
      return this.#hasLeft ? EXIT.ok : code;
    } finally {
      this.#hasEnded = true;
      this.#heard.resolve();
      await lines.cancel();
      await typing;
    }
  }

  /**
   * Ctrl-C gives up a half-typed line. Where the terminal edits the line it has thrown it away already, and the client
   * does not know of it: only a second Ctrl-C soon after leaves.
   */
  async #interrupt(): Promise<void> {
    if (this.#parts.giveUp?.() === true) return this.#delivery.leaving.disarm();
    const at = REAL_CLOCK.steady();
    if (at - this.#interruptedAt > PATIENCE_MILLIS) this.#delivery.leaving.disarm();
    this.#interruptedAt = at;
    await this.#actions.carryOut([{ kind: "interrupt" }]);
  }

  async #show(line: DaemonLine): Promise<void> {
    if (line.kind === "plain") return await this.#tellAndKeep(line.text);
    if (line.kind === "unknown") return;
    const { clientState, phrases } = this.#parts;
    const now = new Date();
    const verdict = this.#delivery.outbox.judge(line.event, clientState.note(line.event));
    const { when, asks, ...turned } = verdict;
    const wasTyped = this.#ownEcho.isShown(line.event, clientState.you);
    const isThere = wasTyped && verdict.isShown && when === "now";
    const { lines, isMention } = this.#transcript.hear(
      line.event,
      verdict,
      now,
      REAL_CLOCK.steady(),
    );
    this.#parts.log?.hear(line.event, verdict, { now, isMention });
    await this.#print({ lines: isThere ? lines.slice(0, -1) : lines, isMention });
    const hint = this.#parts.firstHint.after(line.event, phrases);
    if (hint !== undefined) await this.#tell(hint);
    this.#uplink.ask(asks);
    const refusal = nameRefusedLine(line.event, verdict, phrases);
    if (refusal !== undefined) await this.#tell(refusal);
    if (turned.isWithoutRooms) await this.#tell(`-- ${phrases.noRooms}`);
    if (turned.opened !== undefined) await this.#tell(phrases.roomOpened(turned.opened));
    if (turned.turnedTo !== undefined) await this.#turnTo(turned.turnedTo);
    if (when === "now") await this.#uplink.reclaimName(line.event);
    await this.#follow(line.event, verdict);
  }

  /** The line that is being typed would be said there. */
  async #turnTo(room: string): Promise<void> {
    await this.#tell(speakingLine(this.#parts.phrases, room));
    await this.#parts.showHeld?.();
  }

  async #follow(event: DaemonEvent, verdict: Verdict): Promise<void> {
    await this.#delivery.hear(event, verdict);
    const news = this.#delivery.takeNews();
    if (news.length > 0) await this.#tell(...news);
    await this.#actions.tend();
    this.#heard.resolve();
    this.#heard = Promise.withResolvers();
  }

  async #type(lines: InputLines): Promise<void> {
    try {
      for (let line = await lines.next(); line !== undefined; line = await lines.next()) {
        // What came since the line before is what the person may want to hear again.
        this.#absence.press();
        await this.#take(textOfLine(line.text));
        // What is pasted comes as fast as it is read.
        while (this.#delivery.outbox.space === 0 && !this.#hasEnded) await this.#heard.promise;
        this.#absence.leave();
      }
    } catch (error) {
      // The terminal cannot be read or written any more, which counts as the end of the input.
      this.#fault = error;
    }
    const { length } = this.#delivery.outbox.unanswered;
    if (length > 0 && !this.#hasEnded) {
      await this.#tell(`-- ${this.#parts.phrases.leaving(length)}`);
    }
    this.#actions.leave();
  }

  /**
   * Handles a typed line. One that may be a mistyped command is not said. This mode cannot ask, so the answer
   * tells how to say it.
   */
  async #take(line: string): Promise<void> {
    const { phrases, clientState } = this.#parts;
    const mistyped = findMistypedCommand(line, clientState.commands.map(({ name }) => name));
    if (mistyped === undefined) {
      this.#ownEcho.note(line);
      return await this.#actions.carryOut([{ kind: "submit", line }]);
    }
    await this.#tell(
      mistyped.kind === "hidden"
        ? phrases.notSaid(mistyped.meant)
        : phrases.unknownCommand(mistyped.typed, mistyped.near),
    );
  }

  #stage(): Stage {
    const { phrases } = this.#parts;
    return {
      exit: (code) => code === EXIT.ok ? this.#stop() : this.#interrupted.resolve(code),
      tell: (...texts) => this.#tell(...texts),
      hint: (text) => this.#tell(`-- ${text}`),
      giveBack: (_, why) =>
        this.#tell(why === "full" ? `-- ${phrases.tooManyPending}` : phrases.notSent),
      toggleQuiet: () => this.#print(this.#transcript.toggleQuiet(new Date())),
      toggleOnly: () => this.#print(this.#transcript.toggleOnly(new Date())),
      since: () => this.#print(this.#transcript.since(new Date())),
      turn: (room) => this.#tell(speakingLine(phrases, room)),
      wipe: () => this.#tell(phrases.notCleared),
      // Ctrl-Z is the terminal's own here.
      suspend: () => Promise.resolve(),
    };
  }

  #stop(): void {
    this.#hasLeft = true;
    this.#uplink.stop();
  }

  #tell(...texts: string[]): Promise<void> {
    return this.#print(this.#transcript.tell(texts, new Date()));
  }

  async #tellAndKeep(text: string): Promise<void> {
    this.#parts.log?.tell(text, new Date());
    await this.#tell(text);
  }

  async #print({ lines, isMention }: Printout): Promise<void> {
    await this.#parts.output.append(lines, isMention && this.#parts.hasBell ? "\x07" : "");
  }
}
