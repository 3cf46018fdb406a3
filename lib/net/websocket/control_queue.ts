/**
 * The control frames that wait to be sent to one client. Bounded.
 *
 * @module
 */

import { controlFrame, OPCODE } from "./frames.ts";

/** How many pongs wait. RFC 6455, section 5.5.3 requires that of the last ping alone. */
export const MAX_PONGS = 16;

const NOTHING = new Uint8Array(0);

/** The control frames of one client until they are sent together. Never throws. */
export class ControlQueue {
  readonly #pongs: Uint8Array[] = [];
  #hasPing = false;
  #close: Uint8Array | undefined;

  /** Adds the pong of a ping with this payload; the oldest is left out when there are too many. */
  addPong(payload: Uint8Array): void {
    if (this.#pongs.length === MAX_PONGS) this.#pongs.shift();
    this.#pongs.push(controlFrame(OPCODE.pong, payload));
  }

  /** Adds a ping, if none waits. */
  addPing(): void {
    this.#hasPing = true;
  }

  /** Adds a Close frame. Nothing may be added after it. */
  addClose(payload: Uint8Array): void {
    this.#close = controlFrame(OPCODE.close, payload);
  }

  /** All frames, in the order in which they must be sent. */
  bytes(): Uint8Array {
    const frames = [...this.#pongs];
    if (this.#hasPing) frames.push(controlFrame(OPCODE.ping, NOTHING));
    if (this.#close !== undefined) frames.push(this.#close);
    return concatenated(frames);
  }
}

function concatenated(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  return bytes;
}
