/**
 * The client's state in the chat, across connections: its name, the daemon's commands, its rooms, how
 * far it has read each, and what it has looked at again. Pure.
 *
 * @module
 */

import type { CommandInfo } from "../../wire/json/commands.ts";
import type { DaemonEvent } from "../../wire/json/daemon_event.ts";
import { commandsWith } from "../typed/command_list.ts";
import type { Sendable } from "../typed/request.ts";
import { Recall } from "../typed/recall.ts";
import type { RecallQueue } from "../typed/recall_queue.ts";
import { Ignoring } from "./ignoring.ts";
import type { Hello } from "./link.ts";
import { isBarrierAnswer } from "../pending/on_the_way.ts";
import { Motd } from "./motd.ts";
import { Reading } from "./reading.ts";
import { isEntryAnswer } from "../rooms/room_entry.ts";
import type { RoomVerdict } from "../rooms/room_news.ts";
import { Rooms } from "../rooms/rooms.ts";
import { HIDDEN, SHOWN, type Verdict as ReadVerdict } from "./verdict.ts";

/** What to do with an event, and what follows from it for the rooms. */
export type Verdict = ReadVerdict & RoomVerdict;

/** The name to enter under. */
export interface WantedName {
  /** The name; undefined leaves it to the daemon. */
  readonly name: string | undefined;
  /** Whether a person chose it; if not, it is the login name, and a refusal of it is not shown as the daemon tells it. */
  readonly isChosen: boolean;
}

/** Follows the events of all connections of one run. */
export class ClientState {
  readonly #rooms: Rooms;
  readonly #reading: Reading;
  #wanted: string | undefined;
  #isChosen: boolean;
  #you = "";
  #commands = commandsWith();
  #isRefusalExpected = false;
  /** Whether the name was asked for, and the daemon has not answered. */
  #isReclaiming = false;
  readonly #motd = new Motd();
  /** The people whom the person ignores. */
  readonly ignoring: Ignoring = new Ignoring();

  /** Begins before the first connection. */
  constructor({ name, isChosen }: WantedName, rooms: Rooms = new Rooms()) {
    this.#wanted = name;
    this.#isChosen = isChosen;
    this.#rooms = rooms;
    this.#reading = new Reading(rooms, new Recall());
  }

  /** The name to ask for on the next connection. */
  get wanted(): string | undefined {
    return this.#wanted;
  }

  /** What to ask for in the hello of the next connection. */
  get hello(): Hello {
    return {
      ...(this.#wanted !== undefined && { nick: this.#wanted }),
      ...this.#rooms.wishes,
      ...this.#reading.wishes,
    };
  }

  /** The name that the others see; empty before the first welcome. */
  get you(): string {
    return this.#you;
  }

  /** The rooms that the client is in, or is to enter. */
  get rooms(): Rooms {
    return this.#rooms;
  }

  /** What the person asks of an earlier time. */
  get questions(): RecallQueue {
    return this.#reading.questions;
  }

  /** Every command that can be typed: those that the daemon has told last, and the client's. */
  get commands(): readonly CommandInfo[] {
    return this.#commands;
  }

  /** Notes the next event; returns what to do with it. */
  note(event: DaemonEvent): Verdict {
    const you = this.#you;
    const read = this.#withoutIgnored(event, this.#reading.note(event, you));
    // What has happened before is in the greeting: it changes nothing any more.
    if (read.when !== "now") return read;
    const turned = this.#rooms.note(event, you);
    return { ...this.#judge(event, read), ...turned };
  }

  /**
   * What to ask for when the present holder of the name that the person had leaves; undefined for nothing.
   * Once, if the holder leaves several rooms.
   */
  reclaim(event: DaemonEvent): Sendable | undefined {
    const wanted = this.#wanted;
    if (wanted === undefined || wanted === this.#you || this.#isReclaiming) return undefined;
    this.#isReclaiming = event.kind === "left" && event.name === wanted;
    return this.#isReclaiming ? { type: "nick", nick: wanted } : undefined;
  }

  #withoutIgnored(event: DaemonEvent, read: ReadVerdict): ReadVerdict {
    const { isHidden, asks } = this.ignoring.note(event, read.when !== "now");
    if (isHidden) return { ...read, isShown: false };
    return asks.length === 0 ? read : { ...read, asks: [...read.asks ?? [], ...asks] };
  }

  #judge(event: DaemonEvent, read: ReadVerdict): ReadVerdict {
    switch (event.kind) {
      case "welcome":
        this.#commands = commandsWith(event.commands);
        this.#motd.begin();
        this.#enter(event);
        return read;
      case "renamed":
        if (event.from === this.#you) this.#choose(event.to);
        return read;
      case "joined":
        // The greeting has already told it.
        return event.name === this.#you ? { ...read, isShown: false } : read;
      case "notice":
        // A refusal has one of many codes. To ask once too often costs one more line.
        this.#isReclaiming = false;
        if (event.code === "motd" && !this.#motd.note(event.text)) {
          return { ...read, isShown: false };
        }
        if (this.#isRefusalOfGuess(event.code)) {
          return { ...read, isShown: false, isLoginNameRefused: true };
        }
        // The client tells by itself where the person speaks: the daemon knows only what names no room.
        return event.code === "speaking" ? { ...read, isShown: false } : read;
      case "pong":
        return isEntryAnswer(event) || isBarrierAnswer(event) ? HIDDEN : SHOWN;
      default:
        return read;
    }
  }

  #enter({ you }: DaemonEvent & { kind: "welcome" }): void {
    this.#you = you;
    this.#isReclaiming = false;
    this.#isRefusalExpected = !this.#isChosen && this.#wanted !== undefined && this.#wanted !== you;
    if (this.#isRefusalExpected) this.#wanted = undefined;
  }

  #choose(name: string): void {
    this.#you = this.#wanted = name;
    this.#isChosen = true;
    this.#isReclaiming = false;
  }

  #isRefusalOfGuess(code: string): boolean {
    const isIt = this.#isRefusalExpected && code.startsWith("name");
    if (isIt) this.#isRefusalExpected = false;
    return isIt;
  }
}
