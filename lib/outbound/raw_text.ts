/**
 * Raw text: bytes as text, so that telnet answers keep their place among the lines to a client. Each
 * byte is a lone surrogate, U+DC00 plus the byte, which no sanitised text contains. Pure.
 *
 * @module
 */

const FIRST = 0xdc00;
const LAST = 0xdcff;

/** The raw text that is encoded as these bytes. Never throws. */
export function rawText(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(FIRST + byte);
  return text;
}

/** Encodes text that contains raw text. Never throws. */
export function encodeRaw(text: string): Uint8Array {
  const encoder = new TextEncoder();
  const bytes: number[] = [];
  for (const char of text) {
    const code = char.charCodeAt(0);
    const isRaw = char.length === 1 && code >= FIRST && code <= LAST;
    if (isRaw) bytes.push(code - FIRST);
    else bytes.push(...encoder.encode(char));
  }
  return Uint8Array.from(bytes);
}
