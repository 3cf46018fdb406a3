/**
 * Frames of a WebSocket as no browser sends them.
 *
 * @module
 */

import { frame } from "../../tests/support/websocket_frames.ts";

/** The bytes of a frame with anything in its head, or of no frame at all; `random` is below 1. */
export function randomFrame(random: () => number): Uint8Array {
  const payload = crypto.getRandomValues(new Uint8Array(Math.floor(random() * 300)));
  if (random() < 0.2) return payload;
  return frame({
    opcode: Math.floor(random() * 16),
    payload,
    isFinal: random() < 0.7,
    reserved: random() < 0.1 ? 1 + Math.floor(random() * 7) : 0,
    ...(random() < 0.1 && { mask: undefined }),
    ...(random() < 0.1 && { lengthBytes: [127, 0, 0, 1, 0, 0, 0, 0, 0] }),
  });
}
