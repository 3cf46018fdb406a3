/**
 * Decodes the bytes of lines, and reports whether they were valid UTF-8.
 *
 * @module
 */

/** The text of one line. */
export interface LineText {
  /** Tells it from other lines. */
  readonly kind: "text";
  /** The line without its end, with U+FFFD for invalid UTF-8; not sanitised. */
  readonly text: string;
  /** Whether it contained invalid UTF-8. */
  readonly isNotUtf8?: true;
}

const LF = 10;
const CR = 13;
const NUL = 0;
const LINE_END = /\r[\n\0]?|\n/;
const REPLACEMENT = "\ufffd";

// Shared by all connections: without `stream` a decoder keeps nothing from one call to the next.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The text of one line, given without its end. Never throws. */
export function decodeLine(bytes: Uint8Array): LineText {
  const text = decoder.decode(bytes);
  return text.includes(REPLACEMENT) && isNotUtf8(text, bytes)
    ? { kind: "text", text, isNotUtf8: true }
    : { kind: "text", text };
}

/**
 * Adds the texts of whole lines, decoded in one call: an incomplete character never consumes the ASCII
 * byte of a line end. `bytes` end at a line end, except for the LF or NUL after a CR. Never throws.
 */
export function decodeLines(bytes: Uint8Array, lines: { push(line: LineText): unknown }): void {
  const text = decoder.decode(bytes);
  if (text.includes(REPLACEMENT)) decodeEach(bytes, lines);
  else if (text.includes("\r")) splitAtAnyEnd(text, lines);
  else splitAtLineFeeds(text, lines);
}

/** A sent U+FFFD is three bytes; if the text has more of them, the decoder has made some. */
function isNotUtf8(text: string, bytes: Uint8Array): boolean {
  let sent = 0;
  for (let at = bytes.indexOf(0xef); at >= 0; at = bytes.indexOf(0xef, at + 1)) {
    if (bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd) sent += 1;
  }
  return text.split(REPLACEMENT).length - 1 > sent;
}

function decodeEach(bytes: Uint8Array, lines: { push(line: LineText): unknown }): void {
  let from = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] !== LF && bytes[at] !== CR) continue;
    lines.push(decodeLine(bytes.subarray(from, at)));
    if (bytes[at] === CR && (bytes[at + 1] === LF || bytes[at + 1] === NUL)) at += 1;
    from = at + 1;
  }
}

function splitAtLineFeeds(text: string, lines: { push(line: LineText): unknown }): void {
  let from = 0;
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", from)) {
    lines.push({ kind: "text", text: text.slice(from, end) });
    from = end + 1;
  }
}

function splitAtAnyEnd(text: string, lines: { push(line: LineText): unknown }): void {
  const texts = text.split(LINE_END);
  // The text after the last line end is empty, and not a line.
  texts.pop();
  for (const each of texts) lines.push({ kind: "text", text: each });
}
