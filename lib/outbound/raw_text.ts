/**
 * Bytes that are no text, on their way among texts: each stands as a lone surrogate, U+DC00 and the
 * byte, which no text that has been sanitised contains. So what a telnet client is answered keeps its
 * place among the lines that it is sent. Pure.
 *
 * @module
 */

const FIRST = 0xdc00;
const LAST = 0xdcff;

/** Text that comes out as these bytes. Never throws. */
export function rawText(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(FIRST + byte);
  return text;
}

/** Encodes text with raw text in it. Never throws. */
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
