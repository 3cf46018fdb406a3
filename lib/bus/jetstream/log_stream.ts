/**
 * The log in the engine: appending, reading what stands there, and hearing what is appended.
 *
 * @module
 */

import { errors, type Msg } from "npm:@nats-io/nats-core@3.4.0";
import { jetstream, type StoredMsg } from "npm:@nats-io/jetstream@3.4.0";
import type { Bytes, Millis } from "../../core/units.ts";
import type { LogBounds, LogRecord } from "../engine.ts";
import { LIVE_SUBJECT, LOG_STREAM, LOG_SUBJECT } from "./names.ts";
import { failureOf } from "./problems.ts";
import type {
  JetStreamClient,
  JetStreamManager,
  NatsConnection,
  Subscription,
} from "./library_types.ts";

/** How long the engine may take to say that it will not lose a record. */
const APPEND_MILLIS: Millis = 1000;

/** How long it may take to send what was asked for. */
const READ_MILLIS: Millis = 5000;

/**
 * The most that one answer has, beside its last record. It is small, for an answer is used only when it is whole,
 * and on a narrow line, as when several nodes catch up at once, pings wait behind it.
 */
const READ_BYTES: Bytes = 262_144;

/** What a record is when it is sent on, as headers. */
const POSITION = "Nats-Sequence";
const TIME = "Nats-Time-Stamp";

/** The log, over one connection, which is not its own. */
export class LogStream {
  readonly #connection: NatsConnection;
  readonly #streams: JetStreamManager;
  readonly #publisher: JetStreamClient;
  #heard: ((record: LogRecord) => void) | undefined;

  /** Over this connection. */
  constructor(connection: NatsConnection, streams: JetStreamManager) {
    this.#connection = connection;
    this.#streams = streams;
    this.#publisher = jetstream(connection);
  }

  /** Appends a record; resolves with its position. Rejects with `EngineFailure`. */
  async append(data: string): Promise<number> {
    try {
      const options = { retries: 0, timeout: APPEND_MILLIS };
      return (await this.#publisher.publish(LOG_SUBJECT, data, options)).seq;
    } catch (error) {
      throw failureOf("append a record", error);
    }
  }

  /** Which positions the log has, asked of its leader. Rejects with `EngineFailure`. */
  async bounds(): Promise<LogBounds> {
    try {
      const { state } = await this.#streams.streams.info(LOG_STREAM);
      const { last_seq: last, first_seq: first, messages } = state;
      return { first: messages === 0 ? last + 1 : first, last };
    } catch (error) {
      throw failureOf("ask for the bounds of the log", error);
    }
  }

  /**
   * The records from this position on, at most so many, and about 256 KiB. Any server may answer, also one
   * that does not have the last ones yet. Rejects with `EngineFailure`.
   */
  async read(from: number, limit: number): Promise<readonly LogRecord[]> {
    const records: LogRecord[] = [];
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    try {
      const answer = await this.#streams.direct.getBatch(LOG_STREAM, {
        seq: from,
        batch: limit,
        max_bytes: READ_BYTES,
        callback(done, message: StoredMsg) {
          if (done === null) records.push(recordOf(message));
          else if (done.err === undefined || isNothing(done.err)) resolve();
          else reject(done.err);
        },
      });
      const deadline = AbortSignal.timeout(READ_MILLIS);
      const stop = () => answer.stop(new errors.TimeoutError());
      deadline.addEventListener("abort", stop, { once: true });
      await promise.finally(() => deadline.removeEventListener("abort", stop));
      return records;
    } catch (error) {
      throw failureOf("read the log", error);
    }
  }

  /** Opens the ears, so that a missing right is found at once; `listen` says what they are for. */
  hear(refused: (error: Error) => void): Subscription {
    return this.#connection.subscribe(LIVE_SUBJECT, {
      callback: (error, message) => {
        if (error !== null) return refused(error);
        const record = heardRecordOf(message);
        if (record !== undefined) this.#heard?.(record);
      },
    });
  }

  /** Calls `heard` with what is appended from now on. Never throws. */
  listen(heard: (record: LogRecord) => void): void {
    this.#heard = heard;
  }
}

function recordOf(message: StoredMsg): LogRecord {
  return {
    position: message.seq,
    time: timeOf(message.timestamp),
    data: message.string(),
  };
}

/** The record of a message that was sent on; undefined if it is none. */
function heardRecordOf(message: Msg): LogRecord | undefined {
  const position = Number(message.headers?.get(POSITION));
  const time = timeOf(message.headers?.get(TIME) ?? "");
  if (!Number.isSafeInteger(position) || position < 1 || Number.isNaN(time)) return undefined;
  return { position, time, data: message.string() };
}

/** The time of a stamp, `2026-11-27T17:13:56.123456789Z`: whole milliseconds, so that all have the same. */
function timeOf(stamp: string): Millis {
  return Date.parse(stamp);
}

/** There is no record at or after the position. */
function isNothing(error: Error): boolean {
  return "code" in error && error.code === 404;
}
