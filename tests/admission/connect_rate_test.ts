import { assertEquals } from "@std/assert";
import { ConnectRate, MAX_NETWORKS } from "../../lib/admission/connect_rate.ts";

/** How many of so many attempts at once succeed. */
function taken(rate: ConnectRate, attempts: number, at: number): number {
  return Array.from({ length: attempts }, () => rate.take("a", at)).filter(Boolean).length;
}

Deno.test("ConnectRate never counts more than its limit within any minute", () => {
  const rate = new ConnectRate(10);
  const times: number[] = [];
  for (let at = 0; at < 300_000; at += 100) if (rate.take("a", at)) times.push(at);
  const crowded = times.filter((end) =>
    times.filter((at) => at > end - 60_000 && at <= end).length > 10
  );
  assertEquals(crowded, []);
  assertEquals(times.length, 50);
});

Deno.test("ConnectRate gives back what was used at most a second after its minute", () => {
  const rate = new ConnectRate(3);
  assertEquals(taken(rate, 2, 500), 2);
  assertEquals(taken(rate, 2, 30_000), 1);
  assertEquals(taken(rate, 2, 60_499), 0);
  assertEquals(taken(rate, 5, 61_500), 2);
});

Deno.test("ConnectRate does not count what it refuses", () => {
  const rate = new ConnectRate(1);
  assertEquals(rate.take("a", 0), true);
  for (let at = 1000; at <= 60_000; at += 1000) assertEquals(rate.take("a", at), false);
  assertEquals(rate.take("a", 61_000), true);
});

Deno.test("ConnectRate remembers a bounded number of networks, those that came last", () => {
  const rate = new ConnectRate(1);
  assertEquals(rate.take("first", 0), true);
  for (let i = 1; i < MAX_NETWORKS; i++) rate.take(`n${i}`, 0);
  assertEquals(rate.networks, 16_384);
  assertEquals(rate.take("n1", 0), false);
  assertEquals(rate.take("one more", 0), true);
  assertEquals(rate.networks, 16_384);
});

Deno.test("ConnectRate without a limit remembers nobody", () => {
  const rate = new ConnectRate(0);
  assertEquals(taken(rate, 1000, 0), 1000);
  assertEquals(rate.networks, 0);
});
