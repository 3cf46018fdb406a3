import { assertEquals } from "@std/assert";
import { Keepalive } from "../../../lib/client/connection/keepalive.ts";

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

Deno.test("a ping that somebody else has sent counts, and the first one that is not answered", () => {
  const alive = new Keepalive(0, { silenceMillis: 60, patienceMillis: 30 });
  alive.notePing(10);
  alive.noteSent(20);
  alive.notePing(30);
  assertEquals([alive.check(39), alive.check(40)], ["nothing", "dead"]);
  alive.noteReceived();
  assertEquals(alive.check(41), "nothing");
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

/** Looks once a second for so long, by a machine whose wall clock is ahead of the steady one. */
function look(alive: Keepalive, from: number, seconds: number, lead: number): string[] {
  const looks = Array.from({ length: seconds }, (_, second) => from + (second + 1) * 1000);
  return looks.map((at) => alive.check(at, at + lead)).filter((verdict) => verdict !== "nothing");
}

const HOUR = 3_600_000;

for (const step of [-2 * HOUR, -HOUR, -11_000, 11_000, 2 * HOUR, 24 * 365 * HOUR]) {
  Deno.test(`a wall clock that is set by ${step / 1000} s costs one ping, and puts off none`, () => {
    const alive = new Keepalive(0, { silenceMillis: 60_000, patienceMillis: 30_000 });
    const lead = 1_790_000_000_000;
    assertEquals(look(alive, 0, 4, lead), []);
    assertEquals(look(alive, 4000, 1, lead + step), ["ping"]);
    alive.noteReceived();
    assertEquals(look(alive, 5000, 59, lead + step), []);
    assertEquals(look(alive, 64_000, 1, lead + step), ["ping"]);
    assertEquals(look(alive, 65_000, 30, lead + step), ["dead"]);
  });
}

Deno.test("a wall clock that runs wrong by little is not looked at", () => {
  const alive = new Keepalive(0, { silenceMillis: 60_000, patienceMillis: 30_000 });
  const verdicts = Array.from({ length: 59 }, (_, i) => alive.check(i * 1000, i * 3000));
  assertEquals(verdicts.every((verdict) => verdict === "nothing"), true);
});

Deno.test("a sleep in which the steady clock stands still is seen by the other one", () => {
  const alive = new Keepalive(0, { silenceMillis: 60_000, patienceMillis: 30_000 });
  assertEquals(look(alive, 0, 3, 0), []);
  assertEquals(look(alive, 3000, 1, 8 * HOUR), ["ping"]);
  assertEquals(look(alive, 4000, 29, 8 * HOUR), []);
  assertEquals(look(alive, 33_000, 1, 8 * HOUR), ["dead"]);
});
