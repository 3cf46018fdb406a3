/**
 * Under which names the page is served, and whose pages may open its socket.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { hostFor, isTrustworthy, openingProblem } from "../../../lib/doors/web/access.ts";
import { parseHost } from "../../../lib/net/http_origin.ts";
import type { PeerOrigin } from "../../../lib/net/peer.ts";

const NONE = { hosts: [], origins: [] };
const SOME = {
  hosts: ["chat.example"],
  origins: ["https://school.example", "http://127.0.0.1:3000"],
};

function hostProblem(host: string, allowed = NONE as typeof SOME): string {
  const found = hostFor(host, allowed);
  return "code" in found ? found.code : "served";
}

/** The code of the problem of a page of this origin at this host; "open" if there is none. */
function opening(
  origin: string | undefined,
  at = "127.0.0.1:8080",
  allowed = NONE as typeof SOME,
  transport: "web" | "web-tls" = "web",
): string {
  const host = parseHost(at);
  if (host === undefined) throw new Error(at);
  return openingProblem({ origin, host, transport }, allowed)?.code ?? "open";
}

Deno.test("the page is served under addresses, localhost and the names of --web-host", () => {
  for (const host of ["127.0.0.1", "192.0.2.7:8080", "[::1]:8080", "localhost:1", "LOCALHOST."]) {
    assertEquals(hostProblem(host), "served", host);
  }
  assertEquals(hostProblem("Chat.Example:443", SOME), "served");
  assertEquals(hostProblem("192.0.2.7", SOME), "served");
});

// freenet-core #3576, webpack-dev-server #887.
Deno.test("a name that somebody else can let stand for this address is refused (DNS rebinding)", () => {
  const names = [
    "evil.example",
    "chat.example",
    "localhost.evil.example",
    "a.localhost",
    "127.0.0.1.evil.example",
    "127.0.0.1.nip.io:8080",
    "xn--fsqu00a",
  ];
  for (const name of names) assertEquals(hostProblem(name), "wrong-host", name);
  for (const name of ["evil.example", "a.chat.example", "chat.example.evil.example"]) {
    assertEquals(hostProblem(name, SOME), "wrong-host", name);
  }
  for (const text of ["", "a b", "chat.example, evil.example", "user@127.0.0.1", "127.1"]) {
    assertEquals(hostProblem(text), "bad-request", text);
  }
});

Deno.test("the page's own origin may open the socket, and a program that has none", () => {
  assertEquals(opening("http://127.0.0.1:8080"), "open");
  assertEquals(opening("http://[::1]:8080", "[::1]:8080"), "open");
  // A proxy in front may speak TLS.
  assertEquals(opening("https://chat.example", "chat.example", SOME), "open");
  assertEquals(opening("https://127.0.0.1:8443", "127.0.0.1:8443", SOME, "web-tls"), "open");
  assertEquals(opening(undefined), "open");
});

// CVE-2025-24010 (Vite), cockpit #496, play-java-websocket-example #57.
Deno.test("no other site may open the socket (cross-site WebSocket hijacking)", () => {
  const origins = [
    "http://evil.example",
    "https://127.0.0.1",
    "http://127.0.0.1:8081",
    "http://127.0.0.1",
    "http://127.0.0.1:8080.evil.example",
    "http://evil.example/127.0.0.1:8080",
    "http://evil127.0.0.1:8080",
    "http://localhost:8080",
    "http://127.0.0.1:80801",
    "null",
    "",
    "file://",
    "http://127.0.0.1:8080 http://evil.example",
    "chrome-extension://abcdef",
  ];
  for (const origin of origins) assertEquals(opening(origin), "wrong-origin", origin);
  // A page that came without TLS may have been changed on its way.
  assertEquals(
    opening("http://127.0.0.1:8443", "127.0.0.1:8443", NONE as never, "web-tls"),
    "wrong-origin",
  );
});

Deno.test("the origins of --web-origin may open it as well, each as it is and no other", () => {
  assertEquals(opening("https://school.example", undefined, SOME), "open");
  assertEquals(opening("https://SCHOOL.example:443", undefined, SOME), "open");
  assertEquals(opening("http://127.0.0.1:3000", undefined, SOME, "web-tls"), "open");
  for (
    const origin of [
      "http://school.example",
      "https://a.school.example",
      "https://school.example:444",
    ]
  ) {
    assertEquals(opening(origin, undefined, SOME), "wrong-origin", origin);
  }
});

Deno.test("an origin is repeated in an answer as printable ASCII, and cut", () => {
  const host = parseHost("127.0.0.1") ?? { hostname: "", port: undefined };
  const shown = (origin: string) => openingProblem({ origin, host, transport: "web" }, NONE);
  assertEquals(shown("a\tb\xe9<"), { code: "wrong-origin", origin: "a?b?<" });
  assertEquals(shown("x".repeat(8000)), { code: "wrong-origin", origin: "x".repeat(100) });
});

Deno.test("a page as plain HTTP from another machine's address is the one that a browser cannot trust", () => {
  const trusts = (hostname: string, origin: Partial<PeerOrigin> = {}) =>
    isTrustworthy({ hostname, port: undefined }, { transport: "web", ...origin });
  assertEquals(trusts("192.0.2.7"), false);
  assertEquals(trusts("2001:db8::7"), false);
  for (const hostname of ["127.0.0.1", "::1", "localhost", "chat.example"]) {
    assertEquals(trusts(hostname), true, hostname);
  }
  assertEquals(trusts("192.0.2.7", { transport: "web-tls" }), true);
  assertEquals(trusts("192.0.2.7", { isProxied: true }), true);
});
