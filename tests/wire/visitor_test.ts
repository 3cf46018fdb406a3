/**
 * Who is told that this is no web server, and who is left to chat.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { LongRequestLine, matchTlsHello, wrongVisitor } from "../../lib/wire/visitor.ts";

const HTTP_REFUSAL = { code: "refused", why: "http" } as const;

Deno.test("wrongVisitor() answers an HTTP request of any version and method", () => {
  for (
    const line of [
      "GET / HTTP/1.1",
      "GET / HTTP/1.0",
      "GET / HTTP/1",
      "POST /a?b=c%20d HTTP/1.1",
      "OPTIONS * HTTP/1.1",
      "CONNECT example.org:443 HTTP/1.1",
      "GET http://example.org/ HTTP/1.1",
      "VERSION-CONTROL /x HTTP/1.1",
      "PRI * HTTP/2.0",
      "HEAD / HTTP/1.1 ",
    ]
  ) assertEquals(wrongVisitor(line), HTTP_REFUSAL, line);
});

Deno.test("wrongVisitor() leaves chat alone", () => {
  for (
    const line of [
      "",
      "GET well soon",
      "GET / HTTP",
      "GET / HTTP/x",
      "GET  HTTP/1.1",
      "GET HTTP/1.1",
      "GET / HTTP/1.1 is what a browser says",
      "is it GET / HTTP/1.1",
      " GET / HTTP/1.1",
      "I like HTTP/2 more",
      "get / HTTP/1.1",
      "/nick GET",
      '{"hello":1}',
    ]
  ) assertEquals(wrongVisitor(line), undefined, line);
});

Deno.test("wrongVisitor() takes linear time over a line made to slow it down", () => {
  assertEquals(wrongVisitor(`${"A-".repeat(500_000)} ${"HTTP/1".repeat(200_000)}`), undefined);
});

const LONG = "a".repeat(5000);

/** What is found in a line, taken whole and byte by byte. */
function found(line: string): [isRequest: boolean, isOpen: boolean] {
  const bytes = new TextEncoder().encode(line);
  const whole = new LongRequestLine();
  whole.add(bytes);
  const cut = new LongRequestLine();
  for (const byte of bytes) cut.add(Uint8Array.of(byte));
  assertEquals([cut.isRequest, cut.isOpen], [whole.isRequest, whole.isOpen]);
  return [whole.isRequest, whole.isOpen];
}

Deno.test("LongRequestLine knows an HTTP request without keeping it", () => {
  for (
    const line of [`GET /${LONG} HTTP/1.1`, `VERSION-CONTROL ${LONG} HTTP/2`, "GET / HTTP/1.0 "]
  ) {
    assertEquals(found(line), [true, true], line.slice(0, 20));
  }
});

Deno.test("LongRequestLine leaves long chat alone", () => {
  for (
    const line of [
      LONG,
      `${"A".repeat(33)} ${LONG} HTTP/1.1`,
      `get /${LONG} HTTP/1.1`,
      `GET  ${LONG} HTTP/1.1`,
      ` GET /${LONG} HTTP/1.1`,
      `GET ${LONG} HTTP/1.1 is what a browser would say`,
    ]
  ) assertEquals(found(line), [false, false], line.slice(0, 20));
  assertEquals(found(`GET ${LONG} HTTP/x`)[0], false);
  assertEquals(found(`GET ${LONG}`), [false, true]);
  assertEquals(found("GET "), [false, false]);
});

Deno.test("matchTlsHello() counts what matches, over any cutting", () => {
  assertEquals(matchTlsHello(0, Uint8Array.of(0x16, 0x03, 0x01, 0x00)), 3);
  assertEquals(matchTlsHello(0, Uint8Array.of()), 0);
  assertEquals(matchTlsHello(0, Uint8Array.of(0x16)), 1);
  assertEquals(matchTlsHello(1, Uint8Array.of(0x03)), 2);
  assertEquals(matchTlsHello(2, Uint8Array.of(0x04, 0xff)), 3);
});

Deno.test("matchTlsHello() is undefined at the first byte that differs", () => {
  assertEquals(matchTlsHello(0, Uint8Array.of(0x17)), undefined);
  assertEquals(matchTlsHello(1, Uint8Array.of(0x02)), undefined);
  assertEquals(matchTlsHello(2, Uint8Array.of(0x05)), undefined);
});
