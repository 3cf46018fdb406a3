/**
 * Colour: the colour of each name, and how a line is drawn with colours. Colour carries no information that
 * the text does not have.
 *
 * @module
 */

import { plainText, type Span, type StyledLine } from "./format.ts";

/** How many colours a terminal has. */
export type ColorCount = "none" | "8" | "256";

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

/** Red, green, magenta and cyan: yellow cannot be read on white, nor blue on black. */
const NAME_COLORS_OF_EIGHT: readonly number[] = [1, 2, 5, 6];

const DIM = "2";

/** Draws a line as it is. */
export const paintPlain: Painter = plainText;

/**
 * Draws lines on a terminal with so many colours: each name in its own colour, and text that nobody said dimmed.
 * Without colours, bold, dim and reverse are left.
 */
export function painterWith(colors: ColorCount): Painter {
  return (line) => line.map((span) => paintSpan(span, colors)).join("");
}

/**
 * The number of a name's colour among the 256, the same for every way to write its case, and on every day and
 * machine: nothing but the name decides.
 */
export function nameColor(name: string): number {
  return NAME_COLORS[hashOf(name) % NAME_COLORS.length] ?? 0;
}

/** The same among the eight. */
export function nameColorOfEight(name: string): number {
  return NAME_COLORS_OF_EIGHT[hashOf(name) % NAME_COLORS_OF_EIGHT.length] ?? 0;
}

function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name.toLowerCase())) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return (hash ^ (hash >>> 15)) >>> 0;
}

function paintSpan(span: Span, colors: ColorCount): string {
  const code = sgr(span, colors);
  return code === "" ? span.text : `\x1b[${code}m${span.text}\x1b[0m`;
}

function sgr({ role, text, isDimmed = false }: Span, colors: ColorCount): string {
  if (isDimmed) return DIM;
  switch (role) {
    case "name":
      return nameCode(text, colors);
    case "time":
    case "aside":
      return DIM;
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

function nameCode(name: string, colors: ColorCount): string {
  switch (colors) {
    case "none":
      return "";
    case "8":
      return `3${nameColorOfEight(name)}`;
    case "256":
      return `38;5;${nameColor(name)}`;
    default:
      return colors satisfies never;
  }
}
