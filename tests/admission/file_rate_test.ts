import { assertEquals } from "@std/assert";
import { FileRate } from "../../lib/admission/file_rate.ts";
import type { PeerOrigin } from "../../lib/net/peer.ts";

function from(hostname?: string): PeerOrigin {
  return { transport: "web", hostname, isProxied: true };
}

Deno.test("one network fetches as many files a minute as so many pages have", () => {
  let now = 0;
  const files = new FileRate(2, () => now);
  for (let count = 0; count < 60; count++) assertEquals(files.admit(from("192.0.2.7")), undefined);
  assertEquals(files.admit(from("192.0.2.7")), { status: 429, retryAfter: 60_000 });
  assertEquals(files.admit(from("192.0.2.8")), undefined);
  now = 62_000;
  assertEquals(files.admit(from("192.0.2.7")), undefined);
});

Deno.test("an IPv6 /64 is one network, and this machine fetches without limit", () => {
  const files = new FileRate(1, () => 0);
  for (let count = 0; count < 30; count++) files.admit(from(`2001:db8::${count}`));
  assertEquals(files.admit(from("2001:db8::ff"))?.status, 429);
  for (let count = 0; count < 20; count++) {
    assertEquals(files.admit(from("127.0.0.1")), undefined);
    assertEquals(files.admit(from()), undefined);
  }
});

Deno.test("another limit holds for files from the moment that it is set, and 0 is none", () => {
  const files = new FileRate(1, () => 0);
  for (let count = 0; count < 30; count++) files.admit(from("192.0.2.7"));
  files.adjust(0);
  assertEquals(files.admit(from("192.0.2.7")), undefined);
  files.adjust(1);
  assertEquals(files.admit(from("192.0.2.7"))?.status, 429);
});
