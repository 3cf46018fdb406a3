/**
 * Runs many conversations from one seed, at one of the places, and turns the first that goes wrong
 * into a short script that goes wrong as well.
 *
 * @module
 */

import fc from "npm:fast-check@4.10.2";
import { converse } from "./conversation.ts";
import { converseInCore } from "./core_conversation.ts";
import { Finding, type Tally } from "./finding.ts";
import { memoryPlace, type Place, type PlaceLimits, socketPlace } from "./place.ts";
import { type Script, script } from "./script.ts";

/** Where conversations are held. */
export type Stage = "core" | "memory" | "sockets";

/** All stages, the fastest first. */
export const STAGES: readonly Stage[] = ["core", "memory", "sockets"];

/** One batch of conversations. */
export interface Batch {
  readonly stage: Stage;
  readonly seed: number;
  readonly runs: number;
}

/** Holds a batch of conversations; undefined if all went well, otherwise a report for people. */
export async function fuzz(batch: Batch, tally: Tally): Promise<string | undefined> {
  const { seed, runs: numRuns } = batch;
  const result = await fc.check(propertyOf(batch.stage, tally), { seed, numRuns });
  if (!result.failed) return undefined;
  const { errorInstance, counterexample, counterexamplePath } = result;
  const error = errorInstance instanceof Error ? errorInstance.stack : String(errorInstance);
  return [
    `${batch.stage}, seed ${seed}, path ${counterexamplePath}: ${error}`,
    Deno.inspect(counterexample, { depth: 10, iterableLimit: 300, strAbbreviateSize: 2000 }),
  ].join("\n");
}

function propertyOf(stage: Stage, tally: Tally): fc.IRawProperty<[Script]> {
  if (stage === "core") return fc.property(script, (given) => checkCore(given, tally));
  const open = stage === "memory" ? memoryPlace : socketPlace;
  return fc.asyncProperty(script, (given) => holdAt(open, given, tally));
}

async function holdAt(
  open: (limits: PlaceLimits) => Promise<Place>,
  given: Script,
  tally: Tally,
): Promise<void> {
  await using place = await open(given);
  await converse(given, place, tally);
}

/** The same events give the same effects. */
function checkCore(given: Script, tally: Tally): void {
  tally.runs++;
  const effects = converseInCore(given);
  tally.heard += effects.length;
  if (JSON.stringify(effects) !== JSON.stringify(converseInCore(given))) {
    throw new Finding("two runs of one script differ");
  }
}
