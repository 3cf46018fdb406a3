/**
 * Finds the ends of characters in UTF-8, for bytes that are cut anywhere. Pure.
 *
 * @module
 */

/**
 * How many bytes the character at a place has: 0 if the bytes end before it does, -1 if no character
 * begins like that.
 */
export function characterLength(bytes: Uint8Array, place: number): number {
  const lead = bytes[place] ?? 0;
  const length = lengthByLead(lead);
  for (let i = 1; i < length; i++) {
    const byte = bytes[place + i];
    if (byte === undefined) return 0;
    if (!isContinuation(byte, lead, i)) return -1;
  }
  return length;
}

/** Whether a byte can only be a later one of a character. */
export function isTrailing(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x80 && byte <= 0xbf;
}

function lengthByLead(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  if (lead >= 0xf0 && lead <= 0xf4) return 4;
  return -1;
}

/** The second byte of some characters has a narrower range: no surrogates, no longer forms. */
function isContinuation(byte: number, lead: number, index: number): boolean {
  if (!isTrailing(byte)) return false;
  if (index > 1) return true;
  switch (lead) {
    case 0xe0:
      return byte >= 0xa0;
    case 0xed:
      return byte <= 0x9f;
    case 0xf0:
      return byte >= 0x90;
    case 0xf4:
      return byte <= 0x8f;
    default:
      return true;
  }
}
