/**
 * From whom a request comes: what a trusted proxy says, and what anybody else forges.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { forwardingOf } from "../../../lib/doors/web/forwarding.ts";
import { parseHead } from "../../../lib/doors/web/request.ts";
import { isInNetwork } from "../../../lib/ip/network.ts";
import type { PeerOrigin } from "../../../lib/net/peer.ts";
import { bytesOf, request } from "../../support/web_requests.ts";

const PROXY: PeerOrigin = { transport: "web", hostname: "192.0.2.1", port: 4000 };
const STRANGER: PeerOrigin = { transport: "web", hostname: "203.0.113.66", port: 4000 };

/** The client by these fields, as text, or why it is not known; "direct" if it is the peer itself. */
function clientOf(fields: readonly string[], from = PROXY): string {
  const head = parseHead(bytesOf(request("/", fields)));
  if (head.kind === "bad") throw new Error(head.problem.code);
  const forwarding = forwardingOf(
    head,
    from,
    (ip) => isInNetwork(ip, "192.0.2.0/24") || isInNetwork(ip, "2001:db8:1::/48"),
  );
  if (forwarding.kind !== "client") return forwarding.kind;
  const { origin } = forwarding;
  if (origin === from) return "direct";
  assertEquals([origin.transport, origin.isProxied], ["web", true]);
  return `${origin.hostname ?? "hidden"} ${origin.port ?? "-"}`;
}

Deno.test("X-Forwarded-For of a trusted proxy: its last address that is no trusted proxy", () => {
  const table: readonly [string, string][] = [
    ["203.0.113.9", "203.0.113.9 -"],
    ["203.0.113.9:51000", "203.0.113.9 51000"],
    ["2001:DB8:0::7", "2001:db8::7 -"],
    ["[2001:db8::7]", "2001:db8::7 -"],
    ["[2001:db8::7]:443", "2001:db8::7 443"],
    ["::ffff:203.0.113.9", "203.0.113.9 -"],
    // What stands first, the client has written itself.
    ["127.0.0.1, 203.0.113.9", "203.0.113.9 -"],
    ["<script>, 203.0.113.9", "203.0.113.9 -"],
    // Two proxies, both trusted.
    ["198.51.100.1, 203.0.113.9, 192.0.2.7", "203.0.113.9 -"],
    ["203.0.113.9, 2001:db8:1::5,192.0.2.7", "203.0.113.9 -"],
    // The proxy itself asks, or one that is trusted.
    ["192.0.2.7", "192.0.2.7 -"],
    ["192.0.2.8, 192.0.2.7", "192.0.2.8 -"],
    ["unknown", "hidden -"],
    ["203.0.113.9, unknown", "hidden -"],
    [" , 203.0.113.9, ", "203.0.113.9 -"],
  ];
  for (const [list, client] of table) {
    assertEquals(clientOf([`X-Forwarded-For: ${list}`]), client, list);
  }
  assertEquals(
    clientOf(["X-Forwarded-For: 127.0.0.1", "X-Forwarded-For: 203.0.113.9"]),
    "203.0.113.9 -",
  );
});

Deno.test("Forwarded of a trusted proxy means the same", () => {
  const table: readonly [string, string][] = [
    ["for=203.0.113.9", "203.0.113.9 -"],
    ["For=203.0.113.9;proto=https;by=192.0.2.1", "203.0.113.9 -"],
    ['proto=https ; for="203.0.113.9:51000"', "203.0.113.9 51000"],
    ['for="[2001:db8::7]:443"', "2001:db8::7 443"],
    ['for="\\[2001:db8::7]"', "2001:db8::7 -"],
    ["for=127.0.0.1, for=203.0.113.9,for=192.0.2.7", "203.0.113.9 -"],
    ["for=_hidden", "hidden -"],
    ["for=unknown", "hidden -"],
    ["by=192.0.2.1", "hidden -"],
    ['by="a, for=1.2.3.4", for=203.0.113.9', "203.0.113.9 -"],
  ];
  for (const [list, client] of table) {
    assertEquals(clientOf([`Forwarded: ${list}`]), client, list);
  }
});

Deno.test("what a proxy says wrongly is not guessed at", () => {
  const lists = [
    "203.0.113.256",
    "203.0.113.9:65536",
    "203.0.113.9:",
    "[203.0.113.9]",
    "[2001:db8::7",
    "example.com",
    "203.0.113.9 198.51.100.1",
    "127.1",
    "203.0.113.9, x",
    "203.0.113.9, x, 192.0.2.7",
  ];
  for (const list of lists) {
    assertEquals(clientOf([`X-Forwarded-For: ${list}`]), "malformed", list);
  }
  const elements = [
    "203.0.113.9",
    "for=",
    "for=203.0.113.9;for=198.51.100.1",
    'for="203.0.113.9',
    'for="x, for="203.0.113.9"',
    "for=203.0.113.9 x",
    "for = 203.0.113.9",
    "for=example.com",
  ];
  for (const list of elements) assertEquals(clientOf([`Forwarded: ${list}`]), "malformed", list);
});

// kiwiirc #1880, Ergo #2062.
Deno.test("a trusted proxy must say something, and nobody else is believed", () => {
  assertEquals(clientOf([]), "missing");
  assertEquals(clientOf(["X-Forwarded-For: ,"]), "missing");
  assertEquals(clientOf(["X-Real-IP: 203.0.113.9"]), "missing");
  for (const field of ["X-Forwarded-For: 127.0.0.1", "Forwarded: for=127.0.0.1", "Forwarded: x"]) {
    assertEquals(clientOf([field], STRANGER), "direct");
  }
});

Deno.test("a proxy sets one of the two, so what the client wrote in the other is found out", () => {
  const real = "X-Forwarded-For: 203.0.113.9";
  assertEquals(clientOf([real, "Forwarded: for=127.0.0.1"]), "malformed");
  assertEquals(clientOf([real, "Forwarded: for=unknown"]), "malformed");
  assertEquals(clientOf([real, "Forwarded: x"]), "malformed");
  assertEquals(clientOf([real, 'Forwarded: for="203.0.113.9:1"']), "203.0.113.9 -");
  assertEquals(clientOf(["Forwarded: for=203.0.113.9", "X-Forwarded-For: 127.0.0.1"]), "malformed");
});

Deno.test("whatever a client writes before it, the address that the proxy adds is taken", () => {
  const forged = fc.stringMatching(/^[ -~]{0,60}$/);
  fc.assert(fc.property(forged, fc.ipV4(), (text, ip) => {
    fc.pre(!isInNetwork(ip, "192.0.2.0/24"));
    assertEquals(clientOf([`X-Forwarded-For: ${text}, ${ip}`]), `${ip} -`);
    assertEquals(clientOf([`X-Forwarded-For: ${text}`, `X-Forwarded-For: ${ip}`]), `${ip} -`);
    const parsed = clientOf([`Forwarded: ${text}, for=${ip}`]);
    assertEquals([`${ip} -`, "malformed"].includes(parsed), true, parsed);
    const quoted = clientOf([`Forwarded: ${text}, for="${ip}:80"`]);
    assertEquals([`${ip} 80`, "malformed"].includes(quoted), true, quoted);
  }));
});

Deno.test("a list that is made to slow the daemon down takes linear time", () => {
  const n = 200_000;
  const nodes = [":", ".", "a:", "1:.", "_", "unknown:_"].map((part) =>
    part.repeat(n / part.length)
  );
  for (const node of nodes) {
    for (const text of [`${node}!`, `${node}:_${node}!`]) {
      assertEquals(longListOf("x-forwarded-for", text), "malformed");
      assertEquals(longListOf("forwarded", `for="${text}"`), "malformed");
    }
  }
  assertEquals(longListOf("forwarded", `for="${"\\a".repeat(n)}`), "malformed");
  assertEquals(longListOf("forwarded", `for=a${" ".repeat(n)}b`), "malformed");
  assertEquals(longListOf("x-forwarded-for", `${" ".repeat(n)},`.repeat(3)), "missing");
  // Otherwise this test would take minutes.
});

/** What comes of a field of any length; a head is shorter, but there are many of them. */
function longListOf(name: string, text: string): string {
  const head = parseHead(bytesOf(request("/")));
  if (head.kind === "bad") throw new Error(head.problem.code);
  const fields = new Map([[name, [text]]]);
  return forwardingOf({ ...head, fields }, PROXY, (ip) => ip === PROXY.hostname).kind;
}
