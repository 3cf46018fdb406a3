import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { networkOf } from "../../lib/ip/network.ts";

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
