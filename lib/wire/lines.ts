/**
 * Splits the bytes of a connection into lines, bounded. It is the first code that handles untrusted
 * input. `LineSplitter` is the synchronous state machine; `lineDecoder` makes a stream of it. Pure; it
 * knows no socket, no dialect and no rule for text, and leaves control characters to the core.
 *
 * @module
 */

import { FirstLine } from "./first_line.ts";
import { HeldLine } from "./held_line.ts";
import { firstLimit, type LineLimits, noticeBytes } from "./line_limits.ts";
import type { Protocol } from "../core/notice.ts";
import { TelnetFilter, type TelnetRequest } from "./telnet.ts";
import { decodeLine, decodeLines, type LineText } from "./utf8.ts";

/** One wire unit, in the order of arrival. */
export type Line =
  /** A line without its end, not sanitised. */
  | LineText
  /**
   * A line over the limit, reported once: the bytes of it so far, and, if it is the first of the
   * connection, the other protocol that it belongs to, if that is known.
   */
  | { readonly kind: "overlong"; readonly bytes: number; readonly protocol?: Protocol }
  /**
   * Discarded bytes, reported so that they can be charged: of an overlong line after its report, or a
   * flood of telnet commands. Each is a multiple of `maxLineBytes` except the last of a line, so the sum
   * of `ceil(bytes / maxLineBytes)` does not depend on the chunks.
   */
  | { readonly kind: "discarded"; readonly bytes: number }
  /** The request of a telnet command, after the lines that ended before it. */
  | TelnetRequest
  /** The connection begins with another protocol; nothing comes after this. */
  | { readonly kind: "foreign"; readonly protocol: Protocol };

const LF = 10;
const CR = 13;
const NUL = 0;

/** The byte order mark of UTF-8 (RFC 3629, section 6), which some programs write first. */
const BYTE_ORDER_MARK = Uint8Array.of(0xef, 0xbb, 0xbf);

/**
 * Splits the bytes of one connection into lines. A line ends with LF, CR LF, CR NUL or a lone CR, and
 * is returned at its CR without waiting for the next byte. The lines do not depend on the chunks. A
 * byte order mark at the very beginning is dropped. Telnet commands are removed first, see
 * `TelnetFilter`. A first line that cannot be text, or that is known to belong to another protocol
 * before it has ended, is reported at once, and nothing after it.
 *
 * Never throws, whatever the bytes. Holds nothing between lines, at most the limit of a line within
 * one, and nothing while a line is discarded. Linear in the bytes.
 */
export class LineSplitter {
  readonly #limits: LineLimits;
  readonly #maxLineBytes: number;
  /** The most bytes of the line under way. */
  #limit: number;
  readonly #noticeBytes: number;
  readonly #telnet = new TelnetFilter();
  readonly #held = new HeldLine();
  /** The whole length of the unfinished line so far. */
  #lineBytes = 0;
  /** The part of it that was reported as overlong or discarded. */
  #toldBytes = 0;
  #toldTelnetBytes = 0;
  #isAfterCr = false;
  /** The bytes of a byte order mark seen so far; undefined after any other byte. */
  #markBytes: number | undefined = 0;
  /** The first line, until it has ended. */
  #first: FirstLine | undefined = new FirstLine();
  #isForeign = false;

  /** Does not check the limits; config.ts has done that. */
  constructor(limits: LineLimits) {
    this.#limits = limits;
    this.#maxLineBytes = limits.maxLineBytes;
    this.#limit = limits.maxLineBytes;
    this.#noticeBytes = noticeBytes(limits);
  }

  /** The size of the buffer for an unfinished line, in bytes; 0 between lines. */
  get heldBytes(): number {
    return this.#held.size;
  }

  /**
   * The lines that these bytes complete, in order. The caller owns the chunk, and may overwrite it as
   * soon as this returns.
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

  /** The chunk without a byte order mark, whose first bytes are held back until it is complete. */
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

  /** The bytes held back were no byte order mark: they are now read as text. */
  #releaseMark(lines: Line[]): void {
    const matched = this.#markBytes ?? 0;
    this.#markBytes = undefined;
    if (matched > 0) this.#take(BYTE_ORDER_MARK.subarray(0, matched), lines);
  }

  /** Takes a chunk with telnet commands, which is rare. Their requests are placed between the lines. */
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

  /** Takes the next bytes of the first line; returns whether another protocol was reported. */
  #isOther(bytes: Uint8Array, lines: Line[]): boolean {
    if (this.#isForeign) return true;
    if (this.#toldBytes > 0) return false;
    const most = Math.min(bytes.length, this.#noticeBytes - this.#lineBytes);
    const protocol = this.#first?.add(bytes.subarray(0, endOfLine(bytes, 0, most)));
    if (protocol === undefined) return false;
    this.#isForeign = true;
    this.#held.clear();
    lines.push({ kind: "foreign", protocol });
    return true;
  }

  /**
   * Takes whole lines that together fit into the limit of one line, so that none of them needs to be
   * measured. Returns the bytes taken, 0 if no line ends so soon.
   */
  #takeRun(bytes: Uint8Array, from: number, lines: Line[]): number {
    if (this.#first !== undefined && this.#limits.limitAfter !== undefined) return 0;
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

  /** Takes the rest of a line, or the available part of it. Returns where it stopped. */
  #takePart(bytes: Uint8Array, from: number, lines: Line[]): number {
    const end = endOfLine(bytes, from, bytes.length);
    const isBeginning = this.#first !== undefined && this.#lineBytes === 0;
    if (isBeginning) this.#limit = firstLimit(this.#limits, bytes[from]);
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
    const isWithin = this.#lineBytes <= this.#limit;
    if (isWithin) {
      lines.push(this.#first === undefined ? decodeLine(this.#held.bytes) : this.#decodeFirst());
    } else if (this.#toldBytes === 0) lines.push(this.#overlong(this.#lineBytes, true));
    else if (untold > 0) lines.push({ kind: "discarded", bytes: untold });
    if (this.#first !== undefined && !isWithin) this.#limit = this.#maxLineBytes;
    this.#held.clear();
    this.#lineBytes = 0;
    this.#toldBytes = 0;
    this.#first = undefined;
  }

  /** The first line. It sets the limit of the others, and what it may have itself depends on that. */
  #decodeFirst(): Line {
    const line = decodeLine(this.#held.bytes);
    const later = this.#limits.limitAfter?.(line.text);
    this.#limit = later ?? this.#maxLineBytes;
    if (later !== undefined || this.#lineBytes <= this.#maxLineBytes) return line;
    return this.#overlong(this.#lineBytes, true);
  }

  #tellDiscarded(lines: Line[]): void {
    if (this.#toldBytes > 0) {
      this.#toldBytes += this.#tellPortions(this.#lineBytes - this.#toldBytes, lines);
    }
    const removed = this.#telnet.removedBytes;
    this.#toldTelnetBytes += this.#tellPortions(removed - this.#toldTelnetBytes, lines);
  }

  /** Reports discarded bytes in multiples of the longest line; returns the bytes reported. */
  #tellPortions(bytes: number, lines: Line[]): number {
    const told = bytes - bytes % this.#maxLineBytes;
    if (told > 0) lines.push({ kind: "discarded", bytes: told });
    return told;
  }
}

/** Where the line at `from` ends, at most at `stop`. */
function endOfLine(bytes: Uint8Array, from: number, stop: number): number {
  let end = from;
  while (end < stop && bytes[end] !== LF && bytes[end] !== CR) end += 1;
  return end;
}

/** The stream of one connection from bytes to lines. */
export type LineDecoder = TransformStream<Uint8Array, readonly Line[]>;

/**
 * Makes the stream of one connection from bytes to lines. Each chunk gives one array of all lines that
 * it completes, or nothing; the end of input gives an unfinished last line. A chunk may be overwritten
 * when its write has resolved. Errors only as its source does: a bad line is a value. Does not check the
 * limits; config.ts has done that. Not a class, because a class would make the runtime load its streams
 * before the first is needed.
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
