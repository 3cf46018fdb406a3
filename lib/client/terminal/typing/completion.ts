/**
 * Completion with Tab: commands after a slash, the values of a command's argument, and names everywhere else,
 * beginning with the last speaker. Pure.
 *
 * @module
 */

import type { CommandInfo } from "../../../wire/json/commands.ts";
import { argumentsFor, isTextAt, type Targets } from "./arguments.ts";
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

/** What may stand before a name or a room in a text: `@bob`, `(bob`, `"bob`. */
const SIGNS = /^[@([{<"'`“‘„‚«‹「『（［｛〈《【〔＠]+/u;

/**
 * Begins to complete the word before the cursor; undefined if nothing fits. In a text, signs such as `@` or `(`
 * may stand before the word.
 */
export function beginCompletion(
  base: Draft,
  world: Completable,
  isBackward = false,
): Completion | undefined {
  const head = base.text.slice(0, base.cursor);
  const start = head.search(/\S*$/u);
  const before = head.slice(0, start);
  const word = head.slice(start);
  const [signs = ""] = SIGNS.exec(word) ?? [];
  const usual = fitting(wordsFor(before, word, world), word);
  const isBehindSigns = usual.length === 0 && signs !== "" && isText(before, world);
  const candidates = isBehindSigns ? wordsBehind(signs, word.slice(signs.length), world) : usual;
  if (candidates.length === 0) return undefined;
  const index = isBackward ? candidates.length - 1 : 0;
  return { base, start: isBehindSigns ? start + signs.length : start, candidates, index };
}

/** The names that a word with an `@` before the cursor may become; none for any other word. */
export function namesBehindAt(base: Draft, world: Completable): readonly string[] {
  const head = base.text.slice(0, base.cursor);
  const start = head.search(/\S*$/u);
  const [signs = ""] = SIGNS.exec(head.slice(start)) ?? [];
  if (!/[@＠]$/u.test(signs) || !isText(head.slice(0, start), world)) return [];
  return fitting(world.names, head.slice(start + signs.length));
}

/** Names and rooms behind signs. Behind a bracket or a quotation mark no blank follows: its end may come. */
function wordsBehind(signs: string, word: string, { names, rooms }: Completable): string[] {
  const suffix = /^[@＠]+$/u.test(signs) ? " " : "";
  const words = [...names, ...rooms.map((name) => `#${name}`)].map((each) => each + suffix);
  return fitting(words, word);
}

/** Whether text stands after this, and not the argument of a command. */
function isText(before: string, { commands }: Completable): boolean {
  const [, typed, between = ""] = COMMAND_BEFORE.exec(before) ?? [];
  const command = commands.find(({ name }) => name === typed);
  return command === undefined || isTextAt(command, between);
}

function fitting(words: readonly string[], word: string): string[] {
  return words.filter((each) => hasPrefix(each, word));
}

/** A command with a blank behind it, and what stands between it and the cursor. */
const COMMAND_BEFORE = /^\/(?!\/)(\S+)\s+(.*)$/s;

/** What a word may become, by what stands before it, suffix included. */
function wordsFor(before: string, word: string, world: Completable): readonly string[] {
  const { names, partners, commands } = world;
  const rooms = world.rooms.map((name) => `#${name} `);
  if (before === "" && word.startsWith("/")) return commands.map(({ name }) => `/${name} `);
  if (before === "" && word === "" && partners.length > 0) {
    return [...partners.map((name) => `/msg ${name} `), ...names.map((name) => `${name}: `)];
  }
  if (before === "") return [...names.map((name) => `${name}: `), ...rooms];
  const [, typed, between = ""] = COMMAND_BEFORE.exec(before) ?? [];
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
