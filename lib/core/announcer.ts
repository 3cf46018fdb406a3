/**
 * Arrivals and departures as people hear them: held for a moment, so that a crowd which comes or
 * goes at once is told as one line and not as one line each to everybody (a mass quit of 2,000
 * would else be four million lines). Whatever is said in the meantime lets the held lines out
 * first, so that nobody speaks before having arrived. Programs are told each at once, not here.
 *
 * @module
 */

import type { Effect } from "./event.ts";
import type { RoomMessage } from "./message.ts";
import type { ClientId, Millis, RoomName } from "./units.ts";

/** How long an arrival or departure may be held. */
export const CROWD_WINDOW: Millis = 100;

/** More than so many in one window are told as one line. */
export const CROWD_SIZE = 20;

/** What is held. */
export type Announcement = Extract<RoomMessage, { kind: "joined" | "left" }>;
type Verb = "arrived" | "left";

interface Held {
  readonly message: Announcement;
  /** Who arrived and is still here; undefined for departures. */
  newcomer: ClientId | undefined;
  /** Whether the newcomer hears the room already. */
  isListening: boolean;
}

/** Holds the announcements of one room; owned by `Chat`. Never throws. */
export class Announcer {
  readonly #room: RoomName;
  #held: Held[] = [];
  #windowEnd: Millis = -Infinity;
  #counts: Record<Verb, number> = { arrived: 0, left: 0 };

  /** An announcer for this room, holding nothing. */
  constructor(room: RoomName) {
    this.#room = room;
  }

  /**
   * Takes an arrival or a departure that people shall hear of within {@linkcode CROWD_WINDOW}. A
   * newcomer hears the room from right after its own arrival is told, or at once in a crowd.
   */
  hold(message: Announcement, at: Millis, effects: Effect[], newcomer?: ClientId): void {
    if (this.#held.length === 0) {
      if (at >= this.#windowEnd) {
        this.#windowEnd = at + CROWD_WINDOW;
        this.#counts = { arrived: 0, left: 0 };
      }
      effects.push({ kind: "wake", at: this.#windowEnd });
    }
    this.#held.push({ message, newcomer, isListening: false });
    this.#counts[verbOf(message)]++;
    if (this.#isCrowd("arrived")) this.#letListen(effects);
  }

  /** Tells what is held and not a crowd: something else is about to be told to the room. */
  release(effects: Effect[]): void {
    if (this.#held.length === 0) return;
    const kept: Held[] = [];
    for (const held of this.#held) {
      if (this.#isCrowd(verbOf(held.message))) kept.push(held);
      else this.#tell(held, effects);
    }
    this.#held = kept;
  }

  /** Tells everything held: its time is over, or somebody asked for all that came before. */
  releaseAll(effects: Effect[]): void {
    if (this.#held.length === 0) return;
    this.release(effects);
    const crowds = this.#held;
    this.#held = [];
    // The crowd that began first is told first: those who came and went are not told as still here.
    const verbs = new Set(crowds.map((held) => verbOf(held.message)));
    for (const verb of verbs) {
      this.#tellCrowd(verb, crowds.filter((held) => verbOf(held.message) === verb), effects);
    }
  }

  /** Tells everything held if its time is over. */
  tick(at: Millis, effects: Effect[]): void {
    if (at >= this.#windowEnd) this.releaseAll(effects);
  }

  /** Moves the window as the clock was moved. */
  shift(by: Millis): void {
    this.#windowEnd += by;
  }

  /** Somebody has left; a held arrival of theirs is still told, but gives them nothing to hear. */
  forget(client: ClientId): void {
    for (const held of this.#held) {
      if (held.newcomer === client) held.newcomer = undefined;
    }
  }

  #isCrowd(verb: Verb): boolean {
    return this.#counts[verb] > CROWD_SIZE;
  }

  #tell(held: Held, effects: Effect[]): void {
    effects.push({
      kind: "publish",
      room: this.#room,
      message: held.message,
      audience: "people",
    });
    this.#listen(held, effects);
  }

  /** One line for all; to each newcomer among them, how many came after. */
  #tellCrowd(verb: Verb, crowd: readonly Held[], effects: Effect[]): void {
    const [only] = crowd;
    if (only === undefined) return;
    if (crowd.length === 1) return this.#tellLast(only, effects);
    const room = this.#room;
    const insiders = crowd.filter((held) => held.newcomer !== undefined);
    for (const { newcomer } of insiders) {
      if (newcomer !== undefined) effects.push({ kind: "part", client: newcomer, room });
    }
    const message = { kind: "crowd", verb, count: crowd.length } as const;
    effects.push({ kind: "publish", room, message, audience: "people" });
    for (const [index, { newcomer }] of crowd.entries()) {
      if (newcomer === undefined) continue;
      const count = crowd.length - 1 - index;
      if (count > 0) {
        effects.push({ kind: "send", to: newcomer, message: { kind: "crowd", verb, count } });
      }
      effects.push({ kind: "join", client: newcomer, room });
    }
  }

  /** A crowd of which only one is left untold: told by name, but not to itself. */
  #tellLast(held: Held, effects: Effect[]): void {
    if (held.newcomer !== undefined && held.isListening) {
      effects.push({ kind: "part", client: held.newcomer, room: this.#room });
      held.isListening = false;
    }
    this.#tell(held, effects);
  }

  #letListen(effects: Effect[]): void {
    for (const held of this.#held) this.#listen(held, effects);
  }

  #listen(held: Held, effects: Effect[]): void {
    if (held.newcomer === undefined || held.isListening) return;
    held.isListening = true;
    effects.push({ kind: "join", client: held.newcomer, room: this.#room });
  }
}

function verbOf(message: Announcement): Verb {
  return message.kind === "joined" ? "arrived" : "left";
}
