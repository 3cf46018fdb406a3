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

/** The head of a text message of one frame, with a payload of so many bytes. Never throws. */
export function textHead(length: number): Uint8Array {
  const first = FINAL | OPCODE.text;
  if (length < LENGTH_OF_16_BITS) return Uint8Array.of(first, length);
  if (length <= 0xffff) {
    return Uint8Array.of(first, LENGTH_OF_16_BITS, length >>> 8, length & 0xff);
  }
  const head = new Uint8Array(10);
  head[0] = first;
  head[1] = LENGTH_OF_64_BITS;
  new DataView(head.buffer).setBigUint64(2, BigInt(length));
  return head;
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
