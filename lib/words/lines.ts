/**
 * Lines that both programs build in the same way from a wording, such as those that depend on the
 * number of people, or on the author of a reason. Pure.
 *
 * @module
 */

import { formatDuration } from "../text/duration.ts";
import type { Millis } from "../core/units.ts";
import type { Wording } from "./wording.ts";

/** A greeting names so many people at most. */
const MAX_NAMES_IN_GREETING = 50;

/** An answer to `/who` names so many people at most. */
const MAX_MEMBERS = 100;

/** One person in the answer to `/who`, as either program has it. */
export interface MemberShown {
  /** The name. */
  readonly name: string;
  /** The id. */
  readonly id: number;
  /** How long here. */
  readonly here: Millis;
  /** How long since the last line. */
  readonly idle: Millis;
  /** The address, where it is shown. */
  readonly address?: string | undefined;
}

/** Your name and the other names; `members` may be only the first of the `population`. */
export function greetingLines(
  wording: Wording,
  { you, members, population }: {
    readonly you: string;
    readonly members: readonly string[];
    readonly population: number;
  },
): string[] {
  const others = members.filter((name) => name !== you).slice(0, MAX_NAMES_IN_GREETING);
  const more = Math.max(0, population - 1 - others.length);
  const here = others.length === 0 ? wording.nobodyElse : wording.alsoHere(others, more);
  return [wording.you(you), here];
}

/** One line a person, and how many are not named; `more` are not even in `members`. */
export function memberLines(
  wording: Wording,
  members: readonly MemberShown[],
  more: number,
): string[] {
  const lines = members.slice(0, MAX_MEMBERS).map(({ name, id, here, idle, address = "" }) =>
    wording.member({ name, id, here: rough(here), idle: rough(idle), address })
  );
  const left = members.length - lines.length + more;
  return left > 0 ? [...lines, wording.moreMembers(left)] : lines;
}

/** A leaving client's text follows a colon; text in parentheses is from the daemon alone. */
export function departureLine(
  wording: Wording,
  name: string,
  { by, words }: { readonly by: "member" | "daemon"; readonly words: string | undefined },
): string {
  if (words === undefined) return wording.left([name], 0);
  return by === "member" ? wording.leftSaying(name, words) : wording.leftBecause(name, words);
}

/** The last line to a client that the daemon disconnects. */
export function farewellLine(wording: Wording, code: string, words: string): string {
  return code === "shutdown" ? `-- ${words}` : wording.disconnected(words);
}

/** A duration as people say it: whole seconds. */
function rough(millis: Millis): string {
  return formatDuration(Math.floor(millis / 1000) * 1000);
}
