/**
 * What strangers send: generators of bytes that have brought down, filled up or fooled some chat
 * server or terminal before, and of bytes that nobody has thought of.
 *
 * @module
 */

import fc from "npm:fast-check@4.10.2";

const encoder = new TextEncoder();

/** Texts with a history: terminal controls, hidden and reordering characters, names of properties. */
export const NASTY_TEXTS: readonly string[] = [
  "\x1b[2J\x1b[H",
  "\x1b]0;title\x07",
  "\x1b]52;c;aGk=\x1b\\",
  "\x1b]8;;http://x/\x07link\x1b]8;;\x07",
  '\x1bP$q"p\x1b\\',
  "\x1b[",
  "\x9b31m",
  "\u0085\u2028\u2029",
  "\u202eevil\u2066",
  "\u200b\u200d\ufeff\u00ad",
  "e" + "\u0301".repeat(30),
  "\u0301first",
  "\u{e0041}\u{e007f}",
  "\ud800",
  "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}",
  "%s%n%x{}${0}$&`\\",
  "who goes there",
  "ann has arrived",
  "ann: hello",
  "-- disconnected: idle for 5m",
  "you: \tx",
  "\0\0\0",
  "../../etc/passwd",
];

/** Lines that ask for something, rightly or wrongly. */
const ASKS: readonly string[] = [
  "/who",
  "who",
  "/help",
  "/ping",
  "/ping \x1b[c",
  "/lang zh",
  "/lang \x1b[m",
  "/me",
  "/me waves",
  "/nick",
  "/nick  ",
  "/nick ann",
  "/nick \u0430nn",
  "/nick r0bo",
  "/nick Bob",
  "/nick modem",
  "/nick modern",
  "/nick admin",
  "/nick x\x1b[31m",
  "/nick a b c",
  "/nick \u202eboss",
  "/nick __proto__",
  "rename|",
  "rename|Duke",
  "/constructor",
  "/__proto__ x",
  "/toString",
  "//slash",
  "/",
  "/ ",
  " /quit",
  "/quit so long (idle for 5m)",
  "/quit",
  "GET / HTTP/1.1",
  "POST /x HTTP/1.1",
  "CAP LS 302",
  "PASS hunter2",
  "nick zed",
  "user zed 0 * :Zed",
  "NICK zed",
  "EHLO x",
  "SSH-2.0-x",
  "*1",
  "AUTH hunter2",
  "a1 LOGIN u p",
  "OPTIONS sip:nm SIP/2.0",
  "PROXY TCP4 192.0.2.1 192.0.2.2 1 2",
  "PROXY UNKNOWN",
  "\r\n\r\n\0\r\nQUIT",
  "CONNECT",
  "login:x",
  "<stream:stream to='x'>",
  "helo\blo",
  "/wjo\b\b\bwho",
  "\x7f\x7f/\x7f\x15/who",
  "e\b\u0301",
  "one two\x17\x17\x17/quit",
  "\ufeff/nick bom",
];

/** Objects of the JSON dialect, and what only looks like one. */
const OBJECTS: readonly string[] = [
  '{"hello":1}',
  '{"hello":1,"nick":"ann"}',
  '{"hello":1,"nick":7}',
  '{"hello":2,"nick":"ann"}',
  '{"hello":"world"}',
  '{"hello":null}',
  '{"hello":1e400}',
  '{"type":"say","text":"hi"}',
  '{"type":"say","text":"/quit\\n/nick x\\u001b[2J\\ud800"}',
  '{"type":"say","text":["a"]}',
  '{"type":"say"}',
  '{"type":"me","text":"beeps"}',
  '{"type":"nick","nick":"robo"}',
  '{"type":"nick","nick":"\\u202ex"}',
  '{"type":"who"}',
  '{"type":"ping","token":"\\u009b5n"}',
  '{"type":"quit","reason":{"a":1}}',
  '{"type":"__proto__"}',
  '{"type":"constructor","text":"x"}',
  '{"__proto__":{"type":"say","text":"x"}}',
  '{"type":"\\u001b]0;x\\u0007"}',
  "[".repeat(150),
  '{"a":'.repeat(30),
  "null",
  "7",
  '"say"',
];

/** Bytes that are no text: telnet, TLS and other protocols, broken UTF-8. */
const BYTES: readonly Uint8Array[] = [
  Uint8Array.of(255, 253, 3, 255, 251, 24),
  Uint8Array.of(255, 250, 24, 0, 65, 255, 240),
  Uint8Array.of(255, 250, 1),
  Uint8Array.of(255),
  Uint8Array.of(255, 255),
  Uint8Array.of(255, 244, 255, 242),
  Uint8Array.of(255, 244, 255, 253, 6),
  Uint8Array.of(255, 246, 255, 253, 10, 255, 251, 13, 255, 254, 1),
  Uint8Array.of(0x61, 255, 247, 255, 248, 0x62),
  Uint8Array.of(0xef, 0xbb, 0xbf),
  Uint8Array.of(0x0d, 0x0a, 0x0d, 0x0a, 0, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a, 0x21),
  Uint8Array.of(5, 1, 0),
  Uint8Array.of(3, 0, 0, 0x13),
  Uint8Array.of(0x30, 0x0c, 2, 1, 1, 0x60),
  Uint8Array.of(0, 0, 0, 8, 4, 0xd2, 0x16, 0x2f),
  Uint8Array.of(0x16, 0x03, 0x01, 0x02, 0x00, 0x01),
  Uint8Array.of(0x16, 0x03),
  Uint8Array.of(0xc0, 0x80, 0xed, 0xa0, 0x80, 0xf8, 0x88),
  Uint8Array.of(0xe2, 0x82),
  Uint8Array.of(0x80, 0x9b, 0x8d),
  new Uint8Array(64),
];

const END = fc.constantFrom("\n", "\n", "\n", "\r\n", "\r", "\r\0", "\n\n", "");

const line = fc.tuple(
  fc.oneof(
    fc.constantFrom(...ASKS),
    fc.constantFrom(...OBJECTS),
    fc.constantFrom(...NASTY_TEXTS),
    fc.string({ unit: "binary", maxLength: 20 }),
    fc.string({ unit: "grapheme", maxLength: 20 }),
    fc.tuple(
      fc.constantFrom("/nick ", "/me ", "/quit ", "/ping ", "rename|"),
      fc.string({
        unit: "binary",
        maxLength: 30,
      }),
    ).map((parts) => parts.join("")),
    fc.tuple(fc.constantFrom(...NASTY_TEXTS), fc.constantFrom(...NASTY_TEXTS)).map((two) =>
      two.join("x")
    ),
    // Around the limit of the fuzzed daemons, 128 bytes, and beyond all of them.
    fc.integer({ min: 126, max: 180 }).map((length) => "y".repeat(length)),
  ),
  END,
).map((parts) => encoder.encode(parts.join("")));

/** Some bytes that a stranger may send, at most some 200. */
export const nastyBytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 6, arbitrary: line },
  { weight: 2, arbitrary: fc.constantFrom(...BYTES) },
  { weight: 2, arbitrary: fc.uint8Array({ maxLength: 60 }) },
);
