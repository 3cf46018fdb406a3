import { assertEquals } from "@std/assert";
import { answerBytes, MAX_HEAD, readHead } from "../../lib/metrics/http.ts";

function head(text: string) {
  return readHead(new TextEncoder().encode(text));
}

Deno.test("readHead() waits until the head is complete", () => {
  const whole = "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n";
  for (let length = 0; length < whole.length; length++) {
    assertEquals(head(whole.slice(0, length)).kind, "more", whole.slice(0, length));
  }
  assertEquals(head(whole), { kind: "request", request: { method: "GET", path: "/metrics" } });
});

Deno.test("readHead() reads HTTP/1.0, bare line feeds, a query and a body", () => {
  const request = { method: "POST", path: "/a" };
  assertEquals(head("POST /a?b=c HTTP/1.0\n\nbody"), { kind: "request", request });
});

Deno.test("readHead() refuses at once what cannot begin a request", () => {
  const bad = [
    "\x16\x03\x01",
    "hello",
    "/nick ann\n",
    "GET /a b HTTP/1.1\r\n",
    "GET a HTTP/1.1\r\n",
    "GET /\u00e9 HTTP/1.1\r\n",
    "GET / HTTP/2.0\r\n",
    "PRI * HTTP/2.0\r\n",
    "GET / HTTP/1.1 \r\n",
    `${"A".repeat(21)} `,
    "\r\n",
  ];
  for (const text of bad) assertEquals(head(text), { kind: "bad", status: 400 }, text);
});

Deno.test("readHead() takes a head of the most bytes, and refuses one that is longer", () => {
  const line = "GET / HTTP/1.1\r\n";
  const longest = `${line}a: ${"b".repeat(MAX_HEAD - line.length - 7)}\r\n\r\n`;
  assertEquals(longest.length, MAX_HEAD);
  assertEquals(head(longest).kind, "request");
  assertEquals(head(longest.replace("b", "bb").slice(0, MAX_HEAD)), { kind: "bad", status: 431 });
  assertEquals(head(`GET /${"a".repeat(MAX_HEAD)}`), { kind: "bad", status: 431 });
});

Deno.test("answerBytes() counts bytes, and sends no body for HEAD", () => {
  const bytes = answerBytes({ status: 200, body: "\u00e9\n" }, { method: "HEAD", path: "/" });
  assertEquals(
    new TextDecoder().decode(bytes),
    "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 3\r\n" +
      "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
  );
});

Deno.test("answerBytes() says which methods there are", () => {
  const text = new TextDecoder().decode(answerBytes({ status: 405, body: "" }));
  assertEquals(text.split("\r\n").filter((line) => line.startsWith("Allow")), ["Allow: GET, HEAD"]);
});
