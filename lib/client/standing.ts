/**
 * Where the client stands in the chat, across connections: the name it has, and how far it has
 * read, so that after a reconnect nothing is shown twice and a gap is said. Pure.
 *
 * @module
 */

import type { DaemonEvent, RoomStamp } from "./daemon_event.ts";

/** What to do with an event. */
export interface Verdict {
  /** Whether to show it: not what was shown before, and not what the person knows already. */
  readonly isShown: boolean;
  /** How many of the room's lines are missing before it; only after a reconnect. */
  readonly missed: number;
}

/** The name to enter under. */
export interface WantedName {
  /** The name; undefined leaves it to the daemon. */
  readonly name: string | undefined;
  /** Whether a person chose it: a guess that cannot be had is not worth a word. */
  readonly isChosen: boolean;
}

const SHOWN: Verdict = { isShown: true, missed: 0 };

/** Follows the events of all connections of one run. */
export class Standing {
  #wanted: string | undefined;
  #isChosen: boolean;
  #you = "";
  #lastSeq = 0;
  #isResuming = false;
  #isRefusalExpected = false;

  /** Begins before the first connection. */
  constructor({ name, isChosen }: WantedName) {
    this.#wanted = name;
    this.#isChosen = isChosen;
  }

  /** The name to ask for on the next connection. */
  get wanted(): string | undefined {
    return this.#wanted;
  }

  /** The name that the others see; empty before the first welcome. */
  get you(): string {
    return this.#you;
  }

  /** Takes note of an event, each in turn, and says what to do with it. */
  note(event: DaemonEvent): Verdict {
    switch (event.type) {
      case "welcome":
        return this.#enter(event.you, event.seq);
      case "renamed":
        if (event.from === this.#you) this.#choose(event.to);
        return this.#noteSeq(event);
      case "joined": {
        // The greeting has said so.
        const { isShown, missed } = this.#noteSeq(event);
        return { isShown: isShown && event.name !== this.#you, missed };
      }
      case "message":
      case "action":
      case "left":
        return this.#noteSeq(event);
      case "notice":
        return { isShown: !this.#isRefusalOfGuess(event.code), missed: 0 };
      default:
        return SHOWN;
    }
  }

  #enter(you: string, seq: number): Verdict {
    this.#you = you;
    // What was read on an earlier connection is the measure; the first one begins here.
    if (this.#lastSeq === 0) this.#lastSeq = seq;
    else this.#isResuming = true;
    this.#isRefusalExpected = !this.#isChosen && this.#wanted !== undefined && this.#wanted !== you;
    if (this.#isRefusalExpected) this.#wanted = undefined;
    return SHOWN;
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

  #noteSeq({ seq, isHistory }: RoomStamp): Verdict {
    const last = this.#lastSeq;
    if (isHistory && this.#isResuming && seq <= last) return { isShown: false, missed: 0 };
    const missed = this.#isResuming && seq > last ? seq - last - 1 : 0;
    // A daemon that was started anew counts anew.
    this.#lastSeq = isHistory ? Math.max(last, seq) : seq;
    this.#isResuming = this.#isResuming && isHistory;
    return { isShown: true, missed };
  }
}
