/**
 * Whole conversations with strangers, in a quick version; `deno task fuzz` is the long one.
 *
 * @module
 */

import { fail } from "@std/assert";
import { Tally } from "./finding.ts";
import { fuzz, type Stage } from "./runner.ts";

/** Some seconds in all. */
const RUNS: Readonly<Record<Stage, number>> = { core: 300, memory: 30, sockets: 40 };

for (const [stage, runs] of Object.entries(RUNS)) {
  Deno.test(`whatever strangers do (${stage}), the healthy hear everything, once, in one order`, async () => {
    const seed = Math.floor(Math.random() * 0x7fffffff);
    const report = await fuzz({ stage: stage as Stage, seed, runs }, new Tally());
    if (report !== undefined) fail(report);
  });
}
