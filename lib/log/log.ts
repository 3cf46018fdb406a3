/**
 * The log: one event a line on stderr, as text or JSON. Says what happened, never what was said:
 * no message text and no secrets go in.
 *
 * @module
 */

import { LineQueue, type WriteBytes } from "./line_queue.ts";
import { escapeUnprintableJson, quote, shorten } from "../text/printable.ts";

/** How records are written. */
export type LogFormat = "text" | "json";

/** How much a record matters, the least first. */
export type LogLevel = "debug" | "info" | "warn" | "error";

/** What is known about an event. Undefined values are left out. */
export type LogFields =
  & Readonly<Record<string, string | number | boolean | undefined>>
  & { readonly time?: never; readonly level?: never; readonly event?: never };

/**
 * Where events are told. No method but `flush` waits for anything, and none throws, in the log that
 * {@linkcode createLog} makes; a log of another make may, see {@linkcode contained}.
 */
export interface Log {
  /** Tells what only somebody who hunts a bug wants to know. */
  debug(event: string, fields?: LogFields): void;
  /** Tells of the life of the daemon and its connections. */
  info(event: string, fields?: LogFields): void;
  /** Tells of something that an operator should look at. */
  warn(event: string, fields?: LogFields): void;
  /** Tells of a bug. */
  error(event: string, fields?: LogFields): void;
  /**
   * Resolves when all is written, or at the signal: a stderr that takes nothing could be waited for
   * without end. To be called before the process ends. Never rejects.
   */
  flush(patience?: AbortSignal): Promise<void> | void;
  /** Records that could not be written so far and are gone. */
  readonly lost: number;
}

/** How to make a log. */
export interface LogOptions {
  /** How records are written. */
  readonly format: LogFormat;
  /** The least that is written. */
  readonly level: LogLevel;
  /** Whether each record begins with its priority, `<6>`, for systemd's journal. */
  readonly hasPriorities?: boolean | undefined;
  /** Writes bytes and tells how many were taken; may throw or reject. Default: stderr. */
  readonly write?: WriteBytes | undefined;
  /** The time in milliseconds since the epoch. */
  readonly now?: (() => number) | undefined;
}

/** Order of importance. */
const LEVELS: readonly LogLevel[] = ["debug", "info", "warn", "error"];

/** What is written at every level: without it nobody could tell where the daemon listens. */
const ALWAYS: readonly string[] = ["listening"];

/** What systemd calls the levels, and takes from the beginning of a record (sd-daemon(3)). */
const PRIORITIES: Readonly<Record<LogLevel, string>> = {
  debug: "<7>",
  info: "<6>",
  warn: "<4>",
  error: "<3>",
};

/** UTF-16 units of one value; a stack trace fits. */
const MAX_VALUE = 4096;

/**
 * Makes a log. Records of one turn of the event loop are written together, at its end; nobody waits
 * for that, and what a full stderr does not take is bounded, see `log/line_queue.ts`.
 */
export function createLog(options: LogOptions): Log {
  const { format, level, hasPriorities = false, now = Date.now, write = writeToStderr } = options;
  const recordOf = (at: LogLevel, event: string, fields: LogFields): string => {
    const time = new Date(now()).toISOString();
    const record = format === "json"
      ? jsonRecord({ time, level: at, event }, fields)
      : textRecord([time, at, event], fields);
    return hasPriorities ? PRIORITIES[at] + record : record;
  };
  const describeLoss = (records: number, total: number) =>
    recordOf("warn", "log-lost", { records, total });
  const queue = new LineQueue({ write, describeLoss });
  const logAt = (at: LogLevel) => {
    const isOn = LEVELS.indexOf(at) >= LEVELS.indexOf(level);
    return (event: string, fields: LogFields = {}) => {
      if (!isOn && !ALWAYS.includes(event)) return;
      try {
        queue.add(recordOf(at, event, fields));
      } catch {
        // A value that cannot be written is the bug of somebody else, who must not pay twice.
        queue.lose(1);
      }
    };
  };
  return {
    debug: logAt("debug"),
    info: logAt("info"),
    warn: logAt("warn"),
    error: logAt("error"),
    flush: (patience) => queue.flush(patience),
    get lost() {
      return queue.lost;
    },
  };
}

/**
 * A log that throws nothing, whatever the one behind it does. What that throws is lost, for a log is
 * where it would be told.
 */
export function contained(log: Log): Log {
  const guard = (level: LogLevel) => (event: string, fields?: LogFields) => {
    try {
      log[level](event, fields);
    } catch {
      // See above.
    }
  };
  return {
    debug: guard("debug"),
    info: guard("info"),
    warn: guard("warn"),
    error: guard("error"),
    flush: async (patience) => {
      try {
        await log.flush(patience);
      } catch {
        // See above.
      }
    },
    get lost() {
      return log.lost;
    },
  };
}

function writeToStderr(bytes: Uint8Array): Promise<number> {
  return Deno.stderr.write(bytes);
}

function textRecord(head: readonly string[], fields: LogFields): string {
  const pairs = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${textValue(String(value))}`);
  return `${[...head, ...pairs].join(" ")}\n`;
}

/** Bare if it has nothing that could be taken for the end of the value, else between quotes. */
function textValue(value: string): string {
  const short = shorten(value, MAX_VALUE);
  return /^[^\s"'=\\\p{C}\p{Zs}\p{Default_Ignorable_Code_Point}]+$/u.test(short)
    ? short
    : quote(short, MAX_VALUE + 1);
}

function jsonRecord(head: Readonly<Record<string, string>>, fields: LogFields): string {
  const shortened = Object.entries(fields).map(([key, value]) =>
    [key, typeof value === "string" ? shorten(value, MAX_VALUE) : value] as const
  );
  const json = JSON.stringify({ ...head, ...Object.fromEntries(shortened) });
  return `${escapeUnprintableJson(json)}\n`;
}
