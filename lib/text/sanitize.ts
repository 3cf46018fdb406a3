/**
 * The only sanitiser: decides which text may reach a screen. All text from clients, and all text that
 * is shown or logged, passes through it once, after decoding and before it is kept.
 *
 * Each forbidden code point becomes U+FFFD. Nothing is removed, because the parts around a removed code
 * point could join into a new sequence. To sanitise a result again changes nothing, and two safe texts
 * joined are a safe text. So a text cannot begin with a combining mark, or with anything else that
 * belongs to the character before.
 *
 * Private-use characters pass, and so do single code points that this runtime's Unicode does not know
 * yet, such as future emoji.
 *
 * @module
 */

import { lazy } from "./lazy.ts";

/** Replaces a forbidden code point. */
const REPLACEMENT = "\ufffd";

/** The most combining marks of one character; variation selectors count. */
const MARKS = 8;

/**
 * Matches text that needs a full check, in UTF-16 units: controls, marks, surrogates, everything
 * invisible. It may match too much, never too little; a test compares it with `suspect` below.
 */
const UNUSUAL =
  // deno-lint-ignore no-control-regex
  /[\0-\x08\x0a-\x1f\x7f-\x9f\xad\u0300-\u036f\u0483-\u0489\u0591-\u05cf\u0610-\u061f\u064b-\u065f\u0670-\u0903\u093a-\u0e00\u0e31-\u1dff\u200b-\u200f\u2028-\u202e\u2060-\u206f\u20d0-\u20ff\u2c80-\u2dff\u302a-\u302f\u3099\u309a\u3164\ua66f-\uabff\ud7a4-\udfff\ufb1e\ufdd0-\ufdef\ufe00-\ufe2f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff]/;

/**
 * The patterns of the full check. Made at its first use, because building these classes takes
 * milliseconds, and most texts need none. The characters before and after a suspect are cut out and
 * matched whole, between ^ and $: in V8 14 and 15 a class anchored by $ alone fails to match a surrogate
 * pair.
 */
const patterns = lazy(() => ({
  /**
   * A combining mark, a code point that is forbidden, or one that is allowed in some places; or, as a
   * whole, an emoji tag sequence (UTS 51, annex C): the flag of a region, 3 to 6 characters long.
   */
  suspect:
    // deno-lint-ignore no-control-regex
    /\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{3,6}\u{e007f}|[\0-\x08\x0a-\x1f\x7f-\x9f\p{M}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Noncharacter_Code_Point}\p{Cs}\p{Zl}\p{Zp}\ufff0-\ufffb\u{40000}-\u{dffff}\u{e0000}-\u{effff}]/gu,

  mark: /^(?!\p{Default_Ignorable_Code_Point})\p{M}$/u,

  /** Scripts whose letters use joiners or non-joiners. */
  joining:
    /^(?!\p{Default_Ignorable_Code_Point})(?=[\p{L}\p{M}])[\p{scx=Adlm}\p{scx=Arab}\p{scx=Mand}\p{scx=Mong}\p{scx=Nkoo}\p{scx=Phag}\p{scx=Rohg}\p{scx=Syrc}\p{scx=Bali}\p{scx=Beng}\p{scx=Cakm}\p{scx=Deva}\p{scx=Gujr}\p{scx=Guru}\p{scx=Java}\p{scx=Khmr}\p{scx=Knda}\p{scx=Laoo}\p{scx=Mlym}\p{scx=Mymr}\p{scx=Orya}\p{scx=Sinh}\p{scx=Sund}\p{scx=Taml}\p{scx=Telu}\p{scx=Thai}\p{scx=Tibt}]$/u,

  /** A joiner after these is always valid: viramas, and the Arabic heh of abbreviations. */
  open:
    /^[\u0647\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d3b\u0d3c\u0d4d\u0dca\u0e3a\u0eba\u0f84\u1039\u103a\u17d2\u1b44\u1baa\u1bab\ua806\ua8c4\ua953\ua9c0\uaaf6\uabed\u{11046}\u{110b9}\u{11133}\u{11134}\u{111c0}\u{1134d}]$/u,

  /** Letters before which a non-joiner separates an ending from its word: Arabic script. */
  arabic: /^(?=\p{L})\p{sc=Arab}$/u,

  /** Characters before such an ending: a number, another script's letter, the end of a quotation. */
  endable: /^(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{M}\p{N}\p{Pe}\p{Pf}"]$/u,

  /** Scripts that may separate words with zero-width spaces. */
  unspaced:
    /^(?!\p{Default_Ignorable_Code_Point})(?=[\p{L}\p{M}])[\p{scx=Khmr}\p{scx=Laoo}\p{scx=Mymr}\p{scx=Thai}]$/u,

  emoji: /^\p{Extended_Pictographic}$/u,
  emojiOrTone: /^[\p{Extended_Pictographic}\p{Emoji_Modifier}]$/u,
  presented: /^[\p{Emoji}\p{Extended_Pictographic}]$/u,
  varied: /^[\p{Ideographic}\p{Sm}\p{sc=Mymr}\p{sc=Phag}\p{sc=Egyp}0\u3000-\u303f\uff00-\uffef]$/u,
  ideograph: /^\p{Ideographic}$/u,
  mongolian: /^(?=\p{L})\p{sc=Mong}$/u,
}));

/** The place of a suspect that is not an ordinary mark. */
interface Place {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Whether the character before is a mark over the limit. */
  readonly isAfterExcess: boolean;
  /** Whether a mark after would be over the limit. */
  readonly isFull: boolean;
}

/**
 * Makes text safe to show: each forbidden code point becomes U+FFFD. Ordinary text of every script is
 * returned unchanged, tabs included; line ends are replaced. Linear in the length; text without
 * anything unusual is returned at once. Never throws.
 */
export function sanitize(text: string): string {
  if (!UNUSUAL.test(text)) return text;
  let reached = 0;
  let marks = MARKS;
  let isExcess = false;
  return text.replace(patterns().suspect, (found: string, start: number) => {
    if (start > reached) {
      // A tab and the beginning are no base characters: a mark after them would join an earlier one.
      marks = text.charCodeAt(start - 1) === 0x09 ? MARKS : 0;
      isExcess = false;
    }
    reached = start + found.length;
    if (patterns().mark.test(found)) {
      isExcess = marks >= MARKS;
      return isExcess ? REPLACEMENT : (marks++, found);
    }
    const place = { text, start, end: reached, isAfterExcess: isExcess, isFull: marks >= MARKS };
    isExcess = false;
    if (!isInPlace(found, place)) {
      marks = 0;
      return REPLACEMENT;
    }
    if (isVariation(found)) marks++;
    else if (isTagSequence(found)) marks = 0;
    return found;
  });
}

/** The user-perceived characters of a text (extended grapheme clusters, UAX 29). Never throws. */
export function graphemes(text: string): string[] {
  // Not made at import: the first one costs milliseconds, and most programs never need it.
  const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

function isInPlace(found: string, place: Place): boolean {
  const code = found.codePointAt(0) ?? 0;
  if (code === 0x200d && isInEmoji(place)) return true;
  if (code === 0x200c || code === 0x200d) return isJoinerInPlace(place);
  if (code === 0x200b) return isSpaceInPlace(place);
  if (code === 0xfe0e || code === 0xfe0f) return patterns().presented.test(charBefore(place));
  if (code >= 0xfe00 && code <= 0xfe0d) return patterns().varied.test(charBefore(place));
  if (code >= 0xe0100 && code <= 0xe01ef) return patterns().ideograph.test(charBefore(place));
  if (isMongolianSelector(code)) return patterns().mongolian.test(charBefore(place));
  if (code === 0x180e) {
    return patterns().mongolian.test(charBefore(place)) &&
      patterns().mongolian.test(charAfter(place));
  }
  return isTagSequence(found);
}

/** Whether a joiner is between two emoji, the first possibly with its variation selector. */
function isInEmoji(place: Place): boolean {
  const { text, start } = place;
  const isSelected = text.charCodeAt(start - 1) === 0xfe0f;
  const base = isSelected ? charBefore({ ...place, start: start - 1 }) : charBefore(place);
  return patterns().emojiOrTone.test(base) && patterns().emoji.test(charAfter(place));
}

function isJoinerInPlace(place: Place): boolean {
  const before = charBefore(place);
  if (patterns().open.test(before)) return true;
  const after = charAfter(place);
  // Persian adds its endings to numbers and foreign words as well: ۲۰‌ساله, USB‌ها.
  if (place.text.charCodeAt(place.start) === 0x200c && patterns().arabic.test(after)) {
    return patterns().endable.test(before);
  }
  // A mark over the limit will be replaced, so it does not count as a neighbour.
  return patterns().joining.test(before) && patterns().joining.test(after) &&
    !(place.isFull && patterns().mark.test(after));
}

function isSpaceInPlace(place: Place): boolean {
  const after = charAfter(place);
  return patterns().unspaced.test(charBefore(place)) ||
    patterns().unspaced.test(after) && !patterns().mark.test(after);
}

function isTagSequence(found: string): boolean {
  return found.length > 2;
}

function isVariation(found: string): boolean {
  const code = found.codePointAt(0) ?? 0;
  return code >= 0xfe00 && code <= 0xfe0f || code >= 0xe0100 && code <= 0xe01ef ||
    isMongolianSelector(code);
}

function isMongolianSelector(code: number): boolean {
  return code >= 0x180b && code <= 0x180f && code !== 0x180e;
}

/** The whole code point before, as sanitised; empty at the beginning. */
function charBefore({ text, start, isAfterExcess }: Place): string {
  if (isAfterExcess) return REPLACEMENT;
  const pair = start > 1 ? text.codePointAt(start - 2) ?? 0 : 0;
  return pair > 0xffff ? text.slice(start - 2, start) : text.charAt(start - 1);
}

/** The whole code point after; empty at the end. */
function charAfter({ text, end }: Place): string {
  const code = text.codePointAt(end) ?? 0;
  return text.slice(end, end + (code > 0xffff ? 2 : 1));
}
