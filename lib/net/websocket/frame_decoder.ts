/**
 * Decodes the frames that a client sends into lines: each text message is one line. Works in place, holds
 * nothing of a message, and refuses each fault as soon as it shows. Pure.
 *
 * @module
 */

import { readClose } from "./close_codes.ts";
import { FrameHead, type Violation } from "./frame_head.ts";
import { OPCODE } from "./frames.ts";
import { Utf8Check } from "./utf8_check.ts";

/** What a decoder is made with. */
export interface DecoderParts {
  /** The most bytes of a message. */
  readonly limitBytes: number;
  /** Called for each ping with its payload, which is the callee's. Must not throw. */
  pinged(payload: Uint8Array): void;
}

/** How many control frames, and fragments without content, may come with no message ending between them. */
export const MAX_SMALL_FRAMES = 128;

const LF = 10;
const CR = 13;
const SPACE = 32;

const NOT_BEGUN: Violation = { code: 1002, why: "a fragment of no message" };
const NOT_ENDED: Violation = { code: 1002, why: "a message within another" };
const BAD_CLOSE: Violation = { code: 1002, why: "a Close frame with a wrong payload" };
const BAD_REASON: Violation = { code: 1007, why: "a Close frame that is not UTF-8" };
const NOT_UTF8: Violation = { code: 1007, why: "a message that is not UTF-8" };
const TOO_MANY_SMALL: Violation = {
  code: 1008,
  why: "too many control frames and empty fragments",
};
const TOO_BIG: Violation = { code: 1009, why: "a message that is too big" };

/** Decodes the frames of one client. */
export class FrameDecoder {
  readonly #parts: DecoderParts;
  readonly #head = new FrameHead();
  /** What is still to come of the payload of the frame under way. */
  #left = 0;
  /** The payload of the control frame under way, as far as it has come. */
  #control: Uint8Array | undefined;
  #isWithinMessage = false;
  #messageBytes = 0;
  /** Made at the first byte that is not ASCII. */
  #utf8: Utf8Check | undefined;
  #smallFrames = 0;
  #isPongDue = false;
  #violation: Violation | undefined;
  #close: { readonly code: number | undefined } | undefined;

  /** A decoder for a client from the first byte after its handshake on. */
  constructor(parts: DecoderParts) {
    this.#parts = parts;
  }

  /** What the client has done wrong; then nothing that follows is decoded. */
  get violation(): Violation | undefined {
    return this.#violation;
  }

  /** The client's Close frame and its code; then nothing that follows is decoded. */
  get close(): { readonly code: number | undefined } | undefined {
    return this.#close;
  }

  /** Whether the input would end within a frame or a message. */
  get isWithin(): boolean {
    return this.#isWithinMessage || !this.#head.isEmpty;
  }

  /**
   * A ping has been sent to the client. Its pong does not count as a small frame, and the count of the
   * others begins anew.
   */
  notePing(): void {
    this.#isPongDue = true;
    this.#smallFrames = 0;
  }

  /**
   * The lines, and parts of lines, in these bytes. The result lies in the chunk, whose content is lost.
   * Each message ends with LF; LF and CR within it, which JSON has between its tokens alone, become spaces.
   * What came before a violation or a Close frame is in the result. Never throws.
   */
  decode(chunk: Uint8Array): Uint8Array {
    // A frame's head makes room for the LF, unless it came before these bytes.
    const bytes = this.#endsMessageWithin(chunk.length) ? withRoom(chunk) : chunk;
    let at = bytes.length - chunk.length;
    let end = 0;
    while (at < bytes.length && this.#violation === undefined && this.#close === undefined) {
      if (!this.#head.isWhole) {
        this.#violation = this.#head.add(bytes[at++] ?? 0);
        if (this.#head.isWhole) this.#violation ??= this.#begin();
      } else {
        const stop = Math.min(bytes.length, at + this.#left);
        if (this.#control === undefined) end = this.#takeText(bytes, { from: at, to: stop, end });
        else this.#takeControl(this.#control, bytes.subarray(at, stop));
        this.#left -= stop - at;
        at = stop;
      }
      if (this.#head.isWhole && this.#left === 0 && this.#violation === undefined) {
        end = this.#finish(bytes, end);
      }
    }
    return bytes.subarray(0, end);
  }

  #endsMessageWithin(length: number): boolean {
    const { isWhole, isFinal, isControl } = this.#head;
    return isWhole && isFinal && !isControl && this.#left <= length;
  }

  /** A head is whole: checks it against the frames before, and the limits. */
  #begin(): Violation | undefined {
    const { opcode, isControl, length } = this.#head;
    if (!isControl && (opcode === OPCODE.continuation) !== this.#isWithinMessage) {
      return this.#isWithinMessage ? NOT_ENDED : NOT_BEGUN;
    }
    this.#left = length;
    if (isControl) {
      this.#control = new Uint8Array(length);
      return this.#countSmall();
    }
    this.#isWithinMessage = true;
    this.#messageBytes += length;
    if (this.#messageBytes > this.#parts.limitBytes) return TOO_BIG;
    return length === 0 && !this.#head.isFinal ? this.#countSmall() : undefined;
  }

  #countSmall(): Violation | undefined {
    if (this.#head.opcode === OPCODE.pong && this.#isPongDue) {
      this.#isPongDue = false;
      return undefined;
    }
    return ++this.#smallFrames > MAX_SMALL_FRAMES ? TOO_MANY_SMALL : undefined;
  }

  /**
   * Takes a part of a message: bytes `from` to `to`. The lines end at `end` so far; returns where they end
   * then.
   */
  #takeText(
    bytes: Uint8Array,
    { from, to, end }: { readonly from: number; readonly to: number; readonly end: number },
  ): number {
    let mask = this.#head.mask;
    let seen = 0;
    let out = end;
    for (let at = from; at < to; at++) {
      const byte = (bytes[at] ?? 0) ^ mask >>> 24;
      mask = mask << 8 | mask >>> 24;
      seen |= byte;
      bytes[out++] = byte === LF || byte === CR ? SPACE : byte;
    }
    this.#head.mask = mask;
    if (seen < 0x80 && !this.#utf8?.isWithin) return out;
    this.#utf8 ??= new Utf8Check();
    if (this.#utf8.add(bytes, end, out)) return out;
    this.#violation = NOT_UTF8;
    return end;
  }

  #takeControl(control: Uint8Array, bytes: Uint8Array): void {
    let mask = this.#head.mask;
    let out = control.length - this.#left;
    for (const byte of bytes) {
      control[out++] = byte ^ mask >>> 24;
      mask = mask << 8 | mask >>> 24;
    }
    this.#head.mask = mask;
  }

  /** A frame is whole. The lines end at `end` so far; returns where they end then. */
  #finish(bytes: Uint8Array, end: number): number {
    const { opcode, isFinal } = this.#head;
    const control = this.#control;
    this.#head.clear();
    this.#control = undefined;
    if (control !== undefined) {
      if (opcode === OPCODE.ping) this.#parts.pinged(control);
      else if (opcode === OPCODE.close) this.#readClose(control);
      return end;
    }
    if (!isFinal) return end;
    if (this.#utf8?.isWithin) {
      this.#violation = NOT_UTF8;
      return end;
    }
    this.#isWithinMessage = false;
    this.#messageBytes = 0;
    this.#smallFrames = 0;
    bytes[end] = LF;
    return end + 1;
  }

  #readClose(payload: Uint8Array): void {
    const close = readClose(payload);
    if (close.kind === "closed") this.#close = close;
    else this.#violation = close.code === 1002 ? BAD_CLOSE : BAD_REASON;
  }
}

/** The same bytes with room for one more in front of them. */
function withRoom(chunk: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(chunk.length + 1);
  bytes.set(chunk, 1);
  return bytes;
}
