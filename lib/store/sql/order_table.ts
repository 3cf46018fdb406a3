/**
 * The tables of what was decided to keep order: `sentence` (bans and mutes), `kept_room`, and the lockdown in `setting`.
 *
 * @module
 */

import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { KeptRoom, KeptSentence, OrderChange, OrderKept } from "../../core/order.ts";
import type { Millis, RoomName } from "../../core/units.ts";

/** The kinds of sentences by number, as the file has them; a number is never given to another kind. */
export const SENTENCE_KINDS = { ban: 1, mute: 2 } as const;

/** A row of `kept_room`; SQLite has no booleans. */
interface RoomRow {
  readonly room: RoomName;
  readonly isPrivate: number;
  readonly isTopicLocked: number;
  readonly isModerated: number;
  readonly password: string | null;
  readonly openFrom: number;
}

/** A row of `sentence`. */
interface SentenceRow extends Omit<KeptSentence, "until" | "name"> {
  readonly until: Millis | null;
  readonly name: string | null;
}

/** Reads and writes decisions. Every method throws what SQLite throws. */
export class OrderTable {
  readonly #db: DatabaseSync;
  readonly #pass: StatementSync;
  readonly #lift: StatementSync;
  readonly #keep: StatementSync;
  readonly #release: StatementSync;
  readonly #sentences: StatementSync;
  readonly #rooms: StatementSync;

  /** The tables of this database, which must have the present schema. */
  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#pass = db.prepare(
      "INSERT INTO sentence (kind, room, network, name, until, author, reason, since) " +
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (kind, room, network) DO UPDATE SET " +
        "name = excluded.name, until = excluded.until, author = excluded.author, " +
        "reason = excluded.reason, since = excluded.since",
    );
    this.#lift = db.prepare("DELETE FROM sentence WHERE kind = ? AND room = ? AND network = ?");
    this.#keep = db.prepare("INSERT OR REPLACE INTO kept_room VALUES (?, ?, ?, ?, ?, ?)");
    this.#release = db.prepare("DELETE FROM kept_room WHERE room = ?");
    this.#sentences = db.prepare(
      "SELECT room, network, name, until, author AS by, reason, since FROM sentence " +
        "WHERE kind = ? AND (until IS NULL OR until > ?) ORDER BY id",
    );
    this.#rooms = db.prepare(
      "SELECT room, is_private AS isPrivate, is_topic_locked AS isTopicLocked, " +
        "is_moderated AS isModerated, password, open_from AS openFrom FROM kept_room ORDER BY room",
    );
  }

  /** Writes a decision. It replaces an earlier one about the same subject. */
  apply(change: OrderChange): void {
    switch (change.kind) {
      case "ban":
      case "mute":
        return this.#passOn(change);
      case "unban":
      case "unmute": {
        const kind = change.kind === "unban" ? SENTENCE_KINDS.ban : SENTENCE_KINDS.mute;
        return void this.#lift.run(kind, change.room, change.network);
      }
      case "lockdown":
        return this.#setLockdown(change.isOn);
      case "room":
        return change.isKept ? this.#keepRoom(change) : this.#releaseRoom(change.room);
      default:
        return change satisfies never;
    }
  }

  /** All that is in force at this time, since the epoch. */
  inForce(now: Millis): OrderKept {
    const lockdown = this.#db.prepare("SELECT value FROM setting WHERE key = 'lockdown'").get();
    return {
      bans: this.#sentencesOf(SENTENCE_KINDS.ban, now),
      mutes: this.#sentencesOf(SENTENCE_KINDS.mute, now),
      isLockedDown: lockdown?.["value"] === "on",
      rooms: (this.#rooms.all() as unknown as RoomRow[]).map(keptRoomOf),
    };
  }

  /** Removes the sentences that have ended at this time, since the epoch. Returns how many there were. */
  removeEnded(now: Millis): number {
    return Number(this.#db.prepare("DELETE FROM sentence WHERE until <= ?").run(now).changes);
  }

  /** Removes everything. */
  clear(): void {
    this.#db.exec(
      "DELETE FROM sentence; DELETE FROM kept_room; DELETE FROM setting WHERE key = 'lockdown'",
    );
  }

  #passOn(change: Extract<OrderChange, { kind: "ban" | "mute" }>): void {
    const { kind, room, network, name = null, until = null, by, reason, since } = change;
    this.#pass.run(SENTENCE_KINDS[kind], room, network, name, until, by, reason, since);
  }

  #setLockdown(isOn: boolean): void {
    this.#db.exec("DELETE FROM setting WHERE key = 'lockdown'");
    if (isOn) this.#db.exec("INSERT INTO setting VALUES ('lockdown', 'on')");
  }

  #keepRoom(kept: KeptRoom): void {
    const { room, isPrivate, isTopicLocked, isModerated, password = null, openFrom } = kept;
    const flags = [isPrivate, isTopicLocked, isModerated].map(Number);
    this.#keep.run(room, ...flags, password, openFrom);
  }

  #releaseRoom(room: RoomName): void {
    this.#release.run(room);
    this.#db.prepare("DELETE FROM sentence WHERE room = ?").run(room);
  }

  #sentencesOf(kind: number, now: Millis): KeptSentence[] {
    const rows = this.#sentences.all(kind, now) as unknown as SentenceRow[];
    return rows.map(({ until, name, ...sentence }) => ({
      ...sentence,
      ...(until !== null && { until }),
      ...(name !== null && { name }),
    }));
  }
}

function keptRoomOf(row: RoomRow): KeptRoom {
  const { room, password, openFrom } = row;
  return {
    room,
    isKept: true,
    isPrivate: row.isPrivate !== 0,
    isTopicLocked: row.isTopicLocked !== 0,
    isModerated: row.isModerated !== 0,
    ...(password !== null && { password }),
    openFrom,
  };
}
