/**
 * Gathers a paste in brackets up to its end, of which a part may come later. Pure.
 *
 * @module
 */

/** Only lines that begin within this many UTF-16 units of a paste are kept. */
export const MAX_PASTE: number = 256 * 1024;

/** The most that is kept beyond that limit, for the end of the last line. */
const MAX_LAST_LINE = 64 * 1024;

/** After this silence, Enter ends a paste whose end has not come. */
const SILENCE_MILLIS = 2000;

const BEGIN = "\x1b[200~";
/** Ctrl-C and Enter as terminals send them. */
// deno-lint-ignore no-control-regex
const CTRL_C = /^(?:\x03+|\x1b\[99;5(?::1)?u|\x1b\[27;5;99~)$/;
// deno-lint-ignore no-control-regex
const ENTER = /^(?:[\r\n]|\x1b\[13(?:;1(?::1)?)?u)$/;

/** One paste, from its opening bracket on. */
export class PasteReader {
  readonly #endMark: Uint8Array;
  readonly #decoder = new TextDecoder();
  #text = "";
  #isCut = false;
  #isOver = false;

  /** Begins after the opening bracket, by what introduced it. */
  constructor(introducer: Uint8Array) {
    this.#endMark = new Uint8Array([...introducer, ...new TextEncoder().encode("201~")]);
  }

  /** Whether the closing bracket has come. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** What was pasted, without brackets that were pasted with it. */
  get text(): string {
    return this.#text.replaceAll(BEGIN, "");
  }

  /** Whether a part of the paste was not kept. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /** How many of the bytes belong to it; 0 if more bytes must come before that is known. */
  read(bytes: Uint8Array): number {
    const end = indexOfPart(bytes, this.#endMark);
    this.#keep(bytes.subarray(0, end));
    this.#isOver = bytes.length - end >= this.#endMark.length;
    return this.#isOver ? end + this.#endMark.length : end;
  }

  /**
   * Whether these bytes, all that came in one piece, are a key by which the person ends it: Ctrl-C,
   * or after a silence Enter.
   */
  isEndedBy(bytes: Uint8Array, silenceMillis: number): boolean {
    if (bytes.length > 16) return false;
    const typed = String.fromCharCode(...bytes);
    return CTRL_C.test(typed) || (silenceMillis >= SILENCE_MILLIS && ENTER.test(typed));
  }

  #keep(bytes: Uint8Array): void {
    const whole = this.#text + this.#decoder.decode(bytes, { stream: true });
    const limit = MAX_PASTE + MAX_LAST_LINE;
    if (whole.length > limit) this.#isCut = true;
    this.#text = whole.slice(0, limit);
  }
}

/** Where a mark begins in the bytes, or a part of it at their end; their length if nowhere. */
function indexOfPart(bytes: Uint8Array, mark: Uint8Array): number {
  const [first = 0] = mark;
  let place = bytes.indexOf(first);
  while (place >= 0) {
    const part = bytes.subarray(place, place + mark.length);
    if (part.every((byte, i) => byte === mark[i])) return place;
    place = bytes.indexOf(first, place + 1);
  }
  return bytes.length;
}
