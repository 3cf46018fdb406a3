/**
 * The lines that were on their way when a connection ended. What the daemon tells of the time between tells
 * which of them were said; of the others it is known that they were not, or that nobody can know. Pure.
 *
 * @module
 */

import { fold } from "../../text/fold.ts";
import type { DaemonEvent, RoomEvent } from "../../wire/json/daemon_event.ts";
import type { Verdict } from "../connection/verdict.ts";
import { isRoomEvent } from "../format.ts";
import { isEntryAnswer } from "../rooms/room_entry.ts";
import { findSaid, type Line, saidBy, saidIn } from "./line.ts";
import type { Life } from "./on_the_way.ts";

/** The most names of one connection, and rooms of another, that are remembered; a hostile daemon may tell of more. */
export const MAX_REMEMBERED: number = 200;

/** A connection that has ended, as the others see it. */
interface Former {
  /** Its name. */
  name: string;
  /** All names that it had since the connection ended. */
  readonly names: Set<string>;
  /** By folded name of each room that it was in, the number of the last event before it. */
  readonly entries: Life["entries"];
  /** Whether it has ended for the daemon as well: what it has not said, it never will. */
  isOver: boolean;
  /** Folded names of the rooms that it has left. */
  readonly left: Set<string>;
}

/** A line, and what is known of it. */
interface Doubt extends Line {
  readonly former: Former;
  /**
   * `waiting`: what was missed in its room has not been told yet; `told`: it has, and the line was not there; `blind`:
   * not all of it is told.
   */
  readonly sight: "waiting" | "told" | "blind";
}

/** A line that was not delivered. */
export interface Undelivered {
  /** The line. */
  readonly line: Line;
  /** Whether that is certain. If it is not, the line would be said twice if it were sent again. */
  readonly isSure: boolean;
}

/** The lines of earlier connections in one run. */
export class Doubts {
  #doubts: readonly Doubt[] = [];
  /** Folded names of the rooms that the daemon has let the client into on this connection. */
  #entered = new Set<string>();

  /** All lines, also those of which it is not known yet whether they were said. */
  get lines(): readonly Line[] {
    return this.#doubts;
  }

  /** Whether it may still be found out by what was missed that a line was said. */
  get isOpen(): boolean {
    return this.#doubts.some(({ sight }) => sight === "waiting");
  }

  /** Whether it may still become certain of a line that it was said, or never will be. */
  get isUndecided(): boolean {
    return this.#doubts.some((doubt) => doubt.sight !== "blind" && !isSure(doubt));
  }

  /** What was not delivered; empty as long as that is open for any line. */
  get undelivered(): readonly Undelivered[] {
    if (this.isOpen) return [];
    return this.#doubts.map((doubt) => ({ line: doubt, isSure: isSure(doubt) }));
  }

  /** A connection has ended, with these lines on their way. */
  add(lines: readonly Line[], { name, entries, isTold }: Life): void {
    const former: Former = {
      name,
      names: new Set([name]),
      entries,
      isOver: false,
      left: new Set(),
    };
    this.#doubts = [
      ...this.#doubts,
      ...lines.map((line): Doubt => ({
        ...line,
        former,
        // Private words are not told again.
        sight: saidBy(line).kind === "private" || !isTold ? "blind" : "waiting",
      })),
    ];
  }

  /** Lines that were never sent, because there was no connection. */
  addUnsent(lines: readonly Line[]): void {
    const former: Former = {
      name: "",
      names: new Set(),
      entries: new Map(),
      isOver: true,
      left: new Set(),
    };
    const unsent = lines.map((line): Doubt => ({ ...line, former, sight: "told" }));
    this.#doubts = [...this.#doubts, ...unsent];
  }

  /** The line that an event says; undefined if it says none of them. Changes nothing. */
  find(event: RoomEvent, { when }: Verdict): Line | undefined {
    const said = saidIn(event);
    if (said === undefined || when === "known") return undefined;
    const doubts = this.#heardBy(event, when);
    return findSaid(doubts.filter(({ former }) => former.names.has(said.from)), said);
  }

  /** Takes these lines out. */
  take(keys: readonly number[]): void {
    this.#doubts = this.#doubts.filter(({ key }) => !keys.includes(key));
  }

  /**
   * Notes an event; `isWanted` tells which rooms this connection is to enter. Returns the line that it says, which is
   * taken out.
   */
  note(
    event: DaemonEvent,
    verdict: Verdict,
    isWanted: (room: string) => boolean,
  ): Line | undefined {
    if (event.kind === "welcome") this.#begin(event.you, isWanted);
    if (this.#doubts.length === 0) return undefined;
    if (isRoomEvent(event)) return this.#noteInRoom(event, verdict);
    if (event.kind === "welcome" || event.kind === "entered") {
      // The room of the welcome may be told once more, without a reading.
      if (verdict.reading !== undefined) this.#enter(event.room, verdict.reading);
    } else if (isEntryAnswer(event)) this.#settle();
    else if (event.kind === "gap") this.#look(event.room, "blind");
    return undefined;
  }

  #noteInRoom(event: RoomEvent, verdict: Verdict): Line | undefined {
    if (verdict.when === "known") return undefined;
    const said = this.#hear(event, verdict);
    // The first event that was not missed comes after all that were.
    if (verdict.when === "now") {
      this.#look(event.room, verdict.isCaughtUp === false ? "blind" : "told");
    }
    return said;
  }

  #begin(you: string, isWanted: (room: string) => boolean): void {
    this.#entered = new Set();
    this.#change((doubt) => {
      if (doubt.sight === "blind" || isSure(doubt)) return doubt;
      return { ...doubt, sight: isWanted(doubt.room) ? "waiting" : "blind" };
    });
    // The name is free again, and what it has said until then is missed.
    for (const { former } of this.#doubts) former.isOver ||= fold(former.name) === fold(you);
  }

  #enter(room: string, reading: NonNullable<Verdict["reading"]>): void {
    if (this.#entered.size < MAX_REMEMBERED) this.#entered.add(fold(room));
    if (reading === "level") this.#look(room, "told");
    if (reading === "anew") this.#look(room, "blind");
  }

  /** All rooms that were asked for have been entered, or will not be. */
  #settle(): void {
    this.#change((doubt) =>
      doubt.sight === "waiting" && !this.#entered.has(fold(doubt.room))
        ? { ...doubt, sight: "blind" }
        : doubt
    );
  }

  /** What was missed in a room has been told, or will not be. */
  #look(room: string, sight: "told" | "blind"): void {
    this.#change((doubt) =>
      doubt.sight === "waiting" && fold(doubt.room) === fold(room) ? { ...doubt, sight } : doubt
    );
  }

  /** Something was said or done in a room, perhaps by an earlier connection of the client. */
  #hear(event: RoomEvent, verdict: Verdict): Line | undefined {
    const doubts = this.#heardBy(event, verdict.when);
    const found = this.find(event, verdict);
    if (found !== undefined) this.take([found.key]);
    for (const former of new Set(doubts.map((doubt) => doubt.former))) change(former, event);
    return found;
  }

  /** The lines of the connections that an event may be of. */
  #heardBy({ room, seq }: RoomEvent, when: Verdict["when"]): readonly Doubt[] {
    const key = fold(room);
    return this.#doubts.filter(({ former }) =>
      !former.left.has(key) && (when === "missed" || !former.isOver) &&
      seq > (former.entries.get(key) ?? 0)
    );
  }

  #change(change: (doubt: Doubt) => Doubt): void {
    this.#doubts = this.#doubts.map(change);
  }
}

/** Whether it is certain that a line was not said, and will not be. */
function isSure({ sight, former, room }: Doubt): boolean {
  return sight === "told" && (former.isOver || former.left.has(fold(room)));
}

/** Notes that an earlier connection, by its name, has left a room or has another name. */
function change(former: Former, event: RoomEvent): void {
  const room = fold(event.room);
  if (event.kind === "left" && event.name === former.name) {
    // Before its own arrival, another of the client's connections may have left under the same name.
    if (former.entries.has(room)) former.left.add(room);
  } else if (event.kind === "renamed" && event.from === former.name) {
    former.name = event.to;
    if (former.names.size < MAX_REMEMBERED) former.names.add(event.to);
    // It had asked for the name that it may still have.
    former.isOver = false;
  }
}
