import { assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { addressWriter } from "../../lib/log/address_writer.ts";

const ADDRESSES: readonly string[] = [
  "203.0.113.9",
  "203.0.113.9:40321",
  "::ffff:203.0.113.9",
  "2001:db8::1",
  "[2001:db8::1]:40321",
  "[fe80::1%eth0]:40321",
  "2001:db8::/64",
  "198.51.100.0/24",
];

/** What has no address in it, or is nothing but a name. */
const OTHERS: readonly string[] = ["ann", "guest-7", "unix", "others", "", "203.0.113", "a:1"];

Deno.test("addressWriter() on: everything as it is", async () => {
  const write = await addressWriter("on");
  for (const text of [...ADDRESSES, ...OTHERS]) assertEquals(write(text), text);
});

Deno.test("addressWriter() off: no address and no network, and all other texts", async () => {
  const write = await addressWriter("off");
  for (const text of ADDRESSES) assertEquals(write(text), undefined, text);
  for (const text of OTHERS) assertEquals(write(text), text);
});

Deno.test("addressWriter() hashed: the same for one network, whatever the port and the spelling", async () => {
  const write = await addressWriter("hashed");
  for (const text of ADDRESSES) assertMatch(write(text) ?? "", /^[0-9a-f]{12}$/);
  for (const text of OTHERS) assertEquals(write(text), text);
  assertEquals(write("203.0.113.9:1"), write("::ffff:203.0.113.9"));
  assertEquals(write("[2001:db8::1]:1"), write("2001:db8:0:0:ffff::2"));
  assertEquals(write("[2001:db8::1]:1"), write("2001:db8::/64"));
  assertNotEquals(write("203.0.113.9"), write("203.0.113.8"));
  assertNotEquals(write("2001:db8::1"), write("2001:db8:0:1::1"));
});

Deno.test("addressWriter() hashed: each process has a key of its own", async () => {
  const [one, other] = [await addressWriter("hashed"), await addressWriter("hashed")];
  assertNotEquals(one("203.0.113.9"), other("203.0.113.9"));
});
