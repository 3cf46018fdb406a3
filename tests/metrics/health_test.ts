import { assertEquals } from "@std/assert";
import { type Condition, isStuck, STUCK_AFTER, unreadyReasons } from "../../lib/metrics/health.ts";

const WELL: Condition = {
  isStopping: false,
  isJoining: false,
  waiting: 0,
  isStoreFailing: false,
  isClusterShut: false,
  isOutOfDescriptors: false,
};

Deno.test("a daemon is ready if nothing keeps it from being so", () => {
  assertEquals(unreadyReasons(WELL), []);
  assertEquals(unreadyReasons({ ...WELL, waiting: STUCK_AFTER - 1 }), []);
});

Deno.test("each failure keeps a daemon from being ready, and all of them are told", () => {
  assertEquals(unreadyReasons({ ...WELL, isStopping: true }), ["stopping"]);
  assertEquals(unreadyReasons({ ...WELL, waiting: STUCK_AFTER }), ["loop-stuck"]);
  assertEquals(unreadyReasons({ ...WELL, isStoreFailing: true }), ["store-failing"]);
  assertEquals(unreadyReasons({ ...WELL, isOutOfDescriptors: true }), ["no-descriptors"]);
  assertEquals(unreadyReasons({ ...WELL, isJoining: true }), ["joining"]);
  assertEquals(unreadyReasons({ ...WELL, isClusterShut: true }), ["cluster-shut"]);
  const all = {
    isStopping: true,
    isJoining: true,
    waiting: Infinity,
    isStoreFailing: true,
    isClusterShut: true,
    isOutOfDescriptors: true,
  };
  assertEquals(unreadyReasons(all), [
    "stopping",
    "joining",
    "loop-stuck",
    "store-failing",
    "cluster-shut",
    "no-descriptors",
  ]);
});

Deno.test("only a loop that is stuck is unhealthy: a restart helps against nothing else", () => {
  assertEquals(isStuck({ ...WELL, isStopping: true, isStoreFailing: true }), false);
  assertEquals(isStuck({ ...WELL, waiting: STUCK_AFTER }), true);
});
