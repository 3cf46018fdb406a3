import { assertEquals } from "@std/assert";
import { Keepalive } from "../../lib/client/keepalive.ts";

Deno.test("Keepalive pings after silence and gives up after patience", () => {
  const alive = new Keepalive(0, { silenceMillis: 60, patienceMillis: 30 });
  assertEquals(alive.check(59), "nothing");
  assertEquals(alive.check(60), "ping");
  assertEquals(alive.check(89), "nothing");
  assertEquals(alive.check(90), "dead");
});

Deno.test("anything from the daemon answers a ping", () => {
  const alive = new Keepalive(0, { silenceMillis: 60, patienceMillis: 30 });
  alive.check(60);
  alive.noteReceived();
  assertEquals(alive.check(119), "nothing");
  assertEquals(alive.check(120), "ping");
});

Deno.test("what the client sends puts off the ping", () => {
  const alive = new Keepalive(0, { silenceMillis: 60, patienceMillis: 30 });
  alive.noteSent(50);
  assertEquals(alive.check(109), "nothing");
});

Deno.test("after a sleep the daemon is asked at once, and given its time anew", () => {
  const alive = new Keepalive(0, { silenceMillis: 60_000, patienceMillis: 30_000 });
  assertEquals(alive.check(1000), "nothing");
  assertEquals(alive.check(3_600_000), "ping");
  assertEquals(alive.check(3_609_000), "nothing");
  assertEquals(alive.check(3_618_000), "nothing");
  assertEquals(alive.check(3_627_000), "nothing");
  assertEquals(alive.check(3_630_000), "dead");
});
