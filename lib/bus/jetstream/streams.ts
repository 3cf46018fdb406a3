/**
 * Makes the streams of a cluster: the log with its birth, and the snapshots. Only `cluster-init` does.
 *
 * @module
 */

import {
  DiscardPolicy,
  jetstream,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
  type StreamConfig,
} from "npm:@nats-io/jetstream@3.4.0";
import { jserrors } from "npm:@nats-io/jetstream@3.4.0/internal";
import type { Bytes, Millis } from "../../core/units.ts";
import { encodeEntry, encodeRecord } from "../agreed/read_record.ts";
import { type Birth, LEVEL } from "../agreed/record.ts";
import { LOG_STREAM, LOG_SUBJECT, REPUBLISH, SNAPSHOT_STREAM, SNAPSHOT_SUBJECTS } from "./names.ts";
import type { JetStreamManager, NatsConnection, StreamInfo } from "./library_types.ts";

/** The most that the log takes on each server's disk; the oldest records are then deleted. */
export const LOG_BYTES: Bytes = 4_294_967_296;

const NANOS_PER_MILLI = 1_000_000;

/** The name in the epoch of the record of the birth. */
const BIRTH_NODE = "cluster-init";

/** The length of the random key of a birth. */
const KEY_BYTES: Bytes = 32;

/** What the engine answers if the log has a record already. */
const WRONG_LAST_SEQUENCE = 10071;

/** How a cluster's streams are kept. */
export interface StreamPlan {
  /** On how many servers everything is kept: 1, 3 or 5. */
  readonly replicas: number;
  /** How long a record stays in the log. */
  readonly maxAge: Millis;
  /** Whether a log that is there is deleted, with its snapshots, and a new one begins. */
  readonly isNewEpoch: boolean;
}

/** There is a log already. */
export class LogExists extends Error {
  /** The name in stack traces. */
  override readonly name: string = "LogExists";
}

/**
 * Makes the streams, and puts the birth into the log; resolves with the birth. What a call before has left
 * half done is finished.
 *
 * @throws {LogExists} if there is a log and it is not to be replaced.
 * @throws what the library throws.
 */
export async function makeStreams(connection: NatsConnection, plan: StreamPlan): Promise<Birth> {
  const streams = await jetstreamManager(connection, { checkAPI: false });
  const known = await infoOf(streams, LOG_STREAM);
  if (known !== undefined && known.state.last_seq > 0 && !plan.isNewEpoch) throw new LogExists();
  if (plan.isNewEpoch) {
    for (const stream of [LOG_STREAM, SNAPSHOT_STREAM]) {
      if (await infoOf(streams, stream) !== undefined) await streams.streams.delete(stream);
    }
  }
  const { replicas } = plan;
  await streams.streams.add({
    ...LOG_CONFIG,
    num_replicas: replicas,
    max_age: plan.maxAge * NANOS_PER_MILLI,
  });
  await streams.streams.add({ ...SNAPSHOTS, num_replicas: replicas });
  const birth = newBirth();
  const record = encodeRecord({ v: LEVEL, e: `${BIRTH_NODE}.${birth.id}`, n: 1 }, [
    encodeEntry({ kind: "birth", ...birth }),
  ]);
  await publishFirst(connection, record);
  return birth;
}

/**
 * Publishes the record that a log begins with. Another command may have done that meanwhile, or the one before,
 * whose bytes were held up on the way: a log has one birth.
 *
 * @throws {LogExists} if the log has a record.
 */
async function publishFirst(connection: NatsConnection, record: string): Promise<void> {
  try {
    await jetstream(connection).publish(LOG_SUBJECT, record, { expect: { lastSequence: 0 } });
  } catch (error) {
    const isLate = error instanceof jserrors.JetStreamApiError &&
      error.code === WRONG_LAST_SEQUENCE;
    throw isLate ? new LogExists() : error;
  }
}

/** What the engine says of a stream; undefined if there is none. Rejects with what the library throws. */
export async function infoOf(
  streams: JetStreamManager,
  stream: string,
): Promise<StreamInfo | undefined> {
  try {
    return await streams.streams.info(stream);
  } catch (error) {
    if (error instanceof jserrors.StreamNotFoundError) return undefined;
    throw error;
  }
}

/**
 * What both streams have: they are on disk, no record can be taken out of their middle, and what is old can be
 * removed by an administrator alone, who has the right.
 */
const COMMON = {
  storage: StorageType.File,
  retention: RetentionPolicy.Limits,
  discard: DiscardPolicy.Old,
  allow_direct: true,
  deny_delete: true,
  deny_purge: false,
} as const;

/** How the log is kept, beside what differs from cluster to cluster. */
export const LOG_CONFIG = {
  ...COMMON,
  name: LOG_STREAM,
  subjects: [LOG_SUBJECT],
  max_bytes: LOG_BYTES,
  republish: REPUBLISH,
} as const satisfies Omit<Partial<StreamConfig>, "subjects"> & { subjects: string[] };

const SNAPSHOTS = {
  ...COMMON,
  name: SNAPSHOT_STREAM,
  subjects: [SNAPSHOT_SUBJECTS],
  max_msgs_per_subject: 1,
} as const satisfies Omit<Partial<StreamConfig>, "subjects"> & { subjects: string[] };

function newBirth(): Birth {
  return {
    id: crypto.randomUUID().slice(0, 8),
    key: crypto.getRandomValues(new Uint8Array(KEY_BYTES)).toBase64(),
  };
}
