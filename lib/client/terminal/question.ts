/**
 * Questions to the person before something is said or run: whether to send a paste of several lines, and what
 * was meant by a line that looks like a mistyped command. Questions and the outcomes of answers are values.
 * Pure.
 *
 * @module
 */

import type { Phrases } from "../../words/phrases.ts";
import { findMistypedCommand, type MistypedCommand } from "../typed/mistyped_command.ts";
import { linesOf, type Paste } from "./paste.ts";

/** An open question. */
export type Question =
  | {
    readonly kind: "paste";
    /** What was pasted, to be joined with what is pasted next. */
    readonly paste: Paste;
    /** What is kept of it. */
    readonly lines: readonly string[];
    /** Whether this is less than what was pasted. */
    readonly isCut: boolean;
    /** The words. */
    readonly text: string;
  }
  | { readonly kind: "mistyped"; readonly mistyped: MistypedCommand; readonly text: string };

/** The outcome of an answer. */
export type Outcome =
  /** The line goes back to where it is edited. */
  | { readonly kind: "edit" }
  /** Text goes in where the cursor is. */
  | { readonly kind: "insert"; readonly text: string }
  /** The lines are said, with the draft before the first and after the last. */
  | { readonly kind: "send"; readonly lines: readonly string[] }
  /** A line is said in place of the draft, or acted on. */
  | { readonly kind: "say" | "submit"; readonly line: string };

/** Asks about a paste; undefined if it is of one line. */
export function askAboutPaste(paste: Paste, phrases: Phrases): Question | undefined {
  const { lines, isCut } = linesOf(paste);
  if (lines.length <= 1) return undefined;
  return { kind: "paste", paste, lines, isCut, text: phrases.askPaste(lines.length) };
}

/** Asks about a line, by the names of the commands; undefined if there is nothing to ask. */
export function askAboutLine(
  line: string,
  names: readonly string[],
  phrases: Phrases,
): Question | undefined {
  const mistyped = findMistypedCommand(line, names);
  if (mistyped === undefined) return undefined;
  const text = mistyped.kind === "hidden"
    ? phrases.askHidden(line.trim())
    : phrases.askTypo(`/${mistyped.typed}`, mistyped.near);
  return { kind: "mistyped", mistyped, text };
}

/** The outcome of an answer, which is a letter or the name of a key; undefined if the key is no answer. */
export function answered(question: Question, answer: string): Outcome | undefined {
  if (["escape", "ctrl-c", "e", "c"].includes(answer)) return { kind: "edit" };
  if (question.kind === "paste") return answeredPaste(question.lines, answer);
  const { line, meant } = question.mistyped;
  if (["y", "r", "enter"].includes(answer)) return { kind: "submit", line: meant };
  return answer === "s" ? { kind: "say", line: line.trim() } : undefined;
}

function answeredPaste(lines: readonly string[], answer: string): Outcome | undefined {
  if (answer === "s") return { kind: "send", lines };
  if (answer !== "j") return undefined;
  return { kind: "insert", text: lines.map((line) => line.trim()).join(" ") };
}
