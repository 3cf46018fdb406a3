import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { isLoopback } from "../../lib/ip/ip.ts";

Deno.test("isLoopback knows this machine's own addresses", () => {
  const own = ["127.0.0.1", "127.255.255.254", "::1", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1"];
  for (const ip of [...own, "::ffff:7f01:203", "::1%lo"]) assertEquals(isLoopback(ip), true, ip);
  const others = ["0.0.0.0", "::", "128.0.0.1", "1.127.0.1", "::ffff:10.0.0.1", "::127.0.0.1"];
  for (const ip of [...others, "127.0.0.1.example.com", "localhost", "127.1", "fe80::1%lo", ""]) {
    assertEquals(isLoopback(ip), false, ip);
  }
});

Deno.test("isLoopback never throws", () => {
  const text = fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^[[\]:.0-9a-f%/]*$/));
  fc.assert(fc.property(text, (given) => void isLoopback(given)));
});
