/**
 * Finds the addresses in what was said. Only http and https; nothing is fetched. PURE.
 *
 * @module
 */

/** A piece of a text. */
export interface Piece {
  /** What is shown: the pieces together are the whole text. */
  readonly text: string;
  /** Where it leads; undefined if it is no link. */
  readonly href?: string | undefined;
}

/** An address ends before white space, quotes, angle brackets, and the punctuation and brackets of Chinese and Japanese. */
const ADDRESS =
  /(?<![a-z0-9])https?:\/\/[^\s"<>\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\u2018-\u201f\u2026\ufffd]+/giu;
/** What ends a sentence, and no address. */
const TRAILING = /[.,:;!?'*_~|\\]+$/u;
const CLOSING: ReadonlyMap<string, string> = new Map([[")", "("], ["]", "["], ["}", "{"]]);
/** The most links in one text; what follows is text. */
const MAX_LINKS = 50;

/** Cuts a text into links and what is between them. Never throws. */
export function piecesOf(text: string): Piece[] {
  // Most texts have none, and the search is dear.
  if (!text.includes("://")) return [{ text }];
  const pieces: Piece[] = [];
  let [end, links] = [0, 0];
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimmed(match[0]);
    if (links === MAX_LINKS || !isAddress(address)) continue;
    links += 1;
    if (match.index > end) pieces.push({ text: text.slice(end, match.index) });
    pieces.push({ text: address, href: address });
    end = match.index + address.length;
  }
  if (end < text.length || pieces.length === 0) pieces.push({ text: text.slice(end) });
  return pieces;
}

/** Without punctuation at its end, and without brackets there that it does not open. */
function trimmed(address: string): string {
  for (;;) {
    const shorter = withoutBracket(address.replace(TRAILING, ""));
    if (shorter === address) return address;
    address = shorter;
  }
}

function withoutBracket(address: string): string {
  const closing = address.at(-1) ?? "";
  const opening = CLOSING.get(closing);
  if (opening === undefined) return address;
  const count = (bracket: string) => address.split(bracket).length;
  return count(closing) > count(opening) ? address.slice(0, -1) : address;
}

/** Whether browsers can follow it; one with a name or a password in front of the host only misleads. */
function isAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname, username, password } = new URL(address);
  return hostname !== "" && username === "" && password === "";
}
