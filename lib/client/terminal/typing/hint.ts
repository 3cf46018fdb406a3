/**
 * The hint below the draft: about the command that is being typed, or the names that Tab offers behind an `@`.
 * Pure.
 *
 * @module
 */

import { usageOf } from "../../../core/commands/usage.ts";
import type { CommandInfo } from "../../../wire/json/commands.ts";
import { explainCommand, isOwnCommand } from "../../typed/command_list.ts";
import type { Phrases } from "../../../words/phrases.ts";
import { clipMarked, type Measure, MORE } from "../drawing/width.ts";

/** The row that a hint is for. */
export interface HintRow {
  /** Its columns. */
  readonly columns: number;
  /** Measures text. */
  readonly measure: Measure;
}

/**
 * The usage of the command in a draft, or the commands that it may become; empty for none. Of several, the help
 * comes first and then the client's own: the many of a daemon would leave no room for them.
 */
export function hintFor(
  text: string,
  commands: readonly CommandInfo[],
  { phrases, ...row }: HintRow & { readonly phrases: Phrases },
): string {
  const typed = /^\/(?!\/)([^\s/]*)(\s?)/.exec(text);
  if (typed === null) return "";
  const [, name = "", blank = ""] = typed;
  const exact = commands.find((command) => command.name === name);
  const fitting = commands.filter((command) => command.name.startsWith(name));
  const only = exact ?? (fitting.length === 1 ? fitting[0] : undefined);
  if (only !== undefined) {
    return clipMarked(explainCommand(only, phrases), row.columns - 1, row.measure);
  }
  if (blank !== "") return "";
  const ordered = fitting.toSorted((a, b) => placeOf(a) - placeOf(b));
  const usages = ordered.map(({ name, params }) => usageOf(name, params)).join("  ");
  if (row.measure(usages) < row.columns) return usages;
  return listHint(ordered.map(({ name }) => `/${name}`), row);
}

/** As many words as fit into a row; where not all fit, the row ends with a mark. */
export function listHint(words: readonly string[], { columns, measure }: HintRow): string {
  const whole = words.join(" ");
  // The last column stays empty.
  if (measure(whole) < columns) return whole;
  let shown = "";
  for (const word of words) {
    const longer = shown + word + " ";
    if (measure(longer + MORE) >= columns) break;
    shown = longer;
  }
  return shown === "" ? clipMarked(words.join(" "), columns - 1, measure) : shown + MORE;
}

function placeOf({ name }: CommandInfo): number {
  return name === "help" ? 0 : isOwnCommand(name) ? 1 : 2;
}
