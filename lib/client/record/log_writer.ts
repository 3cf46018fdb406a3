/**
 * Writes the log of a talk in its own time: the talk never waits for the disk. What cannot be written now waits,
 * up to a bound, and is tried again; what is beyond the bound is counted, and a line of the log says so.
 *
 * @module
 */

import type { LogFile } from "./log_file.ts";
import { logPathOn } from "./log_path.ts";

/** The most bytes that wait for the disk. */
export const MAX_WAITING_BYTES: number = 1_048_576;
/** The most bytes that are written at once. */
const MAX_BATCH_BYTES = 65_536;
/** How long it takes until a failed write is tried again. */
export const RETRY_MILLIS: number = 5000;
/** How long the end of the client waits for the disk. */
const CLOSE_MILLIS: number = 500;

/** What {@linkcode LogWriter} works with. */
export interface LogWriterParts {
  /** The path, in which `%Y-%m-%d` stands for the day. */
  readonly path: string;
  /** Opens a file; the writer closes it. Rejects if it cannot be used. */
  readonly open: (path: string) => Promise<LogFile>;
  /** The local time. */
  readonly now: () => Date;
  /** Resolves after so many milliseconds; the second value ends the wait early. */
  readonly rest: (millis: number) => readonly [promise: Promise<void>, end: () => void];
  /** Told once when lines cannot be written, with the reason. */
  readonly fails: (path: string, error: unknown) => void;
  /** Told when they can be written again; so many lines are lost. */
  readonly works: (lost: number) => void;
  /** The line that stands in the log in place of lost ones. */
  readonly lostLine: (lost: number) => string;
}

/** Lines of one file that wait. */
interface Batch {
  readonly path: string;
  lines: number;
  bytes: Uint8Array;
  /** How many of the bytes are written. */
  sent: number;
}

/** The writer of one run. */
export class LogWriter {
  readonly #parts: LogWriterParts;
  readonly #waiting: Batch[] = [];
  #waitingBytes = 0;
  /** Lines that did not fit, and for which no line stands in the log yet. */
  #lost = 0;
  #lostInTrouble = 0;
  #isFailing = false;
  #isClosing = false;
  #file: { readonly path: string; readonly file: LogFile } | undefined;
  #writing: Promise<void> | undefined;
  #endRest: () => void = () => {};

  /** Writes nothing yet. */
  constructor(parts: LogWriterParts) {
    this.#parts = parts;
  }

  /** Opens the file of this day, so that a path that cannot be used is known at once. Rejects if it cannot. */
  async begin(): Promise<void> {
    await this.#open(logPathOn(this.#parts.now(), this.#parts.path));
  }

  /** Adds lines, without their ends, to the file of this day. Never throws, and waits for nothing. */
  add(lines: readonly string[]): void {
    if (lines.length === 0 || this.#isClosing) return;
    const { lostLine } = this.#parts;
    const before = this.#lost > 0 ? [lostLine(this.#lost)] : [];
    const bytes = encode([...before, ...lines]);
    if (this.#waitingBytes + bytes.length > MAX_WAITING_BYTES) {
      this.#lost += lines.length;
      this.#lostInTrouble += lines.length;
      return;
    }
    this.#lost = 0;
    this.#push(bytes, lines.length);
  }

  /** Writes what waits, as far as the disk takes it within half a second; resolves with how many lines it did not. */
  async close(): Promise<number> {
    this.#isClosing = true;
    this.#endRest();
    const [late, end] = this.#parts.rest(CLOSE_MILLIS);
    await Promise.race([this.#finish(), late]);
    end();
    return this.#lost + this.#waiting.reduce((sum, { lines }) => sum + lines, 0);
  }

  #push(bytes: Uint8Array, lines: number): void {
    const path = logPathOn(this.#parts.now(), this.#parts.path);
    this.#waitingBytes += bytes.length;
    const last = this.#waiting.length > 1 ? this.#waiting.at(-1) : undefined;
    if (last?.path === path && last.bytes.length + bytes.length <= MAX_BATCH_BYTES) {
      // The first batch is being written; in a flood of lines the others become few.
      last.bytes = joined(last.bytes, bytes);
      last.lines += lines;
      return;
    }
    this.#waiting.push({ path, lines, bytes, sent: 0 });
    this.#writing ??= this.#write();
  }

  async #finish(): Promise<void> {
    await this.#writing;
    const open = this.#file;
    this.#file = undefined;
    if (open !== undefined) await put(open.file);
  }

  /** Writes until nothing waits. */
  async #write(): Promise<void> {
    for (let batch = this.#waiting[0]; batch !== undefined; batch = this.#waiting[0]) {
      try {
        await this.#writeBatch(batch);
      } catch (error) {
        if (!this.#isFailing) this.#parts.fails(batch.path, error);
        this.#isFailing = true;
        if (this.#isClosing) return;
        await this.#rest();
        continue;
      }
      this.#waiting.shift();
      this.#waitingBytes -= batch.bytes.length;
      this.#noteWorking();
    }
    this.#writing = undefined;
  }

  #noteWorking(): void {
    const isTold = this.#isFailing || this.#lostInTrouble > 0;
    if (!isTold || this.#waiting.length > 0) return;
    if (this.#lost > 0) this.#push(encode([this.#parts.lostLine(this.#lost)]), 0);
    this.#parts.works(this.#lostInTrouble);
    this.#lost = this.#lostInTrouble = 0;
    this.#isFailing = false;
  }

  async #writeBatch(batch: Batch): Promise<void> {
    const file = await this.#open(batch.path);
    while (batch.sent < batch.bytes.length) {
      batch.sent += await file.write(batch.bytes.subarray(batch.sent));
    }
  }

  /** The file at a path: another one at midnight, and where the old one was moved away or removed. */
  async #open(path: string): Promise<LogFile> {
    const open = this.#file;
    if (open?.path === path && await open.file.isInPlace()) return open.file;
    this.#file = undefined;
    if (open !== undefined) await put(open.file);
    const file = await this.#parts.open(path);
    this.#file = { path, file };
    return file;
  }

  async #rest(): Promise<void> {
    const [over, end] = this.#parts.rest(RETRY_MILLIS);
    this.#endRest = end;
    await over;
  }
}

/** Puts a file on the disk and closes it. If that fails, the system has its lines all the same. */
async function put(file: LogFile): Promise<void> {
  await file.sync().catch(() => {});
  file.close();
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}

function encode(lines: readonly string[]): Uint8Array {
  return new TextEncoder().encode(lines.map((line) => `${line}\n`).join(""));
}
