/**
 * The bounds of the lines of a connection. Pure.
 *
 * @module
 */

/** The bounds of a `LineSplitter` or a decoder. */
export interface LineLimits {
  /** The most bytes before a line end, without telnet commands; at least 1. */
  readonly maxLineBytes: number;
  /** The bytes of an unfinished line after which it is reported as overlong; 1 MiB by default. */
  readonly overlongNoticeBytes?: number | undefined;
  /**
   * Called once, with a first line within its limit; returns the most bytes of every later line, or
   * undefined for `maxLineBytes`. Discarded bytes are always reported in portions of `maxLineBytes`.
   */
  readonly limitAfter?: ((first: string) => number | undefined) | undefined;
  /**
   * The most bytes of a first line that begins with `{` and for which `limitAfter` returns a limit;
   * `maxLineBytes` by default, and no less.
   */
  readonly firstObjectBytes?: number | undefined;
}

const DEFAULT_NOTICE_BYTES = 1024 * 1024;
const OPENING_BRACE = 0x7b;

/** The most bytes of a first line that begins with this byte, before it is known what it is. Never throws. */
export function firstLimit(limits: LineLimits, byte: number | undefined): number {
  const { maxLineBytes, firstObjectBytes = 0 } = limits;
  return byte === OPENING_BRACE ? Math.max(maxLineBytes, firstObjectBytes) : maxLineBytes;
}

/** After so many bytes an unfinished line is reported; more than any line may have. Never throws. */
export function noticeBytes({ overlongNoticeBytes, ...limits }: LineLimits): number {
  const longest = firstLimit(limits, OPENING_BRACE);
  return Math.max(overlongNoticeBytes ?? DEFAULT_NOTICE_BYTES, longest + 1);
}
