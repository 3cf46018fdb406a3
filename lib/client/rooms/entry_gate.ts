/**
 * Holds back what a pipe says until the daemon has let the client into every room that was asked for: what
 * is for one room must not be said in another.
 *
 * @module
 */

import type { Conversation } from "../connection/conversation.ts";
import type { DaemonEvent } from "../../wire/json/daemon_event.ts";
import { EXIT } from "../connection/ending.ts";
import { hasRooms, isEntryAnswer } from "./room_entry.ts";
import type { Rooms } from "./rooms.ts";
import type { Phrases } from "../../words/phrases.ts";

/** What {@linkcode EntryGate} works with; it owns none of it. */
export interface GateParts {
  /** The rooms that were asked for. */
  readonly rooms: Rooms;
  /** The conversation, which is ended if one of them cannot be entered. */
  readonly conversation: Conversation;
  /** Reports why. */
  readonly complain: (sentence: string) => Promise<void>;
  /** The words. */
  readonly phrases: Phrases;
}

/** The gate of one connection. */
export class EntryGate {
  readonly #parts: GateParts;
  readonly #opened = Promise.withResolvers<boolean>();
  #isDecided = false;
  #exitCode: number | undefined;

  /** Is closed until a welcome. */
  constructor(parts: GateParts) {
    this.#parts = parts;
  }

  /** Settles with true when everything has been entered, and with false when that will never be. */
  get opened(): Promise<boolean> {
    return this.#opened.promise;
  }

  /** The exit code if a room cannot be entered; undefined otherwise. */
  get exitCode(): number | undefined {
    return this.#exitCode;
  }

  /** Notes an event; call it before the rooms note it. */
  async note(event: DaemonEvent): Promise<void> {
    const { rooms, conversation, phrases } = this.#parts;
    if (this.#isDecided) return;
    if (event.kind === "welcome") {
      const requests = rooms.requestsAfter(event);
      if (rooms.hasOthers && !hasRooms(event)) {
        return await this.#close(phrases.noRooms, EXIT.failure);
      }
      for (const request of requests) await conversation.send(JSON.stringify(request));
      if (requests.length === 0) this.#decide(true);
    } else if (isEntryAnswer(event)) {
      const { missing } = rooms;
      if (missing.length === 0) this.#decide(true);
      else await this.#close(phrases.roomsRefused(missing), EXIT.refused);
    }
  }

  /** The connection has ended. */
  end(): void {
    this.#decide(false);
  }

  #decide(isOpen: boolean): void {
    this.#isDecided = true;
    this.#opened.resolve(isOpen);
  }

  async #close(sentence: string, code: number): Promise<void> {
    this.#decide(false);
    this.#exitCode = code;
    await this.#parts.complain(sentence);
    this.#parts.conversation.stop();
  }
}
