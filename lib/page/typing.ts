/**
 * What the box needs of the model while one types: what can be completed, and what a command does. PURE.
 *
 * @module
 */

import { type CommandRow, usageOf } from "./model/commands.ts";
import type { Talk } from "./model/talk.ts";
import { linesOf } from "./text/typed.ts";
import type { Candidates } from "./view/completion.ts";

/** What is needed of the model. */
export interface Typist {
  /** All talks. */
  readonly talks: readonly Talk[];
  /** The one that is open. */
  readonly current: Talk | undefined;
  /** The user's name, which is not completed. */
  readonly you: string;
  /** The commands of the daemon. */
  readonly commands: readonly CommandRow[];
}

/** Speakers are looked for in so many of the last lines. */
const RECENT_LINES = 200;

/** The most pasted lines that are sent. */
const MOST_PASTED = 50;

/** The lines of a pasted text without the empty ones, and whether there were too many. */
export function pastedLines(text: string): { lines: string[]; isCut: boolean } {
  const all = linesOf(text);
  return { lines: all.slice(0, MOST_PASTED), isCut: all.length > MOST_PASTED };
}

/** What can be completed now: people who spoke last come first. */
export function candidatesOf({ talks, current, you, commands }: Typist): Candidates {
  const spoken = (current?.lines ?? []).slice(-RECENT_LINES).reverse().flatMap((line) =>
    line.kind === "message" || line.kind === "action" ? [line.from] : []
  );
  const here = new Set((current?.people ?? []).map(({ name }) => name));
  const recent = spoken.filter((name) => here.has(name) || current?.kind === "private");
  return {
    names: [...new Set([...recent, ...here])].filter((name) => name !== you),
    rooms: talks.filter(({ kind }) => kind === "room").map(({ name }) => name),
    commands: commands.map(({ name }) => name).sort(),
  };
}

/** The usage and the purpose of a command; empty if there is none of this name. */
export function explain({ commands }: Typist, name: string): string {
  const row = commands.find((each) => each.name === name);
  return row === undefined ? "" : `${usageOf(row)}: ${row.summary}`;
}
