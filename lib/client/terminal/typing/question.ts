/**
 * Questions to the person before something is said or run: whether to send a paste of several lines, and what
 * was meant by a line that looks like a mistyped command. Questions and the outcomes of answers are values.
 * Pure.
 *
 * @module
 */

import type { Phrases } from "../../../words/phrases.ts";
import { findMistypedCommand, type MistypedCommand } from "../../typed/mistyped_command.ts";
import { linesOf, type Paste } from "./paste.ts";

/** From so many lines on, the question about a paste says how long they take. */
const MANY_LINES = 20;
/** So many lines a second a daemon takes, unless its operator chose otherwise: it does not tell. */
const USUAL_RATE = 2;

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
  return {
    kind: "paste",
    paste,
    lines,
    isCut,
    text: phrases.askPaste(lines.length, timeFor(lines.length, phrases)),
  };
}

/** How long it takes to say so many lines; undefined if that is not long. */
function timeFor(lines: number, phrases: Phrases): string | undefined {
  return lines < MANY_LINES ? undefined : phrases.upTo(Math.ceil(lines / USUAL_RATE));
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

/** Answers that mean the same at every question: nothing is sent, and the draft stays as it was. */
const NO = ["n", "escape", "ctrl-c"];
/** Answers that run the command that was meant. */
const YES = ["y", "r", "enter"];

/**
 * The outcome of an answer, which is a letter or the name of a key; undefined if the key is no answer. A letter
 * has one meaning at all questions at which it is an answer: `s` sends lines, `a` says one as it is, `e` goes
 * back to the draft, `c` drops what was pasted. Enter does not answer the question about a paste, because it
 * may be the end of that paste.
 */
export function answered(question: Question, answer: string): Outcome | undefined {
  if (NO.includes(answer)) return { kind: "edit" };
  if (question.kind === "paste") return answeredPaste(question.lines, answer);
  const { line, meant } = question.mistyped;
  if (YES.includes(answer)) return { kind: "submit", line: meant };
  if (answer === "e") return { kind: "edit" };
  return answer === "a" ? { kind: "say", line: line.trim() } : undefined;
}

function answeredPaste(lines: readonly string[], answer: string): Outcome | undefined {
  switch (answer) {
    case "s":
      return { kind: "send", lines };
    case "j":
      return { kind: "insert", text: lines.map((line) => line.trim()).join(" ") };
    case "c":
      return { kind: "edit" };
    default:
      return undefined;
  }
}
