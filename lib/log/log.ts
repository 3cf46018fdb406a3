/**
 * The log: one event a line on stderr, as text or JSON. It never contains message text or secrets.
 *
 * @module
 */

import { LineQueue, type WriteBytes } from "./line_queue.ts";
import { escapeUnprintableJson, quote, shorten } from "../text/printable.ts";

/** How records are written. */
export type LogFormat = "text" | "json";

/** The importance of a record, the least first. */
export type LogLevel = "debug" | "info" | "warn" | "error";

/** The fields of an event. Undefined values are left out. */
export type LogFields =
  & Readonly<Record<string, string | number | boolean | undefined>>
  & { readonly time?: never; readonly level?: never; readonly event?: never };

/**
 * Records events. In a log made by {@linkcode createLog} only `flush` waits, and no method throws;
 * another implementation may throw, see {@linkcode contained}.
 */
export interface Log {
  /** Logs an event that only helps to debug. */
  debug(event: string, fields?: LogFields): void;
  /** Logs an event in the life of the daemon or a connection. */
  info(event: string, fields?: LogFields): void;
  /** Logs an event that an operator should look at. */
  warn(event: string, fields?: LogFields): void;
  /** Logs a bug. */
  error(event: string, fields?: LogFields): void;
  /**
   * Resolves when all is written, or at the signal, because a blocked stderr may never take the rest.
   * Call it before the process ends. Never rejects.
   */
  flush(patience?: AbortSignal): Promise<void> | void;
  /** The number of records lost so far. */
  readonly lost: number;
}

/** A log whose lowest level can be changed. */
export interface AdjustableLog extends Log {
  /** The lowest level that is written from here on. */
  setLevel(level: LogLevel): void;
}

/** Options of a log. */
export interface LogOptions {
  /** How records are written. */
  readonly format: LogFormat;
  /** The lowest level that is written. */
  readonly level: LogLevel;
  /** Whether each record begins with its priority, `<6>`, for systemd's journal. */
  readonly hasPriorities?: boolean | undefined;
  /** Writes bytes and returns how many; may throw or reject. Default: stderr. */
  readonly write?: WriteBytes | undefined;
  /** The time in milliseconds since the epoch. */
  readonly now?: (() => number) | undefined;
}

/** Order of importance. */
const LEVELS: readonly LogLevel[] = ["debug", "info", "warn", "error"];

/** Events that are written at every level: an operator needs the addresses of the listeners. */
const ALWAYS: readonly string[] = ["listening"];

/** The priorities of systemd for the levels, which begin a record (sd-daemon(3)). */
const PRIORITIES: Readonly<Record<LogLevel, string>> = {
  debug: "<7>",
  info: "<6>",
  warn: "<4>",
  error: "<3>",
};

/** The most UTF-16 units of one value; a stack trace fits. */
const MAX_VALUE = 4096;

/**
 * Makes a log. Records of one turn of the event loop are written together, at its end, without waiting.
 * The queue for a blocked stderr is bounded, see `log/line_queue.ts`.
 */
export function createLog(options: LogOptions): AdjustableLog {
  const { format, hasPriorities = false, now = Date.now, write = writeToStderr } = options;
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
  let least = LEVELS.indexOf(options.level);
  const logAt = (at: LogLevel) => {
    const rank = LEVELS.indexOf(at);
    return (event: string, fields: LogFields = {}) => {
      if (rank < least && !ALWAYS.includes(event)) return;
      try {
        queue.add(recordOf(at, event, fields));
      } catch {
        // The caller passed a value that cannot be formatted. That is a bug, but logging must not throw.
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
    setLevel(level) {
      least = LEVELS.indexOf(level);
    },
    get lost() {
      return queue.lost;
    },
  };
}

/**
 * Wraps a log so that it never throws. Errors of the wrapped log are lost, because there is no other
 * place to report them.
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

/** A value as text: in quotes if a part of it could be read as its end. */
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
