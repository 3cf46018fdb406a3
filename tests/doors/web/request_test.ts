/**
 * Heads of requests: what is read, and that everything in doubt is refused.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { HeadReader } from "../../../lib/doors/web/head_reader.ts";
import {
  fieldOf,
  hasBody,
  hasWord,
  MAX_HEAD,
  MAX_TARGET,
  parseHead,
  type RequestHead,
} from "../../../lib/doors/web/request.ts";
import { bytesOf, request } from "../../support/web_requests.ts";

const HOST = "Host: h";

/** What a text is read as: the code of its problem, or its method and path. */
function read(text: string): string {
  const head = parseHead(bytesOf(text));
  return head.kind === "bad" ? head.problem.code : `${head.method} ${head.path}`;
}

/** The same by the reader, which is given the text in pieces of a length; "more" if it wants more. */
function readInPieces(text: string, length: number): string {
  const reader = new HeadReader();
  for (let at = 0; at < text.length; at += length) {
    reader.add(bytesOf(text.slice(at, at + length)));
    const head = reader.next();
    if (head !== undefined) {
      return head.kind === "bad" ? head.problem.code : `${head.method} ${head.path}`;
    }
  }
  return "more";
}

function head(text: string): RequestHead {
  const parsed = parseHead(bytesOf(text));
  if (parsed.kind === "bad") throw new Error(parsed.problem.code);
  return parsed;
}

function lines(...each: readonly string[]): string {
  return [...each, "", ""].join("\r\n");
}

/** What is a request, and what it asks for. */
const GOOD: readonly (readonly [string, string])[] = [
  [lines("GET / HTTP/1.1", HOST), "GET /"],
  [lines("HEAD /app.js HTTP/1.0", HOST), "HEAD /app.js"],
  [lines("GET /?room=dev HTTP/1.1", HOST), "GET /"],
  [lines("GET //x/../%2e%2e/a?b?c HTTP/1.1", HOST), "GET //x/../%2e%2e/a"],
  [lines("GET http://h/a?b HTTP/1.1", HOST), "GET /a"],
  [lines("GET HTTPS://H HTTP/1.1", HOST), "GET /"],
  [lines("GET http://h?b HTTP/1.1", HOST), "GET /"],
  [lines("POST /x HTTP/1.1", HOST, "Content-Length: 5"), "POST "],
  [lines("OPTIONS * HTTP/1.1", HOST), "OPTIONS "],
  [lines("CONNECT h:80 HTTP/1.1", HOST), "CONNECT "],
  [lines("GET / HTTP/1.1", "hOST:h"), "GET /"],
  [lines("GET / HTTP/1.1", "Host: \t h \t "), "GET /"],
  [lines("GET / HTTP/1.1", HOST, "X-Empty:"), "GET /"],
  [lines("GET / HTTP/1.1", HOST, "X: a\tb \x80\xff"), "GET /"],
  [lines("GET / HTTP/1.1", HOST, "Content-Length: 0"), "GET /"],
  [lines("GET / HTTP/1.1", HOST, "Accept: a", "Accept: b"), "GET /"],
];

/** What is refused, with the reason why. */
const BAD: readonly (readonly [string, string])[] = [
  ["bare line ends", "GET / HTTP/1.1\nHost: h\n\n"],
  ["one bare line end", "GET / HTTP/1.1\r\nHost: h\n\r\n"],
  ["a bare line end at the empty line", "GET / HTTP/1.1\r\nHost: h\r\n\n"],
  ["a bare CR", "GET / HTTP/1.1\r\nHost: h\rX: y\r\n\r\n"],
  ["CR CR LF", "GET / HTTP/1.1\r\r\nHost: h\r\n\r\n"],
  ["NUL in a value", "GET / HTTP/1.1\r\nHost: h\0\r\n\r\n"],
  ["DEL in a value", "GET / HTTP/1.1\r\nHost: h\x7f\r\n\r\n"],
  ["an empty line first", "\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n"],
  ["no Host", lines("GET / HTTP/1.1")],
  ["no Host in 1.0", lines("GET / HTTP/1.0")],
  ["two Hosts", lines("GET / HTTP/1.1", HOST, "Host: other")],
  ["two equal Hosts", lines("GET / HTTP/1.1", HOST, "HOST: h")],
  ["white space before the colon", lines("GET / HTTP/1.1", "Host : h")],
  ["no name", lines("GET / HTTP/1.1", HOST, ": x")],
  ["no colon", lines("GET / HTTP/1.1", HOST, "x")],
  ["a folded line", lines("GET / HTTP/1.1", HOST, "X: a", " b")],
  ["a folded first field", lines("GET / HTTP/1.1", " Host: h")],
  ["a line folded by a tab", lines("GET / HTTP/1.1", HOST, "\tX: a")],
  ["Transfer-Encoding", lines("GET / HTTP/1.1", HOST, "Transfer-Encoding: chunked")],
  ["Transfer-Encoding: identity", lines("POST / HTTP/1.1", HOST, "Transfer-Encoding: identity")],
  ["an empty Transfer-Encoding", lines("GET / HTTP/1.1", HOST, "Transfer-Encoding:")],
  ["two lengths", lines("GET / HTTP/1.1", HOST, "Content-Length: 0", "Content-Length: 5")],
  ["two equal lengths", lines("GET / HTTP/1.1", HOST, "Content-Length: 0", "content-length: 0")],
  ["a list of lengths", lines("GET / HTTP/1.1", HOST, "Content-Length: 0, 0")],
  ["a length with a sign", lines("GET / HTTP/1.1", HOST, "Content-Length: +0")],
  ["a length in hex", lines("GET / HTTP/1.1", HOST, "Content-Length: 0x0")],
  ["an empty length", lines("GET / HTTP/1.1", HOST, "Content-Length:")],
  ["a giant length", lines("GET / HTTP/1.1", HOST, `Content-Length: ${"9".repeat(16)}`)],
  ["two Upgrades", lines("GET / HTTP/1.1", HOST, "Upgrade: websocket", "Upgrade: h2c")],
  ["two Origins", lines("GET / HTTP/1.1", HOST, "Origin: http://h", "Origin: http://x")],
  ["two keys", lines("GET / HTTP/1.1", HOST, "Sec-WebSocket-Key: a", "Sec-WebSocket-Key: b")],
  ["HTTP/0.9", "GET /\r\n\r\n"],
  ["HTTP/2", lines("PRI * HTTP/2.0")],
  ["HTTP/1.2", lines("GET / HTTP/1.2", HOST)],
  ["http/1.1", lines("GET / http/1.1", HOST)],
  ["two blanks", lines("GET  / HTTP/1.1", HOST)],
  ["a tab", lines("GET\t/ HTTP/1.1", HOST)],
  ["a blank at the end", lines("GET / HTTP/1.1 ", HOST)],
  ["a blank in the target", lines("GET /a b HTTP/1.1", HOST)],
  ["a letter outside ASCII in the target", lines("GET /\xe9 HTTP/1.1", HOST)],
  ["a fragment", lines("GET /#a HTTP/1.1", HOST)],
  ["a target that is no path", lines("GET a HTTP/1.1", HOST)],
  ["a star", lines("GET * HTTP/1.1", HOST)],
  ["an authority", lines("GET h:80 HTTP/1.1", HOST)],
  ["another scheme", lines("GET ftp://h/ HTTP/1.1", HOST)],
  ["another host in the target", lines("GET http://x/ HTTP/1.1", HOST)],
  ["somebody in the target", lines("GET http://h@x/ HTTP/1.1", HOST)],
  ["a method with a comma", lines("GE,T / HTTP/1.1", HOST)],
  ["a long method", lines(`${"A".repeat(33)} / HTTP/1.1`, HOST)],
  ["lines of a chat", "/nick ann\r\n\r\n"],
  ["TLS", "\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03\r\n\r\n"],
  ["the beginning of version 2 of PROXY", "\r\n\r\n\0\r\nQUIT\n!\x11\0\x0c"],
];

Deno.test("parseHead() reads what is a request", () => {
  for (const [text, meaning] of GOOD) assertEquals(read(text), meaning, text);
});

for (const [name, text] of BAD) {
  Deno.test(`a head with this is refused, in one piece and byte by byte: ${name}`, () => {
    assertEquals(read(text), "bad-request");
    for (const length of [1, 2, 7, text.length]) {
      assertEquals(readInPieces(text, length), "bad-request");
    }
  });
}

Deno.test("a head has 8 KiB at most, and its target 2 KiB", () => {
  const padding = (length: number) => lines("GET / HTTP/1.1", HOST, `X: ${"x".repeat(length)}`);
  const room = MAX_HEAD - padding(0).length;
  assertEquals(read(padding(room)), "GET /");
  assertEquals(readInPieces(padding(room), 100), "GET /");
  assertEquals(read(padding(room + 1)), "head-too-large");
  assertEquals(readInPieces(padding(room + 1), 100), "head-too-large");
  assertEquals(readInPieces("GET /".padEnd(MAX_HEAD - 1, "x"), 100), "more");
  assertEquals(readInPieces("GET /".padEnd(MAX_HEAD, "x"), 100), "head-too-large");
  const target = "/".padEnd(MAX_TARGET, "x");
  assertEquals(read(request(target)), `GET ${target}`);
  assertEquals(read(request(`${target}x`)), "target-too-long");
  assertEquals(readInPieces(request(`${target}x`), 100), "target-too-long");
  assertEquals([MAX_HEAD, MAX_TARGET], [8192, 2048]);
});

Deno.test("HeadReader refuses what is no HTTP at once, and not when a head would end", () => {
  assertEquals(readInPieces("\x16", 1), "bad-request");
  assertEquals(readInPieces("GET /\x7f", 1), "bad-request");
  assertEquals(readInPieces("GET /\rX", 1), "bad-request");
  assertEquals(readInPieces("hello\n", 6), "bad-request");
  assertEquals(readInPieces("/nick ann\r\n", 11), "bad-request");
  assertEquals(readInPieces("GET / HTTP/1.1\r\n", 16), "more");
});

Deno.test("HeadReader gives one head after the other, and what comes behind them", () => {
  const reader = new HeadReader();
  assertEquals(reader.isEmpty, true);
  reader.add(bytesOf(`${request("/a")}${request("/b")}rest`));
  const paths = [reader.next(), reader.next()].map((each) => each?.kind === "request" && each.path);
  assertEquals(paths, ["/a", "/b"]);
  assertEquals(reader.isEmpty, false);
  assertEquals(reader.rest, bytesOf("rest"));
  assertEquals(reader.next(), undefined);
});

Deno.test("a later head is looked at as the first one is", () => {
  const reader = new HeadReader();
  reader.add(bytesOf(`${request("/a")}hello\r\n`));
  assertEquals([reader.next()?.kind, reader.next()?.kind], ["request", "bad"]);
  const long = request("/".padEnd(request("/a").length - "GET  HTTP/1.1".length, "b"));
  const other = new HeadReader();
  other.add(bytesOf(request("/a") + long));
  assertEquals([other.next()?.kind, other.next()?.kind], ["request", "request"]);
});

Deno.test("the fields of a head are read by name, as lists and as words", () => {
  const parsed = head(lines("GET / HTTP/1.1", HOST, "A: b", "a: C,d", "Content-Length: 0"));
  assertEquals(fieldOf(parsed, "a"), "b, C,d");
  assertEquals(fieldOf(parsed, "b"), undefined);
  assertEquals(["b", "c", "d", "cd"].map((word) => hasWord(parsed, "a", word)), [
    true,
    true,
    true,
    false,
  ]);
  assertEquals(hasBody(parsed), false);
  assertEquals(hasBody(head(lines("GET / HTTP/1.1", HOST, "Content-Length: 010"))), true);
  assertEquals(hasBody(head(request())), false);
});

const TOKEN = fc.stringMatching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,20}$/);
const VALUE = fc.stringMatching(/^(?:[!-~\x80-\xff](?:[ \t!-~\x80-\xff]{0,20}[!-~\x80-\xff])?)?$/);
const OPEN_NAMES = TOKEN.map((name) => `x-${name}`);

Deno.test("what is written as a head is read as the same head", () => {
  const target = fc.stringMatching(/^\/[!-"$-~]{0,30}$/);
  const fields = fc.array(fc.tuple(OPEN_NAMES, VALUE), { maxLength: 10 });
  fc.assert(fc.property(target, fields, fc.boolean(), (path, pairs, isVersion11) => {
    const version = isVersion11 ? "1.1" : "1.0";
    const text = lines(
      `GET ${path} HTTP/${version}`,
      HOST,
      ...pairs.map(([name, value]) => `${name}:${value}`),
    );
    const parsed = head(text);
    assertEquals(parsed.path, path.split("?", 1)[0]);
    assertEquals(parsed.isVersion11, isVersion11);
    const written = new Map<string, string[]>([["host", ["h"]]]);
    for (const [name, value] of pairs) {
      const values = written.get(name.toLowerCase()) ?? [];
      // One character a byte; those outside of ASCII are what the runtime makes of them.
      const shown = new TextDecoder("latin1").decode(bytesOf(value));
      written.set(name.toLowerCase(), [...values, shown]);
    }
    assertEquals(new Map(parsed.fields), written);
  }));
});

Deno.test("how a connection is cut makes no difference, whatever is sent", () => {
  const piece = fc.oneof(
    fc.constantFrom(...GOOD.map(([text]) => text), ...BAD.map(([, text]) => text)),
    fc.constantFrom("GET / HTTP/1.1\r\n", "Host: h\r\n", "\r\n", "\r", "\n", ": ", " ", "\t", "\0"),
    fc.string({ unit: "binary-ascii" }),
  );
  const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 40 }), (sent, length) => {
      const whole = new HeadReader();
      whole.add(bytesOf(sent));
      const first = whole.next();
      const once = first === undefined
        ? "more"
        : first.kind === "bad"
        ? first.problem.code
        : `${first.method} ${first.path}`;
      assertEquals(readInPieces(sent, length), once);
    }),
    { numRuns: 1000 },
  );
});

Deno.test("no bytes make a head reader throw, and one changed byte never adds a request", () => {
  const good = bytesOf(lines("GET /app.js HTTP/1.1", HOST, "Accept: */*", "Content-Length: 0"));
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.nat(255), (at, byte) => {
      const changed = Uint8Array.from(good);
      changed[at] = byte;
      const reader = new HeadReader();
      reader.add(changed);
      let heads = 0;
      for (let next = reader.next(); next?.kind === "request"; next = reader.next()) heads++;
      assertEquals(heads <= 1, true);
    }),
    { numRuns: 2000 },
  );
  fc.assert(fc.property(fc.uint8Array({ maxLength: 9000 }), (bytes) => {
    const reader = new HeadReader();
    reader.add(bytes);
    reader.next();
    parseHead(bytes);
  }));
});
