/**
 * What of the daemon's events a pipe prints: for programs all but the answers to what the client asks for itself; for
 * people no greeting where the client goes on at another address.
 *
 * @module
 */

import { isIdleWarning } from "../connection/conversation.ts";
import type { Verdict } from "../connection/client_state.ts";
import type { ClientState } from "../connection/client_state.ts";
import { isEntryAnswer } from "../rooms/room_entry.ts";
import { speakingLine } from "../rooms/room_words.ts";
import type { DaemonEvent, DaemonLine } from "../../wire/json/daemon_event.ts";
import type { Phrases } from "../../words/phrases.ts";
import type { Output } from "./output.ts";

/** What {@linkcode PipeScreen} works with; it owns none of it. */
export interface PipeScreenParts {
  /** The client's state in the chat. */
  readonly clientState: ClientState;
  /** Where lines go. */
  readonly output: Output;
  /** Whether a program reads them. */
  readonly isJson: boolean;
  /** The words. */
  readonly phrases: Phrases;
}

/** The output of one run. */
export class PipeScreen {
  readonly #parts: PipeScreenParts;
  #welcomes = 0;

  /** Prints nothing yet. */
  constructor(parts: PipeScreenParts) {
    this.#parts = parts;
  }

  /**
   * Prints an event that the client's state has noted with this verdict. When the client is ending, it does not matter
   * any more where it would speak. Rejects as the output does.
   */
  async show(
    line: DaemonLine & { readonly kind: "event" },
    verdict: Verdict,
    isEnding: boolean,
  ): Promise<void> {
    const { clientState, output, phrases, isJson } = this.#parts;
    if (line.event.kind === "welcome") this.#welcomes += 1;
    if (isJson) {
      if (!isEntryAnswer(line.event)) await output.show(line, clientState.you);
      return;
    }
    if (this.#isCut(line.event, verdict)) await output.tell(phrases.missedGap);
    // People need not know of a warning that the conversation has answered.
    const isWanted = verdict.isShown && !isIdleWarning(line) && !this.#isContinued(verdict);
    if (isWanted) await output.show(line, clientState.you);
    if (verdict.turnedTo !== undefined && !isEnding) {
      await output.tell(speakingLine(phrases, verdict.turnedTo));
    }
  }

  /** Whether the client enters a room in which it goes on where another connection has ended. */
  #isContinued({ reading }: Verdict): boolean {
    return this.#welcomes > 1 && (reading === "level" || reading === "behind");
  }

  /** Whether something may be missing before an event, because another connection has not told it. */
  #isCut(event: DaemonEvent, { reading, marks }: Verdict): boolean {
    if (this.#welcomes < 2) return false;
    if (event.kind === "welcome" && reading === "anew") return true;
    return marks.some((mark) =>
      mark.kind === "gap" || mark.kind === "untold" ||
      (mark.kind === "ends" && mark.isUnmarked === true)
    );
  }
}
