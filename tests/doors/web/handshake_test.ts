/**
 * The handshake of a WebSocket: what must be there, and the answer to the key.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { acceptOf, handshakeProblem } from "../../../lib/doors/web/handshake.ts";
import { parseHead, type RequestHead } from "../../../lib/doors/web/request.ts";
import { bytesOf, HANDSHAKE, handshake } from "../../support/web_requests.ts";

function head(text: string): RequestHead {
  const parsed = parseHead(bytesOf(text));
  if (parsed.kind === "bad") throw new Error(parsed.problem.code);
  return parsed;
}

function problem(...changed: readonly string[]): string {
  return handshakeProblem(head(handshake(...changed)))?.code ?? "right";
}

Deno.test("acceptOf() answers the key of RFC 6455, section 1.3", () => {
  assertEquals(acceptOf(head(handshake())), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
});

Deno.test("a handshake is right however browsers, proxies and programs write it", () => {
  assertEquals(problem(), "right");
  assertEquals(problem("Upgrade: WebSocket", "Connection: upgrade"), "right");
  assertEquals(problem("Upgrade: h2c, websocket"), "right");
  assertEquals(problem("Sec-WebSocket-Protocol: other, hubbub.json.1"), "right");
  assertEquals(problem("Sec-WebSocket-Extensions: permessage-deflate"), "right");
});

Deno.test("a handshake that lacks something, or has it wrong, is refused with what it lacks", () => {
  assertEquals(problem("Upgrade:"), "no-upgrade");
  assertEquals(problem("Upgrade: websockets"), "no-upgrade");
  assertEquals(problem("Connection:"), "no-upgrade");
  assertEquals(problem("Connection: keep-alive"), "no-upgrade");
  assertEquals(
    handshakeProblem(head(handshake().replace("HTTP/1.1", "HTTP/1.0")))?.code,
    "no-upgrade",
  );
  for (const version of ["", "12", "13, 12", "013"]) {
    assertEquals(problem(`Sec-WebSocket-Version: ${version}`), "bad-version", version);
  }
  const keys = [
    "",
    "dGhlIHNhbXBsZSBub25jZQ",
    "dGhlIHNhbXBsZSBub25jZR==",
    "dGhlIHNhbXBsZSBub25jZQ===",
    "dGhlIHNhbXBsZSBub25j_Q==",
    "dGhlIHNhbXBsZSBub25jZSE=",
    "",
  ];
  for (const key of keys) assertEquals(problem(`Sec-WebSocket-Key: ${key}`), "bad-handshake", key);
  for (const protocol of ["", "hubbub", "hubbub.json.10", "Hubbub.JSON.1"]) {
    assertEquals(problem(`Sec-WebSocket-Protocol: ${protocol}`), "no-subprotocol", protocol);
  }
  assertEquals(HANDSHAKE.length, 5);
});
