/**
 * Metrics as data: families of samples, as Prometheus calls them. No label ever has the name of a person
 * or of a room. Pure.
 *
 * @module
 */

import type { Distribution, Histogram } from "./histogram.ts";
import type { Tally } from "./tally.ts";

/** One value of a family, told from the others by its labels. */
export interface Sample {
  /** The labels, by name. */
  readonly labels: Readonly<Record<string, string>>;
  /** The value, in the unit that the family's name ends with. */
  readonly value: number;
}

/** What all families have. */
export interface Described {
  /** `hubbub_` and a base unit: `hubbub_sent_bytes_total`. */
  readonly name: string;
  /** What is measured, in one sentence. */
  readonly help: string;
}

/** A metric with all its samples. */
export type Family =
  & Described
  & (
    | { readonly type: "counter" | "gauge"; readonly samples: readonly Sample[] }
    | { readonly type: "histogram"; readonly distribution: Distribution }
  );

/** A value that only rises while the process runs. */
export function counter(name: string, help: string, value: number): Family {
  return { name, help, type: "counter", samples: [{ labels: {}, value }] };
}

/** A value that rises and falls; a truth value is 1 or 0. */
export function gauge(name: string, help: string, value: number | boolean): Family {
  return { name, help, type: "gauge", samples: [{ labels: {}, value: Number(value) }] };
}

/** A counter for each word of a tally, which stands in this label. */
export function tallied(name: string, help: string, by: { label: string; tally: Tally }): Family {
  const samples = Array.from(
    by.tally.entries(),
    ([word, value]) => ({ labels: { [by.label]: word }, value }),
  );
  return { name, help, type: "counter", samples };
}

/** What a histogram has seen; the name ends with its unit. */
export function distribution(name: string, help: string, histogram: Histogram): Family {
  return { name, help, type: "histogram", distribution: histogram.read() };
}

/** The value 1, with facts about the program as labels. */
export function info(name: string, help: string, labels: Sample["labels"]): Family {
  return { name, help, type: "gauge", samples: [{ labels, value: 1 }] };
}
