import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import {
  canonicalHostname,
  canonicalOrigin,
  formatOrigin,
  isOriginOf,
  parseHost,
  parseOrigin,
} from "../../lib/net/http_origin.ts";

Deno.test("parseHost() reads addresses and names in all their spellings", () => {
  const hosts: readonly [string, string, number | undefined][] = [
    ["chat.example", "chat.example", undefined],
    ["Chat.EXAMPLE.:8080", "chat.example", 8080],
    ["localhost:1", "localhost", 1],
    ["192.0.2.7:80", "192.0.2.7", 80],
    ["[2001:DB8:0::7]", "2001:db8::7", undefined],
    ["[::1]:65535", "::1", 65_535],
    ["[::ffff:127.0.0.1]", "127.0.0.1", undefined],
    ["chat.example:", "chat.example", undefined],
    ["xn--fsqu00a.example", "xn--fsqu00a.example", undefined],
    ["my_host", "my_host", undefined],
  ];
  for (const [text, hostname, port] of hosts) {
    assertEquals(parseHost(text), { hostname, port }, text);
  }
});

Deno.test("parseHost() reads nothing else", () => {
  const texts = [
    "",
    ":80",
    "a b",
    "a@b",
    "a/b",
    "a%2eb",
    "a..b",
    ".a",
    "-a",
    "a,b",
    "a:b",
    "a:65536",
    "a:-1",
    "::1",
    "[::1",
    "[]",
    "[fe80::1%25eth0]",
    "[192.0.2.7]:x",
    "127.1",
    "0x7f.1",
    "2130706433",
    "192.0.2.256",
    "例子",
    "a".repeat(64),
    Array(130).fill("a").join("."),
  ];
  for (const text of texts) assertEquals(parseHost(text), undefined, text);
});

Deno.test("parseOrigin() reads origins of pages, and not null, paths or other schemes", () => {
  assertEquals(parseOrigin("https://chat.example"), {
    scheme: "https",
    hostname: "chat.example",
    port: 443,
  });
  assertEquals(parseOrigin("http://[::1]:8080"), { scheme: "http", hostname: "::1", port: 8080 });
  const others = [
    "null",
    "",
    "chat.example",
    "//chat.example",
    "https://",
    "https://chat.example/",
    "https://ann@chat.example",
    "https://a.example https://b.example",
    "file://",
    "ws://chat.example",
    "https://a.example#",
  ];
  for (const text of others) assertEquals(parseOrigin(text), undefined, text);
});

Deno.test("isOriginOf() compares whole hosts and the ports that hold", () => {
  const table: readonly [string, string, boolean][] = [
    ["http://chat.example", "chat.example", true],
    ["http://chat.example", "chat.example:80", true],
    ["https://chat.example", "chat.example:443", true],
    ["https://chat.example:8443", "chat.example:8443", true],
    ["http://chat.example", "CHAT.example.", true],
    ["http://127.0.0.1:8080", "127.0.0.1:8080", true],
    ["https://chat.example", "chat.example:80", false],
    ["http://chat.example:8080", "chat.example", false],
    ["http://chat.example.evil.example", "chat.example", false],
    ["http://evil-chat.example", "chat.example", false],
    ["http://chat.example", "chat.example.evil.example", false],
    ["http://localhost:8080", "127.0.0.1:8080", false],
  ];
  for (const [originText, hostText, isSame] of table) {
    const [origin, host] = [parseOrigin(originText), parseHost(hostText)];
    if (origin === undefined || host === undefined) throw new Error(originText);
    assertEquals(isOriginOf(origin, host), isSame, `${originText} at ${hostText}`);
  }
});

Deno.test("canonicalOrigin() and canonicalHostname() take what operators write", () => {
  assertEquals(canonicalOrigin("HTTPS://Chat.Example:443/"), "https://chat.example");
  assertEquals(canonicalOrigin("http://例子.example:8080"), "http://xn--fsqu00a.example:8080");
  assertEquals(canonicalOrigin("http://[2001:db8:0::7]"), "http://[2001:db8::7]");
  for (const text of ["null", "*", "https://*.example", "chat.example", "https://a/b"]) {
    assertEquals(canonicalOrigin(text), undefined, text);
  }
  assertEquals(canonicalHostname("Chat.Example."), "chat.example");
  assertEquals(canonicalHostname("例子.example"), "xn--fsqu00a.example");
  for (const text of ["192.0.2.7", "[::1]", "chat.example:80", "chat.example:", "*.example", ""]) {
    assertEquals(canonicalHostname(text), undefined, text);
  }
});

Deno.test("an origin in canonical form is read as the same one, and no text makes a reader throw", () => {
  const hostname = fc.oneof(fc.domain(), fc.ipV4());
  fc.assert(fc.property(hostname, fc.integer({ min: 0, max: 65_535 }), (host, port) => {
    const written = canonicalOrigin(`https://${host}:${port}`);
    const origin = parseOrigin(written ?? "");
    assertEquals(origin && formatOrigin(origin), written);
    assertEquals(written !== undefined, true);
  }));
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const host = parseHost(text);
    if (host !== undefined) assertEquals(/^[a-z0-9._:-]{1,253}$/.test(host.hostname), true);
    parseOrigin(text);
    canonicalOrigin(text);
    canonicalHostname(text);
  }));
});
