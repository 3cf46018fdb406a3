/**
 * What a program that resumes was told is exactly what was said in its rooms, in order, each once; where
 * something is missing, a gap says so and there is a reason for it.
 *
 * @module
 */

import { assert } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { ResumingRun, type Rules } from "../support/resuming_run.ts";
import { steps } from "../support/resuming_steps.ts";

/** Runs random steps, and returns how many events were replayed and told as gaps in all. */
function always(rules: Rules) {
  const sum = { replayed: 0, gaps: 0, asked: 0 };
  fc.assert(
    fc.property(steps, (steps) => {
      const { counts } = new ResumingRun(rules, steps);
      sum.replayed += counts.replayed;
      sum.gaps += counts.gaps;
      sum.asked += counts.asked;
    }),
    { numRuns: 300 },
  );
  return sum;
}

for (const remember of [100, 40, 3]) {
  Deno.test(`a program that resumes is told all that ${remember} messages reach back, and gaps`, () => {
    const { replayed, gaps } = always({ remember, isRecording: false });
    assert(replayed > 100 && gaps > 0, `only ${replayed} replayed, ${gaps} gaps`);
  });

  Deno.test(`a program that resumes is told what a store has beyond ${remember} messages`, () => {
    const { replayed, asked } = always({ remember, isRecording: true });
    assert(replayed > 100 && asked > 0, `only ${replayed} replayed, ${asked} asked`);
  });
}

Deno.test("a program that resumes is told gaps where nothing is remembered, and goes on", () => {
  const { gaps } = always({ remember: 0, isRecording: false });
  assert(gaps > 0, `only ${gaps} gaps`);
});
