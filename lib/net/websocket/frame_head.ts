/**
 * Reads the heads of the frames that a client sends (RFC 6455, section 5.2), a byte at a time, and refuses
 * each fault at the byte that shows it. Pure.
 *
 * @module
 */

import { FINAL, MAX_CONTROL_BYTES, OPCODE } from "./frames.ts";

/** What a peer does that the protocol or the daemon forbids. */
export interface Violation {
  /** The close code that says so. */
  readonly code: 1002 | 1003 | 1007 | 1008 | 1009;
  /** What was wrong. */
  readonly why: string;
}

const BAD_OPCODE: Violation = { code: 1002, why: "a frame of an unknown kind" };
const RESERVED_BIT: Violation = { code: 1002, why: "a reserved bit is set" };
const BINARY: Violation = { code: 1003, why: "a binary message" };
const CUT_CONTROL: Violation = { code: 1002, why: "a control frame in fragments" };
const LONG_CONTROL: Violation = { code: 1002, why: "a control frame that is too long" };
const UNMASKED: Violation = { code: 1002, why: "a frame without a mask" };
const LONG_LENGTH: Violation = { code: 1002, why: "a length in more bytes than it needs" };
const NO_LENGTH: Violation = { code: 1002, why: "a length above 63 bits" };

const RESERVED_BITS = 0x70;
const OPCODE_BITS = 0x0f;
const CONTROL_BIT = 0x08;
const MASKED = 0x80;
const MASK_BYTES = 4;

/** The head of the frame under way. */
export class FrameHead {
  /** Whether all of the head has come. */
  isWhole = false;
  /** Whether it is the last frame of its message. */
  isFinal = false;
  /** What the frame is. */
  opcode: number = OPCODE.continuation;
  /** The bytes of the payload. Inexact above 2^53, which no limit allows. */
  length = 0;
  /** The mask; its highest byte is the first one. */
  mask = 0;
  #count = 0;
  /** The bytes of the length that are still to come, and how many there are in all. */
  #lengthLeft = 0;
  #lengthBytes = 0;
  #maskLeft = MASK_BYTES;

  /** Whether none of the head has come. */
  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** Whether it is the head of a control frame. */
  get isControl(): boolean {
    return (this.opcode & CONTROL_BIT) !== 0;
  }

  /** Takes the next byte; not after the head is whole. Returns what is wrong with it. Never throws. */
  add(byte: number): Violation | undefined {
    const index = this.#count++;
    if (index === 0) return this.#addFirst(byte);
    if (index === 1) return this.#addSecond(byte);
    if (this.#lengthLeft > 0) return this.#addLength(byte);
    this.mask = this.mask << 8 | byte;
    this.isWhole = --this.#maskLeft === 0;
    return undefined;
  }

  /** Begins the next head. */
  clear(): void {
    this.isWhole = false;
    this.mask = 0;
    this.#count = 0;
    this.#maskLeft = MASK_BYTES;
  }

  #addFirst(byte: number): Violation | undefined {
    this.isFinal = (byte & FINAL) !== 0;
    this.opcode = byte & OPCODE_BITS;
    if ((byte & RESERVED_BITS) !== 0) return RESERVED_BIT;
    switch (this.opcode) {
      case OPCODE.continuation:
      case OPCODE.text:
        return undefined;
      case OPCODE.binary:
        return BINARY;
      case OPCODE.close:
      case OPCODE.ping:
      case OPCODE.pong:
        return this.isFinal ? undefined : CUT_CONTROL;
      default:
        return BAD_OPCODE;
    }
  }

  #addSecond(byte: number): Violation | undefined {
    if ((byte & MASKED) === 0) return UNMASKED;
    const length = byte & ~MASKED;
    if (this.isControl && length > MAX_CONTROL_BYTES) return LONG_CONTROL;
    this.#lengthBytes = length === 126 ? 2 : length === 127 ? 8 : 0;
    this.#lengthLeft = this.#lengthBytes;
    this.length = this.#lengthBytes === 0 ? length : 0;
    return undefined;
  }

  #addLength(byte: number): Violation | undefined {
    const isFirst = this.#lengthLeft === 8;
    if (isFirst && byte > 0x7f) return NO_LENGTH;
    this.length = this.length * 256 + byte;
    if (--this.#lengthLeft > 0) return undefined;
    const isShorter = this.length <= (this.#lengthBytes === 2 ? 125 : 0xffff);
    return isShorter ? LONG_LENGTH : undefined;
  }
}
