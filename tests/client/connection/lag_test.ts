import { assertEquals } from "@std/assert";
import { Lag, LAG_TOKEN } from "../../../lib/client/connection/lag.ts";
import type { DaemonEvent } from "../../../lib/wire/json/daemon_event.ts";

const PONG: DaemonEvent = { kind: "pong", token: LAG_TOKEN };

function said(from: string): DaemonEvent {
  return { kind: "message", room: "lobby", seq: 1, from, text: "x" };
}

/** Checks once a second, and returns when a ping is due. */
function check(lag: Lag, from: number, to: number): number[] {
  const due = [];
  for (let at = from; at <= to; at += 1000) if (lag.isDue(at)) due.push(at);
  return due;
}

Deno.test("a lag is measured half a minute after the start, and after each answer", () => {
  const lag = new Lag();
  assertEquals(check(lag, 0, 40_000), [30_000]);
  assertEquals(lag.hears(PONG, "ann", 40_100), true);
  assertEquals(lag.seconds(40_100), 10);
  // It may be over soon, so it is measured again.
  assertEquals(check(lag, 41_000, 46_000), [46_000]);
  lag.hears(PONG, "ann", 46_010);
  assertEquals(lag.seconds(46_010), undefined);
  assertEquals(check(lag, 47_000, 77_000), [77_000]);
});

Deno.test("what is answered in time costs no ping", () => {
  const lag = new Lag();
  lag.noteSent(0);
  lag.hears(said("ann"), "ann", 900);
  assertEquals(check(lag, 1000, 30_000), []);
  assertEquals(lag.seconds(30_000), undefined);
});

Deno.test("as long as the answer is missing the lag grows, whatever others say", () => {
  const lag = new Lag();
  lag.noteSent(500);
  assertEquals(check(lag, 1000, 2000), [2000]);
  lag.hears(said("bob"), "ann", 2100);
  lag.hears({ kind: "private", from: "bob", to: "ann", text: "x", id: 1 }, "ann", 2200);
  assertEquals([lag.seconds(2499), lag.seconds(2500), lag.seconds(7700)], [undefined, 2, 7]);
  lag.hears(said("ann"), "ann", 7700);
  lag.hears(PONG, "ann", 7701);
  assertEquals(lag.seconds(7701), 7);
});

Deno.test("a command without an answer is no lag, for the ping behind it has one", () => {
  const lag = new Lag();
  lag.noteSent(0);
  assertEquals(check(lag, 0, 1000), [1000]);
  lag.hears(PONG, "ann", 1010);
  assertEquals(lag.seconds(60_000), undefined);
});

Deno.test("many lines that are read slowly, one after the other, are no lag", () => {
  const lag = new Lag();
  for (let i = 0; i < 40; i++) lag.noteSent(0);
  for (let at = 500; at <= 20_000; at += 500) {
    assertEquals([lag.hears(said("ann"), "ann", at), lag.seconds(at + 400)], [false, undefined]);
    lag.isDue(at);
  }
  assertEquals(lag.seconds(60_000), undefined);
});

Deno.test("a link that dies in the middle of many lines is noticed", () => {
  const lag = new Lag();
  for (let i = 0; i < 40; i++) lag.noteSent(0);
  lag.hears(said("ann"), "ann", 500);
  assertEquals(check(lag, 1000, 9000), [2000]);
  assertEquals(lag.seconds(9000), 8);
});

Deno.test("a client that was stopped has no lag to tell of", () => {
  const lag = new Lag();
  assertEquals(check(lag, 0, 30_000), [30_000]);
  assertEquals([lag.isDue(3_600_000), lag.seconds(3_600_000)], [false, undefined]);
  assertEquals(lag.seconds(3_602_500), 2);
});

Deno.test("the answer to somebody else's ping is for the person", () => {
  const lag = new Lag();
  check(lag, 0, 30_000);
  assertEquals(lag.hears({ kind: "pong", token: "mine" }, "ann", 30_100), false);
  assertEquals(lag.hears(PONG, "ann", 30_200), true);
});
