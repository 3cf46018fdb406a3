import { assertEquals } from "@std/assert";
import { type ProxyHeader, readProxyHeader } from "../../lib/net/proxy_header.ts";
import { bytesOf, latin1, proxyV2, type V2Parts } from "../support/proxy_headers.ts";

/** An IPv6 address as bytes: 2001:db8::7. */
const IPV6 = [0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7];
const MAPPED = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 203, 0, 113, 9];
const IPV4 = [203, 0, 113, 9];

/** What a header says, in one word: the address, `unknown`, or why it is none. */
function meaning(header: ProxyHeader): string {
  if (header.kind !== "header") return header.kind;
  const { source } = header;
  return source === undefined ? "unknown" : `${source.hostname} ${source.port}`;
}

const V1_GOOD: readonly (readonly [string, string])[] = [
  ["PROXY TCP4 203.0.113.9 192.0.2.1 56324 443", "203.0.113.9 56324"],
  ["PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535", "255.255.255.255 65535"],
  ["PROXY TCP4 0.0.0.0 0.0.0.0 0 0", "0.0.0.0 0"],
  ["PROXY TCP6 2001:DB8:0:0::9 2001:db8::1 56324 443", "2001:db8::9 56324"],
  ["PROXY TCP6 ::ffff:203.0.113.9 ::1 56324 443", "203.0.113.9 56324"],
  ["PROXY TCP6 ::1 ::1 1 2", "::1 1"],
  ["PROXY UNKNOWN", "unknown"],
  ["PROXY UNKNOWN whatever \0 comes 99999", "unknown"],
  [
    "PROXY UNKNOWN ffff:f...f:ffff ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "unknown",
  ],
];

const V1_MALFORMED: readonly string[] = [
  "PROXY TCP4 203.0.113.9 192.0.2.1 56324 443\n",
  "PROXY TCP4 203.0.113.9 192.0.2.1 56324 443\r/nick ann\r\n",
  "PROXY TCP4 203.0.113.9 192.0.2.1 56324\r\n",
  "PROXY TCP4 203.0.113.9 192.0.2.1 56324 443 1\r\n",
  "PROXY TCP4 203.0.113.9 192.0.2.1 56324 443 \r\n",
  "PROXY TCP4  203.0.113.9 192.0.2.1 56324 443\r\n",
  "PROXY TCP4\t203.0.113.9 192.0.2.1 56324 443\r\n",
  "PROXY TCP4 203.0.113.009 192.0.2.1 56324 443\r\n",
  "PROXY TCP4 203.0.113.256 192.0.2.1 56324 443\r\n",
  "PROXY TCP4 203.0.113.9 192.0.2.1 65536 443\r\n",
  "PROXY TCP4 203.0.113.9 192.0.2.1 56324 99999\r\n",
  "PROXY TCP4 203.0.113.9 192.0.2.1 056 443\r\n",
  "PROXY TCP4 203.0.113.9 192.0.2.1 -1 443\r\n",
  "PROXY TCP4 203.0.113.9 192.0.2.1 1e3 443\r\n",
  "PROXY TCP4 2001:db8::9 2001:db8::1 1 2\r\n",
  "PROXY TCP6 203.0.113.9 192.0.2.1 1 2\r\n",
  "PROXY TCP6 fe80::1%eth0 fe80::2 1 2\r\n",
  "PROXY TCP6 [::1] [::1] 1 2\r\n",
  "PROXY TCP4 example.org 192.0.2.1 1 2\r\n",
  "PROXY TCP4 203.0.113.9\x1b[31m 192.0.2.1 1 2\r\n",
  "PROXY UDP4 203.0.113.9 192.0.2.1 1 2\r\n",
  "PROXY tcp4 203.0.113.9 192.0.2.1 1 2\r\n",
  "PROXY UNKNOWNS\r\n",
  "PROXY \r\n",
  `PROXY UNKNOWN ${"x".repeat(92)}\r\n`,
  `PROXY ${"x".repeat(200)}`,
];

const MISSING: readonly string[] = [
  "hello\n",
  "\n",
  "\r\n\r\nhello",
  "\r\n\r\n\0\r\nQUIT\r\n",
  "PROXY\r\n",
  "proxy TCP4 203.0.113.9 192.0.2.1 1 2\r\n",
  "Proxy TCP4",
  " PROXY TCP4",
  "\x16\x03\x01",
  '{"hello":1}\n',
];

const V2: readonly (readonly [name: string, V2Parts, string])[] = [
  ["IPv4", { from: IPV4 }, "203.0.113.9 40000"],
  ["IPv4, the highest port", { from: IPV4, port: 65_535 }, "203.0.113.9 65535"],
  ["IPv6", { from: IPV6 }, "2001:db8::7 40000"],
  ["IPv4 in IPv6", { from: MAPPED }, "203.0.113.9 40000"],
  ["IPv4 with extensions", { from: IPV4, extensions: new Uint8Array(300) }, "203.0.113.9 40000"],
  ["the longest", { from: IPV4, extensions: new Uint8Array(65_523) }, "203.0.113.9 40000"],
  ["LOCAL", { command: 0x20 }, "unknown"],
  ["LOCAL with addresses", { command: 0x20, from: IPV4 }, "unknown"],
  ["LOCAL of no family that there is", { command: 0x20, family: 0xff }, "unknown"],
  ["unspecified", { family: 0 }, "unknown"],
  ["unspecified with extensions", { family: 0, extensions: new Uint8Array(9) }, "unknown"],
  ["IPv4, protocol unspecified", { from: IPV4, family: 0x10 }, "unknown"],
  ["a Unix socket", { family: 0x31, extensions: new Uint8Array(216) }, "unknown"],
  ["version 1", { from: IPV4, command: 0x11 }, "malformed"],
  ["version 3", { from: IPV4, command: 0x31 }, "malformed"],
  ["no command that there is", { from: IPV4, command: 0x22 }, "malformed"],
  ["datagrams", { from: IPV4, family: 0x12 }, "malformed"],
  ["no protocol that there is", { from: IPV4, family: 0x13 }, "malformed"],
  ["no family that there is", { from: IPV4, family: 0x41 }, "malformed"],
  ["IPv4, a byte too short", { from: IPV4, length: 11 }, "malformed"],
  ["IPv6 in the length of IPv4", { from: IPV6, length: 12 }, "malformed"],
  ["IPv6 of no length", { from: IPV6, length: 0 }, "malformed"],
  ["a Unix socket, a byte too short", { family: 0x31, length: 215 }, "malformed"],
];

for (const [line, said] of V1_GOOD) {
  Deno.test(`readProxyHeader() reads ${JSON.stringify(line)}`, () => {
    const header = readProxyHeader(latin1(`${line}\r\n/nick ann\n`));
    assertEquals(meaning(header), said);
    assertEquals(header.kind === "header" ? header.length : 0, line.length + 2);
  });
}

Deno.test("readProxyHeader() reads a line of 107 bytes, and no longer one", () => {
  const longest = `PROXY UNKNOWN ${"x".repeat(91)}\r\n`;
  assertEquals(longest.length, 107);
  assertEquals(meaning(readProxyHeader(latin1(longest))), "unknown");
  assertEquals(meaning(readProxyHeader(latin1(longest.replace("x", "xx")))), "malformed");
});

for (const text of V1_MALFORMED) {
  Deno.test(`readProxyHeader() refuses ${JSON.stringify(text)}`, () => {
    assertEquals(meaning(readProxyHeader(latin1(text))), "malformed");
  });
}

for (const text of MISSING) {
  Deno.test(`readProxyHeader() takes ${JSON.stringify(text)} for no header`, () => {
    assertEquals(meaning(readProxyHeader(latin1(text))), "missing");
  });
}

for (const [name, parts, said] of V2) {
  Deno.test(`readProxyHeader() of version 2, ${name}: ${said}`, () => {
    const bytes = proxyV2(parts);
    const header = readProxyHeader(bytesOf(bytes, latin1("hello\n")));
    assertEquals(meaning(header), said);
    if (header.kind === "header") assertEquals(header.length, bytes.length);
  });
}

Deno.test("readProxyHeader() asks for more until the header says enough, however it is cut", () => {
  const good = [
    ...V1_GOOD.map(([line]) => latin1(`${line}\r\n`)),
    ...V2.filter(([, , said]) => said !== "malformed").map(([, parts]) => proxyV2(parts)),
  ];
  for (const bytes of good) {
    const whole = meaning(readProxyHeader(bytes));
    let isSaid = false;
    for (let end = 0; end <= Math.min(bytes.length, 300); end++) {
      const header = readProxyHeader(bytes.subarray(0, end));
      isSaid ||= header.kind === "header";
      assertEquals(meaning(header), isSaid ? whole : "more");
    }
    assertEquals(isSaid, true);
  }
});

Deno.test("readProxyHeader() refuses a header with any byte of its beginning changed", () => {
  for (const bytes of [latin1("PROXY TCP4 1.2.3.4 1.2.3.4 1 2\r\n"), proxyV2({ from: IPV4 })]) {
    const beginning = bytes[0] === 0x50 ? 10 : 12;
    for (let at = 0; at < beginning; at++) {
      for (let value = 0; value < 256; value++) {
        if (value === bytes[at] || (at === 9 && value === "6".charCodeAt(0))) continue;
        const changed = Uint8Array.from(bytes);
        changed[at] = value;
        assertEquals(["missing", "malformed"].includes(readProxyHeader(changed).kind), true);
      }
    }
  }
});
