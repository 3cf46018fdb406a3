/**
 * What is drawn of the draft, of a search or of a question.
 *
 * @module
 */

import type { Question } from "./question.ts";

/** What is to be drawn. */
export interface View {
  /** Stands before the draft in place of the usual prompt. */
  readonly prompt?: string | undefined;
  /** The draft. */
  readonly text: string;
  /** The cursor in it, in UTF-16 units. */
  readonly cursor: number;
  /** A row below it; empty for none. */
  readonly hint: string;
}

/** What is drawn of a question; behind that about a paste stands what is `typed` on. */
export function viewOfQuestion({ kind, text }: Question, typed: string): View {
  const shown = kind === "paste" && typed !== "" ? `${text} ${typed}` : text;
  return { prompt: "", text: shown, cursor: shown.length, hint: "" };
}
