/**
 * Who is told that this is no web server, and who is left to chat.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { matchTlsHello, TLS_REFUSAL, wrongVisitor } from "../../lib/wire/visitor.ts";

const HTTP_REFUSAL = "-- this is a hubbub chat port, not a web server; join with: nc HOST PORT";

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

Deno.test("TLS_REFUSAL is a plain notice of one line", () => {
  assertEquals(
    TLS_REFUSAL,
    "-- this hubbub chat port speaks plain text, not TLS; join with: nc HOST PORT",
  );
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
