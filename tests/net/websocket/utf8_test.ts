/**
 * Text that is UTF-8, and each way in which it is not (RFC 3629; RFC 6455, section 8.1). The platform's
 * decoder is the oracle of the check itself.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { Utf8Check } from "../../../lib/net/websocket/utf8_check.ts";
import { type Case, judge, wrong } from "../../support/websocket_cases.ts";
import { CONTINUATION, fragments, frame, TEXT, text } from "../../support/websocket_frames.ts";

/** The first and last characters of each length, and the borders that surrogates leave. */
const VALID = [
  0x00,
  0x7f,
  0x80,
  0x7ff,
  0x800,
  0xfff,
  0x1000,
  0xcfff,
  0xd7ff,
  0xe000,
  0xfdd0,
  0xfeff,
  0xfffd,
  0xfffe,
  0xffff,
  0x10000,
  0x1fffe,
  0x3ffff,
  0x40000,
  0xfffff,
  0x100000,
  0x10ffff,
];

const INVALID: Readonly<Record<string, readonly number[]>> = {
  "a continuation alone": [0x80],
  "the last continuation alone": [0xbf],
  "two continuations": [0x80, 0xbf],
  "all continuations": Array.from({ length: 64 }, (_, at) => 0x80 + at),
  "C0, overlong": [0xc0, 0x80],
  "C0 AF, an overlong slash": [0xc0, 0xaf],
  "C1, overlong": [0xc1, 0xbf],
  "E0 80, overlong": [0xe0, 0x80, 0x80],
  "E0 80 AF, an overlong slash": [0xe0, 0x80, 0xaf],
  "E0 9F, overlong": [0xe0, 0x9f, 0xbf],
  "F0 80, overlong": [0xf0, 0x80, 0x80, 0x80],
  "F0 8F, overlong": [0xf0, 0x8f, 0xbf, 0xbf],
  "U+D800": [0xed, 0xa0, 0x80],
  "U+DB7F": [0xed, 0xad, 0xbf],
  "U+DBFF": [0xed, 0xaf, 0xbf],
  "U+DC00": [0xed, 0xb0, 0x80],
  "U+DFFF": [0xed, 0xbf, 0xbf],
  "a pair of surrogates": [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80],
  "U+110000": [0xf4, 0x90, 0x80, 0x80],
  "F5": [0xf5, 0x80, 0x80, 0x80],
  "F7, four bytes": [0xf7, 0xbf, 0xbf, 0xbf],
  "F8, five bytes": [0xf8, 0x88, 0x80, 0x80, 0x80],
  "FC, six bytes": [0xfc, 0x84, 0x80, 0x80, 0x80, 0x80],
  "FE": [0xfe],
  "FF": [0xff],
  "FE FF": [0xfe, 0xff],
  "two bytes, cut by ASCII": [0xc3, 0x41],
  "two bytes, cut by another": [0xc3, 0xc3],
  "three bytes, cut after one": [0xe4, 0x41],
  "three bytes, cut after two": [0xe4, 0xb8, 0x41],
  "four bytes, cut after one": [0xf0, 0x41],
  "four bytes, cut after two": [0xf0, 0x9f, 0x41],
  "four bytes, cut after three": [0xf0, 0x9f, 0x99, 0x41],
  "Latin-1": [0x67, 0x72, 0xfc, 0xdf, 0x65],
  "UTF-16 with its mark": [0xff, 0xfe, 0x41, 0x00],
};

const UNFINISHED: Readonly<Record<string, readonly number[]>> = {
  "one byte of two": [0xc3],
  "one byte of three": [0xe4],
  "two bytes of three": [0xe4, 0xb8],
  "one byte of four": [0xf0],
  "two bytes of four": [0xf0, 0x9f],
  "three bytes of four": [0xf0, 0x9f, 0x99],
};

judge("UTF-8", VALID.map(valid));

judge("not UTF-8", Object.entries(INVALID).flatMap(invalid));

judge("not UTF-8, for it is not finished", Object.entries(UNFINISHED).flatMap(unfinished));

Deno.test("a check of UTF-8 agrees with the platform's decoder, however a text is cut", () => {
  const near = fc.constantFrom(...VALID.flatMap((point) => [...encoded(point)]), 0xc0, 0xed, 0xf5);
  const bytes = fc.array(fc.oneof(near, fc.nat({ max: 255 })), { maxLength: 12 });
  fc.assert(
    fc.property(bytes, fc.nat({ max: 12 }), (list, cut) => {
      const text = Uint8Array.from(list);
      assertEquals(isValid(text, Math.min(cut, text.length)), isDecoded(text));
    }),
    { numRuns: 20_000 },
  );
});

function isValid(bytes: Uint8Array, cut: number): boolean {
  const check = new Utf8Check();
  return check.add(bytes, 0, cut) && check.add(bytes, cut, bytes.length) && !check.isWithin;
}

function isDecoded(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function valid(point: number): Case {
  const message = `a${String.fromCodePoint(point)}z`;
  const [first = "", ...rest] = message;
  const name = `U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
  const cut = fragments(...[first, ...rest].flatMap((part) => [...bytes(part)].map(single)));
  return { name, send: [text(message), ...cut], messages: [message, message] };
}

/** It is refused in a message, in a later fragment, and before the rest of its frame has come. */
function invalid([name, sequence]: [string, readonly number[]]): Case[] {
  const payload = Uint8Array.from([0x61, ...sequence]);
  const early = frame({ opcode: TEXT, payload: Uint8Array.from([...payload, 0x61, 0x61]) }).slice(
    0,
    -2,
  );
  return [
    { ...wrong(name, 1007, text("before"), text(payload), text("late")), messages: ["before"] },
    wrong(`${name}, in a fragment`, 1007, ...fragments("a", payload)),
    wrong(`${name}, at once`, 1007, early),
  ];
}

function unfinished([name, sequence]: [string, readonly number[]]): Case[] {
  const payload = Uint8Array.from([0x61, ...sequence]);
  return [
    wrong(name, 1007, text(payload)),
    wrong(`${name}, in a last fragment`, 1007, ...fragments("a", payload)),
    wrong(`${name}, then an empty fragment`, 1007, ...fragments(payload, "")),
    wrong(
      `${name}, then ASCII in a fragment`,
      1007,
      frame({ opcode: TEXT, payload, isFinal: false }),
      frame({ opcode: CONTINUATION, payload: "a", isFinal: false }),
    ),
  ];
}

function encoded(point: number): Uint8Array {
  return bytes(String.fromCodePoint(point));
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function single(byte: number): Uint8Array {
  return Uint8Array.of(byte);
}
