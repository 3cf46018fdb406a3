/**
 * Parses the input of a terminal into tokens: text, control characters, sequences and pastes. The bytes may be
 * cut anywhere, and the rest of a token may come late. A token whose end does not come is ended by a time
 * limit, a paste by the person. Pure: the time is passed in with the bytes.
 *
 * @module
 */

import { PasteReader } from "./paste_reader.ts";
import { isWellKnown, mayFollowEscape } from "./reports.ts";
import { type Lexeme, lexemeAt, openingOf } from "./sequence.ts";
import { StringReader } from "./string_reader.ts";

/** A token of the input. */
export type Token =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "control"; readonly code: number }
  /** The Escape key. */
  | { readonly kind: "escape" }
  | { readonly kind: "alt"; readonly char: string }
  | {
    readonly kind: "sequence";
    readonly introducer: "[" | "O";
    readonly body: string;
    readonly final: string;
  }
  /** A paste that has ended; `isCut` if it was longer than what is kept. */
  | { readonly kind: "paste"; readonly text: string; readonly isCut: boolean }
  /** A closing bracket without a paste: the person had ended the paste, or its text contained a bracket. */
  | { readonly kind: "paste-end" };

/** A character that follows an escape later than this was not typed with Alt. */
const ALT_MILLIS = 40;
/** An escape that nothing follows within this time was the Escape key. */
const ESCAPE_MILLIS = 500;
/** The longest wait for the next byte of a sequence. */
const SEQUENCE_MILLIS = 1000;
/** How late the rest of a sequence may come after its escape was reported as the Escape key. */
const LATE_MILLIS = 2000;

const NOTHING = new Uint8Array();
const ESC = 0x1b;

/** What the pending bytes may be if they are no sequence, for bytes that came in parts. */
type Doubt =
  /** The Escape key, then text; the key may have been reported already. */
  | { readonly kind: "escape"; readonly isGiven: boolean }
  /** A key with Alt, then text. */
  | { readonly kind: "alt" };

/** One terminal's input. Times are in milliseconds of a clock that is never set. */
export class Scanner {
  /** The beginning of a token whose rest has not come. */
  #pending: Uint8Array = NOTHING;
  #doubt: Doubt | undefined;
  /** When bytes were read last. */
  #heardAt = -Infinity;
  /** When an escape was reported as the Escape key, if nothing has been read since. */
  #escapedAt = -Infinity;
  #paste: PasteReader | undefined;
  #string: StringReader | undefined;
  /** Whether the rest of a control sequence that is too long is being skipped. */
  #isSkipping = false;
  #isPasteOwed = false;

  /** When bytes of the open paste came last; undefined if no paste is open. */
  get pasteSilentSince(): number | undefined {
    return this.#paste === undefined ? undefined : this.#heardAt;
  }

  /** Whether a paste was ended by the person, so that the rest of it may still come. */
  get isPasteOwed(): boolean {
    return this.#isPasteOwed;
  }

  /** When to call {@linkcode wake} if nothing is read before; undefined for never. */
  get wakeAt(): number | undefined {
    if (this.#paste !== undefined) return undefined;
    if (this.#string !== undefined) {
      return Math.min(this.#heardAt + SEQUENCE_MILLIS, this.#string.endsAt);
    }
    if (this.#isSkipping) return this.#heardAt + SEQUENCE_MILLIS;
    if (this.#pending.length === 0) return undefined;
    const isShort = this.#doubt !== undefined || isLoneEscape(this.#pending);
    return this.#heardAt + (isShort ? ESCAPE_MILLIS : SEQUENCE_MILLIS);
  }

  /** Parses what was read; returns the tokens that are complete. Never throws. */
  feed(bytes: Uint8Array, at: number): Token[] {
    const silence = at - this.#heardAt;
    this.#heardAt = at;
    if (this.#paste?.isEndedBy(bytes, silence)) {
      this.#pending = NOTHING;
      this.#isPasteOwed = true;
      return [this.#endPaste(this.#paste)];
    }
    if (this.#isAtStart) this.#noteDelay(bytes, at, silence);
    return this.#scan(joined(this.#pending, bytes), at);
  }

  /** Ends the pending token if its time limit has passed; returns the tokens that result. Never throws. */
  wake(at: number): Token[] {
    if (this.wakeAt === undefined || at < this.wakeAt) return [];
    const pending = this.#isAtStart ? this.#pending : NOTHING;
    this.#pending = NOTHING;
    this.#string = undefined;
    this.#isSkipping = false;
    if (pending.length === 0) return [];
    if (isLoneEscape(pending)) {
      this.#escapedAt = at;
      return [{ kind: "escape" }];
    }
    const doubt = this.#doubt;
    this.#doubt = undefined;
    if (doubt === undefined) return abandoned(pending);
    const tokens: Token[] = [];
    const length = this.#takeApart(doubt, pending, tokens);
    return [...tokens, ...this.#scan(pending.subarray(length), at)];
  }

  /** Whether the bytes begin a new token; false if they are the rest of the pending one. */
  get #isAtStart(): boolean {
    return this.#paste === undefined && this.#string === undefined && !this.#isSkipping;
  }

  /** Notes whether the pending bytes and the new ones may have been typed, one after the other. */
  #noteDelay(bytes: Uint8Array, at: number, silence: number): void {
    if (at - this.#escapedAt <= LATE_MILLIS && mayFollowEscape(bytes[0])) {
      this.#pending = new Uint8Array([ESC]);
      this.#doubt = { kind: "escape", isGiven: true };
    } else if (silence > ALT_MILLIS) {
      const introducer = this.#pending.length === 2 ? openingOf(this.#pending)?.introducer : "";
      if (isLoneEscape(this.#pending)) this.#doubt = { kind: "escape", isGiven: false };
      else if (introducer === "]" || introducer === "P") this.#doubt ??= { kind: "alt" };
    }
    this.#escapedAt = -Infinity;
  }

  #scan(bytes: Uint8Array, at: number): Token[] {
    const tokens: Token[] = [];
    let place = 0;
    while (place < bytes.length) {
      const wasAtStart = this.#isAtStart;
      const length = this.#step(bytes.subarray(place), at, tokens);
      // A reader that has ended before its first byte takes none; another token begins here.
      if (length === 0 && wasAtStart === this.#isAtStart) break;
      place += length;
    }
    this.#pending = bytes.slice(place);
    return tokens;
  }

  /** Takes the token at the beginning of the bytes; returns its length, or 0 if it is not complete. */
  #step(bytes: Uint8Array, at: number, tokens: Token[]): number {
    if (this.#paste !== undefined) return this.#readPaste(this.#paste, bytes, tokens);
    if (this.#string !== undefined) return this.#readString(this.#string, bytes);
    if (this.#isSkipping) return this.#skip(bytes);
    const lexeme = lexemeAt(bytes, 0);
    if (lexeme.kind === "incomplete") return 0;
    const doubt = this.#doubt;
    this.#doubt = undefined;
    if (doubt !== undefined && !isWellKnown(lexeme, bytes)) {
      return this.#takeApart(doubt, bytes, tokens);
    }
    this.#take(lexeme, bytes, at, tokens);
    return lexeme.length;
  }

  /** Bytes that came in parts were typed: reports the key of the first bytes; returns their length. */
  #takeApart(doubt: Doubt, bytes: Uint8Array, tokens: Token[]): number {
    if (doubt.kind === "alt") {
      tokens.push({ kind: "alt", char: String.fromCharCode(bytes[1] ?? 0) });
      return 2;
    }
    if (!doubt.isGiven) tokens.push({ kind: "escape" });
    return 1;
  }

  #take(lexeme: Lexeme, bytes: Uint8Array, at: number, tokens: Token[]): void {
    switch (lexeme.kind) {
      case "text":
        tokens.push(textToken(bytes.subarray(0, lexeme.length)));
        return;
      case "control":
      case "escape":
      case "alt":
        tokens.push(lexeme);
        return;
      case "sequence":
        return this.#takeSequence(lexeme, bytes, tokens);
      case "string":
        this.#string = new StringReader(lexeme.opening, at);
        return;
      case "overlong":
        this.#isSkipping = true;
        return;
      case "nothing":
      case "incomplete":
        return;
      default:
        lexeme satisfies never;
    }
  }

  #takeSequence(
    sequence: Extract<Lexeme, { kind: "sequence" }>,
    bytes: Uint8Array,
    tokens: Token[],
  ): void {
    switch (`${sequence.introducer}${sequence.body}${sequence.final}`) {
      case "[200~":
        this.#paste = new PasteReader(openingOf(bytes)?.bytes ?? NOTHING);
        this.#isPasteOwed = false;
        return;
      case "[201~":
        this.#isPasteOwed = false;
        tokens.push({ kind: "paste-end" });
        return;
      default:
        tokens.push(sequence);
    }
  }

  #readPaste(paste: PasteReader, bytes: Uint8Array, tokens: Token[]): number {
    const length = paste.read(bytes);
    if (paste.isOver) tokens.push(this.#endPaste(paste));
    return length;
  }

  #endPaste({ text, isCut }: PasteReader): Token {
    this.#paste = undefined;
    return { kind: "paste", text, isCut };
  }

  #readString(string: StringReader, bytes: Uint8Array): number {
    const length = string.read(bytes);
    if (string.isOver) this.#string = undefined;
    return length;
  }

  #skip(bytes: Uint8Array): number {
    const end = bytes.findIndex((byte) => byte < 0x20 || byte > 0x3f);
    if (end < 0) return bytes.length;
    this.#isSkipping = false;
    const final = bytes[end] ?? 0;
    return final >= 0x40 && final <= 0x7e ? end + 1 : end;
  }
}

function isLoneEscape(bytes: Uint8Array): boolean {
  return bytes.length === 1 && bytes[0] === ESC;
}

/** The token that incomplete bytes are when no more bytes come. */
function abandoned(bytes: Uint8Array): Token[] {
  const opening = openingOf(bytes);
  if (opening === undefined) {
    return bytes[0] === ESC ? [] : [textToken(bytes)];
  }
  const isBare = bytes[0] === ESC && bytes.length === opening.bytes.length;
  return isBare ? [{ kind: "alt", char: opening.introducer }] : [];
}

function textToken(bytes: Uint8Array): Token {
  return { kind: "text", text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes) };
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}
