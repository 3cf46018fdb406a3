import { assertEquals } from "@std/assert";
import { SYSTEM_CLOCK, systemPacer } from "../../lib/time/system_pacer.ts";
import { TimerLanes } from "../../lib/time/timer_lanes.ts";

/** Waits so long that no test reaches its end. */
const LONG = 600_000;

function called(lanes: TimerLanes, after: number): Promise<void> {
  return new Promise((resolve) => void lanes.later(after, resolve));
}

Deno.test("waits of one length have one timer, and end in the order in which they began", async () => {
  const lanes = new TimerLanes();
  const ended: number[] = [];
  const all = [1, 2, 3].map((n) => called(lanes, 20).then(() => void ended.push(n)));
  assertEquals(lanes.timers, 1);
  await Promise.all(all);
  assertEquals(ended, [1, 2, 3]);
  assertEquals(lanes.timers, 0);
});

Deno.test("a wait that begins later than another of its length ends in its own time", async () => {
  const lanes = new TimerLanes();
  const begun = performance.now();
  const first = called(lanes, 30);
  await called(lanes, 20);
  await Promise.all([first, called(lanes, 30)]);
  // Not before its time; a timer may come a millisecond too early.
  assertEquals(performance.now() - begun >= 49, true);
});

Deno.test("a cancelled wait is not called, and the last one takes the timer with it", async () => {
  const lanes = new TimerLanes();
  const calls: string[] = [];
  const cancels = ["a", "b"].map((name) => lanes.later(10, () => calls.push(name)));
  const cancelLong = lanes.later(LONG, () => calls.push("long"));
  cancels[0]?.();
  await called(lanes, 10);
  assertEquals(calls, ["b"]);
  assertEquals(lanes.timers, 1);
  cancelLong();
  cancelLong();
  cancels[0]?.();
  assertEquals(lanes.timers, 0, "the sanitizer finds a timer that is left");
});

Deno.test("a call can cancel other waits of its length and begin new ones", async () => {
  const lanes = new TimerLanes();
  const calls: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  lanes.later(10, () => {
    calls.push("first");
    cancel();
    lanes.later(10, () => {
      calls.push("third");
      resolve();
    });
  });
  const cancel = lanes.later(10, () => calls.push("second"));
  await promise;
  assertEquals(calls, ["first", "third"]);
  assertEquals(lanes.timers, 0);
});

Deno.test("a wait that begins when another of its length ends does not delay those under way", async () => {
  const lanes = new TimerLanes();
  const ended: string[] = [];
  const first = called(lanes, 200);
  lanes.later(200, () => void lanes.later(200, () => ended.push("again")));
  await called(lanes, 100);
  const second = called(lanes, 200).then(() => ended.push("second"));
  const other = called(lanes, 240).then(() => ended.push("other length"));
  await Promise.all([first, second, other]);
  assertEquals(ended.slice(0, 1), ["second"]);
  await called(lanes, 200);
  assertEquals(ended.toSorted(), ["again", "other length", "second"]);
});

Deno.test("10,000 waits that begin and are cancelled set one timer", () => {
  const lanes = new TimerLanes();
  const cancels = Array.from({ length: 10_000 }, () => lanes.later(LONG, () => {}));
  assertEquals(lanes.timers, 1);
  for (const cancel of cancels.reverse()) cancel();
  assertEquals(lanes.timers, 0);
});

Deno.test("what a wait throws is reported, and the waits after it are called", async () => {
  const bugs: unknown[] = [];
  const pacer = systemPacer(SYSTEM_CLOCK, 1000, (bug) => bugs.push(bug));
  pacer.later(10, () => {
    throw new Error("first");
  });
  await new Promise<void>((resolve) => void pacer.later(10, () => resolve()));
  assertEquals(bugs.map(String), ["Error: first"]);
});

Deno.test("waits of any number of lengths leave no more than 16 lanes", () => {
  const lanes = new TimerLanes();
  const cancels = Array.from({ length: 1000 }, (_, n) => lanes.later(LONG + n, () => {}));
  assertEquals(lanes.timers, 1000);
  for (const cancel of cancels) cancel();
  assertEquals([lanes.timers, lanes.lanes], [0, 16]);
});

Deno.test("a wait that is longer than a timer of the runtime can be takes several of them", async () => {
  const MAX_TIMER = 2 ** 31 - 1;
  const lanes = new TimerLanes();
  const { promise, resolve } = Promise.withResolvers<void>();
  const realTimeout = globalThis.setTimeout;
  const realNow = performance.now;
  const begun = performance.now();
  let ahead = 0;
  const waits: number[] = [];
  try {
    performance.now = () => begun + ahead;
    // Each timer ends at once, and the clock goes on by its length.
    globalThis.setTimeout = ((call: () => void, wait = 0) => {
      waits.push(wait);
      assertEquals(waits.length <= 3, true, "timers are set again and again");
      return realTimeout(() => {
        ahead += wait > MAX_TIMER ? 1 : wait;
        call();
      }, 0);
    }) as typeof setTimeout;
    lanes.later(2 * MAX_TIMER + 10, resolve);
    await promise;
  } finally {
    globalThis.setTimeout = realTimeout;
    performance.now = realNow;
  }
  assertEquals(waits, [MAX_TIMER, MAX_TIMER, 10]);
  assertEquals(lanes.timers, 0);
});
