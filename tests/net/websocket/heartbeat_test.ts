/**
 * Who is pinged when, and who is closed.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { Heartbeat, type Pinged } from "../../../lib/net/websocket/heartbeat.ts";
import { FakePacer } from "../../support/fake_pacer.ts";

/** A peer that answers its pings, or does not. */
class Counted implements Pinged {
  readonly at: number[] = [];
  isClosed = false;
  readonly #pacer: FakePacer;
  readonly #heartbeat: Heartbeat;
  readonly #answers: boolean;
  #unanswered = 0;

  constructor(pacer: FakePacer, heartbeat: Heartbeat, answers = true) {
    this.#pacer = pacer;
    this.#heartbeat = heartbeat;
    this.#answers = answers;
    heartbeat.add(this);
  }

  ping(): number {
    this.at.push(this.#pacer.now());
    return this.#answers ? 0 : this.#unanswered++;
  }

  close(): void {
    this.isClosed = true;
    this.#heartbeat.delete(this);
  }
}

function beating(): [FakePacer, Heartbeat] {
  const pacer = new FakePacer();
  return [pacer, new Heartbeat((after, call) => pacer.later(after, call))];
}

Deno.test("each peer is pinged every 30 seconds, all of them spread over this time", () => {
  for (const count of [1, 2, 7, 30, 31, 100, 1000]) {
    const [pacer, heartbeat] = beating();
    const peers = Array.from({ length: count }, () => new Counted(pacer, heartbeat));
    pacer.advance(300_000);
    for (const { at, isClosed } of peers) {
      const [first = Infinity, ...gaps] = gapsOf([0, ...at]);
      assert(first <= 30_000 && !isClosed, `${count}: first at ${first}`);
      assert(gaps.every((gap) => gap === 30_000), `${count}: ${gaps}`);
    }
    const busiest = Math.max(...perSecond(peers));
    assert(busiest <= Math.ceil(count / 30) + 1, `${count}: ${busiest} in one second`);
    for (const peer of peers) peer.close();
  }
});

Deno.test("a peer that answers nothing is closed at the fourth ping, and the others stay", () => {
  const [pacer, heartbeat] = beating();
  const [dead, alive] = [new Counted(pacer, heartbeat, false), new Counted(pacer, heartbeat)];
  pacer.advance(149_000);
  assertEquals([dead.isClosed, dead.at.length], [true, 4]);
  assertEquals(alive.isClosed, false);
  const before = alive.at.length;
  pacer.advance(60_000);
  assertEquals(alive.at.length, before + 2);
  alive.close();
});

Deno.test("peers that come and go delay nobody's ping", () => {
  const [pacer, heartbeat] = beating();
  const stayer = new Counted(pacer, heartbeat);
  let guests: Counted[] = [];
  for (let second = 0; second < 600; second++) {
    if (second % 7 === 0) guests = guests.concat(crowd(pacer, heartbeat, second * 31 % 97));
    if (second % 11 === 0) {
      for (const guest of guests.splice(0, second * 17 % 89)) guest.close();
    }
    pacer.advance(1000);
  }
  const gaps = gapsOf([0, ...stayer.at, pacer.now()]);
  assert(Math.max(...gaps) <= 30_000, String(gaps));
  stayer.close();
  for (const guest of guests) guest.close();
});

Deno.test("there is no timer while there is nobody to ping", () => {
  const [pacer, heartbeat] = beating();
  assertEquals(pacer.timers, 0);
  const peers = crowd(pacer, heartbeat, 3);
  assertEquals(pacer.timers, 1);
  pacer.advance(45_000);
  assertEquals(pacer.timers, 1);
  for (const peer of peers) peer.close();
  assertEquals(pacer.timers, 0);
  const later = new Counted(pacer, heartbeat, false);
  pacer.advance(30_000);
  assertEquals(later.at.length, 1);
  pacer.advance(120_000);
  assertEquals([later.isClosed, pacer.timers], [true, 0]);
});

function crowd(pacer: FakePacer, heartbeat: Heartbeat, count: number): Counted[] {
  return Array.from({ length: count }, () => new Counted(pacer, heartbeat));
}

function gapsOf(times: readonly number[]): number[] {
  return times.slice(1).map((time, index) => time - (times[index] ?? NaN));
}

function perSecond(peers: readonly Counted[]): Iterable<number> {
  const counts = new Map<number, number>();
  for (const time of peers.flatMap(({ at }) => at)) counts.set(time, (counts.get(time) ?? 0) + 1);
  return counts.values();
}
