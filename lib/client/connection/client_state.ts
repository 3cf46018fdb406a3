/**
 * The client's state in the chat, across connections: its name, the daemon's commands, its rooms, and how
 * far it has read each. Pure.
 *
 * @module
 */

import { fold } from "../../text/fold.ts";
import type { CommandInfo } from "../../wire/json/commands.ts";
import type { DaemonEvent } from "../../wire/json/daemon_event.ts";
import { commandsWith } from "../typed/command_list.ts";
import type { Hello } from "./link.ts";
import { Progress, type Verdict as Reading } from "./progress.ts";
import { isEntryAnswer } from "../rooms/room_entry.ts";
import type { RoomVerdict } from "../rooms/room_news.ts";
import { Rooms } from "../rooms/rooms.ts";

/** What to do with an event, and what follows from it for the rooms. */
export type Verdict = Reading & RoomVerdict;

/** The name to enter under. */
export interface WantedName {
  /** The name; undefined leaves it to the daemon. */
  readonly name: string | undefined;
  /** Whether a person chose it; if not, a refusal of the name is not shown. */
  readonly isChosen: boolean;
}

const SHOWN: Verdict = { isShown: true, missed: 0 };
const HIDDEN: Verdict = { isShown: false, missed: 0 };

/** The most rooms whose progress is remembered; a hostile daemon may tell of more. */
const MAX_ROOMS = 200;

/** Follows the events of all connections of one run. */
export class ClientState {
  readonly #rooms: Rooms;
  readonly #progress = new Map<string, Progress>();
  #wanted: string | undefined;
  #isChosen: boolean;
  #you = "";
  #commands = commandsWith();
  #isRefusalExpected = false;

  /** Begins before the first connection. */
  constructor({ name, isChosen }: WantedName, rooms: Rooms = new Rooms()) {
    this.#wanted = name;
    this.#isChosen = isChosen;
    this.#rooms = rooms;
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

  /** Every command that can be typed: those that the daemon has told last, and the client's. */
  get commands(): readonly CommandInfo[] {
    return this.#commands;
  }

  /** Notes the next event; returns what to do with it. */
  note(event: DaemonEvent): Verdict {
    const turned = this.#rooms.note(event, this.#you);
    return { ...this.#read(event), ...turned };
  }

  #read(event: DaemonEvent): Verdict {
    switch (event.kind) {
      case "welcome":
        this.#commands = commandsWith(event.commands);
        this.#enter(event);
        return SHOWN;
      case "entered":
        // The welcome has told the first room's numbers.
        if (!this.#rooms.isHome(event.room)) this.#progressIn(event.room)?.enter(event);
        return SHOWN;
      case "renamed":
        if (event.from === this.#you) this.#choose(event.to);
        return this.#progressIn(event.room)?.note(event) ?? SHOWN;
      case "joined": {
        // The greeting has already told it.
        const { isShown, missed } = this.#progressIn(event.room)?.note(event) ?? SHOWN;
        return { isShown: isShown && event.name !== this.#you, missed };
      }
      case "message":
      case "action":
        return this.#progressIn(event.room)?.noteSaid(event) ?? SHOWN;
      case "left": {
        const reading = this.#progressIn(event.room)?.note(event) ?? SHOWN;
        // What is said there from now on is not missed.
        if (event.name === this.#you) this.#progress.delete(fold(event.room));
        return reading;
      }
      case "topic":
        return this.#progressIn(event.room)?.note(event) ?? SHOWN;
      case "skipped":
        this.#progressIn(event.room)?.noteSkipped();
        return SHOWN;
      case "notice":
        // The client tells by itself where the person speaks: the daemon knows only what names no room.
        return event.code === "speaking" || this.#isRefusalOfGuess(event.code) ? HIDDEN : SHOWN;
      case "pong":
        return isEntryAnswer(event) ? HIDDEN : SHOWN;
      default:
        return SHOWN;
    }
  }

  /** How far a room has been read; undefined if there are too many. */
  #progressIn(room: string): Progress | undefined {
    const key = fold(room);
    const known = this.#progress.get(key);
    if (known !== undefined || this.#progress.size >= MAX_ROOMS) return known;
    const progress = new Progress();
    this.#progress.set(key, progress);
    return progress;
  }

  #enter(event: DaemonEvent & { kind: "welcome" }): void {
    const { you } = event;
    this.#you = you;
    this.#progressIn(event.room)?.enter(event);
    this.#isRefusalExpected = !this.#isChosen && this.#wanted !== undefined && this.#wanted !== you;
    if (this.#isRefusalExpected) this.#wanted = undefined;
  }

  #choose(name: string): void {
    this.#you = this.#wanted = name;
    this.#isChosen = true;
  }

  #isRefusalOfGuess(code: string): boolean {
    const isIt = this.#isRefusalExpected && code.startsWith("name");
    if (isIt) this.#isRefusalExpected = false;
    return isIt;
  }
}
