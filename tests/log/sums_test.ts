import { assertEquals } from "@std/assert";
import { MAX_SUMS, Sums } from "../../lib/log/sums.ts";

function happening(network: string, event = "refused", reason = "full") {
  return { event, network, reason };
}

Deno.test("Sums tells the first of a kind and network at once, and the others in one sum", () => {
  const sums = new Sums();
  assertEquals(sums.take(happening("192.0.2.1")), true);
  assertEquals(sums.take(happening("192.0.2.1")), false);
  assertEquals(sums.take(happening("192.0.2.1", "refused", "too many")), false);
  assertEquals(sums.take(happening("192.0.2.2")), true);
  assertEquals(sums.take(happening("192.0.2.1", "handshake-failed")), true);
  assertEquals(sums.tell(), [{ ...happening("192.0.2.1", "refused", "too many"), more: 2 }]);
});

Deno.test("Sums goes on with a sum as long as there is one, and begins anew after a pause", () => {
  const sums = new Sums();
  sums.take(happening("192.0.2.1"));
  sums.take(happening("192.0.2.1"));
  sums.tell();
  assertEquals(sums.take(happening("192.0.2.1")), false);
  assertEquals(sums.tell(), [{ ...happening("192.0.2.1"), more: 1 }]);
  assertEquals([sums.tell(), sums.size], [[], 0]);
  assertEquals(sums.take(happening("192.0.2.1")), true);
});

Deno.test("Sums has one sum for all networks beyond its bound, and tells none of theirs at once", () => {
  const sums = new Sums();
  for (let n = 0; n < MAX_SUMS; n++) assertEquals(sums.take(happening(`network-${n}`)), true);
  for (let n = 0; n < 1000; n++) assertEquals(sums.take(happening(`other-${n}`)), false);
  assertEquals(sums.size, MAX_SUMS + 1);
  assertEquals(sums.tell(), [{ ...happening("others"), more: 1000 }]);
});
