/** @module */
import { assertEquals } from "@std/assert";
import { Budget } from "../../lib/session/budget.ts";

Deno.test("Budget.take() lets a burst through at once and makes the next one wait", () => {
  const budget = new Budget({ ratePerSecond: 2, burst: 5 }, 1000);
  for (let line = 1; line <= 5; line++) assertEquals(budget.take(1, 1000), 0);
  assertEquals(budget.take(1, 1000), 500);
  assertEquals(budget.take(1, 1000), 1000);
});

Deno.test("Budget.take() fills at its rate", () => {
  const budget = new Budget({ ratePerSecond: 2, burst: 1 }, 1000);
  assertEquals(budget.take(1, 1000), 0);
  assertEquals(budget.take(1, 1500), 0);
  assertEquals(budget.take(1, 1750), 250);
  assertEquals(budget.take(1, 2500), 0);
});

Deno.test("Budget.take() fills no further than the burst", () => {
  const budget = new Budget({ ratePerSecond: 2, burst: 3 }, 1000);
  for (let line = 1; line <= 3; line++) assertEquals(budget.take(1, 3_600_000), 0);
  assertEquals(budget.take(1, 3_600_000), 500);
});

Deno.test("Budget.take() keeps a debt whether or not anybody waited", () => {
  const budget = new Budget({ ratePerSecond: 10, burst: 1 }, 0);
  assertEquals(budget.take(21, 0), 2000);
  assertEquals(budget.take(1, 0), 2100);
  assertEquals(budget.take(1, 2100), 100);
});

Deno.test("Budget.take() with a fraction of a line a second rounds the wait up", () => {
  const budget = new Budget({ ratePerSecond: 0.3, burst: 1 }, 0);
  assertEquals(budget.take(1, 0), 0);
  assertEquals(budget.take(1, 0), 3334);
});

Deno.test("Budget.take() gives nothing for a clock that goes backwards, and takes nothing", () => {
  const budget = new Budget({ ratePerSecond: 1, burst: 2 }, 10_000);
  assertEquals(budget.take(2, 10_000), 0);
  assertEquals(budget.take(1, 5_000), 1000);
  assertEquals(budget.take(1, 7_000), 0);
});
