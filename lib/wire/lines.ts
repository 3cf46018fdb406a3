/**
 * Bytes of a connection -> lines, bounded: the first thing that sees what a stranger sends.
 * `LineSplitter` is the synchronous machine, `lineDecoder` makes the stream around it. Pure; it knows
 * no socket, no dialect and no rule for text, and leaves control characters to the core.
 *
 * @module
 */

import { FirstLine } from "./first_line.ts";
import { HeldLine } from "./held_line.ts";
import type { Protocol } from "../core/notice.ts";
import { TelnetFilter, type TelnetRequest } from "./telnet.ts";
import { decodeLine, decodeLines, type LineText } from "./utf8.ts";

/** One wire unit, in the order of arrival. */
export type Line =
  /** A line without its end, not sanitised. */
  | LineText
  /**
   * A line over the limit, told once: the bytes of it that were seen by then, and, if it is the first
   * of the connection, the other protocol that it belongs to, as far as it was seen.
   */
  | { readonly kind: "overlong"; readonly bytes: number; readonly protocol?: Protocol }
  /**
   * Bytes thrown away, told so that they can be charged: of an overlong line after it was told, or
   * a flood of telnet commands. Each is a multiple of `maxLineBytes` but for the last of a line, so
   * the sum of `ceil(bytes / maxLineBytes)` is that of the whole, however it was cut.
   */
  | { readonly kind: "discarded"; readonly bytes: number }
  /** What a telnet command asks for, after the lines that ended before it. */
  | TelnetRequest
  /** The connection begins with another protocol; nothing comes after this. */
  | { readonly kind: "foreign"; readonly protocol: Protocol };

/** The bounds of a `LineSplitter` or a decoder. */
export interface LineLimits {
  /** The most bytes before a line end, without telnet commands; at least 1. */
  readonly maxLineBytes: number;
  /** The bytes of an unfinished line after which it is told to be overlong; 1 MiB by default. */
  readonly overlongNoticeBytes?: number | undefined;
  /**
   * Asked once, with a first line within the limit: the most bytes of every later line; undefined
   * leaves it at `maxLineBytes`. What is thrown away is told in portions of that in any case.
   */
  readonly limitAfter?: ((first: string) => number | undefined) | undefined;
}

const LF = 10;
const CR = 13;
const NUL = 0;
const DEFAULT_NOTICE_BYTES = 1024 * 1024;

/** The signature of UTF-8 (RFC 3629, section 6), which some programs write first. */
const BYTE_ORDER_MARK = Uint8Array.of(0xef, 0xbb, 0xbf);

/**
 * Cuts the bytes of one connection into lines. A line ends with LF, CR LF, CR NUL or a lone CR,
 * and is given out at its CR without waiting for what follows. However the bytes are cut into
 * chunks, the same lines come out. A byte order mark at the very beginning is dropped. Telnet commands
 * are removed first, as `TelnetFilter` says. A first line that cannot be text, or is known to belong
 * to another protocol before it has ended, is told at once, and nothing after it.
 *
 * Never throws, whatever the bytes. Holds nothing between lines, at most the limit of a line within
 * one, and nothing while a line is thrown away. Linear in the bytes that come.
 */
export class LineSplitter {
  readonly #maxLineBytes: number;
  readonly #limitAfter: LineLimits["limitAfter"];
  /** The most bytes of the line under way. */
  #limit: number;
  readonly #noticeBytes: number;
  readonly #telnet = new TelnetFilter();
  readonly #held = new HeldLine();
  /** How long the unfinished line is, all of it counted. */
  #lineBytes = 0;
  /** How much of that was told as overlong or discarded. */
  #toldBytes = 0;
  #toldTelnetBytes = 0;
  #isAfterCr = false;
  /** The bytes of a byte order mark seen; undefined once anything else has come. */
  #markBytes: number | undefined = 0;
  /** The first line, until it has ended. */
  #first: FirstLine | undefined = new FirstLine();
  #isForeign = false;

  /** The limits are taken as they are: config.ts has checked them. */
  constructor(limits: LineLimits) {
    this.#maxLineBytes = limits.maxLineBytes;
    this.#limitAfter = limits.limitAfter;
    this.#limit = limits.maxLineBytes;
    this.#noticeBytes = Math.max(
      limits.overlongNoticeBytes ?? DEFAULT_NOTICE_BYTES,
      limits.maxLineBytes + 1,
    );
  }

  /** The size of the buffer for an unfinished line, in bytes; 0 between lines. */
  get heldBytes(): number {
    return this.#held.size;
  }

  /**
   * The lines that these bytes complete, in order. The chunk stays the caller's, who may overwrite
   * it as soon as this returns.
   */
  push(chunk: Uint8Array): Line[] {
    const lines: Line[] = [];
    const bytes = this.#markBytes === undefined ? chunk : this.#dropMark(chunk, lines);
    if (!this.#telnet.isPlain(bytes)) this.#takeWithCommands(bytes, lines);
    else if (this.#first === undefined) this.#cut(bytes, lines);
    else this.#take(bytes, lines);
    if (!this.#isForeign) this.#tellDiscarded(lines);
    return lines;
  }

  /** The unfinished last line, if any, at the end of input. */
  end(): Line[] {
    const lines: Line[] = [];
    if (this.#isForeign) return lines;
    this.#releaseMark(lines);
    if (this.#lineBytes > 0) this.#finishLine(lines);
    return lines;
  }

  /** The chunk without a byte order mark, the first bytes of which are kept back until it is whole. */
  #dropMark(chunk: Uint8Array, lines: Line[]): Uint8Array {
    let matched = this.#markBytes ?? 0;
    let at = 0;
    while (at < chunk.length && chunk[at] === BYTE_ORDER_MARK[matched]) {
      matched += 1;
      at += 1;
    }
    const isWhole = matched === BYTE_ORDER_MARK.length;
    if (!isWhole && at < chunk.length) {
      this.#releaseMark(lines);
      return chunk;
    }
    this.#markBytes = isWhole ? undefined : matched;
    return chunk.subarray(at);
  }

  /** It was no byte order mark: its first bytes, kept as a mere count, are read after all. */
  #releaseMark(lines: Line[]): void {
    const matched = this.#markBytes ?? 0;
    this.#markBytes = undefined;
    this.#take(BYTE_ORDER_MARK.subarray(0, matched), lines);
  }

  /** Telnet commands are hardly ever there: what they ask for is told between the lines. */
  #takeWithCommands(chunk: Uint8Array, lines: Line[]): void {
    const { bytes, requests } = this.#telnet.strip(chunk);
    let from = 0;
    for (const { at, request } of requests) {
      this.#take(bytes.subarray(from, at), lines);
      if (!this.#isForeign) lines.push(request);
      from = at;
    }
    this.#take(bytes.subarray(from), lines);
  }

  #take(bytes: Uint8Array, lines: Line[]): void {
    if (this.#first === undefined || !this.#isOther(bytes, lines)) this.#cut(bytes, lines);
  }

  #cut(bytes: Uint8Array, lines: Line[]): void {
    let at = 0;
    while (at < bytes.length) {
      if (this.#isAfterCr) {
        this.#isAfterCr = false;
        if (bytes[at] === LF || bytes[at] === NUL) {
          at += 1;
          continue;
        }
      }
      const run = this.#lineBytes === 0 ? this.#takeRun(bytes, at, lines) : 0;
      at = run > 0 ? at + run : this.#takePart(bytes, at, lines);
    }
  }

  /** Whether the first line, of which these are the next bytes, is told to be another protocol's. */
  #isOther(bytes: Uint8Array, lines: Line[]): boolean {
    if (this.#isForeign) return true;
    if (this.#toldBytes > 0) return false;
    const room = bytes.subarray(0, this.#noticeBytes - this.#lineBytes);
    const end = room.findIndex((byte) => byte === LF || byte === CR);
    const protocol = this.#first?.add(end < 0 ? room : room.subarray(0, end));
    if (protocol === undefined) return false;
    this.#isForeign = true;
    this.#held.clear();
    lines.push({ kind: "foreign", protocol });
    return true;
  }

  /**
   * Takes as many whole lines as the limit of one line has room for, so that none of them needs to
   * be measured. Returns the bytes taken, 0 if no line ends so soon.
   */
  #takeRun(bytes: Uint8Array, from: number, lines: Line[]): number {
    if (this.#first !== undefined && this.#limitAfter !== undefined) return 0;
    const stop = from + this.#limit + 1;
    const room = from === 0 && stop >= bytes.length ? bytes : bytes.subarray(from, stop);
    let last = room.lastIndexOf(LF);
    if (last < 0) last = room.lastIndexOf(CR);
    if (last < 0) return 0;
    this.#isAfterCr = room[last] === CR;
    this.#first = undefined;
    const run = last + 1;
    decodeLines(run === room.length ? room : room.subarray(0, run), lines);
    return run;
  }

  /** Takes the rest of a line, or as much of it as there is. Returns where it stopped. */
  #takePart(bytes: Uint8Array, from: number, lines: Line[]): number {
    let end = from;
    while (end < bytes.length && bytes[end] !== LF && bytes[end] !== CR) end += 1;
    this.#lineBytes += end - from;
    if (this.#lineBytes <= this.#limit) {
      this.#held.add(bytes.subarray(from, end), this.#limit);
    } else {
      this.#held.clear();
      if (this.#toldBytes === 0 && this.#lineBytes >= this.#noticeBytes) {
        this.#toldBytes = this.#noticeBytes;
        lines.push(this.#overlong(this.#noticeBytes, false));
      }
    }
    if (end === bytes.length) return end;
    this.#isAfterCr = bytes[end] === CR;
    this.#finishLine(lines);
    return end + 1;
  }

  #overlong(bytes: number, hasEnded: boolean): Line {
    const protocol = this.#first?.protocolOf(hasEnded);
    return { kind: "overlong", bytes, ...(protocol && { protocol }) };
  }

  #finishLine(lines: Line[]): void {
    const untold = this.#lineBytes - this.#toldBytes;
    if (this.#lineBytes <= this.#limit) lines.push(this.#decodeHeld());
    else if (this.#toldBytes === 0) lines.push(this.#overlong(this.#lineBytes, true));
    else if (untold > 0) lines.push({ kind: "discarded", bytes: untold });
    this.#held.clear();
    this.#lineBytes = 0;
    this.#toldBytes = 0;
    this.#first = undefined;
  }

  /** The text of the unfinished line; the first one says how long the others may be. */
  #decodeHeld(): LineText {
    const line = decodeLine(this.#held.bytes);
    if (this.#first !== undefined) this.#limit = this.#limitAfter?.(line.text) ?? this.#limit;
    return line;
  }

  #tellDiscarded(lines: Line[]): void {
    if (this.#toldBytes > 0) {
      this.#toldBytes += this.#tellPortions(this.#lineBytes - this.#toldBytes, lines);
    }
    const removed = this.#telnet.removedBytes;
    this.#toldTelnetBytes += this.#tellPortions(removed - this.#toldTelnetBytes, lines);
  }

  /** Tells what makes whole lines of the greatest length; the rest waits. Returns the bytes told. */
  #tellPortions(bytes: number, lines: Line[]): number {
    const told = bytes - bytes % this.#maxLineBytes;
    if (told > 0) lines.push({ kind: "discarded", bytes: told });
    return told;
  }
}

/** The stream of one connection from bytes to lines. */
export type LineDecoder = TransformStream<Uint8Array, readonly Line[]>;

/**
 * Makes the stream of one connection from bytes to lines: each chunk gives one array of all the lines
 * that it completes, or nothing, and the end of input gives an unfinished last line. A chunk may be
 * overwritten when its write has resolved. Errors only as its source does: a bad line is a value.
 * The limits are taken as they are: config.ts has checked them. No class, for that would have the
 * runtime load its streams before the first is needed.
 */
export function lineDecoder(limits: LineLimits): LineDecoder {
  const splitter = new LineSplitter(limits);
  return new TransformStream({
    transform(chunk, controller): void {
      const lines = splitter.push(chunk);
      if (lines.length > 0) controller.enqueue(lines);
    },
    flush(controller): void {
      const lines = splitter.end();
      if (lines.length > 0) controller.enqueue(lines);
    },
  });
}
