/**
 * Makes frames of the bytes that are sent to clients. Many clients are sent the same bytes one after the
 * other, so the last frames are kept, and these clients share them.
 *
 * @module
 */

import { putTextHead, textHeadBytes } from "./frames.ts";

/** A message as one frame. */
export interface Framed {
  /** The head and the payload. */
  readonly bytes: Uint8Array;
  /** The length of the head. */
  readonly headBytes: number;
}

/** A frame and the payload that it was made of. */
interface Kept extends Framed {
  readonly payload: Uint8Array;
}

/** How many frames are kept: clients of several dialects and rooms are sent their lines in turn. */
const KEPT = 8;

/** Makes the frames for all WebSockets of a daemon. */
export class Framer {
  readonly #kept: Kept[] = [];
  #oldest = 0;
  /** The frame that was asked for last, which is mostly the next one as well. */
  #last: Kept | undefined;

  /**
   * The frame of a text message with this payload, which must not change afterwards; the same frame for
   * the same array. It must not be changed either. Never throws.
   */
  frame(payload: Uint8Array): Framed {
    if (this.#last?.payload === payload) return this.#last;
    this.#last = this.#kept.find((kept) => kept.payload === payload) ?? this.#make(payload);
    return this.#last;
  }

  #make(payload: Uint8Array): Kept {
    const headBytes = textHeadBytes(payload.length);
    const bytes = new Uint8Array(headBytes + payload.length);
    putTextHead(bytes, payload.length);
    bytes.set(payload, headBytes);
    const kept = { payload, bytes, headBytes };
    this.#kept[this.#oldest] = kept;
    this.#oldest = (this.#oldest + 1) % KEPT;
    return kept;
  }
}
