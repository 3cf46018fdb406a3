/**
 * A play is performed again on another stage if the machine was late, and at no other failure.
 *
 * @module
 */

import { assertEquals, assertRejects } from "@std/assert";
import { parsePlay, performOn, type Stage } from "./support/play.ts";

const PLAY = parsePlay("ann enters with /nick ann\nann hears You are ann\n");

/** Opens stages on which ann hears these lines, one for each; returns how many were opened and closed. */
function stages(lines: readonly string[], wasLate: boolean) {
  const counts = { opened: 0, closed: 0 };
  const open = () => {
    const line = lines[counts.opened++];
    return Promise.resolve({
      wasLate,
      hasRealTime: true,
      enter: () => Promise.resolve(),
      hear: () => Promise.resolve(line),
      addressOf: () => "",
      [Symbol.asyncDispose]: () => Promise.resolve(void counts.closed++),
    } as unknown as Stage);
  };
  return { open, counts };
}

Deno.test("a play that failed on a late machine is performed again, five times at most", async () => {
  const late = stages(["You are guest-1", "You are guest-1", "You are ann"], true);
  await performOn(late.open, PLAY);
  assertEquals(late.counts, { opened: 3, closed: 3 });
  const always = stages(Array(9).fill("You are guest-1"), true);
  await assertRejects(() => performOn(always.open, PLAY));
  assertEquals(always.counts, { opened: 5, closed: 5 });
});

Deno.test("a play that failed on a machine that was in time has failed", async () => {
  const inTime = stages(["You are guest-1", "You are ann"], false);
  await assertRejects(() => performOn(inTime.open, PLAY));
  assertEquals(inTime.counts, { opened: 1, closed: 1 });
});
