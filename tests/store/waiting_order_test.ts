/** @module */

import { assertEquals } from "@std/assert";
import type { OrderChange } from "../../lib/core/order.ts";
import { LOBBY } from "../../lib/core/units.ts";
import { BATCH_DECISIONS, MAX_REVOCATIONS, WaitingOrder } from "../../lib/store/waiting_order.ts";
import type { OrderBatch } from "../../lib/store/store.ts";
import { banOf, keptRoom, roomName } from "../support/store_samples.ts";

const ban = (network: string, until?: number): OrderChange => ({
  kind: "ban",
  ...banOf(network, until === undefined ? {} : { until }),
});
const unban = (network: string): OrderChange => ({ kind: "unban", room: LOBBY, network });

/** The decisions of a batch, in short. */
function shown(batch: OrderBatch | undefined): string[] | undefined {
  return batch?.changes.map((change) =>
    "network" in change ? `${change.kind} ${change.network}` : change.kind
  );
}

function orderWith(...changes: OrderChange[]): WaitingOrder {
  const order = new WaitingOrder();
  for (const change of changes) order.add(change, 0);
  return order;
}

Deno.test("of several decisions about one subject that wait, the last is written", () => {
  const order = orderWith(ban("192.0.2.1"), ban("192.0.2.2"), unban("192.0.2.1"));
  assertEquals(shown(order.take()), ["ban 192.0.2.2", "unban 192.0.2.1"]);
  assertEquals(order.take(), undefined);
});

Deno.test("a decision is settled when it is written, or one that replaced it", () => {
  const order = orderWith(ban("192.0.2.1"), ban("192.0.2.2"));
  const first = order.take();
  order.add(unban("192.0.2.1"), 0);
  assertEquals([order.settled, order.isWritten], [0, false]);
  if (first !== undefined) order.written(first);
  assertEquals([order.settled, order.isWritten], [2, false]);
  const second = order.take();
  if (second !== undefined) order.written(second);
  assertEquals([order.settled, order.isWritten], [3, true]);
});

Deno.test("a decision that replaces one that waits is not settled before it is written", () => {
  const order = orderWith(ban("192.0.2.1"));
  order.add(unban("192.0.2.1"), 0);
  assertEquals(order.settled, 0);
});

Deno.test("what a batch had that was not written is sent again, in the order of decision", () => {
  const order = orderWith({ kind: "room", ...keptRoom("dev") }, {
    kind: "ban",
    ...banOf("192.0.2.1", { room: roomName("dev") }),
  });
  order.take();
  order.add({ kind: "room", ...keptRoom("dev", { isKept: false }) }, 0);
  order.resend();
  const batch = order.take();
  assertEquals(batch?.changes.map(({ kind }) => kind), ["ban", "room"]);
  order.resend();
  assertEquals(order.take(), batch);
});

Deno.test("a batch has no more decisions than its bound", () => {
  const order = new WaitingOrder();
  for (let n = 0; n <= BATCH_DECISIONS; n++) order.add(ban(`192.0.2.1/${n}`), 0);
  assertEquals(order.take()?.changes.length, BATCH_DECISIONS);
  assertEquals(order.take()?.changes.length, 1);
});

Deno.test("for a file that is gone, all that is in force waits again, and nothing else", () => {
  const order = orderWith(ban("192.0.2.1"), ban("192.0.2.2"), unban("192.0.2.1"));
  order.restore({
    bans: [banOf("192.0.2.3")],
    mutes: [banOf("192.0.2.3")],
    isLockedDown: true,
    rooms: [keptRoom("dev")],
  });
  const batch = order.take();
  if (batch !== undefined) order.written(batch);
  order.restart();
  const all = order.take();
  assertEquals(shown(all), [
    "ban 192.0.2.2",
    "ban 192.0.2.3",
    "mute 192.0.2.3",
    "room",
    "lockdown",
  ]);
  assertEquals(all?.isWhole, false);
});

Deno.test("bans and mutes of a room that is kept no more are in force no more", () => {
  const there = banOf("192.0.2.1", { room: roomName("dev") });
  const order = orderWith(
    { kind: "room", ...keptRoom("dev") },
    { kind: "ban", ...there },
    { kind: "mute", ...there },
    { kind: "mute", ...banOf("192.0.2.2") },
    { kind: "room", ...keptRoom("dev", { isKept: false }) },
  );
  order.restart();
  assertEquals(shown(order.take()), ["mute 192.0.2.2"]);
});

Deno.test("with too many revocations waiting, all that is in force is written anew", () => {
  const order = orderWith(ban("192.0.2.1"));
  for (let n = 0; n < MAX_REVOCATIONS; n++) order.add(unban(`10.0.0.0/${n}`), 0);
  assertEquals(order.count, MAX_REVOCATIONS + 1);
  order.add(unban("10.0.0.0/x"), 0);
  assertEquals(order.count, 1);
  const whole = order.take();
  assertEquals([shown(whole), whole?.isWhole], [["ban 192.0.2.1"], true]);
  assertEquals([order.settled, order.isWritten], [0, false]);
  // It was not written: the tables are still to be emptied.
  order.add(ban("192.0.2.2"), 0);
  order.resend();
  const again = order.take();
  assertEquals([shown(again), again?.isWhole], [["ban 192.0.2.1", "ban 192.0.2.2"], true]);
  if (again !== undefined) order.written(again);
  assertEquals([order.settled === order.added, order.isWritten], [true, true]);
});

Deno.test("what has ended is not held for ever", () => {
  const order = new WaitingOrder();
  for (let n = 0; n < 3000; n++) {
    order.add(ban(`192.0.2.1/${n}`, n + 1), n);
    for (let batch = order.take(); batch !== undefined; batch = order.take()) order.written(batch);
  }
  order.restart();
  assertEquals(order.count <= 1000, true);
});
