/**
 * The key of a sequence, in the encodings of the usual terminals, with kitty's protocol and xterm's
 * modifyOtherKeys; and the report that the window has the focus, or has it no more. Other sequences that are no
 * keys, such as reports of the mouse or the cursor, are ignored, and so is the release of a key. Pure.
 *
 * @module
 */

import { type Key, key } from "./key.ts";

/** A sequence, as the scanner returns it. */
export interface Sequence {
  /** `[` for control sequences, `O` for keypads. */
  readonly introducer: "[" | "O";
  /** The bytes before the final byte. */
  readonly body: string;
  /** The final byte. */
  readonly final: string;
}

const LETTERS: ReadonlyMap<string, string> = new Map([
  ["A", "up"],
  ["B", "down"],
  ["C", "right"],
  ["D", "left"],
  ["H", "home"],
  ["F", "end"],
  ["P", "f1"],
  ["Q", "f2"],
  ["S", "f4"],
]);

/** Reports of the focus, by final byte after `[`; nothing stands between. */
const FOCUS: ReadonlyMap<string, string> = new Map([["I", "focus-in"], ["O", "focus-out"]]);

/** After `O` an `R` is a key; after `[` it is the place of the cursor. */
const F3_OF_KEYPAD = "R";

/** The Linux console's function keys, by the letter after its two brackets. */
const CONSOLE_LETTERS = "ABCDE";

const NUMBERS: ReadonlyMap<string, string> = new Map([
  ["1", "home"],
  ["2", "insert"],
  ["3", "delete"],
  ["4", "end"],
  ["5", "page-up"],
  ["6", "page-down"],
  ["7", "home"],
  ["8", "end"],
  ["11", "f1"],
  ["12", "f2"],
  ["13", "f3"],
  ["14", "f4"],
  ["15", "f5"],
  ["17", "f6"],
  ["18", "f7"],
  ["19", "f8"],
  ["20", "f9"],
]);

/** Keys that have a code of their own in kitty's protocol; the first keypad key is 57399. */
const CODES: ReadonlyMap<number, string> = new Map([
  [9, "tab"],
  [13, "enter"],
  [27, "escape"],
  [127, "backspace"],
  [8, "backspace"],
  [57414, "enter"],
  [57417, "left"],
  [57418, "right"],
  [57419, "up"],
  [57420, "down"],
  [57421, "page-up"],
  [57422, "page-down"],
  [57423, "home"],
  [57424, "end"],
  [57425, "insert"],
  [57426, "delete"],
]);
const KEYPAD = "0123456789./*-+";
const FIRST_KEYPAD_CODE = 57399;

/** How rxvt ends a numbered key with a modifier. */
const RXVT_MODIFIERS: ReadonlyMap<string, number> = new Map([["$", 2], ["^", 5], ["@", 6]]);

const SHIFT = 1;
const ALT = 2;
const CTRL = 4;
/** Super, hyper and meta: keys with them make no text, and no action uses them. */
const OTHERS = 8 | 16 | 32;
const RELEASE = 3;

/** The key of a sequence; undefined if it is no key. Never throws. */
export function keyOf({ introducer, body, final }: Sequence): Key | undefined {
  if (introducer === "O") return keypadKey(body, final);
  if (body === "[") return consoleKey(final);
  const focus = body === "" ? FOCUS.get(final) : undefined;
  if (focus !== undefined) return key(focus);
  const fields = fieldsOf(body);
  if (fields === undefined) return undefined;
  const [first = [], modifiers = [], third = []] = fields;
  const pressed: Pressed = { bits: (modifiers[0] || 1) - 1, event: modifiers[1] ?? 1 };
  switch (final) {
    case "u":
      return fields.length > 3 ? undefined : codedKey(first, pressed, third);
    case "~":
      // What xterm sends for keys that have no sequence of their own.
      if (first[0] === 27 && fields.length === 3) return codedKey(third, pressed, []);
      return fields.length > 2 ? undefined : named(NUMBERS.get(String(first[0])), pressed);
    case "$":
    case "^":
    case "@":
      return fields.length > 1 ? undefined : named(
        NUMBERS.get(String(first[0])),
        { bits: (RXVT_MODIFIERS.get(final) ?? 1) - 1, event: 1 },
      );
    case "Z":
      return body === "" || first[0] === 1 ? named("tab", { ...pressed, bits: SHIFT }) : undefined;
    default:
      return letterKey(final, fields, pressed);
  }
}

interface Pressed {
  /** Shift 1, Alt 2, Ctrl 4, and more. */
  readonly bits: number;
  /** 1 pressed, 2 repeated, 3 released. */
  readonly event: number;
}

/** The parameters with their parts; undefined where they are none of a key's. */
function fieldsOf(body: string): number[][] | undefined {
  if (!/^[0-9:;]*$/.test(body)) return undefined;
  if (body === "") return [];
  return body.split(";").map((field) => field.split(":").map((part) => Number(part)));
}

/** Arrows, Home, End and F1 to F4: nothing before the letter, or `1` and the modifiers, or these alone. */
function letterKey(
  final: string,
  fields: readonly number[][],
  pressed: Pressed,
): Key | undefined {
  const name = LETTERS.get(final);
  if (name === undefined || fields.length > 2) return undefined;
  if (fields.length === 1) return named(name, { bits: (fields[0]?.[0] || 1) - 1, event: 1 });
  if (fields.length === 2 && fields[0]?.[0] !== 1) return undefined;
  return named(name, pressed);
}

function keypadKey(body: string, final: string): Key | undefined {
  if (!/^(?:1;)?[0-9]*$/.test(body)) return undefined;
  if (final >= "a" && final <= "d") return named(LETTERS.get(final.toUpperCase()), ctrl());
  const bits = (Number(body.replace("1;", "")) || 1) - 1;
  if (final === F3_OF_KEYPAD) return named("f3", { bits, event: 1 });
  const name = final === "M" ? "enter" : LETTERS.get(final);
  if (name !== undefined) return named(name, { bits, event: 1 });
  // The keys of the keypad in application mode.
  const char = final >= "j" && final <= "y" ? "*+,-./0123456789"[final.charCodeAt(0) - 106] : "";
  return char === undefined || char === "" ? undefined : { name: "text", text: char };
}

function consoleKey(letter: string): Key | undefined {
  const index = CONSOLE_LETTERS.indexOf(letter);
  return index < 0 ? undefined : key(`f${index + 1}`);
}

function ctrl(): Pressed {
  return { bits: CTRL, event: 1 };
}

/** A key by the code of its character, with the other character that Shift makes of it, and text. */
function codedKey(
  [code = 0, shifted, base]: readonly number[],
  pressed: Pressed,
  text: readonly number[],
): Key | undefined {
  const { bits, event } = pressed;
  if (event === RELEASE) return undefined;
  const name = CODES.get(code);
  if (name !== undefined) return named(name, pressed);
  const typed = textOf(code, (bits & SHIFT) !== 0 ? shifted : undefined, text);
  if (typed === "" || (bits & OTHERS) !== 0) return undefined;
  if ((bits & (CTRL | ALT)) === 0) return { name: "text", text: typed };
  // The key at this place on a Latin keyboard, if the person has another keyboard.
  const char = (base ? textOf(base, undefined, []) : typed).toLowerCase();
  if ((bits & CTRL) === 0) return key(`alt-${char}`);
  // With Shift, terminals use such keys themselves, for instance to copy.
  return (bits & SHIFT) === 0 && /^[a-z@[\\\]^_]$/.test(char) ? key(`ctrl-${char}`) : undefined;
}

function textOf(code: number, shifted: number | undefined, text: readonly number[]): string {
  const keypad = KEYPAD[code - FIRST_KEYPAD_CODE];
  if (keypad !== undefined) return keypad;
  const codes = text.some((point) => point > 0) ? text : [shifted || code];
  return codes.every(isPrintable) ? String.fromCodePoint(...codes) : "";
}

/** Whether a code stands for a character, and not for a key without one. */
function isPrintable(code: number): boolean {
  if (code < 0x20 || (code >= 0x7f && code < 0xa0) || code > 0x10ffff) return false;
  return !(code >= 0xd800 && code < 0xf900);
}

function named(name: string | undefined, { bits, event }: Pressed): Key | undefined {
  if (name === undefined || event === RELEASE) return undefined;
  // Caps Lock and Num Lock, 64 and 128, are ignored.
  if ((bits & OTHERS) !== 0) return undefined;
  const prefix = bits & CTRL ? "ctrl-" : bits & ALT ? "alt-" : bits & SHIFT ? "shift-" : "";
  return key(prefix + name);
}
