/**
 * One order for everybody: any two lines that two clients both hear, they hear in the same order,
 * whatever rooms the lines were said in, and whatever else either of them misses.
 *
 * @module
 */

import { Finding } from "./finding.ts";

/** What one client heard, in order: lines that are said only once in a conversation. */
export interface Hearing {
  /** Whose it is, for the report. */
  readonly name: string;
  /** Its lines. */
  readonly lines: readonly string[];
}

/** Matches `count 3 7`, which the third client says once, and `round 2 of ann`, behind room and name. */
const MARK = /^(?:#\S+ )?\S+: (count \d+ \d+|round \d+ of \S+?)z*$/;

/** The part of a room's line, in the words of the line dialect, that is said only once; if it has one. */
export function markOf(line: string): string | undefined {
  return MARK.exec(line)?.[1];
}

/**
 * Fails unless there is one order of all lines that agrees with what everybody heard. That is more than
 * comparing two at a time: three clients that share one line each in pairs can contradict each other.
 */
export function checkOneOrder(hearings: readonly Hearing[]): void {
  for (const { name, lines } of hearings) {
    const twice = firstTwice(lines);
    if (twice !== undefined) throw new Finding(`${name} heard twice: ${twice}`);
  }
  const stuck = unordered(hearings.map(({ lines }) => lines));
  if (stuck.size === 0) return;
  const words = hearings.flatMap(({ name, lines }) => {
    const heard = lines.filter((line) => stuck.has(line));
    return heard.length > 1 ? [`${name} heard ${heard.slice(0, 4).join(", ")}`] : [];
  });
  throw new Finding(`no one order of lines fits: ${words.slice(0, 4).join("; ")}`);
}

function firstTwice(lines: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return lines.find((line) => seen.size === seen.add(line).size);
}

/** The lines that are left when all are taken away that nobody heard after a line that is left. */
function unordered(heard: readonly (readonly string[])[]): Set<string> {
  const left = new Set(heard.flat());
  const followers = new Map<string, string[]>();
  const before = new Map<string, number>();
  for (const lines of heard) {
    for (const [index, line] of lines.slice(1).entries()) {
      const earlier = lines[index] ?? "";
      followers.set(earlier, [...followers.get(earlier) ?? [], line]);
      before.set(line, (before.get(line) ?? 0) + 1);
    }
  }
  const free = [...left].filter((line) => !before.has(line));
  for (let line = free.pop(); line !== undefined; line = free.pop()) {
    left.delete(line);
    for (const next of followers.get(line) ?? []) {
      const count = (before.get(next) ?? 0) - 1;
      before.set(next, count);
      if (count === 0) free.push(next);
    }
  }
  return left;
}
