/**
 * What keys do: the draft, its history, search, completion, and the questions about a paste or a
 * slip. Pure: keys go in, wishes come out, and a view of what to draw.
 *
 * @module
 */

import type { CommandInfo } from "../command_list.ts";
import type { Phrases } from "../../words/phrases.ts";
import { type Slip, slipIn } from "../slip.ts";
import {
  beginCompletion,
  type Completable,
  completed,
  type Completion,
  cycle,
  isSettled,
} from "./completion.ts";
import { type Draft, draftOf, editByKey, EMPTY_EDITOR, insert } from "./editor.ts";
import type { History } from "./history.ts";
import { hintFor } from "./hint.ts";
import type { Key } from "./keys.ts";
import { cleanPaste, cleanTyped, MAX_PASTED_LINES } from "./paste.ts";

/** Something a key asks for that is not the composer's to do. */
export type Wish =
  /** A line to act on as it was typed. */
  | { readonly kind: "submit"; readonly line: string }
  /** Lines to be said, whatever they look like. */
  | { readonly kind: "say"; readonly lines: readonly string[] }
  /** A word to the person. */
  | { readonly kind: "tell"; readonly text: string }
  | { readonly kind: "leave" | "interrupt" | "suspend" | "wipe" };

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

/** What the composer must know of the world, asked for when it is needed. */
export interface ComposerParts {
  /** The lines sent before. */
  readonly history: History;
  /** The words. */
  readonly phrases: Phrases;
  /** Every command, the client's own included. */
  readonly commands: readonly CommandInfo[];
  /** Names of others, in the order of completion. */
  readonly names: () => readonly string[];
}

type Question =
  | { readonly kind: "paste"; readonly lines: readonly string[]; readonly text: string }
  | { readonly kind: "slip"; readonly slip: Slip; readonly text: string };

interface Search {
  readonly query: string;
  readonly skip: number;
  readonly before: Draft;
}

/** One person at one keyboard. */
export class Composer {
  readonly #parts: ComposerParts;
  #editor = EMPTY_EDITOR;
  #completion: Completion | undefined;
  #search: Search | undefined;
  #question: Question | undefined;

  /** Begins with an empty draft. */
  constructor(parts: ComposerParts) {
    this.#parts = parts;
  }

  /** Puts a line back that could not be sent, unless another was begun. */
  restore(line: string): void {
    if (this.#editor.draft.text === "") this.#setDraft(draftOf(line));
  }

  /** Takes a key; says what it asks for. */
  press(key: Key): Wish[] {
    if (this.#question !== undefined) return this.#answer(this.#question, key);
    if (this.#search !== undefined) return this.#searchOn(this.#search, key);
    if (key.name === "tab" || key.name === "shift-tab") {
      this.#complete(key.name === "shift-tab");
      return [];
    }
    this.#completion = undefined;
    if (key.name === "paste") return this.#paste(key.text);
    if (key.name === "text") this.#editor = insert(this.#editor, cleanTyped(key.text));
    else return this.#command(key.name);
    return [];
  }

  /** What is to be drawn now. */
  view(): View {
    const { phrases, commands } = this.#parts;
    const { text, cursor } = this.#editor.draft;
    if (this.#question !== undefined) {
      return {
        prompt: "",
        text: this.#question.text,
        cursor: this.#question.text.length,
        hint: "",
      };
    }
    if (this.#search !== undefined) {
      const isFound = this.#search.query === "" || text !== "";
      return { prompt: phrases.search(this.#search.query, isFound), text, cursor, hint: "" };
    }
    return { text, cursor, hint: hintFor(text, commands, phrases) };
  }

  #command(keyName: string): Wish[] {
    const { draft } = this.#editor;
    const isEmpty = draft.text === "";
    switch (keyName) {
      case "enter":
        return this.#enter();
      case "ctrl-c":
        if (isEmpty) return [{ kind: "interrupt" }];
        this.#setDraft(draftOf(""));
        return [];
      case "ctrl-d":
        if (isEmpty) return [{ kind: "leave" }];
        break;
      case "ctrl-l":
        return [{ kind: "wipe" }];
      case "ctrl-z":
        return [{ kind: "suspend" }];
      case "ctrl-r":
        this.#search = { query: "", skip: 0, before: draft };
        this.#setDraft(draftOf(""));
        return [];
      case "up":
      case "ctrl-p":
        return this.#recall(this.#parts.history.up(draft.text));
      case "down":
      case "ctrl-n":
        return this.#recall(this.#parts.history.down());
      default:
    }
    this.#editor = editByKey(this.#editor, keyName) ?? this.#editor;
    return [];
  }

  /** A line is acted on, unless it looks like a slip: then it is asked about. */
  #enter(): Wish[] {
    const line = this.#editor.draft.text;
    const question = this.#questionAbout(line);
    if (question !== undefined) {
      this.#question = question;
      return [];
    }
    return this.#submit(line);
  }

  #questionAbout(line: string): Question | undefined {
    const { phrases, commands } = this.#parts;
    const slip = slipIn(line, commands.map(({ name }) => name));
    if (slip === undefined) return undefined;
    const text = slip.kind === "hidden"
      ? phrases.askHidden(line.trim())
      : phrases.askTypo(`/${slip.typed}`, slip.near);
    return { kind: "slip", slip, text };
  }

  #submit(line: string): Wish[] {
    this.#setDraft(draftOf(""));
    return line.trim() === "" ? [] : [{ kind: "submit", line }];
  }

  #answer(question: Question, { name, text }: Key): Wish[] {
    const answer = name === "text" ? text.toLowerCase() : name;
    if (answer === "escape" || answer === "ctrl-c" || answer === "e" || answer === "c") {
      this.#question = undefined;
      return [];
    }
    const wishes = question.kind === "paste"
      ? this.#answerPaste(question.lines, answer)
      : this.#answerSlip(question.slip, answer);
    if (wishes !== undefined) this.#question = undefined;
    return wishes ?? [];
  }

  #answerPaste(lines: readonly string[], answer: string): Wish[] | undefined {
    const { text, cursor } = this.#editor.draft;
    if (answer === "j") {
      this.#editor = insert(this.#editor, lines.map((line) => line.trim()).join(" "));
      return [];
    }
    if (answer !== "s") return undefined;
    // The paste went in where the cursor was.
    const whole = [...lines];
    whole[0] = text.slice(0, cursor) + (whole[0] ?? "");
    whole[whole.length - 1] += text.slice(cursor);
    this.#setDraft(draftOf(""));
    return [{ kind: "say", lines: whole.filter((line) => line.trim() !== "") }];
  }

  #answerSlip({ line, meant }: Slip, answer: string): Wish[] | undefined {
    if (answer === "y" || answer === "r" || answer === "enter") return this.#submit(meant);
    if (answer !== "s") return undefined;
    this.#setDraft(draftOf(""));
    return [{ kind: "say", lines: [line.trim()] }];
  }

  #paste(text: string): Wish[] {
    const lines = cleanPaste(text);
    if (lines.length <= 1) {
      this.#editor = insert(this.#editor, lines[0] ?? "");
      return [];
    }
    const kept = lines.slice(0, MAX_PASTED_LINES);
    this.#question = {
      kind: "paste",
      lines: kept,
      text: this.#parts.phrases.askPaste(kept.length),
    };
    return kept.length === lines.length
      ? []
      : [{ kind: "tell", text: this.#parts.phrases.pasteCut(kept.length) }];
  }

  #complete(isBackward: boolean): void {
    const world: Completable = { names: this.#parts.names(), commands: this.#parts.commands };
    const begin = () => beginCompletion(this.#editor.draft, world, isBackward);
    const last = this.#completion;
    if (last === undefined) this.#completion = begin();
    // The only command that it can be goes on to its argument.
    else if (isSettled(last)) this.#completion = begin() ?? last;
    else this.#completion = cycle(last, isBackward ? -1 : 1);
    if (this.#completion !== undefined) this.#setDraft(completed(this.#completion));
  }

  #recall(line: string | undefined): Wish[] {
    if (line !== undefined) this.#setDraft(draftOf(line));
    return [];
  }

  #searchOn(search: Search, key: Key): Wish[] {
    switch (key.name) {
      case "text":
        return this.#find({ ...search, query: search.query + key.text, skip: 0 });
      case "backspace":
        return this.#find({ ...search, query: search.query.slice(0, -1), skip: 0 });
      case "ctrl-r":
        return this.#find({ ...search, skip: search.skip + 1 });
      case "ctrl-g":
      case "ctrl-c":
      case "escape":
        this.#search = undefined;
        if (key.name !== "escape" || this.#editor.draft.text === "") this.#setDraft(search.before);
        return [];
      default:
        this.#search = undefined;
        return this.press(key);
    }
  }

  #find(search: Search): Wish[] {
    const found = this.#parts.history.search(search.query, search.skip);
    // Beyond the oldest the search stays where it was.
    if (found === undefined && search.skip > 0) return [];
    this.#search = search;
    this.#setDraft(draftOf(found ?? ""));
    return [];
  }

  #setDraft(draft: Draft): void {
    this.#editor = { ...this.#editor, draft, isKilling: false };
  }
}
