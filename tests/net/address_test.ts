import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import {
  formatAddress,
  formatEndpoint,
  parseClientAddress,
  parseListenAddress,
} from "../../lib/net/address.ts";

Deno.test("parseListenAddress reads a host and a port", () => {
  const cases: readonly (readonly [string, string, number])[] = [
    ["127.0.0.1:8000", "127.0.0.1", 8000],
    ["0.0.0.0:0", "0.0.0.0", 0],
    ["localhost:65535", "localhost", 65535],
    ["chat.example.com:8000", "chat.example.com", 8000],
    ["my_host-1:80", "my_host-1", 80],
    ["[::]:8000", "::", 8000],
    ["[::1]:8000", "::1", 8000],
    ["[2001:DB8:0:0:0:0:0:1]:8000", "2001:db8::1", 8000],
    ["[::ffff:127.0.0.1]:8000", "127.0.0.1", 8000],
  ];
  for (const [text, hostname, port] of cases) {
    assertEquals(parseListenAddress(text), { transport: "tcp", hostname, port }, text);
  }
});

Deno.test("parseListenAddress reads the path of a Unix socket", () => {
  assertEquals(parseListenAddress("unix:/run/chat: 1.sock"), {
    transport: "unix",
    path: "/run/chat: 1.sock",
  });
  const longest = "/".repeat(107);
  assertEquals(parseListenAddress(`unix:${longest}`), { transport: "unix", path: longest });
});

Deno.test("parseListenAddress refuses everything else", () => {
  const wrong = [
    "",
    ":",
    ":8000",
    "8000",
    "localhost",
    "localhost:",
    "localhost:65536",
    "::1:8000",
  ];
  const hosts = ["[]:80", "[::1]", "[::1]80", "[::1:80", "[1]:80", "[127.0.0.1]:80", "[fe80::%1]:"];
  const odd = ["a b:80", "a:b:80", "-a:80", "a-:80", "a..b:80", "*:80", "a:-1", "a:+1", "a: 1"];
  const ips = ["256.0.0.1:80", "1.2.3:80", "127.0.0.01:80", "1.2.3.4.5:80", "0x7f:80"];
  const paths = [
    "unix:",
    `unix:${"/".repeat(108)}`,
    "unix:/a\0b",
    "a/b:80",
    "http://a:80",
    "a:80\n",
  ];
  const tls = ["tls://a:80", "tcp://a:80", `${"a".repeat(254)}:80`, `${"a".repeat(64)}:80`];
  for (const text of [...wrong, ...hosts, ...odd, ...ips, ...paths, ...tls]) {
    assertEquals(parseListenAddress(text), undefined, JSON.stringify(text));
  }
});

Deno.test("parseClientAddress reads a host with or without a port, plain or over TLS", () => {
  const tcp = { transport: "tcp", hostname: "chat.example.com", port: 8000 } as const;
  assertEquals(parseClientAddress("chat.example.com"), tcp);
  assertEquals(parseClientAddress("chat.example.com:9"), { ...tcp, port: 9 });
  assertEquals(parseClientAddress("tls://chat.example.com"), { ...tcp, transport: "tls" });
  assertEquals(parseClientAddress("tls://[::1]:9"), {
    transport: "tls",
    hostname: "::1",
    port: 9,
  });
  assertEquals(parseClientAddress("[::1]"), { ...tcp, hostname: "::1" });
  assertEquals(parseClientAddress("unix:/run/x"), { transport: "unix", path: "/run/x" });
});

Deno.test("parseClientAddress refuses everything else, and port 0", () => {
  for (
    const text of ["", "a:0", "tls://", "tls://unix:/x", "::1", ":80", "a:", "[]", "a/", "1.2"]
  ) {
    assertEquals(parseClientAddress(text), undefined, JSON.stringify(text));
  }
});

Deno.test("an IPv6 address keeps its zone, wherever it goes", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["[fe80::1%eth0]:8000", "fe80::1%eth0"],
    ["[FE80:0::0001%en0]:8000", "fe80::1%en0"],
    ["[fe80::1%12]:8000", "fe80::1%12"],
    ["[fe80::1%wlp3s0.7]:8000", "fe80::1%wlp3s0.7"],
    ["[fe80::1%br-a_b@x]:8000", "fe80::1%br-a_b@x"],
    ["[ff02::1%eth0]:8000", "ff02::1%eth0"],
  ];
  for (const [text, hostname] of cases) {
    const written = `[${hostname}]:8000`;
    const listening = parseListenAddress(text);
    assertEquals(listening, { transport: "tcp", hostname, port: 8000 }, text);
    assertEquals(listening && formatAddress(listening), written);
    assertEquals(parseClientAddress(text), { transport: "tcp", hostname, port: 8000 }, text);
    const tls = parseClientAddress(`tls://${text}`);
    assertEquals(tls, { transport: "tls", hostname, port: 8000 }, text);
    assertEquals(tls && formatAddress(tls), `tls://${written}`);
    assertEquals(formatEndpoint(hostname, 8000), written);
  }
});

Deno.test("a zone that no system could know is refused", () => {
  const zones = ["%", "%%", "% ", "%a b", "%a%b", "%/", "%a/b", "%\n", "%\x1b[2J", "%[", "%\u202e"];
  for (const zone of [...zones, `%${"a".repeat(65)}`]) {
    assertEquals(parseListenAddress(`[fe80::1${zone}]:8000`), undefined, JSON.stringify(zone));
    assertEquals(parseClientAddress(`[fe80::1${zone}]`), undefined, JSON.stringify(zone));
  }
  for (const text of ["fe80%eth0:80", "127.0.0.1%eth0:80", "a%eth0:80", "[127.0.0.1%lo]:80"]) {
    assertEquals(parseListenAddress(text), undefined, text);
  }
});

Deno.test("an IPv4 address inside IPv6 has no zone", () => {
  assertEquals(formatEndpoint("::ffff:127.0.0.1%lo", 1), "127.0.0.1:1");
});

const NAMES: readonly (readonly [string, string])[] = [
  ["例子.测试", "xn--fsqu00a.xn--0zwm56d"],
  ["例子。测试", "xn--fsqu00a.xn--0zwm56d"],
  ["münchen.example", "xn--mnchen-3ya.example"],
  ["mu\u0308nchen.example", "xn--mnchen-3ya.example"],
  ["MÜNCHEN.example", "xn--mnchen-3ya.example"],
  ["пример.испытание", "xn--e1afmkfd.xn--80akhbyknj4f"],
  ["chat.例子.", "chat.xn--fsqu00a."],
  ["faß.example", "xn--fa-hia.example"],
  ["ｃｈａｔ．example", "chat.example"],
  ["１２７．0.0.1", "127.0.0.1"],
];

for (const [name, hostname] of NAMES) {
  Deno.test(`${name} is looked up as ${hostname}`, () => {
    const tcp = { transport: "tcp", hostname, port: 9 } as const;
    assertEquals(parseClientAddress(`${name}:9`), tcp);
    assertEquals(parseListenAddress(`${name}:9`), tcp);
    assertEquals(parseClientAddress(`tls://${name}:9`), { ...tcp, transport: "tls" });
    assertEquals(parseClientAddress(name), { ...tcp, port: 8000 });
  });
}

Deno.test("a name in another script is shown in it, unless it could mislead", () => {
  const shown = (hostname: string) => formatAddress({ transport: "tcp", hostname, port: 9 });
  assertEquals(shown("xn--fsqu00a.xn--0zwm56d"), "例子.测试:9");
  assertEquals(shown("xn--mnchen-3ya.example"), "münchen.example:9");
  assertEquals(shown("XN--FSQU00A.example"), "例子.example:9");
  // An emoji, and what is no label of any name.
  for (const hostname of ["xn--ls8h.example", "xn--a.example", "xn--.example", "xn--0000000"]) {
    assertEquals(shown(hostname), `${hostname}:9`);
  }
});

Deno.test("a name in another script has the limits of any name", () => {
  const odd = ["例 子:80", "例/子:80", "例@子:80", "例?子", "例#子", "例%子", "例\\子", "\u202e例"];
  for (const text of [...odd, `${"例".repeat(64)}:80`, "..例", "例..a", "\u00ad:80"]) {
    assertEquals(parseListenAddress(text), undefined, JSON.stringify(text));
  }
  const long = `${"例子测试.".repeat(20)}example`;
  assertEquals(parseClientAddress(long), undefined);
});

Deno.test("an address is read again as it was written", () => {
  for (const text of ["127.0.0.1:1", "[::]:0", "localhost:8000", "unix:/run/x"]) {
    const address = parseListenAddress(text);
    assertEquals(address && formatAddress(address), text);
  }
  for (
    const text of [
      "tls://[2001:db8::1]:8000",
      "tls://a.example:1",
      "unix:x",
      "unix:/run/公司",
      "例子.测试:1",
      "chat.example.com.:1",
    ]
  ) {
    const address = parseClientAddress(text);
    assertEquals(address && formatAddress(address), text);
  }
});

Deno.test("formatEndpoint brackets IPv6 and unwraps IPv4 inside it", () => {
  assertEquals(formatEndpoint("127.0.0.1", 40321), "127.0.0.1:40321");
  assertEquals(formatEndpoint("::1", 40321), "[::1]:40321");
  assertEquals(formatEndpoint("0:0:0:0:0:0:0:1", 40321), "[::1]:40321");
  assertEquals(formatEndpoint("::ffff:127.0.0.1", 40321), "127.0.0.1:40321");
  assertEquals(formatEndpoint("::FFFF:7f00:1", 40321), "127.0.0.1:40321");
  assertEquals(formatEndpoint("localhost", 1), "localhost:1");
});

Deno.test("IPv6 addresses come out in the one form of RFC 5952", () => {
  const forms: readonly (readonly [string, string])[] = [
    ["2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"],
    ["2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"],
    ["2001:0:0:1:0:0:0:1", "2001:0:0:1::1"],
    ["1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"],
    ["::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"],
    ["FE80::0001", "fe80::1"],
    ["1::", "1::"],
    ["::", "::"],
  ];
  for (const [written, shortest] of forms) {
    assertEquals(formatEndpoint(written, 1), `[${shortest}]:1`);
  }
});

Deno.test("one IPv6 address has one form, whichever zeros are left out", () => {
  const group = fc.oneof(fc.constant(0), fc.nat({ max: 0xffff }));
  fc.assert(fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
    const padded = groups.map((value) => value.toString(16).padStart(4, "0")).join(":");
    const url = new URL(`http://[${padded}]/`).hostname;
    const isWrapped = groups.slice(0, 5).every((value) => value === 0) && groups[5] === 0xffff;
    fc.pre(!isWrapped);
    assertEquals(formatEndpoint(padded, 8), `${url}:8`);
  }));
});

Deno.test("no text makes the parsers throw", () => {
  const text = fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^[[\]:.0-9a-f%/]*$/));
  fc.assert(fc.property(text, (given) => {
    parseListenAddress(given);
    parseClientAddress(given);
  }));
});
