/**
 * Carries out what keys ask for: sends or keeps lines, and runs the client's own commands.
 *
 * @module
 */

import { chooseLanguage } from "../typed/choose_language.ts";
import { ownHelp, usageIn } from "../typed/command_list.ts";
import type { CommandInfo } from "../../wire/json/commands.ts";
import { EXIT } from "../connection/ending.ts";
import { splitLongLine } from "../typed/split_long_lines.ts";
import type { Phrases } from "../../words/phrases.ts";
import { isRecall } from "../typed/recall.ts";
import type { RecallQueue } from "../typed/recall_queue.ts";
import { parseTyped, type Request, type Sendable, typedForm } from "../typed/request.ts";
import { isAboutRooms, type Route, routed } from "../rooms/routed.ts";
import type { Rooms } from "../rooms/rooms.ts";
import type { Uplink } from "../connection/uplink.ts";
import type { History } from "./history.ts";
import type { KeyAction } from "./key_action.ts";

/** What {@linkcode Actions} works with. */
export interface ActionParts {
  /** The way to the daemon. */
  readonly uplink: Uplink;
  /** The rooms. */
  readonly rooms: Rooms;
  /** What the person asks of an earlier time. */
  readonly questions: RecallQueue;
  /** Every command that can be typed now. */
  readonly commands: () => readonly CommandInfo[];
  /** The lines that were sent. */
  readonly history: History;
  /** Keeps a sent line for later runs. Never rejects. */
  readonly remember: (line: string) => Promise<void>;
  /** The words. */
  readonly phrases: Phrases;
  /** What only the screen can do. */
  readonly stage: Stage;
}

/** The actions of the screen; those that return a promise are awaited. */
export interface Stage {
  /** Ends the run. */
  exit(code: number): void;
  /** Shows messages to the person, a line each. */
  tell(...texts: string[]): void | Promise<void>;
  /** Puts lines that could not be sent back into the draft, one as typed, several as a paste, and shows a notice. */
  giveBack(lines: readonly string[]): void | Promise<void>;
  /** Hides arrivals and departures, or shows them again. */
  toggleQuiet(): void | Promise<void>;
  /** Hides the lines of other rooms, or shows them again. */
  toggleOnly(): void | Promise<void>;
  /** The person speaks in this room from now on. */
  turn(room: string): void | Promise<void>;
  /** Empties the screen. */
  wipe(): Promise<void>;
  /** Stops the process until the shell continues it. */
  suspend(): Promise<void>;
}

/** Carries out what keys ask for. */
export class Actions {
  readonly #parts: ActionParts;

  /** Does nothing yet. */
  constructor(parts: ActionParts) {
    this.#parts = parts;
  }

  /** Carries out actions in order. */
  async carryOut(actions: readonly KeyAction[]): Promise<void> {
    for (const action of actions) await this.#carryOutOne(action);
  }

  /** Begins to leave: at once if there is no connection, otherwise when the daemon has answered. */
  leave(): void {
    // The daemon may answer late or never. Keys must work in the meantime, so this is not awaited.
    if (this.#parts.uplink.state.kind === "online") void this.#parts.uplink.leave();
    else this.#parts.stage.exit(EXIT.ok);
  }

  async #carryOutOne(action: KeyAction): Promise<void> {
    const { stage } = this.#parts;
    switch (action.kind) {
      case "submit":
        return await this.#submit(action.line);
      case "say":
        return await this.#say(action.lines);
      case "tell":
        return await stage.tell(action.text);
      case "turn-to":
        return await this.#turn(() => this.#parts.rooms.turnTo(action.number));
      case "turn-by":
        return await this.#turn(() => this.#parts.rooms.turnBy(action.step));
      case "leave":
        return this.leave();
      case "interrupt":
        return stage.exit(EXIT.interrupted);
      case "wipe":
        return await stage.wipe();
      case "suspend":
        return await stage.suspend();
      default:
        action satisfies never;
    }
  }

  async #submit(line: string): Promise<void> {
    const typed = parseTyped(line, this.#parts.commands());
    if (typed.kind === "blank") return;
    if (typed.kind === "request") return await this.#ask(typed.request, line);
    await this.#remember(line);
    const { stage, phrases } = this.#parts;
    if (typed.kind === "incomplete") {
      return await stage.tell(`-- ${phrases.notice(typed.notice)}`);
    }
    switch (typed.name) {
      case "lang":
        return await stage.tell(chooseLanguage(phrases, typed.rest));
      case "quiet":
        return await stage.toggleQuiet();
      case "only":
        return await stage.toggleOnly();
      case "reconnect":
        return await this.#reconnect();
      case "clear":
        return await stage.wipe();
      default:
        return await stage.tell(
          isAboutRooms(typed.name) && !this.#parts.rooms.isServed
            ? `-- ${phrases.noRooms}`
            : phrases.unknownCommand(typed.name),
        );
    }
  }

  /** Nothing is said of a room in which the person speaks already. */
  async #turn(turn: () => string | undefined): Promise<void> {
    const before = this.#parts.rooms.present;
    const room = turn();
    if (room !== undefined && room !== before) await this.#parts.stage.turn(room);
  }

  async #reconnect(): Promise<void> {
    const { uplink, stage, phrases } = this.#parts;
    if (uplink.state.kind === "online") await stage.tell(phrases.alreadyConnected);
    else uplink.reconnectNow();
  }

  async #say(lines: readonly string[]): Promise<void> {
    const { uplink, stage } = this.#parts;
    if (uplink.state.kind !== "online" && lines.length > 1) return await stage.giveBack(lines);
    for (const text of lines) await this.#ask({ type: "say", text }, typedForm(text));
  }

  /** Sends, or keeps the line where it was typed while there is no connection. */
  async #ask(request: Request, line: string): Promise<void> {
    const { uplink, stage, phrases, commands } = this.#parts;
    if (uplink.state.kind === "online") {
      const route = this.#route(request, line);
      if (route === undefined) await stage.tell(phrases.usage(usageIn(commands(), request.type)));
      else if (route.kind === "turned") await stage.turn(route.room);
      else if (route.kind === "without-rooms") await stage.tell(`-- ${phrases.noRooms}`);
      else for (const each of route.requests) await this.#send(each);
      if (request.type === "quit") uplink.noteQuit();
      if (request.type === "help") await stage.tell(...ownHelp(phrases));
      return await this.#remember(line);
    }
    if (request.type === "quit") return this.leave();
    await stage.giveBack([line]);
  }

  /** Undefined for arguments that cannot be used. */
  #route(request: Request, line: string): Route | undefined {
    const { rooms, questions } = this.#parts;
    if (!isRecall(request)) return routed(request, rooms);
    const asked = questions.ask(line, rooms.present);
    return asked && { kind: "sent", requests: asked };
  }

  /** The daemon's pace must not hold up the keys: what it has not taken yet waits in the link. */
  async #send(request: Sendable): Promise<void> {
    const { uplink, stage, phrases } = this.#parts;
    const { parts, isCut } = splitLongLine(request, uplink.lineLimit);
    for (const part of parts) void uplink.send(JSON.stringify(part));
    if (isCut) await stage.tell(`-- ${phrases.lineCut}`);
    else if (parts.length > 1) await stage.tell(`-- ${phrases.saidInParts}`);
  }

  async #remember(line: string): Promise<void> {
    if (this.#parts.history.add(line)) await this.#parts.remember(line);
  }
}
