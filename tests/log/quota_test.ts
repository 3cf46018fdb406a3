import { assertEquals } from "@std/assert";
import { MAX_NETWORKS, Quota, QUOTA_IN_ALL, QUOTA_OF_NETWORK } from "../../lib/log/quota.ts";

/** How many of so many are let through. */
function taken(quota: Quota, wanted: number, network?: string): number {
  let count = 0;
  for (let i = 0; i < wanted; i++) if (quota.take(network)) count++;
  return count;
}

Deno.test("Quota lets a burst through, and then so many a second", () => {
  let now = 0;
  const quota = new Quota(() => now);
  assertEquals(taken(quota, 100_000), QUOTA_IN_ALL.burst);
  now = 1500;
  assertEquals(taken(quota, 100_000), QUOTA_IN_ALL.perSecond * 1.5);
});

Deno.test("Quota bounds one network, and leaves room for the others", () => {
  let now = 0;
  const quota = new Quota(() => now);
  assertEquals(taken(quota, 100_000, "192.0.2.1"), QUOTA_OF_NETWORK.burst);
  assertEquals(taken(quota, 10, "192.0.2.2"), 10);
  now = 1000;
  assertEquals(taken(quota, 100_000, "192.0.2.1"), QUOTA_OF_NETWORK.perSecond);
});

Deno.test("Quota never lets more through in 30 s than a journal takes by default, 10,000", () => {
  let now = 0;
  const quota = new Quota(() => now);
  let total = 0;
  for (; now <= 30_000; now += 10) {
    for (let n = 0; n < 20; n++) total += taken(quota, 20, `network-${(now + n) % 5000}`);
  }
  assertEquals(total <= 8_000, true, `${total}`);
});

Deno.test("Quota remembers a bounded number of networks", () => {
  const quota = new Quota(() => 0);
  for (let n = 0; n <= MAX_NETWORKS; n++) quota.take(`network-${n}`);
  assertEquals(quota.networks, MAX_NETWORKS);
});
