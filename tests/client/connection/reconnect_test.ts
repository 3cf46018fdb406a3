import { assertEquals } from "@std/assert";
import { retryDelay } from "../../../lib/client/connection/reconnect.ts";

Deno.test("retries double to a minute, and jitter only shortens them", () => {
  assertEquals([0, 1, 2, 5, 6, 99].map((attempt) => retryDelay(attempt, 0)), [
    1000,
    2000,
    4000,
    32_000,
    60_000,
    60_000,
  ]);
  assertEquals(retryDelay(0, 0.999), 750);
  assertEquals(retryDelay(6, 0.5), 52_500);
});
