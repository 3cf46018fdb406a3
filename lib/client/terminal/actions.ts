/**
 * Carries out what keys ask for: sends or keeps lines, and runs the client's own commands.
 *
 * @module
 */

import { chooseLanguage } from "../typed/choose_language.ts";
import { usageIn } from "../typed/command_list.ts";
import { helpOn } from "../typed/help.ts";
import type { CommandInfo } from "../../wire/json/commands.ts";
import { EXIT } from "../connection/ending.ts";
import { type SplitLine, splitLongLine } from "../typed/split_long_lines.ts";
import type { Phrases } from "../../words/phrases.ts";
import { isRecall } from "../typed/recall.ts";
import type { RecallQueue } from "../typed/recall_queue.ts";
import { parseTyped, type Request, type Sendable, typedForm } from "../typed/request.ts";
import { isAboutRooms, type Route, routed } from "../rooms/routed.ts";
import type { Rooms } from "../rooms/rooms.ts";
import { type Ignoring, ignoringLines } from "../connection/ignoring.ts";
import type { Uplink } from "../connection/uplink.ts";
import { isTalk, withSpaceForToken } from "../pending/line.ts";
import type { Delivery } from "./delivery.ts";
import type { History } from "./typing/history.ts";
import type { Stage } from "./stage.ts";
import type { KeyAction } from "./typing/key_action.ts";

/** What {@linkcode Actions} works with. */
export interface ActionParts {
  /** The way to the daemon. */
  readonly uplink: Uplink;
  /** The rooms. */
  readonly rooms: Rooms;
  /** What the person asks of an earlier time. */
  readonly questions: RecallQueue;
  /** The people whom the person ignores. */
  readonly ignoring: Ignoring;
  /** What the daemon has not answered yet, and how the person leaves. */
  readonly delivery: Delivery;
  /** Every command that can be typed now. */
  readonly commands: () => readonly CommandInfo[];
  /** The lines that were sent. */
  readonly history: History;
  /** Keeps a sent line for later runs. Never rejects. */
  readonly remember: (line: string) => Promise<void>;
  /** The words. */
  readonly phrases: Phrases;
  /** Whether the screen is drawn; false in append-only mode. */
  readonly isDrawn: boolean;
  /** What only the screen can do. */
  readonly stage: Stage;
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
    if (!actions.some(({ kind }) => kind === "interrupt")) this.#parts.delivery.leaving.disarm();
    for (const action of actions) await this.#carryOutOne(action);
  }

  /**
   * Begins to leave: at once if there is no connection, otherwise when the rest of a paste is sent and the daemon has
   * answered.
   */
  leave(): void {
    const { uplink, delivery: { outbox, leaving }, stage } = this.#parts;
    if (uplink.state.kind !== "online") return stage.exit(EXIT.ok);
    if (outbox.isPasting) return leaving.wait();
    leaving.begin();
    outbox.noteLeave();
    // The daemon may answer late or never. Keys must work in the meantime, so this is not awaited.
    void uplink.leave();
  }

  /** After an event: leaves, if the person wants to and the rest of a paste is sent. */
  async tend(): Promise<void> {
    const { uplink, delivery: { outbox, leaving } } = this.#parts;
    if (uplink.state.kind !== "online" || outbox.isPasting) return;
    const waiting = leaving.takeWaiting();
    if (waiting === undefined) return;
    if (waiting.quit === undefined) return this.leave();
    await this.#send(waiting.quit);
    this.#noteQuit();
  }

  /** Ctrl-C on an empty line: stops the rest of a paste; otherwise the second one leaves. */
  async #interrupt(): Promise<void> {
    const { delivery: { outbox, leaving }, stage, phrases } = this.#parts;
    if (leaving.isUnderWay) return stage.exit(EXIT.interrupted);
    const stopped = outbox.stopPaste();
    if (stopped !== undefined) return await stage.tell(phrases.pasteStopped(stopped));
    if (leaving.interrupt()) return stage.exit(EXIT.interrupted);
    await stage.hint(phrases.againToLeave);
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
        return await this.#interrupt();
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
      case "resend":
        return await this.#resend(typed.rest.trim());
      case "since":
        return await stage.since();
      default: {
        const { ignoring, commands } = this.#parts;
        const answer = ignoring.answer(typed.name, typed.rest, commands());
        if (answer !== undefined) return await stage.tell(...ignoringLines(answer, phrases));
        return await stage.tell(
          isAboutRooms(typed.name) && !this.#parts.rooms.isServed
            ? `-- ${phrases.noRooms}`
            : phrases.unknownCommand(typed.name),
        );
      }
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

  async #resend(choice: string): Promise<void> {
    const { stage, delivery, phrases, commands } = this.#parts;
    if (choice === "drop") return await delivery.drop();
    if (choice === "") return await delivery.resend();
    await stage.tell(phrases.usage(usageIn(commands(), "resend")));
  }

  async #say(lines: readonly string[]): Promise<void> {
    const [text = ""] = lines;
    if (lines.length > 1) return await this.#paste(lines);
    await this.#ask({ type: "say", text }, typedForm(text));
  }

  /** Says pasted lines one after the other, at the pace of the daemon. */
  async #paste(lines: readonly string[]): Promise<void> {
    const { uplink, delivery: { outbox }, rooms, stage, phrases } = this.#parts;
    if (!outbox.isOpen) return await stage.giveBack(lines, "offline");
    const routes = lines.map((text) => routed({ type: "say", text }, rooms));
    if (routes.some(({ kind }) => kind === "without-rooms")) {
      for (const text of lines) await this.#remember(typedForm(text));
      return await stage.tell(`-- ${phrases.noRooms}`);
    }
    const split = routes.flatMap((route) => route.kind === "sent" ? route.requests : [])
      .map((request) => this.#split(request));
    const requests = split.flatMap(({ parts }) => parts);
    if (requests.length > outbox.space) return await stage.giveBack(lines, "full");
    uplink.ask(outbox.paste(requests));
    for (const text of lines) await this.#remember(typedForm(text));
    if (split.some(({ isCut }) => isCut)) await stage.tell(`-- ${phrases.lineCut}`);
    else if (requests.length > lines.length) await stage.tell(`-- ${phrases.saidInParts}`);
  }

  /** Sends, or keeps the line where it was typed while there is no connection. */
  async #ask(request: Request, line: string): Promise<void> {
    const { uplink, delivery: { outbox }, stage, phrases, commands, isDrawn } = this.#parts;
    if (request.type === "help") {
      await stage.tell(...helpOn(request.topic ?? "", { commands: commands(), phrases, isDrawn }));
      return await this.#remember(line);
    }
    if (uplink.state.kind === "online" && (outbox.isOpen || !isTalk(request))) {
      if (request.type === "quit" && outbox.isPasting) {
        return this.#parts.delivery.leaving.wait(request);
      }
      const route = this.#route(request, line);
      if (route === undefined) await stage.tell(phrases.usage(usageIn(commands(), request.type)));
      else if (route.kind === "turned") await stage.turn(route.room);
      else if (route.kind === "without-rooms") await stage.tell(`-- ${phrases.noRooms}`);
      else if (!await this.#sendAll(route.requests)) return await stage.giveBack([line], "full");
      if (request.type === "quit") this.#noteQuit();
      return await this.#remember(line);
    }
    if (request.type === "quit") return this.leave();
    if (!isDrawn && this.#keep(request)) return await stage.tell(phrases.keptOffline);
    await stage.giveBack([line], "offline");
  }

  /** Keeps what is to be said until there is a connection; false if it is a command, or if there is no space. */
  #keep(request: Request): boolean {
    const { rooms, delivery: { outbox } } = this.#parts;
    const route = routed(request, rooms);
    if (route.kind !== "sent" || !route.requests.every(isTalk)) return false;
    return outbox.keep(route.requests.flatMap((each) => this.#split(each).parts));
  }

  /** Undefined for arguments that cannot be used. */
  #route(request: Request, line: string): Route | undefined {
    const { rooms, questions } = this.#parts;
    if (!isRecall(request)) return routed(request, rooms);
    const asked = questions.ask(line, rooms.present);
    return asked && { kind: "sent", requests: asked };
  }

  #noteQuit(): void {
    const { uplink, delivery: { outbox, leaving } } = this.#parts;
    leaving.begin();
    outbox.noteLeave();
    uplink.noteQuit();
  }

  /** False if a line has to wait until the daemon has answered others. */
  async #sendAll(requests: readonly Sendable[]): Promise<boolean> {
    for (const each of requests) if (!await this.#send(each)) return false;
    return true;
  }

  /** The daemon's pace must not hold up the keys: what it has not taken yet waits in the link. False if it is not sent. */
  async #send(request: Sendable): Promise<boolean> {
    const { uplink, delivery: { outbox }, stage, phrases } = this.#parts;
    const { parts, isCut } = this.#split(request);
    if (isTalk(request) && parts.length > outbox.space) return false;
    uplink.ask(parts.map((part) => outbox.send(part)));
    if (isCut) await stage.tell(`-- ${phrases.lineCut}`);
    else if (parts.length > 1) await stage.tell(`-- ${phrases.saidInParts}`);
    return true;
  }

  #split(request: Sendable): SplitLine {
    return splitLongLine(withSpaceForToken(request), this.#parts.uplink.lineLimit);
  }

  async #remember(line: string): Promise<void> {
    if (this.#parts.history.add(line)) await this.#parts.remember(line);
  }
}
