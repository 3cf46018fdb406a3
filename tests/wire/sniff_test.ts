/**
 * Which first lines and first bytes are another protocol's, and which are chat.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { type Opening, readOpening } from "../../lib/doors/opening.ts";
import { FirstLine } from "../../lib/wire/first_line.ts";
import { type Line, LineSplitter } from "../../lib/wire/lines.ts";
import { ENGLISH_SERVERS } from "../../lib/words/en/servers.ts";
import { sniffLines } from "../../lib/wire/sniff.ts";
import { CHAT, FOREIGN_OPENINGS } from "../support/openings.ts";

/** A character a byte. */
function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

/** What a connection is that begins with these bytes and then ends, read in chunks of so many. */
function openingOf(bytes: Uint8Array, chunkBytes: number): Opening | undefined {
  const splitter = new LineSplitter({ maxLineBytes: 4096 });
  const lines: Line[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    lines.push(...splitter.push(bytes.subarray(at, at + chunkBytes)));
    const opening = readOpening(lines);
    if (opening !== undefined) return opening;
  }
  return readOpening([...lines, ...splitter.end()]);
}

for (const [protocol, text] of FOREIGN_OPENINGS) {
  const name = JSON.stringify(text.length > 50 ? `${text.slice(0, 50)}...` : text);
  Deno.test(`${name} is ${protocol}, and no chat however it is cut`, () => {
    assertEquals(openingOf(bytesOf(text), 100_000), { kind: "refuse", protocol });
    for (const size of [1, 2, 3, 7]) {
      assertEquals(openingOf(bytesOf(text), size)?.kind, "refuse", `in chunks of ${size}`);
    }
  });
}

Deno.test("every protocol that is refused has an opening in the table", () => {
  const shown = new Set(FOREIGN_OPENINGS.map(([protocol]) => protocol));
  const protocols = [...Object.keys(ENGLISH_SERVERS), "tls", "proxy", "binary"];
  assertEquals(protocols.filter((protocol) => !shown.has(protocol as never)), []);
});

Deno.test("what people say is chat, however it is cut", () => {
  for (const text of CHAT) {
    const line = new TextEncoder().encode(`${text}\nand another line\n`);
    for (const size of [1, 2, 5, 100_000]) {
      assertEquals(openingOf(line, size)?.kind, "enter", text);
    }
  }
  assert(CHAT.length >= 60);
});

Deno.test("what people say is chat as a second line, whatever the first left open", () => {
  for (
    const first of [
      "",
      "nick cave",
      "user bob",
      "helo bob",
      "CONNECT",
      "CLIENT no",
      '<?xml version="1.0"?>',
    ]
  ) {
    for (
      const second of ["hello", "GET well soon", "who", "yes: it is", "nick is asleep", "quit it"]
    ) {
      assertEquals(
        sniffLines([{ text: first }, { text: second }]),
        undefined,
        `${first}|${second}`,
      );
    }
  }
});

Deno.test("sniffLines() asks for more after a line that may be said, and no more than one", () => {
  for (
    const text of ["nick zed", "pass x", "user bob", "CONNECT", "cap ls", '<?xml version="1.0"?>']
  ) {
    assertEquals(sniffLines([{ text }]), "more", text);
    assertEquals(sniffLines([{ text }, { text: "hello" }]), undefined, text);
  }
});

Deno.test("sniffLines() takes a word that is said twice for no registration", () => {
  for (
    const [first, second] of [["Nick hello?", "Nick there?"], ["pass it", "pass that"]] as const
  ) {
    assertEquals(sniffLines([{ text: first }, { text: second }]), undefined, first);
  }
  assertEquals(sniffLines([{ text: "CONNECT" }, { text: "ann: why does it not?" }]), undefined);
});

Deno.test("sniffLines() passes over 8 empty lines, and not over more", () => {
  const empty = (count: number) => Array.from({ length: count }, () => ({ text: "" }));
  assertEquals(sniffLines([]), "more");
  assertEquals(sniffLines(empty(8)), "more");
  assertEquals(sniffLines(empty(9)), undefined);
  assertEquals(sniffLines([...empty(8), { text: "NICK zed" }]), "irc");
  assertEquals(sniffLines([...empty(9), { text: "NICK zed" }]), undefined);
});

Deno.test("sniffLines() takes control bytes for no text only beside what is no UTF-8", () => {
  assertEquals(sniffLines([{ text: "a\x01b\x05" }]), undefined);
  assertEquals(sniffLines([{ text: "\ufffd\ufffd", isNotUtf8: true }]), undefined);
  assertEquals(sniffLines([{ text: "\ufffd\x1b[D\t\b", isNotUtf8: true }]), undefined);
  assertEquals(sniffLines([{ text: "\ufffd\x01", isNotUtf8: true }]), "binary");
});

Deno.test("sniffLines() takes linear time over lines that are made to slow it down", () => {
  const n = 200_000;
  const lines = [
    `${"A-".repeat(n)} ${"HTTP/1".repeat(n)}`,
    `220 ${"a.".repeat(n)}`,
    "a.".repeat(n),
  ];
  for (const text of [...lines, `<?xml ${" ".repeat(n)}`, `a LOGIN ${'"'.repeat(n)}`]) {
    assertEquals(sniffLines([{ text }]), undefined);
  }
});

const LONG = "a".repeat(5000);

/** What a long line is taken for, whole and byte by byte. */
function longLine(line: string, hasEnded = true): string | undefined {
  const whole = new FirstLine();
  whole.add(bytesOf(line));
  const cut = new FirstLine();
  for (const byte of bytesOf(line)) cut.add(Uint8Array.of(byte));
  assertEquals(cut.protocolOf(hasEnded), whole.protocolOf(hasEnded));
  return whole.protocolOf(hasEnded);
}

Deno.test("FirstLine knows another protocol by a line of any length", () => {
  for (
    const [line, protocol] of [
      [`GET /${LONG} HTTP/1.1`, "http"],
      [`VERSION-CONTROL ${LONG} HTTP/2`, "http"],
      [`OPTIONS sip:${LONG} SIP/2.0`, "sip"],
      [`PASS ${LONG}`, "irc"],
      [`USER ${LONG} 0 * :${LONG}`, "irc"],
      [`AUTH PLAIN ${LONG}`, "smtp"],
      [`a1 LOGIN bob ${LONG}`, "imap"],
      [`PROXY TCP4 ${LONG}`, "proxy"],
    ] as const
  ) assertEquals(longLine(line), protocol, line.slice(0, 20));
});

Deno.test("FirstLine leaves long chat alone", () => {
  for (
    const line of [
      LONG,
      `get /${LONG} HTTP/1.1`,
      `GET  ${LONG} HTTP/1.1`,
      ` GET /${LONG} HTTP/1.1`,
      `GET ${LONG} HTTP/1.1 is what a browser would say`,
      `PASS ${LONG} please`,
      `nick ${LONG}`,
      "well ".repeat(1000),
    ]
  ) assertEquals(longLine(line), undefined, line.slice(0, 20));
});

Deno.test("FirstLine takes a request that has not ended for one", () => {
  for (const line of [`GET /${LONG}`, `GET /${LONG} `, `GET /${LONG} HTT`, `GET ${LONG}`]) {
    assertEquals(longLine(line, false), "http", line.slice(0, 20));
  }
  for (const line of [LONG, `get ${LONG}`, `GET ${LONG} is too long`, `GET a b ${LONG}`]) {
    assertEquals(longLine(line, false), undefined, line.slice(0, 20));
  }
});
