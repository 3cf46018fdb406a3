/**
 * Standard output of the runtime, with a `write` that never writes bytes twice. The runtime keeps bytes
 * that it could not write in a buffer of its own, and then fails with `WouldBlock` as if it had not taken
 * them; a caller that tries again would write them twice. So bytes are written in pieces for which it is
 * certain, after `WouldBlock`, whether the runtime has taken them.
 *
 * @module
 */

import { type Rest, sleep, type Writable } from "./standard_streams.ts";

/** Less than the runtime's buffer, so that it takes the whole of a piece without a line end. */
const MAX_PIECE_BYTES = 512;
/** By POSIX, a pipe takes a write of at most this size completely or not at all. */
const ATOMIC_BYTES = 4096;
const SHORTEST_REST = 10;
const LONGEST_REST = 1000;
const LF = 10;
const NOTHING = new Uint8Array();

/** What {@linkcode bufferedOutput} writes to. */
export interface BufferedFile extends Writable {
  /** Whether it is a terminal, which may take a part of any write. */
  isTerminal(): boolean;
}

/**
 * Wraps a file whose line-buffered writes may fail with `WouldBlock` although their bytes were taken. The
 * `write` of the result resolves when the bytes that it counts are written, each of them once.
 */
export function bufferedOutput(file: BufferedFile, rest: Rest = sleep): Writable {
  const isTerminal = file.isTerminal();
  return {
    async write(bytes) {
      const piece = bytes.subarray(0, pieceLength(bytes, isTerminal));
      try {
        return await file.write(piece);
      } catch (error) {
        // A piece with a line end is not buffered, and the buffer is empty now, so nothing was taken.
        if (!(error instanceof Deno.errors.WouldBlock) || piece.includes(LF)) throw error;
      }
      await flush(file, rest);
      return piece.length;
    },
  };
}

/** Writes the contents of the buffer; an empty write makes the runtime do it. */
async function flush(file: Writable, rest: Rest): Promise<void> {
  for (let millis = SHORTEST_REST;; millis = Math.min(2 * millis, LONGEST_REST)) {
    await rest(millis);
    try {
      await file.write(NOTHING);
      return;
    } catch (error) {
      if (!(error instanceof Deno.errors.WouldBlock)) throw error;
    }
  }
}

/** The size of the next piece: whole lines for a pipe, otherwise one line end, or text without one. */
function pieceLength(bytes: Uint8Array, isTerminal: boolean): number {
  if (!isTerminal) {
    const lines = bytes.subarray(0, ATOMIC_BYTES).lastIndexOf(LF) + 1;
    if (lines > 0) return lines;
  }
  const lineEnd = bytes.indexOf(LF);
  if (lineEnd === 0) return 1;
  return Math.min(MAX_PIECE_BYTES, lineEnd < 0 ? bytes.length : lineEnd);
}
