/**
 * Lines of a `LineSplitter` for tests, from pieces of text and bytes.
 *
 * @module
 */

import type { LineLimits } from "../../lib/wire/line_limits.ts";
import { type Line, LineSplitter } from "../../lib/wire/lines.ts";

export const ROOMY: LineLimits = { maxLineBytes: 4096 };
export const TIGHT: LineLimits = { maxLineBytes: 4, overlongNoticeBytes: 10 };

export type Piece = string | readonly number[];

export function bytesOf(piece: Piece): Uint8Array {
  return typeof piece === "string" ? new TextEncoder().encode(piece) : Uint8Array.from(piece);
}

/** The lines that come after each chunk, and at the end of input. */
export function perChunk(limits: LineLimits, ...chunks: Piece[]): Line[][] {
  const splitter = new LineSplitter(limits);
  return [...chunks.map((chunk) => splitter.push(bytesOf(chunk))), splitter.end()];
}

export function linesOf(limits: LineLimits, ...chunks: Piece[]): Line[] {
  return perChunk(limits, ...chunks).flat();
}

export function textsOf(...chunks: Piece[]): string[] {
  return linesOf(ROOMY, ...chunks).map((line) => line.kind === "text" ? line.text : line.kind);
}

export function text(text: string): Line {
  return { kind: "text", text };
}
