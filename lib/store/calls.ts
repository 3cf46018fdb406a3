/**
 * What the two sides of the SQLite store send each other.
 *
 * @module
 */

import type { PageQuestion, SearchQuestion } from "../core/questions/question.ts";
import type { Millis } from "../core/units.ts";
import type { StoreProblem } from "./failure.ts";
import type { EngineSettings } from "./sql/engine.ts";
import type { PackedBatch } from "./packing.ts";
import type { Retention } from "./store.ts";

/** A call of the main thread; each but `set` is answered by one reply, in this order. */
export type Call =
  & { readonly id: number }
  & (
    | { readonly kind: "set"; readonly settings: EngineSettings }
    | { readonly kind: "open"; readonly now: Millis }
    | { readonly kind: "write"; readonly batch: PackedBatch }
    | { readonly kind: "page"; readonly question: PageQuestion }
    | { readonly kind: "search"; readonly question: SearchQuestion }
    | { readonly kind: "prune"; readonly retention: Retention }
    | { readonly kind: "close" }
  );

/** The result of a call: the value of the method of `Store`, or why there is none. */
export type Reply =
  & { readonly id: number }
  & (
    | { readonly kind: "done"; readonly value: unknown }
    | { readonly kind: "failed"; readonly problem: StoreProblem }
  );
