/**
 * Standard input as lines, for every mode that does not read single keys: bounded, in UTF-8 or
 * UTF-16, with the line ends of the wire. Each line says what of it was lost or changed, so that the caller
 * can report it.
 *
 * @module
 */

/** One line without its end. */
export interface InputLine {
  /** What it says; U+FFFD for bytes that are no text. */
  readonly text: string;
  /** Whether it was longer than the limit, and its end is missing. */
  readonly isCut: boolean;
  /** Whether some of its bytes were not UTF-8. */
  readonly isGarbled: boolean;
}

const LF = 10;
const CR = 13;
const NUL = 0;
const NO_BYTES = new Uint8Array(0);
const SMALLEST_BUFFER_BYTES = 256;

/** More than any daemon takes in one line, which may have 1 MiB at most. */
export const MAX_INPUT_LINE_BYTES: number = 1024 * 1024;

/**
 * The lines of an input. A line ends with LF, CR LF, CR NUL or a lone CR, or with the input. A byte
 * order mark at the start is no text, and that of UTF-16 says that the input is UTF-16. Holds one
 * chunk, and as much of an unfinished line as the limit allows.
 */
export class InputLines {
  readonly #limit: number;
  readonly #chunks: ReadableStreamDefaultReader<Uint8Array>;
  readonly #splitter: Splitter;
  #lines: InputLine[] = [];
  #next = 0;
  #hasEnded = false;

  /** Takes the input over; lines are cut at `limit` bytes. */
  constructor(input: ReadableStream<Uint8Array<ArrayBuffer>>, limit = MAX_INPUT_LINE_BYTES) {
    this.#limit = limit;
    this.#chunks = input.pipeThrough(asUtf8()).getReader();
    this.#splitter = new Splitter(this.#limit);
  }

  /** The next line; undefined at the end. Rejects if the input cannot be read. */
  async next(): Promise<InputLine | undefined> {
    while (this.#next === this.#lines.length && !this.#hasEnded) {
      const { value, done } = await this.#chunks.read();
      this.#hasEnded = done;
      this.#lines = done ? this.#splitter.end() : this.#splitter.push(value);
      this.#next = 0;
    }
    return this.#lines[this.#next++];
  }

  /** Closes an input that is no longer needed; a read that waits for it ends. Never rejects. */
  async cancel(): Promise<void> {
    try {
      await this.#chunks.cancel();
    } catch {
      // It had failed before, and the reader has that error.
    }
  }
}

/** Cuts bytes into lines, synchronously. The lines do not depend on how the bytes are cut into chunks. */
class Splitter {
  readonly #limit: number;
  readonly #strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  readonly #lenient = new TextDecoder("utf-8", { ignoreBOM: true });
  /** The unfinished line, in a buffer that may be longer than it. */
  #held: Uint8Array = NO_BYTES;
  #heldBytes = 0;
  #isCut = false;
  #isAfterCr = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  push(chunk: Uint8Array): InputLine[] {
    const lines: InputLine[] = [];
    let from = this.#isAfterCr && (chunk[0] === LF || chunk[0] === NUL) ? 1 : 0;
    if (chunk.length > 0) this.#isAfterCr = false;
    let lf = placeOf(LF, chunk, from);
    let cr = placeOf(CR, chunk, from);
    while (lf < chunk.length || cr < chunk.length) {
      const end = Math.min(lf, cr);
      lines.push(this.#finish(chunk.subarray(from, end)));
      from = end + 1;
      if (end === cr) {
        this.#isAfterCr = from === chunk.length;
        if (chunk[from] === LF || chunk[from] === NUL) from += 1;
        cr = placeOf(CR, chunk, from);
      }
      if (lf < from) lf = placeOf(LF, chunk, from);
    }
    this.#hold(chunk.subarray(from));
    return lines;
  }

  end(): InputLine[] {
    return this.#heldBytes > 0 ? [this.#finish(NO_BYTES)] : [];
  }

  #finish(rest: Uint8Array): InputLine {
    let bytes = rest;
    if (this.#heldBytes > 0 || rest.length > this.#limit) {
      this.#hold(rest);
      bytes = this.#held.subarray(0, this.#heldBytes);
    }
    const line = this.#decode(bytes, this.#isCut);
    this.#held = NO_BYTES;
    this.#heldBytes = 0;
    this.#isCut = false;
    return line;
  }

  #decode(bytes: Uint8Array, isCut: boolean): InputLine {
    const whole = isCut ? withoutCutCharacter(bytes) : bytes;
    try {
      return { text: this.#strict.decode(whole), isCut, isGarbled: false };
    } catch {
      // The decoder has no other way to say that bytes are not UTF-8.
      return { text: this.#lenient.decode(whole), isCut, isGarbled: true };
    }
  }

  #hold(bytes: Uint8Array): void {
    const room = this.#limit - this.#heldBytes;
    if (bytes.length > room) this.#isCut = true;
    const kept = bytes.subarray(0, room);
    const needed = this.#heldBytes + kept.length;
    if (needed > this.#held.length) {
      const size = Math.max(needed, 2 * this.#held.length, SMALLEST_BUFFER_BYTES);
      const larger = new Uint8Array(Math.min(size, this.#limit));
      larger.set(this.#held.subarray(0, this.#heldBytes));
      this.#held = larger;
    }
    this.#held.set(kept, this.#heldBytes);
    this.#heldBytes = needed;
  }
}

/** The index of the next such byte; the length of the chunk if there is none. */
function placeOf(byte: number, chunk: Uint8Array, from: number): number {
  const at = chunk.indexOf(byte, from);
  return at < 0 ? chunk.length : at;
}

/** Leaves out the beginning of a character whose rest was cut off. */
function withoutCutCharacter(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes;
    if (byte < 0xc0) continue;
    const length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    return length > back ? bytes.subarray(0, bytes.length - back) : bytes;
  }
  return bytes;
}

/** Removes a byte order mark, and turns UTF-16, which is known by its own, into UTF-8. */
function asUtf8(): TransformStream<Uint8Array, Uint8Array> {
  /** The first bytes, until there are enough to tell; then undefined. */
  let start: Uint8Array | undefined = NO_BYTES;
  let utf16: TextDecoder | undefined;
  const encoder = new TextEncoder();
  const pass = (bytes: Uint8Array): Uint8Array =>
    utf16 === undefined ? bytes : encoder.encode(utf16.decode(bytes, { stream: true }));
  const begin = (bytes: Uint8Array): Uint8Array => {
    start = undefined;
    const [first, second, third] = bytes;
    if (first === 0xff && second === 0xfe) utf16 = new TextDecoder("utf-16le");
    if (first === 0xfe && second === 0xff) utf16 = new TextDecoder("utf-16be");
    const hasMark = first === 0xef && second === 0xbb && third === 0xbf;
    return pass(hasMark ? bytes.subarray(3) : bytes);
  };
  return new TransformStream({
    transform(chunk, controller): void {
      let bytes = chunk;
      if (start !== undefined) {
        start = joined(start, chunk);
        if (mayBecomeMark(start)) return;
        bytes = begin(start);
      } else {
        bytes = pass(chunk);
      }
      if (bytes.length > 0) controller.enqueue(bytes);
    },
    flush(controller): void {
      const bytes = start === undefined ? NO_BYTES : begin(start);
      const last = utf16 === undefined ? NO_BYTES : encoder.encode(utf16.decode());
      if (bytes.length + last.length > 0) controller.enqueue(joined(bytes, last));
    },
  });
}

/** Whether more bytes are needed to tell whether these are a byte order mark. */
function mayBecomeMark(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  switch (bytes.length) {
    case 0:
      return true;
    case 1:
      return first === 0xef || first === 0xff || first === 0xfe;
    case 2:
      return first === 0xef && second === 0xbb;
    default:
      return false;
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
