/**
 * The client's state in the chat, across connections: its name, the daemon's commands, and how far it has
 * read, so that after a reconnect nothing is shown twice, and missed messages are counted. Pure.
 *
 * @module
 */

import type { CommandInfo } from "../wire/json/commands.ts";
import { commandsWith } from "./command_list.ts";
import type { DaemonEvent, RoomStamp } from "../wire/json/daemon_event.ts";

/** What to do with an event. */
export interface Verdict {
  /** Whether to show it; false for what was shown before, and for what the person knows already. */
  readonly isShown: boolean;
  /**
   * How many messages and actions were said between two connections and are not shown. Not 0 at most once
   * after a reconnect; 0 if it is not known.
   */
  readonly missed: number;
}

/** The name to enter under. */
export interface WantedName {
  /** The name; undefined leaves it to the daemon. */
  readonly name: string | undefined;
  /** Whether a person chose it; if not, a refusal of the name is not shown. */
  readonly isChosen: boolean;
}

const SHOWN: Verdict = { isShown: true, missed: 0 };

/** Follows the events of all connections of one run. */
export class ClientState {
  #wanted: string | undefined;
  #isChosen: boolean;
  #you = "";
  #commands = commandsWith();
  #lastSeq = 0;
  #isResuming = false;
  /** Identifies the run of the daemon whose `seq` and counts these are; undefined if the daemon did not send it. */
  #epoch: string | undefined;
  /** How many messages and actions of the room are known of; undefined while that is not certain. */
  #said: number | undefined;
  /** Those that were said between two connections, until `missed` has reported them. */
  #missed = 0;
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

  /** Every command that can be typed: those that the daemon has told last, and the client's. */
  get commands(): readonly CommandInfo[] {
    return this.#commands;
  }

  /** Notes the next event; returns what to do with it. */
  note(event: DaemonEvent): Verdict {
    switch (event.kind) {
      case "welcome":
        this.#commands = commandsWith(event.commands);
        return this.#enter(event);
      case "renamed":
        if (event.from === this.#you) this.#choose(event.to);
        return this.#noteSeq(event);
      case "joined": {
        // The greeting has already told it.
        const { isShown, missed } = this.#noteSeq(event);
        return { isShown: isShown && event.name !== this.#you, missed };
      }
      case "message":
      case "action":
        return this.#noteSaid(event);
      case "left":
        return this.#noteSeq(event);
      case "skipped":
        // The daemon does not tell how many of them were messages.
        this.#said = undefined;
        return SHOWN;
      case "notice":
        return { isShown: !this.#isRefusalOfGuess(event.code), missed: 0 };
      default:
        return SHOWN;
    }
  }

  #enter({ you, seq, epoch, said }: DaemonEvent & { kind: "welcome" }): Verdict {
    this.#you = you;
    const isOtherRun = epoch !== this.#epoch;
    const known = isOtherRun || epoch === undefined ? undefined : this.#said;
    this.#missed = known === undefined ? 0 : Math.max(0, (said ?? 0) - known);
    // After a reconnect to the same run, the last `seq` that was read still holds. At the first connection,
    // and for another run of the daemon, counting begins here.
    if (this.#lastSeq === 0 || isOtherRun) this.#lastSeq = seq;
    else this.#isResuming = true;
    this.#epoch = epoch;
    this.#said = epoch === undefined ? undefined : said;
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

  #noteSaid(event: RoomStamp): Verdict {
    // History was said before the welcome, which has counted it.
    if (!event.isHistory && this.#said !== undefined) this.#said += 1;
    const isNews = event.isHistory && this.#isResuming && event.seq > this.#lastSeq;
    if (isNews) this.#missed = Math.max(0, this.#missed - 1);
    return this.#noteSeq(event);
  }

  #noteSeq({ seq, isHistory }: RoomStamp): Verdict {
    const last = this.#lastSeq;
    if (isHistory && this.#isResuming && seq <= last) return { isShown: false, missed: 0 };
    // History comes first. What it does not contain is reported before the first line after it.
    const missed = isHistory ? 0 : this.#missed;
    if (!isHistory) this.#missed = 0;
    // A restarted daemon starts its count again.
    this.#lastSeq = isHistory ? Math.max(last, seq) : seq;
    this.#isResuming = this.#isResuming && isHistory;
    return { isShown: true, missed };
  }
}
