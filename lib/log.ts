/**
 * The log: one event a line on stderr, as text or JSON. Says what happened, never what was said:
 * no message text and no secrets go in. The only file that may speak to the console.
 *
 * @module
 */

import { escapeUnprintableJson, quote, shorten } from "./printable.ts";

/** How records are written. */
export type LogFormat = "text" | "json";

/** How much a record matters, the least first. */
export type LogLevel = "debug" | "info" | "warn" | "error";

/** What is known about an event. Undefined values are left out. */
export type LogFields =
  & Readonly<Record<string, string | number | boolean | undefined>>
  & { readonly time?: never; readonly level?: never; readonly event?: never };

/** Where events are told. No method ever throws, or waits for more than one write. */
export interface Log {
  /** Tells what only somebody who hunts a bug wants to know. */
  debug(event: string, fields?: LogFields): void;
  /** Tells of the life of the daemon and its connections. */
  info(event: string, fields?: LogFields): void;
  /** Tells of something that an operator should look at. */
  warn(event: string, fields?: LogFields): void;
  /** Tells of a bug. */
  error(event: string, fields?: LogFields): void;
  /** Writes what waits, now; to be called before the process ends. */
  flush(): void;
  /** Records that could not be written so far and are gone. */
  readonly lost: number;
}

/** How to make a log. */
export interface LogOptions {
  /** How records are written. */
  readonly format: LogFormat;
  /** The least that is written. */
  readonly level: LogLevel;
  /** Writes bytes and returns how many were taken; may throw. Default: stderr. */
  readonly write?: ((bytes: Uint8Array) => number) | undefined;
  /** The time in milliseconds since the epoch. */
  readonly now?: (() => number) | undefined;
}

/** Order of importance. */
const LEVELS: readonly LogLevel[] = ["debug", "info", "warn", "error"];

/** Bytes that may wait while stderr is full; more are lost, and counted. */
const MAX_WAITING = 262_144;

/** UTF-16 units of one value; a stack trace fits. */
const MAX_VALUE = 4096;

const NEWLINE = 0x0a;

/** Makes a log. Records of one turn of the event loop are written together, at its end. */
export function createLog(options: LogOptions): Log {
  const { format, level, now = Date.now, write = writeToStderr } = options;
  const recordOf = (at: LogLevel, event: string, fields: LogFields): string => {
    const time = new Date(now()).toISOString();
    return format === "json"
      ? jsonRecord({ time, level: at, event }, fields)
      : textRecord([time, at, event], fields);
  };
  const queue = new LineQueue(write, (lost) => recordOf("warn", "log-lost", { records: lost }));
  const logAt = (at: LogLevel) => {
    if (LEVELS.indexOf(at) < LEVELS.indexOf(level)) return ignore;
    return (event: string, fields: LogFields = {}) => queue.add(recordOf(at, event, fields));
  };
  return {
    debug: logAt("debug"),
    info: logAt("info"),
    warn: logAt("warn"),
    error: logAt("error"),
    flush: () => queue.flush(),
    get lost() {
      return queue.lost;
    },
  };
}

/** Lines on their way out, bounded in bytes. Never throws. */
class LineQueue {
  readonly #write: (bytes: Uint8Array) => number;
  readonly #describeLoss: (lines: number) => string;
  readonly #encoder = new TextEncoder();
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #isScheduled = false;
  #lost = 0;
  #isLossUntold = false;

  constructor(write: (bytes: Uint8Array) => number, describeLoss: (lines: number) => string) {
    this.#write = write;
    this.#describeLoss = describeLoss;
  }

  get lost(): number {
    return this.#lost;
  }

  add(line: string): void {
    this.#push(line);
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      this.flush();
    });
  }

  /** What a full stderr does not take is tried again with the next line; a broken one loses it. */
  flush(): void {
    if (!this.#drain() || !this.#isLossUntold) return;
    this.#isLossUntold = false;
    this.#push(this.#describeLoss(this.#lost));
    this.#drain();
  }

  #push(line: string): void {
    const bytes = this.#encoder.encode(line);
    if (this.#waitingBytes + bytes.length > MAX_WAITING) {
      this.#lose(1);
    } else {
      this.#waiting.push(bytes);
      this.#waitingBytes += bytes.length;
    }
  }

  #lose(lines: number): void {
    this.#lost += lines;
    this.#isLossUntold ||= lines > 0;
  }

  /** Writes what waits; false if stderr did not take it all. */
  #drain(): boolean {
    if (this.#waitingBytes === 0) return true;
    const bytes = concat(this.#waiting, this.#waitingBytes);
    const { taken, isBroken } = writeAll(this.#write, bytes);
    const rest = bytes.subarray(taken);
    if (isBroken) this.#lose(countLines(rest));
    // A line that was cut must still end, or the next one would be joined to it.
    const isCut = taken > 0 ? bytes[taken - 1] !== NEWLINE : bytes[0] === NEWLINE;
    const kept = isBroken ? Uint8Array.of(...isCut ? [NEWLINE] : []) : rest;
    this.#waiting = kept.length === 0 ? [] : [kept];
    this.#waitingBytes = kept.length;
    return taken === bytes.length;
  }
}

/** Writes until all is taken, or stderr is full for now, or it is broken. */
function writeAll(
  write: (bytes: Uint8Array) => number,
  bytes: Uint8Array,
): { readonly taken: number; readonly isBroken: boolean } {
  let taken = 0;
  try {
    while (taken < bytes.length) {
      const count = write(bytes.subarray(taken));
      if (count <= 0) break;
      taken += count;
    }
    return { taken, isBroken: false };
  } catch (error) {
    return { taken, isBroken: !(error instanceof Deno.errors.WouldBlock) };
  }
}

function writeToStderr(bytes: Uint8Array): number {
  return Deno.stderr.writeSync(bytes);
}

function concat(parts: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Lines that end here; a line end at the very start belongs to a line that was written. */
function countLines(bytes: Uint8Array): number {
  return bytes.reduce((count, byte, i) => byte === NEWLINE && i > 0 ? count + 1 : count, 0);
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

function ignore(): void {
  // The level is off.
}
