/**
 * Holds back what a pipe says until the daemon has let the client into every room that was asked for, and
 * ends the conversation when the client is put out of one: what is for one room must not be said in another.
 *
 * @module
 */

import type { Conversation } from "../connection/conversation.ts";
import type { DaemonEvent } from "../../wire/json/daemon_event.ts";
import { EXIT } from "../connection/ending.ts";
import { fold } from "../../text/fold.ts";
import { hasRooms, isEntryAnswer } from "./room_entry.ts";
import type { Rooms } from "./rooms.ts";
import { reasonWords } from "../../words/lines.ts";
import type { Phrases } from "../../words/phrases.ts";

/** What {@linkcode EntryGate} works with; it owns none of it. */
export interface GateParts {
  /** The rooms that were asked for. */
  readonly rooms: Rooms;
  /** The conversation, which is ended if one of them cannot be entered, or is lost. */
  readonly conversation: Conversation;
  /** The name of the client. */
  readonly you: () => string;
  /** Reports why. */
  readonly complain: (sentence: string) => Promise<void>;
  /** The words. */
  readonly phrases: Phrases;
}

/** The most rooms whose number is remembered; a hostile daemon may tell of more. */
const MAX_ENTRIES = 200;

/** The gate of one connection. */
export class EntryGate {
  readonly #parts: GateParts;
  readonly #opened = Promise.withResolvers<boolean>();
  /** The rooms that were asked for at the start. */
  readonly #wanted: ReadonlySet<string>;
  /** By folded name of each room of this connection, the last number before its arrival there. */
  readonly #entries = new Map<string, number>();
  #isDecided = false;
  #exitCode: number | undefined;

  /** Is closed until a welcome. */
  constructor(parts: GateParts) {
    this.#parts = parts;
    this.#wanted = new Set(parts.rooms.all.map(({ name }) => fold(name)));
  }

  /** Settles with true when everything has been entered, and with false when that will never be. */
  get opened(): Promise<boolean> {
    return this.#opened.promise;
  }

  /** The exit code if a room cannot be entered or is lost; undefined otherwise. */
  get exitCode(): number | undefined {
    return this.#exitCode;
  }

  /** Notes an event; call it before the rooms note it. */
  async note(event: DaemonEvent): Promise<void> {
    const { rooms, conversation, phrases } = this.#parts;
    if (this.#exitCode !== undefined) return;
    if (event.kind === "welcome" || event.kind === "entered") this.#noteEntry(event);
    if (this.#isLoss(event)) {
      const why = reasonWords(phrases, event.reason);
      return await this.#close(phrases.roomLost(event.room, why), EXIT.refused);
    }
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

  /** Whether the daemon takes the client out of a room that was asked for, or in which it speaks. */
  #isLoss(event: DaemonEvent): event is DaemonEvent & { readonly kind: "left" } {
    if (event.kind !== "left") return false;
    if (event.name !== this.#parts.you() || event.reason.code === "part") return false;
    // What was missed tells how an earlier connection has left, which had the same name.
    if (event.seq <= (this.#entries.get(fold(event.room)) ?? 0)) return false;
    return this.#wanted.has(fold(event.room)) || this.#parts.rooms.isPresent(event.room);
  }

  #noteEntry({ room, seq }: { readonly room: string; readonly seq: number }): void {
    if (this.#entries.size < MAX_ENTRIES) this.#entries.set(fold(room), seq);
  }

  #decide(isOpen: boolean): void {
    this.#isDecided = true;
    this.#opened.resolve(isOpen);
  }

  async #close(sentence: string, code: number): Promise<void> {
    this.#decide(false);
    this.#exitCode = code;
    // Nothing may be said while the complaint is written.
    this.#parts.conversation.stop();
    await this.#parts.complain(sentence);
  }
}
