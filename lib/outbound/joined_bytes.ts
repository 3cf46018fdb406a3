/**
 * Joins several pieces of bytes into one. Slow readers with the same backlog are sent the same bytes,
 * so the last result is kept for the next reader.
 *
 * @module
 */

/** Joins pieces and remembers the last result. */
export class JoinedBytes {
  #pieces: readonly Uint8Array[] = [];
  #bytes: Uint8Array = new Uint8Array();

  /** All pieces as one; the same array for the same pieces. A single piece is returned unchanged. */
  join(pieces: readonly Uint8Array[]): Uint8Array {
    const [first] = pieces;
    if (first !== undefined && pieces.length === 1) return first;
    if (isSame(this.#pieces, pieces)) return this.#bytes;
    this.#pieces = pieces;
    return this.#bytes = concatenate(pieces);
  }

  /** Forgets the last result, to free its memory. */
  forget(): void {
    if (this.#pieces.length === 0) return;
    this.#pieces = [];
    this.#bytes = new Uint8Array();
  }
}

function isSame(a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean {
  return a.length === b.length && a.every((piece, index) => piece === b[index]);
}

function concatenate(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  return bytes;
}
