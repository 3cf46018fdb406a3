/**
 * Standard output as the runtime gives it, with counts that are true. The runtime keeps what it could
 * not write in a buffer of its own and then fails with `WouldBlock` all the same, so that a
 * second try writes it twice. Text is handed over in pieces of which it is known what became of them.
 *
 * @module
 */

import { type Rest, sleep, type Writable } from "./standard_streams.ts";

/** Less than the runtime's buffer, which then takes all of a piece that has no line end. */
const MAX_PIECE_BYTES = 512;
/** A pipe takes so much at once or nothing of it, by POSIX. */
const ATOMIC_BYTES = 4096;
const SHORTEST_REST = 10;
const LONGEST_REST = 1000;
const LF = 10;
const NOTHING = new Uint8Array();

/** What {@linkcode bufferedOutput} writes to. */
export interface BufferedFile extends Writable {
  /** Whether it is a terminal, which may take a part of anything. */
  isTerminal(): boolean;
}

/**
 * A file whose line-buffered writes may fail with `WouldBlock` after they were taken. What `write` of
 * the result says was taken was taken once, and is written when it resolves.
 */
export function bufferedOutput(file: BufferedFile, rest: Rest = sleep): Writable {
  const isTerminal = file.isTerminal();
  return {
    async write(bytes) {
      const piece = bytes.subarray(0, pieceLength(bytes, isTerminal));
      try {
        return await file.write(piece);
      } catch (error) {
        // A line end goes past the buffer, which is empty between two writes: nothing was taken.
        if (!(error instanceof Deno.errors.WouldBlock) || piece.includes(LF)) throw error;
      }
      await flush(file, rest);
      return piece.length;
    },
  };
}

/** Writes out what the buffer holds. */
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

/** How much is written at once: whole lines where that is taken whole, or one line end, or text. */
function pieceLength(bytes: Uint8Array, isTerminal: boolean): number {
  if (!isTerminal) {
    const lines = bytes.subarray(0, ATOMIC_BYTES).lastIndexOf(LF) + 1;
    if (lines > 0) return lines;
  }
  const lineEnd = bytes.indexOf(LF);
  if (lineEnd === 0) return 1;
  return Math.min(MAX_PIECE_BYTES, lineEnd < 0 ? bytes.length : lineEnd);
}
