/**
 * Names of hosts in any script: the ASCII form for DNS, and the form for people. Pure; resolves nothing.
 *
 * `node:url` has both, but loading it takes longer than all of the daemon's own modules together.
 *
 * @module
 */

import { isIpv4 } from "../ip/ip.ts";

const NAME_IN_LETTERS = /^[\p{L}\p{M}\p{N}_.-]+$/u;

/** How a label in ASCII begins that stands for one in another script (RFC 5890). */
const ACE_PREFIX = "xn--";

/**
 * A name in any script as ASCII (RFC 5891): `xn--fsqu00a` for `例子`. ASCII is returned unchanged, and so
 * is text that is no name. Never throws.
 */
export function asciiHostname(text: string): string {
  // deno-lint-ignore no-control-regex
  if (/^[\x00-\x7f]*$/.test(text)) return text;
  // Characters that end a host in a URL would end it here as well.
  if (/[\s/?#@\\%:]/.test(text)) return text;
  const hostname = URL.parse(`ws://${text}`)?.hostname;
  if (hostname === undefined) return text;
  // A URL takes `1.1` for 1.0.0.1, which nobody means who writes an address here.
  const isAbbreviated = isIpv4(hostname) &&
    hostname !== text.normalize("NFKC").replaceAll("。", ".");
  return isAbbreviated ? text : hostname;
}

/**
 * A name in ASCII as people read it: in its own script, if it has only letters and digits and means the
 * same name; otherwise unchanged. Never throws.
 */
export function shownHostname(hostname: string): string {
  const ascii = hostname.toLowerCase();
  if (!ascii.includes(ACE_PREFIX)) return hostname;
  const name = ascii.split(".").map(readableLabel).join(".");
  return NAME_IN_LETTERS.test(name) && asciiHostname(name) === ascii ? name : hostname;
}

function readableLabel(label: string): string {
  if (!label.startsWith(ACE_PREFIX)) return label;
  return decodePunycode(label.slice(ACE_PREFIX.length)) ?? label;
}

/** The numbers of RFC 3492, section 5. */
const BASE = 36;
const LEAST_THRESHOLD = 1;
const MOST_THRESHOLD = 26;
const SKEW = 38;
const DAMP = 700;
const FIRST_BIAS = 72;
const FIRST_POINT = 0x80;

const LAST_POINT = 0x10ffff;

/**
 * Decodes Punycode (RFC 3492, section 6.2): the ASCII characters of a label, a hyphen, and numbers that
 * say which others stand where between them. Undefined if it is none.
 */
function decodePunycode(text: string): string | undefined {
  const hyphen = text.lastIndexOf("-");
  const characters = [...text.slice(0, Math.max(hyphen, 0))];
  let rest = text.slice(hyphen + 1);
  let [point, place, bias] = [FIRST_POINT, 0, FIRST_BIAS];
  while (rest !== "") {
    const number = readNumber(rest, bias);
    if (number === undefined) return undefined;
    const count = characters.length + 1;
    bias = nextBias(number.value, count, point === FIRST_POINT && place === 0);
    place += number.value;
    point += Math.floor(place / count);
    if (point > LAST_POINT) return undefined;
    place %= count;
    characters.splice(place, 0, String.fromCodePoint(point));
    place += 1;
    rest = rest.slice(number.length);
  }
  return characters.join("");
}

/** Reads the number that a text begins with; each digit says by its size whether it is the last. */
function readNumber(
  text: string,
  bias: number,
): { readonly value: number; readonly length: number } | undefined {
  let value = 0;
  let weight = 1;
  for (let at = 0; at < text.length; at++) {
    const digit = Number.parseInt(text.charAt(at), BASE);
    // Letters are 0 to 25 and digits follow them; parseInt has it the other way round.
    const size = digit < 10 ? digit + 26 : digit - 10;
    if (Number.isNaN(digit)) return undefined;
    value += size * weight;
    const threshold = Math.min(
      Math.max(BASE * (at + 1) - bias, LEAST_THRESHOLD),
      MOST_THRESHOLD,
    );
    if (size < threshold) return { value, length: at + 1 };
    weight *= BASE - threshold;
  }
  return undefined;
}

/** How large the next number will probably be (RFC 3492, section 6.1). */
function nextBias(value: number, count: number, isFirst: boolean): number {
  let rest = Math.floor(value / (isFirst ? DAMP : 2));
  rest += Math.floor(rest / count);
  let bias = 0;
  while (rest > ((BASE - LEAST_THRESHOLD) * MOST_THRESHOLD) / 2) {
    rest = Math.floor(rest / (BASE - LEAST_THRESHOLD));
    bias += BASE;
  }
  return bias + Math.floor(((BASE - LEAST_THRESHOLD + 1) * rest) / (rest + SKEW));
}
