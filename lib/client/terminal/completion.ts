/**
 * Completion with Tab: commands after a slash, the values of a command's argument, and names everywhere else,
 * beginning with the last speaker. Pure.
 *
 * @module
 */

import type { CommandInfo } from "../../wire/json/commands.ts";
import { argumentsFor, type Targets } from "./arguments.ts";
import type { Draft } from "./editor.ts";

/** The candidates for completion. */
export interface Completable extends Targets {
  /** The commands. */
  readonly commands: readonly CommandInfo[];
}

/** A completion under way: the same draft with one candidate after the other. */
export interface Completion {
  /** The draft before the first Tab. */
  readonly base: Draft;
  /** Where the completed word begins. */
  readonly start: number;
  /** What the word may become, suffix included. */
  readonly candidates: readonly string[];
  /** The candidate that is shown. */
  readonly index: number;
}

/** Begins to complete the word before the cursor; undefined if nothing fits. */
export function beginCompletion(
  base: Draft,
  world: Completable,
  isBackward = false,
): Completion | undefined {
  const head = base.text.slice(0, base.cursor);
  const start = head.search(/\S*$/u);
  const word = head.slice(start);
  const candidates = wordsFor(head.slice(0, start), word, world).filter((candidate) =>
    hasPrefix(candidate, word)
  );
  if (candidates.length === 0) return undefined;
  return { base, start, candidates, index: isBackward ? candidates.length - 1 : 0 };
}

/** What a word may become, by what stands before it, suffix included. */
function wordsFor(before: string, word: string, world: Completable): readonly string[] {
  const { names, partners, commands } = world;
  const rooms = world.rooms.map((name) => `#${name} `);
  if (before === "" && word.startsWith("/")) return commands.map(({ name }) => `/${name} `);
  if (before === "" && word === "" && partners.length > 0) {
    return [...partners.map((name) => `/msg ${name} `), ...names.map((name) => `${name}: `)];
  }
  if (before === "") return [...names.map((name) => `${name}: `), ...rooms];
  const [, typed, between = ""] = /^\/(?!\/)(\S+)\s+(.*)$/s.exec(before) ?? [];
  const command = commands.find(({ name }) => name === typed);
  if (command !== undefined) return argumentsFor(command, { between, word }, world);
  return [...names.map((name) => `${name} `), ...rooms];
}

/** Moves to the next candidate or the one before; after the last comes the first. */
export function cycle(completion: Completion, step: 1 | -1): Completion {
  const { length } = completion.candidates;
  return { ...completion, index: (completion.index + step + length) % length };
}

/** Whether a word became the only command that it can be. */
export function isSettled({ candidates, start }: Completion): boolean {
  return candidates.length === 1 && start === 0 && candidates[0]?.startsWith("/") === true;
}

/** The draft with the candidate that is shown. */
export function completed({ base, start, candidates, index }: Completion): Draft {
  const candidate = candidates[index] ?? "";
  const tail = base.text.slice(base.cursor);
  // If a blank follows already, none is added.
  const fitted = tail.startsWith(" ") ? candidate.trimEnd() : candidate;
  return {
    text: base.text.slice(0, start) + fitted + tail,
    cursor: start + fitted.length,
  };
}

function hasPrefix(text: string, prefix: string): boolean {
  return fold(text).startsWith(fold(prefix));
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
