/**
 * Has the engine remove what it has deleted from its files. It keeps messages in files of 8 MiB at most, and
 * removes whole files alone: a deleted message stays in the file that has a later one. So what follows is made
 * to begin in another file, before the old ones are purged.
 *
 * @module
 */

import type { Bytes, Millis } from "../../core/units.ts";
import { encodeEntry, encodeRecord } from "../agreed/read_record.ts";
import { type AdminEntry, FORGETTING_LEVEL } from "../agreed/record.ts";
import { EngineFailure } from "../engine.ts";
import { LOG_SUBJECT, SNAPSHOT_FILL, SNAPSHOT_STREAM } from "./names.ts";
import { failureOf } from "./problems.ts";
import type { Snapshots } from "./snapshots.ts";
import type { JetStreamClient, JetStreamManager } from "./library_types.ts";

/** The size of one message that fills: below the longest that a server takes by default. */
const FILL_SIZE: Bytes = 524_288;

/** So many of them are more than a file of the engine, and a record of the longest length. */
const FILLS = 20;

/** How long the engine may take for one of them. */
const FILL_MILLIS: Millis = 5000;

/** So often snapshots that a node replaces meanwhile are moved again. */
const MAX_MOVES = 5;

/** What the engine is asked through. */
export interface EngineClients {
  /** Purges. */
  readonly streams: JetStreamManager;
  /** Publishes. */
  readonly publisher: JetStreamClient;
}

/**
 * Puts an administrator's entry into the log, under this random part of an epoch; resolves with its position.
 * Rejects with `EngineFailure`.
 */
export async function putEntry(
  { publisher }: EngineClients,
  entry: AdminEntry,
): Promise<number> {
  const random = crypto.randomUUID().slice(0, 8);
  const header = { v: FORGETTING_LEVEL, e: `cluster-forget.${random}`, n: 1 };
  return await publish(publisher, LOG_SUBJECT, encodeRecord(header, [encodeEntry(entry)]));
}

/** Has the log begin another file. Rejects with `EngineFailure`. */
export async function fillLog(clients: EngineClients): Promise<void> {
  const text = "-".repeat(FILL_SIZE);
  for (let each = 0; each < FILLS; each++) await putEntry(clients, { kind: "fill", text });
}

/**
 * Puts all snapshots that are whole into another file, and has the engine remove the old ones. Rejects with
 * `EngineFailure`.
 */
export async function renewSnapshots(clients: EngineClients, snapshots: Snapshots): Promise<void> {
  const { streams, publisher } = clients;
  const text = "-".repeat(FILL_SIZE);
  let last = 0;
  for (let each = 0; each < FILLS; each++) last = await publish(publisher, SNAPSHOT_FILL, text);
  for (let move = 0; move < MAX_MOVES; move++) {
    const old = (await snapshots.all()).flatMap(({ parts }) => parts)
      .filter(({ seq }) => seq <= last);
    if (old.length === 0) {
      await streams.streams.purge(SNAPSHOT_STREAM, { seq: last + 1 });
      return;
    }
    try {
      for (const part of old) await snapshots.move(part);
    } catch {
      // A node has written there meanwhile: what is there now is looked at again.
    }
  }
  throw new EngineFailure("the snapshots change too fast to be moved");
}

async function publish(
  publisher: JetStreamClient,
  subject: string,
  content: string,
): Promise<number> {
  try {
    const options = { retries: 0, timeout: FILL_MILLIS };
    return (await publisher.publish(subject, content, options)).seq;
  } catch (error) {
    throw failureOf("append a record", error);
  }
}
