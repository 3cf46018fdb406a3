/**
 * What a checker has found: the kinds of faults, and a list that stays short however often one occurs.
 *
 * @module
 */

/** The ways in which a run can break what is promised. */
export type FaultKind =
  /** Two people heard different bytes under one number. */
  | "differs"
  /** No one order of all rooms fits what people heard. */
  | "order"
  /** The time of a room went backwards. */
  | "time"
  /** A number was left out, with or without a word about it. */
  | "hole"
  /** A number came again to one person, or a line that was said once has two numbers. */
  | "twice"
  /** A room has another epoch than before. */
  | "epoch"
  /** A line was said on a connection that stayed, and never came back. */
  | "lost"
  /** Something was told that one person has not heard at the end. */
  | "unheard"
  /** A person has not come back at the end, or not under its name. */
  | "stranded"
  /** The people of a dead node left not at all, twice, or without a death. */
  | "departure";

/** One kind of fault. */
export interface Finding {
  /** What is broken. */
  readonly kind: FaultKind;
  /** How often. */
  readonly count: number;
  /** The first cases, for the report. */
  readonly cases: readonly string[];
}

const KEPT_CASES = 5;

/** Collects faults. */
export class Findings {
  readonly #found = new Map<FaultKind, { count: number; readonly cases: string[] }>();

  /** Adds a fault. */
  add(kind: FaultKind, text: string): void {
    let found = this.#found.get(kind);
    if (found === undefined) this.#found.set(kind, found = { count: 0, cases: [] });
    found.count++;
    if (found.cases.length < KEPT_CASES) found.cases.push(text);
  }

  /** All that was found; empty if all promises were kept. */
  list(): Finding[] {
    return [...this.#found].map(([kind, found]) => ({ kind, ...found }));
  }
}

/** The findings as lines of text. */
export function describe(findings: readonly Finding[]): string {
  return findings.flatMap(({ kind, count, cases }) => [
    `${kind}: ${count}`,
    ...cases.map((text) => `  ${text}`),
  ]).join("\n");
}
