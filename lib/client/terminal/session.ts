/**
 * The client on a terminal: one loop handles keys, lines of the daemon, ticks of the clock and signals in the
 * order in which they come, and then draws once for all of them.
 *
 * @module
 */

import { REAL_CLOCK } from "../clock.ts";
import { nameRefusedLine } from "../connection/name_refused.ts";
import type { DaemonLine } from "../../wire/json/daemon_event.ts";
import { EXIT } from "../connection/ending.ts";
import { OutputClosed } from "../../program/standard_streams.ts";
import { Uplink } from "../connection/uplink.ts";
import { Actions } from "./actions.ts";
import type { Stage } from "./stage.ts";
import { Attention } from "./attention.ts";
import { Canvas } from "./drawing/canvas.ts";
import { Delivery } from "./delivery.ts";
import type { Composer } from "./typing/composer.ts";
import { composerOf } from "./composer_of.ts";
import type { Key } from "./input/key.ts";
import { Keyboard } from "./input/keyboard.ts";
import { Mailbox } from "./mailbox.ts";
import { People } from "./talk/people.ts";
import { lagIn, promptFor, troubleIn } from "./prompt.ts";
import { listenToSignals, type SignalItem } from "./session_signals.ts";
import { StopClock } from "./stop_clock.ts";
import { Suspension } from "./suspension.ts";
import type { TerminalParts } from "./terminal_parts.ts";
import { Transcript } from "./talk/transcript.ts";

type Item =
  | { readonly kind: "keys"; readonly keys: readonly Key[] }
  | { readonly kind: "line"; readonly line: DaemonLine }
  | { readonly kind: "failed"; readonly error: unknown }
  | { readonly kind: "told"; readonly text: string }
  | { readonly kind: "input-ended" | "tick" }
  | SignalItem;

const TICK_MILLIS = 1000;

/** One run of the client on a terminal. */
export class TerminalSession {
  readonly #parts: TerminalParts;
  readonly #mailbox = new Mailbox<Item>();
  readonly #keyboard: Keyboard;
  readonly #canvas: Canvas;
  readonly #transcript: Transcript;
  readonly #composer: Composer;
  readonly #uplink: Uplink;
  readonly #actions: Actions;
  readonly #delivery: Delivery;
  readonly #suspension: Suspension;
  readonly #stopClock = new StopClock();
  readonly #attention: Attention;
  /** A message below the draft, until the next key. */
  #hint = "";
  #exitCode: number | undefined;

  /** Does nothing yet. */
  constructor(parts: TerminalParts) {
    const { phrases, history, remember, places, clientState } = parts;
    const people = new People();
    const { rooms } = clientState;
    this.#parts = parts;
    this.#canvas = new Canvas(parts);
    this.#suspension = new Suspension({
      tty: parts.tty,
      canvas: this.#canvas,
      cannot: () => this.#tell(phrases.cannotSuspend),
    });
    this.#keyboard = new Keyboard({
      input: parts.input,
      press: (keys) => this.#mailbox.post({ kind: "keys", keys }),
    });
    const you = () => clientState.you;
    const { announcement } = parts;
    this.#attention = new Attention({
      canvas: this.#canvas,
      announcement,
      rooms,
      you,
      places,
      phrases,
    });
    const { absence } = this.#attention;
    this.#transcript = new Transcript({ ...parts, people, rooms, you, absence, isDrawn: true });
    this.#composer = composerOf(parts, people);
    this.#uplink = new Uplink({
      ...parts,
      show: (line) => this.#mailbox.post({ kind: "line", line }),
      tell: (text) => this.#mailbox.post({ kind: "told", text }),
    });
    parts.log?.attach((text) => this.#mailbox.post({ kind: "told", text }));
    const stage = this.#stage();
    this.#delivery = new Delivery({
      rooms,
      uplink: this.#uplink,
      tell: stage.tell,
      phrases,
      isDrawn: true,
    });
    this.#actions = new Actions({
      uplink: this.#uplink,
      delivery: this.#delivery,
      rooms,
      questions: clientState.questions,
      ignoring: clientState.ignoring,
      commands: () => clientState.commands,
      history,
      remember,
      phrases,
      isDrawn: true,
      stage,
    });
  }

  /**
   * Runs until the person leaves or the connection ends for good; returns the exit code. Rejects if
   * the first connection cannot be made. The terminal is as it was when it settles.
   */
  async run(): Promise<number> {
    const { tty } = this.#parts;
    const clock = setInterval(() => void this.#mailbox.post({ kind: "tick" }), TICK_MILLIS);
    const deafen = listenToSignals({
      post: (item) => void this.#mailbox.post(item),
      restore: () => tty.leave("\r\n"),
    });
    tty.enter({ focus: true });
    const reading = this.#read();
    const talking = this.#talk();
    try {
      return await this.#loop();
    } catch (error) {
      if (error instanceof OutputClosed) return EXIT.ok;
      await this.#canvas.finish(this.#transcript.growing);
      throw error;
    } finally {
      tty.leave();
      clearInterval(clock);
      deafen();
      await this.#keyboard.close();
      this.#uplink.stop();
      await Promise.all([reading, talking]);
    }
  }

  async #loop(): Promise<number> {
    await this.#draw();
    while (this.#exitCode === undefined) {
      for (const item of await this.#mailbox.take()) await this.#handle(item);
      if (this.#exitCode === undefined) {
        await this.#actions.tend();
        this.#delivery.tend(this.#composer, REAL_CLOCK.steady());
        await this.#draw();
      }
    }
    const report = this.#delivery.report(true);
    this.#tell(...report);
    await this.#canvas.finish(this.#transcript.growing);
    return report.length > 0 && this.#exitCode === EXIT.ok ? EXIT.failure : this.#exitCode;
  }

  async #read(): Promise<void> {
    await this.#keyboard.read();
    void this.#mailbox.post({ kind: "input-ended" });
  }

  async #talk(): Promise<void> {
    try {
      void this.#mailbox.post({ kind: "over", code: await this.#uplink.run() });
    } catch (error) {
      void this.#mailbox.post({ kind: "failed", error });
    }
  }

  async #handle(item: Item): Promise<void> {
    switch (item.kind) {
      case "keys":
        return await this.#type(item.keys);
      case "line":
        return this.#hear(item.line);
      case "told":
        return this.#tellAndKeep(item.text);
      case "over":
        this.#exitCode ??= item.code;
        return;
      case "failed":
        throw item.error;
      case "input-ended":
        return this.#actions.leave();
      case "continued":
        return await this.#suspension.comeBack();
      case "tick":
        return this.#uplink.watchLag(REAL_CLOCK.steady());
      case "resize":
        return;
      default:
        item satisfies never;
    }
  }

  async #type(keys: readonly Key[]): Promise<void> {
    for (const key of keys) {
      const hint = this.#attention.take(key, this.#hint);
      this.#hint = hint ?? "";
      const press = { at: REAL_CLOCK.steady(), isAlone: keys.length === 1 };
      if (hint !== undefined || await this.#delivery.press(key, press)) continue;
      await this.#actions.carryOut(this.#composer.press(key, press));
    }
  }

  #hear(line: DaemonLine): void {
    if (line.kind === "plain") return this.#tellAndKeep(line.text);
    if (line.kind === "unknown") return;
    // What was said of a line that could not be sent is no longer true.
    if (line.event.kind === "welcome") this.#hint = "";
    const now = new Date();
    const { outbox } = this.#delivery;
    const verdict = outbox.judge(line.event, this.#parts.clientState.note(line.event));
    const { isShown, when, asks, ...turned } = verdict;
    const at = REAL_CLOCK.steady();
    this.#stopClock.note(line.event, at);
    const printout = this.#transcript.hear(line.event, verdict, now, at);
    this.#attention.print(printout, at);
    this.#parts.log?.hear(line.event, verdict, { now, isMention: printout.isMention });
    const hint = this.#parts.firstHint.after(line.event, this.#parts.phrases);
    if (hint !== undefined) this.#tell(hint);
    this.#uplink.ask(asks);
    const refusal = nameRefusedLine(line.event, verdict, this.#parts.phrases);
    if (refusal !== undefined) this.#tell(refusal);
    void this.#delivery.hear(line.event, verdict);
    if (turned.isWithoutRooms) this.#tell(`-- ${this.#parts.phrases.noRooms}`);
    if (turned.opened !== undefined) this.#tell(this.#parts.phrases.roomOpened(turned.opened));
    if (turned.turnedTo !== undefined) this.#turn(turned.turnedTo);
    if (!isShown || when !== "now") return;
    // The daemon may be slow to read: keys must work meanwhile.
    void this.#uplink.reclaimName(line.event);
  }

  #tell(...texts: string[]): void {
    this.#canvas.print(this.#transcript.tell(texts, new Date()));
  }

  #tellAndKeep(text: string): void {
    this.#tell(text);
    this.#parts.log?.tell(text, new Date());
  }

  #turn(room: string): void {
    this.#canvas.print(this.#transcript.turn(room, new Date()));
  }

  #stage(): Stage {
    return {
      exit: (code) => this.#exitCode ??= code,
      tell: (...texts) => this.#tell(...texts),
      hint: (text) => void (this.#hint = text),
      giveBack: (lines, why) => {
        const { notConnected, tooManyPending } = this.#parts.phrases;
        this.#composer.restore(lines);
        this.#hint = why === "full" ? tooManyPending : notConnected;
      },
      toggleQuiet: () => this.#canvas.print(this.#transcript.toggleQuiet(new Date())),
      toggleOnly: () => this.#canvas.print(this.#transcript.toggleOnly(new Date())),
      since: () => this.#canvas.print(this.#transcript.since(new Date())),
      turn: (room) => {
        this.#composer.noteTurn();
        this.#turn(room);
      },
      wipe: () => this.#canvas.wipe(),
      suspend: () => this.#suspension.begin(),
    };
  }

  async #draw(): Promise<void> {
    const view = this.#composer.view();
    this.#attention.update(REAL_CLOCK.steady());
    await this.#canvas.draw({
      ...view,
      prompt: view.prompt ?? this.#prompt(),
      hint: this.#keyboard.isPasteStuck ? this.#parts.phrases.pasteOpen : this.#hint || view.hint,
      growing: this.#transcript.growing,
      ...this.#delivery.bottom,
    });
  }

  #prompt(): string {
    const { clientState: { you, rooms }, tty, measure, phrases } = this.#parts;
    const at = REAL_CLOCK.steady();
    const trouble = troubleIn(this.#uplink.state, phrases, at) ??
      this.#stopClock.words(phrases, at) ?? lagIn(this.#uplink.lag(at), phrases);
    const { unreadHere: unread } = this.#attention.absence;
    return promptFor({ you, rooms, trouble, unread, columns: tty.size().columns, measure });
  }
}
