import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { isInNetwork, networkOf, parseNetwork } from "../../lib/ip/network.ts";

Deno.test("networkOf is the whole of an IPv4 address, however it is wrapped", () => {
  assertEquals(networkOf("192.0.2.7"), "192.0.2.7");
  assertEquals(networkOf("::ffff:192.0.2.7"), "192.0.2.7");
  assertEquals(networkOf("::ffff:c000:207"), "192.0.2.7");
  assertEquals(networkOf("0:0:0:0:0:FFFF:192.0.2.7"), "192.0.2.7");
});

Deno.test("networkOf is the first half of an IPv6 address, however it is written", () => {
  const same = ["2001:db8:1:2::", "2001:db8:1:2::9", "2001:0db8:0001:0002:9:8:7:6"];
  for (const ip of [...same, "2001:DB8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::1%eth0"]) {
    assertEquals(networkOf(ip), "2001:db8:1:2::/64", ip);
  }
  assertEquals(networkOf("2001:db8:1:3::9"), "2001:db8:1:3::/64");
  assertEquals(networkOf("2001:db8::1:2:3:4"), "2001:db8::/64");
  assertEquals(networkOf("2001:db8:0:0:1:2:3:4"), "2001:db8::/64");
  assertEquals(networkOf("::1"), "::/64");
  assertEquals(networkOf("64:ff9b::192.0.2.7"), "64:ff9b::/64");
});

Deno.test("networkOf gives back what is no IP address", () => {
  for (
    const text of ["", "localhost", "1::2::3", "1:2:3:4:5:6:7", "g::", "1:2:3:4:5:6:7:8:9", ":"]
  ) {
    assertEquals(networkOf(text), text);
  }
});

Deno.test("networkOf never throws", () => {
  const text = fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^[[\]:.0-9a-f%/]*$/));
  fc.assert(fc.property(text, (given) => void networkOf(given)));
});

Deno.test("parseNetwork gives every network one form", () => {
  const forms: readonly (readonly [string, string])[] = [
    ["192.0.2.7", "192.0.2.7"],
    ["192.0.2.7/32", "192.0.2.7"],
    ["192.0.2.7/24", "192.0.2.0/24"],
    ["192.0.2.255/31", "192.0.2.254/31"],
    ["192.0.2.255/17", "192.0.0.0/17"],
    ["1.2.3.4/0", "0.0.0.0/0"],
    ["2001:DB8:0::1", "2001:db8::1"],
    ["2001:db8::1/128", "2001:db8::1"],
    ["2001:db8:1:2:3::/64", "2001:db8:1:2::/64"],
    ["2001:db8:ffff::/33", "2001:db8:8000::/33"],
    ["2001:db8::/32", "2001:db8::/32"],
    ["fe80::1%eth0", "fe80::1"],
    ["1::/0", "::/0"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7/128", "192.0.2.7"],
    ["::ffff:c000:207/120", "192.0.2.0/24"],
    ["::ffff:0:0/96", "0.0.0.0/0"],
  ];
  for (const [text, network] of forms) assertEquals(parseNetwork(text), network, text);
});

Deno.test("parseNetwork refuses everything else", () => {
  const addresses = ["", "/", "/24", "bob", "192.0.2", "192.0.2.256", "1::2::3", " 192.0.2.7"];
  const lengths = ["/", "/33", "/-1", "/+1", "/08", "/1.0", "/ 8", "/8 ", "/1e1", "/8/8", "/999"];
  const inIpv6 = ["2001:db8::/129", "::ffff:192.0.2.7/32", "::ffff:0:0/95", "2001:db8::/", "/64"];
  for (const text of [...addresses, ...lengths.map((length) => `192.0.2.7${length}`), ...inIpv6]) {
    assertEquals(parseNetwork(text), undefined, JSON.stringify(text));
  }
});

Deno.test("isInNetwork compares the first bits, in one family", () => {
  assertEquals(isInNetwork("192.0.2.255", "192.0.2.0/24"), true);
  assertEquals(isInNetwork("192.0.3.0", "192.0.2.0/24"), false);
  assertEquals(isInNetwork("::ffff:192.0.2.9", "192.0.2.0/24"), true);
  assertEquals(isInNetwork("192.0.2.7", "192.0.2.7"), true);
  assertEquals(isInNetwork("192.0.2.6", "192.0.2.7"), false);
  assertEquals(isInNetwork("2001:db8:1:2::9", "2001:db8:1:2::/64"), true);
  assertEquals(isInNetwork("2001:db8:1:3::9", "2001:db8:1:2::/63"), true);
  assertEquals(isInNetwork("2001:db8:1:4::9", "2001:db8:1:2::/63"), false);
  assertEquals(isInNetwork("192.0.2.7", "::/0"), false);
  assertEquals(isInNetwork("::1", "0.0.0.0/0"), false);
  assertEquals(isInNetwork("bob", "0.0.0.0/0"), false);
  assertEquals(isInNetwork("192.0.2.7", "bob"), false);
});

Deno.test("a network is read again as it was written, and has its own address in it", () => {
  const ipv4 = fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 }));
  const ipv6 = fc.tuple(fc.ipV6(), fc.integer({ min: 96, max: 128 }));
  fc.assert(fc.property(fc.oneof(ipv4, ipv6), ([ip, length]) => {
    const network = parseNetwork(`${ip}/${length}`);
    assertEquals(typeof network, "string");
    assertEquals(parseNetwork(network ?? ""), network);
    assertEquals(isInNetwork(ip, network ?? ""), true);
  }));
});
