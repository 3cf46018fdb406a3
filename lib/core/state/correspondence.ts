/**
 * What is remembered of private words: who last wrote to a client, for `/reply`, and which client was
 * told of whom that they are away. The words themselves are not kept.
 *
 * @module
 */

import type { Nick } from "../reading/names.ts";
import type { ClientId, Millis } from "../units.ts";

/** A client is told once in this time that another is away. */
export const AWAY_NOTE_INTERVAL: Millis = 5 * 60_000;

/** So many others that are away are remembered for one client; the oldest note is forgotten first. */
export const MAX_AWAY_NOTES = 100;

/** Ids for so many private words in one millisecond; with more, ids run ahead of the time. */
const WORD_IDS_A_MILLISECOND = 1000;

/** The client that last wrote to another. */
export interface Correspondent {
  /** Its id; a reply goes to this client, whatever its name is then. */
  readonly client: ClientId;
  /** Its name when it wrote. */
  readonly nick: Nick;
}

/** What is remembered, as plain data. */
export interface CorrespondenceData {
  /** Who last wrote to a client. */
  readonly correspondents: readonly (readonly [ClientId, Correspondent])[];
  /** When a client was told of another that it is away, the oldest first. */
  readonly awayNotes: readonly (readonly [ClientId, readonly (readonly [ClientId, Millis])[]])[];
  /** The id of the last private word; undefined before the first. */
  readonly lastWordId?: number | undefined;
}

/** What is remembered of the private words of all clients here; owned by the desk. Never throws. */
export class Correspondence {
  readonly #correspondents: Map<ClientId, Correspondent>;
  readonly #awayNotes: Map<ClientId, Map<ClientId, Millis>>;
  #lastWordId: number;

  /** Nothing, or what was remembered when `data` was taken. */
  constructor(data?: CorrespondenceData) {
    this.#correspondents = new Map(data?.correspondents);
    this.#awayNotes = new Map(data?.awayNotes.map(([client, notes]) => [client, new Map(notes)]));
    this.#lastWordId = data?.lastWordId ?? 0;
  }

  /** Everything, as plain data that shares nothing with this. */
  snapshot(): CorrespondenceData {
    return {
      correspondents: Array.from(this.#correspondents, ([client, each]) => [client, { ...each }]),
      awayNotes: Array.from(this.#awayNotes, ([client, notes]) => [client, [...notes]]),
      ...(this.#lastWordId > 0 && { lastWordId: this.#lastWordId }),
    };
  }

  /**
   * The id of the next private word. It rises with the time (since the epoch) and is not a plain
   * count, because a count would tell each reader how many words others exchange. With several nodes
   * `by` is the writer: two nodes give hardly ever one id.
   */
  nextWordId(time: Millis, by = 0): number {
    const first = time * WORD_IDS_A_MILLISECOND + by % WORD_IDS_A_MILLISECOND;
    return this.#lastWordId = Math.max(this.#lastWordId + 1, first);
  }

  /** A client has been sent a private word. */
  noteWord(to: ClientId, from: Correspondent): void {
    this.#correspondents.set(to, from);
  }

  /** The client that last wrote to this one, and may have left since; undefined if none has. */
  correspondentOf(client: ClientId): Correspondent | undefined {
    return this.#correspondents.get(client);
  }

  /**
   * Whether to tell a client that another is away: the first time, and again after
   * {@linkcode AWAY_NOTE_INTERVAL}. Counts as told if so. `at` is by the monotonic clock.
   */
  takeAwayNote(client: ClientId, other: ClientId, at: Millis): boolean {
    let notes = this.#awayNotes.get(client);
    const toldAt = notes?.get(other);
    if (toldAt !== undefined && at - toldAt < AWAY_NOTE_INTERVAL) return false;
    if (notes === undefined) this.#awayNotes.set(client, notes = new Map());
    // Deleted first, so that the order is that of the times.
    notes.delete(other);
    const [oldest] = notes.keys();
    if (notes.size >= MAX_AWAY_NOTES && oldest !== undefined) notes.delete(oldest);
    notes.set(other, at);
    return true;
  }

  /** Forgets what is remembered for a client that has left. */
  forget(client: ClientId): void {
    this.#correspondents.delete(client);
    this.#awayNotes.delete(client);
  }
}
