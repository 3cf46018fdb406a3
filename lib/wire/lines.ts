/**
 * Bytes of a connection -> lines, bounded: the first thing that sees what a stranger sends.
 * `LineSplitter` is the synchronous machine, `lineDecoder` makes the stream around it. Pure; it knows
 * no socket, no dialect and no rule for text, and leaves control characters to the core.
 *
 * @module
 */

import { TelnetFilter } from "./telnet.ts";
import { LongRequestLine, matchTlsHello, TLS_HELLO_BYTES, TLS_HELLO_START } from "./visitor.ts";

/** One wire unit, in the order of arrival. */
export type Line =
  /** A line without its end, decoded as UTF-8 with U+FFFD for what is none; not sanitised. */
  | { readonly kind: "text"; readonly text: string }
  /**
   * A line over the limit, told once: the bytes of it that were seen by then, and whether it is the
   * first of the connection and an HTTP request, as far as it was seen.
   */
  | { readonly kind: "overlong"; readonly bytes: number; readonly isRequest?: true }
  /**
   * Bytes thrown away, told so that they can be charged: of an overlong line after it was told, or
   * a flood of telnet commands. Each is a multiple of `maxLineBytes` but for the last of a line, so
   * the sum of `ceil(bytes / maxLineBytes)` is that of the whole, however it was cut.
   */
  | { readonly kind: "discarded"; readonly bytes: number }
  /** The connection began with a TLS handshake; nothing comes after this. */
  | { readonly kind: "tls-hello" };

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
const LINE_END = /\r[\n\0]?|\n/;
const DEFAULT_NOTICE_BYTES = 1024 * 1024;
const SMALLEST_BUFFER_BYTES = 64;
const NO_BUFFER = new Uint8Array(0);

// Shared by all connections: without `stream` a decoder keeps nothing from one call to the next.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Cuts the bytes of one connection into lines. A line ends with LF, CR LF, CR NUL or a lone CR,
 * and is given out at its CR without waiting for what follows. However the bytes are cut into
 * chunks, the same lines come out. Telnet commands are removed first, as `TelnetFilter` says. A
 * connection that begins with the first bytes of a TLS handshake is silent until it is known
 * whether it is one.
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
  /** The unfinished line, in a buffer that may be longer than it. */
  #held: Uint8Array = NO_BUFFER;
  /** How long the unfinished line is, all of it counted. */
  #lineBytes = 0;
  /** How much of that was told as overlong or discarded. */
  #toldBytes = 0;
  #toldTelnetBytes = 0;
  #isAfterCr = false;
  /** Whether the first line has not ended yet; what it may be if it is too long to be held. */
  #isFirst = true;
  #request: LongRequestLine | undefined;
  /** The bytes of a TLS hello seen; undefined once it is known to be none. */
  #helloBytes: number | undefined = 0;

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
    return this.#held.length;
  }

  /**
   * The lines that these bytes complete, in order. The chunk stays the caller's, who may overwrite
   * it as soon as this returns.
   */
  push(chunk: Uint8Array): Line[] {
    const lines: Line[] = [];
    if (this.#helloBytes !== undefined && this.#isTls(chunk, lines)) return lines;
    this.#take(this.#telnet.strip(chunk), lines);
    this.#tellDiscarded(lines);
    return lines;
  }

  /** The unfinished last line, if any, at the end of input. */
  end(): Line[] {
    const lines: Line[] = [];
    this.#releaseStart(lines);
    if (this.#lineBytes > 0) this.#finishLine(lines);
    return lines;
  }

  /** Whether the bytes are not to be read as lines, or not yet. */
  #isTls(chunk: Uint8Array, lines: Line[]): boolean {
    const before = this.#helloBytes ?? 0;
    if (before === TLS_HELLO_BYTES) return true;
    const matched = matchTlsHello(before, chunk);
    if (matched === undefined) {
      this.#releaseStart(lines);
      return false;
    }
    this.#helloBytes = matched;
    if (matched === TLS_HELLO_BYTES) lines.push({ kind: "tls-hello" });
    return true;
  }

  /** It was no TLS hello: its first bytes, kept as a mere count, are read after all. */
  #releaseStart(lines: Line[]): void {
    const matched = this.#helloBytes ?? 0;
    if (matched === TLS_HELLO_BYTES) return;
    this.#helloBytes = undefined;
    this.#take(Uint8Array.from(TLS_HELLO_START.slice(0, matched)), lines);
  }

  #take(bytes: Uint8Array, lines: Line[]): void {
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

  /**
   * Takes as many whole lines as the limit of one line has room for, so that none of them needs to
   * be measured, and decodes them at one go: a cut character cannot swallow the ASCII byte of a
   * line end. Returns the bytes taken, 0 if no line ends so soon.
   */
  #takeRun(bytes: Uint8Array, from: number, lines: Line[]): number {
    if (this.#isFirst && this.#limitAfter !== undefined) return 0;
    const stop = from + this.#limit + 1;
    const room = from === 0 && stop >= bytes.length ? bytes : bytes.subarray(from, stop);
    let last = room.lastIndexOf(LF);
    if (last < 0) last = room.lastIndexOf(CR);
    if (last < 0) return 0;
    this.#isAfterCr = room[last] === CR;
    this.#isFirst = false;
    const run = last + 1;
    const text = decoder.decode(run === room.length ? room : room.subarray(0, run));
    if (text.includes("\r")) splitAtAnyEnd(text, lines);
    else splitAtLineFeeds(text, lines);
    return run;
  }

  /** Takes the rest of a line, or as much of it as there is. Returns where it stopped. */
  #takePart(bytes: Uint8Array, from: number, lines: Line[]): number {
    let end = from;
    while (end < bytes.length && bytes[end] !== LF && bytes[end] !== CR) end += 1;
    this.#lineBytes += end - from;
    if (this.#lineBytes <= this.#limit) {
      this.#hold(bytes, from, end);
    } else {
      if (this.#isFirst) this.#lookAt(bytes.subarray(from, end));
      this.#held = NO_BUFFER;
      if (this.#toldBytes === 0 && this.#lineBytes >= this.#noticeBytes) {
        this.#toldBytes = this.#noticeBytes;
        lines.push(this.#overlong(this.#noticeBytes, this.#request?.isOpen));
      }
    }
    if (end === bytes.length) return end;
    this.#isAfterCr = bytes[end] === CR;
    this.#finishLine(lines);
    return end + 1;
  }

  /** Copies a part of a line that is within the limit, also in all. */
  #hold(bytes: Uint8Array, from: number, end: number): void {
    if (this.#lineBytes > this.#held.length) {
      const size = Math.max(this.#lineBytes, 2 * this.#held.length, SMALLEST_BUFFER_BYTES);
      const larger = new Uint8Array(Math.min(size, this.#limit));
      larger.set(this.#held);
      this.#held = larger;
    }
    this.#held.set(bytes.subarray(from, end), this.#lineBytes - (end - from));
  }

  /** Looks whether a first line that is too long is an HTTP request; `part` is the next of it. */
  #lookAt(part: Uint8Array): void {
    if (this.#toldBytes > 0) return;
    const before = this.#lineBytes - part.length;
    if (this.#request === undefined) {
      this.#request = new LongRequestLine();
      this.#request.add(this.#held.subarray(0, before));
    }
    this.#request.add(part.subarray(0, this.#noticeBytes - before));
  }

  #overlong(bytes: number, isRequest = false): Line {
    return { kind: "overlong", bytes, ...(isRequest && { isRequest }) };
  }

  #finishLine(lines: Line[]): void {
    const untold = this.#lineBytes - this.#toldBytes;
    if (this.#lineBytes <= this.#limit) {
      const text = decoder.decode(this.#held.subarray(0, this.#lineBytes));
      lines.push({ kind: "text", text });
      if (this.#isFirst) this.#limit = this.#limitAfter?.(text) ?? this.#limit;
    } else if (this.#toldBytes === 0) {
      lines.push(this.#overlong(this.#lineBytes, this.#request?.isRequest));
    } else if (untold > 0) {
      lines.push({ kind: "discarded", bytes: untold });
    }
    this.#held = NO_BUFFER;
    this.#lineBytes = 0;
    this.#toldBytes = 0;
    this.#isFirst = false;
    this.#request = undefined;
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

function splitAtLineFeeds(text: string, lines: Line[]): void {
  let from = 0;
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", from)) {
    lines.push({ kind: "text", text: text.slice(from, end) });
    from = end + 1;
  }
}

function splitAtAnyEnd(text: string, lines: Line[]): void {
  const texts = text.split(LINE_END);
  // What follows the last line end is empty, and no line.
  texts.pop();
  for (const each of texts) lines.push({ kind: "text", text: each });
}
