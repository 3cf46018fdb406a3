/**
 * What the next argument of a command may be, for completion: by the command's parameters, as the daemon tells
 * them. Pure.
 *
 * @module
 */

import type { Param } from "../../../core/commands/spec.ts";
import type { CommandInfo } from "../../../wire/json/commands.ts";

/** The people, rooms and words that an argument may name. */
export interface Targets {
  /** Names of others, in the order in which they are offered. */
  readonly names: readonly string[];
  /** Names of those with whom private words were exchanged, the last one first. */
  readonly partners: readonly string[];
  /** Names of rooms, without a `#`. */
  readonly rooms: readonly string[];
  /** The bans of the last list, by name or by address, the latest first. */
  readonly banned: readonly string[];
}

/** Durations that are offered, the shortest first; others can be typed. */
const DURATIONS = ["10m ", "1h ", "1d ", "7d ", "30d "];

/** The settings of a room that are on or off. */
const SWITCHES: ReadonlySet<string> = new Set(["topic-lock", "moderated", "keep"]);

/**
 * What a word may become that is typed as an argument; `between` is what stands between the command and the
 * word, and `word` is what is there of the word. Suffixes are included. Never throws.
 */
export function argumentsFor(
  command: CommandInfo,
  { between, word }: { readonly between: string; readonly word: string },
  targets: Targets,
): readonly string[] {
  const typed = between.split(/\s+/).slice(0, -1).filter((each) => each !== "");
  return stepsAt(command.params, typed).flatMap(({ param, words }) =>
    param === undefined ? words : valuesOf(param, { command, words, word }, targets)
  );
}

/**
 * Whether text is typed as an argument, and not a name or a word; `between` is what stands between the command
 * and the word at the cursor. Never throws.
 */
export function isTextAt(command: CommandInfo, between: string): boolean {
  const typed = between.split(/\s+/).slice(0, -1).filter((each) => each !== "");
  const { param } = stepsAt(command.params, typed).at(-1) ?? {};
  return param !== undefined && param.words === undefined &&
    (param.shape === "rest" || param.shape === "text");
}

/** A parameter whose value is being typed, with the words of the value so far; or the word before a value. */
interface Step {
  readonly param?: Param;
  readonly words: readonly string[];
}

/** Walks along the parameters as a typed line is bound to them. */
function stepsAt(params: readonly Param[], typed: readonly string[]): readonly Step[] {
  const steps: Step[] = [];
  let words = typed;
  for (const [index, param] of params.entries()) {
    const { keyword, shape } = param;
    if (keyword !== undefined) {
      const [first, ...others] = words;
      if (first === undefined) steps.push({ words: [`${keyword} `] });
      if (first?.toLowerCase() !== keyword) continue;
      words = others;
    }
    const isRest = index === params.length - 1 && (shape === "rest" || shape === "text");
    if (isRest || words.length === 0) return [...steps, { param, words }];
    words = words.slice(1);
  }
  return steps;
}

function valuesOf(
  { shape, words: fixed }: Param,
  typed: {
    readonly command: CommandInfo;
    readonly words: readonly string[];
    readonly word: string;
  },
  { names, partners, rooms, banned }: Targets,
): readonly string[] {
  const { command, words, word } = typed;
  if (fixed !== undefined) {
    const [first] = words;
    if (first === undefined || (shape !== "rest" && shape !== "text")) return fixed;
    return SWITCHES.has(first) && words.length === 1 ? ["on", "off"] : [];
  }
  const inRooms = rooms.map((name) => `#${name} `);
  switch (shape) {
    case "room":
      return word.startsWith("#") ? inRooms : rooms.map((name) => `${name} `);
    case "word":
      return [];
    case "duration":
      return DURATIONS;
    case "nick": {
      if (command.name === "unban" && banned.length > 0) return banned.map((each) => `${each} `);
      // The last speaker is meant, unless it is a private word.
      const people = command.name === "msg" ? [...partners, ...names] : [...names, ...partners];
      const unique = [...new Set(people)].map((name) => `${name} `);
      return command.name === "msg" ? [...unique, ...inRooms] : unique;
    }
    case "rest":
    case "text":
      return [...names.map((name) => `${name} `), ...inRooms];
    default:
      return shape satisfies never;
  }
}
