/**
 * The client on a terminal: one loop handles keys, lines of the daemon, ticks of the clock and signals in the
 * order in which they come, and then draws once for all of them.
 *
 * @module
 */

import { REAL_CLOCK } from "../clock.ts";
import type { TimestampStyle } from "../settings/config.ts";
import type { DaemonLine } from "../../wire/json/daemon_event.ts";
import { EXIT } from "../connection/ending.ts";
import type { Hello, Link } from "../connection/link.ts";
import type { Phrases } from "../../words/phrases.ts";
import { OutputClosed } from "../../program/standard_streams.ts";
import type { ClientState } from "../connection/client_state.ts";
import { Uplink } from "../connection/uplink.ts";
import { Actions, type Stage } from "./actions.ts";
import { Canvas, type CanvasParts } from "./canvas.ts";
import { Composer } from "./composer.ts";
import type { History } from "./history.ts";
import type { Key } from "./input/key.ts";
import { Keyboard } from "./input/keyboard.ts";
import { Mailbox } from "./mailbox.ts";
import { People } from "./people.ts";
import { promptFor, troubleIn } from "./prompt.ts";
import { listenToSignals, type SignalItem } from "./session_signals.ts";
import { StopClock } from "./stop_clock.ts";
import { Transcript } from "./transcript.ts";

/** What {@linkcode TerminalSession} works with; it owns none of it. */
export interface TerminalParts extends CanvasParts {
  /** Opens a connection with a hello; rejects if it cannot be made. */
  readonly connect: (hello: Hello) => Promise<Link>;
  /** The client's initial state in the chat. */
  readonly clientState: ClientState;
  /** What the keyboard sends; cancelled at the end. */
  readonly input: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** The lines of earlier runs. */
  readonly history: History;
  /** Keeps a sent line for later runs. Never rejects. */
  readonly remember: (line: string) => Promise<void>;
  /** Whether to come back when the connection is lost. */
  readonly isReconnecting: boolean;
  /** The time before each line. */
  readonly timestamps: TimestampStyle;
  /** The words. */
  readonly phrases: Phrases;
}

type Item =
  | { readonly kind: "keys"; readonly keys: readonly Key[] }
  | { readonly kind: "line"; readonly line: DaemonLine }
  | { readonly kind: "failed"; readonly error: unknown }
  | { readonly kind: "told"; readonly text: string }
  | { readonly kind: "input-ended" | "tick" }
  | SignalItem;

const TICK_MILLIS = 1000;
/** A second signal within this time was forwarded by another process, and counts as the same one. */
const REPEAT_MILLIS = 5000;

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
  readonly #stopClock = new StopClock();
  /** A message below the draft, until the next key. */
  #hint = "";
  #exitCode: number | undefined;
  #hasSuspended = false;
  #cameBackAt = -Infinity;

  /** Does nothing yet. */
  constructor(parts: TerminalParts) {
    const { phrases, timestamps, history, remember, connect, isReconnecting, clientState } = parts;
    const people = new People();
    const { rooms } = clientState;
    this.#parts = parts;
    this.#canvas = new Canvas(parts);
    this.#keyboard = new Keyboard({
      input: parts.input,
      press: (keys) => this.#mailbox.post({ kind: "keys", keys }),
    });
    const you = () => clientState.you;
    this.#transcript = new Transcript({ phrases, timestamps, people, rooms, you, canGrow: true });
    this.#composer = new Composer({
      history,
      phrases,
      commands: () => clientState.commands,
      world: () => ({
        names: people.othersIn(rooms.present, ...rooms.names),
        partners: people.partners,
        rooms: rooms.names,
        banned: people.banned,
      }),
      whereabouts: () => ({ room: rooms.present, writer: people.lastWriter }),
      areRoomsSeveral: () => rooms.areSeveral,
    });
    this.#uplink = new Uplink({
      connect,
      isReconnecting,
      clientState,
      show: (line) => this.#mailbox.post({ kind: "line", line }),
      tell: (text) => this.#mailbox.post({ kind: "told", text }),
      phrases,
    });
    const stage = this.#stage();
    this.#actions = new Actions({
      uplink: this.#uplink,
      rooms,
      questions: clientState.questions,
      commands: () => clientState.commands,
      history,
      remember,
      phrases,
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
    tty.enter();
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
      if (this.#exitCode === undefined) await this.#draw();
    }
    await this.#canvas.finish(this.#transcript.growing);
    return this.#exitCode;
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
        return this.#tell(item.text);
      case "over":
        this.#exitCode ??= item.code;
        return;
      case "failed":
        throw item.error;
      case "input-ended":
        return this.#actions.leave();
      case "continued":
        return await this.#comeBack();
      case "tick":
      case "resize":
        return;
      default:
        item satisfies never;
    }
  }

  async #type(keys: readonly Key[]): Promise<void> {
    for (const key of keys) {
      this.#hint = "";
      await this.#actions.carryOut(this.#composer.press(key));
    }
  }

  #hear(line: DaemonLine): void {
    if (line.kind === "plain") return this.#tell(line.text);
    if (line.kind === "unknown") return;
    // What was said of a line that could not be sent is no longer true.
    if (line.event.kind === "welcome") this.#hint = "";
    const now = new Date();
    const verdict = this.#parts.clientState.note(line.event);
    const { isShown, when, asks, ...turned } = verdict;
    const at = REAL_CLOCK.steady();
    this.#stopClock.note(line.event, at);
    this.#canvas.print(this.#transcript.hear(line.event, verdict, now, at));
    this.#uplink.ask(asks);
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

  #turn(room: string): void {
    this.#canvas.print(this.#transcript.turn(room, new Date()));
  }

  #stage(): Stage {
    return {
      exit: (code) => this.#exitCode ??= code,
      tell: (...texts) => this.#tell(...texts),
      giveBack: (lines) => {
        this.#composer.restore(lines);
        this.#hint = this.#parts.phrases.notConnected;
      },
      toggleQuiet: () => this.#canvas.print(this.#transcript.toggleQuiet(new Date())),
      toggleOnly: () => this.#canvas.print(this.#transcript.toggleOnly(new Date())),
      turn: (room) => {
        this.#composer.noteTurn();
        this.#turn(room);
      },
      wipe: () => this.#canvas.wipe(),
      suspend: () => this.#suspend(),
    };
  }

  async #suspend(): Promise<void> {
    await this.#canvas.clear();
    this.#hasSuspended = true;
    try {
      await this.#parts.tty.suspend();
    } catch {
      // The message is shown on the screen, and the client goes on.
      this.#hasSuspended = false;
      this.#tell(this.#parts.phrases.cannotSuspend);
    }
  }

  /**
   * The shell continues the client. After a stop from outside, other output may be on the screen, so the
   * canvas forgets its state. The parent process may forward the signal, and then it comes twice.
   */
  async #comeBack(): Promise<void> {
    this.#parts.tty.enter();
    const now = REAL_CLOCK.steady();
    if (this.#hasSuspended) await this.#canvas.clear();
    else if (now - this.#cameBackAt > REPEAT_MILLIS) this.#canvas.forget();
    this.#cameBackAt = now;
    this.#hasSuspended = false;
  }

  async #draw(): Promise<void> {
    const view = this.#composer.view();
    await this.#canvas.draw({
      ...view,
      prompt: view.prompt ?? this.#prompt(),
      hint: this.#keyboard.isPasteStuck ? this.#parts.phrases.pasteOpen : this.#hint || view.hint,
      growing: this.#transcript.growing,
    });
  }

  #prompt(): string {
    const { clientState: { you, rooms }, tty, measure, phrases } = this.#parts;
    const at = REAL_CLOCK.steady();
    const trouble = troubleIn(this.#uplink.state, phrases, at) ??
      this.#stopClock.words(phrases, at);
    return promptFor({ you, rooms, trouble, columns: tty.size().columns, measure });
  }
}
