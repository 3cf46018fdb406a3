/**
 * The frames of WebSockets (RFC 6455, section 5) that the daemon sends: their heads, and whole control
 * frames. Pure.
 *
 * @module
 */

/** What a frame is, by its number on the wire. */
export const OPCODE = {
  continuation: 0x0,
  text: 0x1,
  binary: 0x2,
  close: 0x8,
  ping: 0x9,
  pong: 0xa,
} as const;

/** The bit of the first byte that marks the last frame of a message. */
export const FINAL = 0x80;

/** The longest payload of a control frame, in bytes. */
export const MAX_CONTROL_BYTES = 125;

const LENGTH_OF_16_BITS = 126;
const LENGTH_OF_64_BITS = 127;

/** The bytes of the head of a text message of one frame, with a payload of so many bytes. Never throws. */
export function textHeadBytes(length: number): number {
  return length < LENGTH_OF_16_BITS ? 2 : length <= 0xffff ? 4 : 10;
}

/** Writes this head at the front of an array, which must have room for it. */
export function putTextHead(into: Uint8Array, length: number): void {
  into[0] = FINAL | OPCODE.text;
  if (length < LENGTH_OF_16_BITS) into[1] = length;
  else if (length <= 0xffff) {
    into[1] = LENGTH_OF_16_BITS;
    into[2] = length >>> 8;
    into[3] = length & 0xff;
  } else {
    into[1] = LENGTH_OF_64_BITS;
    new DataView(into.buffer, into.byteOffset).setBigUint64(2, BigInt(length));
  }
}

/** A control frame with a payload of at most {@linkcode MAX_CONTROL_BYTES}. Never throws. */
export function controlFrame(
  opcode: typeof OPCODE["close" | "ping" | "pong"],
  payload: Uint8Array,
): Uint8Array {
  const frame = new Uint8Array(2 + payload.length);
  frame[0] = FINAL | opcode;
  frame[1] = payload.length;
  frame.set(payload, 2);
  return frame;
}
