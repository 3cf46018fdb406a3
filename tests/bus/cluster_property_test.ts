/** @module */
import { assertEquals } from "@std/assert";
import { Trial } from "../support/cluster_trial.ts";

const ROUNDS = 12;

Deno.test("three nodes agree, and every line is heard once and in order, whatever goes wrong", async () => {
  let reentries = 0;
  for (let seed = 1; seed <= ROUNDS; seed++) {
    const trial = new Trial(seed);
    await trial.run();
    trial.check(`seed ${seed}`);
    reentries += trial.reentries;
  }
  // Otherwise the trials would be harmless.
  assertEquals(reentries >= ROUNDS / 4, true);
});
