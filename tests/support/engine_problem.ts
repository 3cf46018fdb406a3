/**
 * Why something that needs an engine does not start.
 *
 * @module
 */

import { assertRejects } from "@std/assert";
import { CannotStart } from "../../lib/program/cannot_start.ts";
import type { StartProblem } from "../../lib/words/starting.ts";

/** The problem with which it rejects. */
export async function startProblemOf(start: () => Promise<unknown>): Promise<StartProblem> {
  return (await assertRejects(start, CannotStart)).problem;
}
