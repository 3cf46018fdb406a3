/**
 * Colour: the colour of each name, and how a line is drawn with colours. Colour carries no information that
 * the text does not have.
 *
 * @module
 */

import { plainText, type Span, type StyledLine } from "./format.ts";

/** Turns a line into text for the output, with or without colours. */
export type Painter = (line: StyledLine) => string;

/** Those of the 256 colours that have a contrast of at least 3.8 to 1 with black and with white. */
const NAME_COLORS: readonly number[] = [
  27,
  28,
  29,
  30,
  31,
  32,
  62,
  63,
  64,
  65,
  66,
  95,
  96,
  97,
  98,
  99,
  100,
  128,
  129,
  130,
  131,
  132,
  133,
  134,
  160,
  161,
  162,
  163,
  164,
  165,
  166,
  196,
  197,
];

/** Draws a line as it is. */
export const paintPlain: Painter = plainText;

/** Draws a line in colour: each name in its own colour; text that nobody said is dimmed. */
export function paintColored(line: StyledLine): string {
  return line.map(paintSpan).join("");
}

/** The number of a name's colour among the 256, the same for every way to write its case. */
export function nameColor(name: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name.toLowerCase())) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return NAME_COLORS[((hash ^ (hash >>> 15)) >>> 0) % NAME_COLORS.length] ?? 0;
}

function paintSpan(span: Span): string {
  const code = sgr(span);
  return code === "" ? span.text : `\x1b[${code}m${span.text}\x1b[0m`;
}

function sgr({ role, text }: Span): string {
  switch (role) {
    case "name":
      return `38;5;${nameColor(text)}`;
    case "time":
    case "aside":
      return "2";
    case "marker":
      return "1;7";
    case "mention":
    case "own":
      return "1";
    case "text":
      return "";
    default:
      return role satisfies never;
  }
}
