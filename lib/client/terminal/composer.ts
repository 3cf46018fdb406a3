/**
 * Handles keys: the draft, its history, search, completion, and the questions about a paste or a mistyped
 * command. Pure: it takes keys, and returns actions and a view to draw.
 *
 * @module
 */

import { Addressee } from "./addressee.ts";
import {
  beginCompletion,
  type Completable,
  completed,
  type Completion,
  cycle,
  isSettled,
} from "./completion.ts";
import type { ComposerParts, View } from "./composer_parts.ts";
import { type Draft, draftOf, editByKey, EMPTY_EDITOR, insert, MAX_DRAFT } from "./editor.ts";
import { hintFor } from "./hint.ts";
import type { Key } from "./input/key.ts";
import { cleanPaste, cleanTyped, joinPastes, linesOf, type Paste } from "./paste.ts";
import { answered, askAboutLine, askAboutPaste, type Outcome, type Question } from "./question.ts";
import { beginSearch, type Search, searchLess, searchMore, searchOlder } from "./search.ts";
import { turnByKey } from "./turn_keys.ts";
import type { KeyAction } from "./key_action.ts";

/** The state of the draft and of everything that keys can change. */
export class Composer {
  readonly #parts: ComposerParts;
  #editor = EMPTY_EDITOR;
  #completion: Completion | undefined;
  #search: Search | undefined;
  #question: Question | undefined;
  readonly #addressee: Addressee;
  /** Text that was pasted while a question about something else was open. */
  #laterPaste: Paste | undefined;

  /** Begins with an empty draft. */
  constructor(parts: ComposerParts) {
    this.#parts = parts;
    this.#addressee = new Addressee(parts);
  }

  /** Puts back lines that could not be sent: one into the draft, if that is empty; several as a question. */
  restore(lines: readonly string[]): void {
    const [line = "", ...more] = lines;
    if (more.length > 0) {
      this.#question = askAboutPaste({ text: lines.join("\n"), isCut: false }, this.#parts.phrases);
    } else if (this.#editor.draft.text === "") this.#setDraft(draftOf(line));
    this.#followDraft();
  }

  /** The person has turned to another room, and takes the draft there. */
  noteTurn(): void {
    this.#addressee.noteTurn();
  }

  /** Handles a key; returns the actions that it asks for. */
  press(key: Key): KeyAction[] {
    const actions = this.#press(key);
    this.#followDraft();
    return actions;
  }

  #followDraft(): void {
    const isAsked = this.#question !== undefined || this.#search !== undefined;
    this.#addressee.follow(isAsked || this.#editor.draft.text !== "");
  }

  #press(key: Key): KeyAction[] {
    if (this.#question !== undefined) return this.#pressAtQuestion(this.#question, key);
    if (this.#search !== undefined) return this.#searchOn(this.#search, key);
    if (key.name === "tab" || key.name === "shift-tab") {
      this.#complete(key.name === "shift-tab");
      return [];
    }
    this.#completion = undefined;
    if (key.name === "paste") return this.#paste(pasteIn(key));
    if (key.name !== "text") return this.#command(key.name);
    this.#editor = insert(this.#editor, cleanTyped(key.text));
    return [];
  }

  /** What is to be drawn now. */
  view(): View {
    const { phrases, commands } = this.#parts;
    const { text, cursor } = this.#editor.draft;
    if (this.#question !== undefined) {
      const { text } = this.#question;
      return { prompt: "", text, cursor: text.length, hint: "" };
    }
    if (this.#search !== undefined) {
      const { query, found } = this.#search;
      const isFound = query === "" || found !== undefined;
      return { prompt: phrases.search(query, isFound), text, cursor, hint: "" };
    }
    const isFull = text.length >= MAX_DRAFT;
    return { text, cursor, hint: isFull ? phrases.lineFull : hintFor(text, commands(), phrases) };
  }

  #command(keyName: string): KeyAction[] {
    const { draft } = this.#editor;
    const isEmpty = draft.text === "";
    switch (keyName) {
      case "enter":
        return this.#enter(draft.text);
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
        this.#search = beginSearch(draft);
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
    const turn = turnByKey(keyName, this.#parts.areRoomsSeveral());
    if (turn !== undefined) return [turn];
    this.#editor = editByKey(this.#editor, keyName) ?? this.#editor;
    return [];
  }

  /** Submits a line; if it looks like a mistyped command, asks about it first. */
  #enter(line: string): KeyAction[] {
    const { phrases, commands } = this.#parts;
    this.#question = askAboutLine(line, commands().map(({ name }) => name), phrases);
    if (this.#question !== undefined) return [];
    return this.#addressee.holdTyped(line) ?? this.#submit(line);
  }

  #submit(line: string): KeyAction[] {
    this.#setDraft(draftOf(""));
    return line.trim() === "" ? [] : [{ kind: "submit", line }];
  }

  #pressAtQuestion(question: Question, key: Key): KeyAction[] {
    if (key.name === "paste") return this.#pasteAtQuestion(question, key);
    const outcome = answered(question, key.name === "text" ? key.text.toLowerCase() : key.name);
    if (outcome === undefined) return [];
    const held = this.#addressee.holdOutcome(outcome);
    if (held !== undefined) return held;
    this.#question = undefined;
    const actions = this.#conclude(outcome);
    const later = this.#laterPaste;
    this.#laterPaste = undefined;
    return later === undefined ? actions : [...actions, ...this.#paste(later)];
  }

  /** Handles a paste during a question: joins the paste that the question is about, or waits for the answer. */
  #pasteAtQuestion(question: Question, key: Key): KeyAction[] {
    const isContinued = key.isContinued === true;
    if (question.kind === "mistyped") {
      this.#laterPaste = this.#laterPaste === undefined
        ? pasteIn(key)
        : joinPastes(this.#laterPaste, pasteIn(key), isContinued);
      return [];
    }
    const joined = askAboutPaste(
      joinPastes(question.paste, pasteIn(key), isContinued),
      this.#parts.phrases,
    );
    if (joined?.kind !== "paste") return [];
    this.#question = joined;
    return joined.isCut && !question.isCut ? [this.#cutAt(joined.lines.length)] : [];
  }

  #conclude(outcome: Outcome): KeyAction[] {
    switch (outcome.kind) {
      case "edit":
        return [];
      case "insert":
        return this.#insertPasted(outcome.text, false);
      case "send":
        return this.#send(outcome.lines);
      case "say":
        this.#setDraft(draftOf(""));
        return [{ kind: "say", lines: [outcome.line] }];
      case "submit":
        return this.#submit(outcome.line);
      default:
        return outcome satisfies never;
    }
  }

  /** The paste went in where the cursor was. */
  #send(lines: readonly string[]): KeyAction[] {
    const { text, cursor } = this.#editor.draft;
    const whole = [...lines];
    whole[0] = text.slice(0, cursor) + (whole[0] ?? "");
    whole[whole.length - 1] += text.slice(cursor);
    this.#setDraft(draftOf(""));
    return [{ kind: "say", lines: whole.filter((line) => line.trim() !== "") }];
  }

  #paste(paste: Paste): KeyAction[] {
    this.#question = askAboutPaste(paste, this.#parts.phrases);
    const { lines, isCut } = linesOf(paste);
    if (this.#question === undefined) return this.#insertPasted(lines[0] ?? "", isCut);
    return isCut ? [this.#cutAt(lines.length)] : [];
  }

  /** Inserts one pasted line; if it does not fit completely, the action says how much was inserted. */
  #insertPasted(text: string, isCut: boolean): KeyAction[] {
    const { length } = this.#editor.draft.text;
    this.#editor = insert(this.#editor, text);
    const inserted = this.#editor.draft.text.length - length;
    if (!isCut && inserted === text.length) return [];
    return [{ kind: "tell", text: this.#parts.phrases.pasteShortened(inserted) }];
  }

  #cutAt(lines: number): KeyAction {
    return { kind: "tell", text: this.#parts.phrases.pasteCut(lines) };
  }

  #complete(isBackward: boolean): void {
    const world: Completable = { ...this.#parts.world(), commands: this.#parts.commands() };
    const begin = () => beginCompletion(this.#editor.draft, world, isBackward);
    const last = this.#completion;
    if (last === undefined) this.#completion = begin();
    // If only one command matches, its arguments are completed next.
    else if (isSettled(last)) this.#completion = begin() ?? last;
    else this.#completion = cycle(last, isBackward ? -1 : 1);
    if (this.#completion !== undefined) this.#setDraft(completed(this.#completion));
  }

  #recall(line: string | undefined): KeyAction[] {
    if (line !== undefined) this.#setDraft(draftOf(line));
    return [];
  }

  #searchOn(search: Search, key: Key): KeyAction[] {
    const { history } = this.#parts;
    switch (key.name) {
      case "text":
        return this.#show(searchMore(search, cleanTyped(key.text), history));
      case "backspace":
        return this.#show(searchLess(search, history));
      case "ctrl-r":
        return this.#show(searchOlder(search, history));
      case "ctrl-g":
      case "ctrl-c":
      case "escape":
        this.#search = undefined;
        if (key.name !== "escape" || this.#editor.draft.text === "") this.#setDraft(search.before);
        return [];
      default:
        return this.#searchForPaste(search, key) ?? this.#endSearch(key);
    }
  }

  /** Adds one pasted line to the search; undefined for any other key. */
  #searchForPaste(search: Search, key: Key): KeyAction[] | undefined {
    const [line = "", ...more] = key.name === "paste" ? cleanPaste(key.text) : ["", ""];
    if (more.length > 0) return undefined;
    return this.#show(searchMore(search, line, this.#parts.history));
  }

  /** Ends the search; the line that was found becomes the draft. */
  #endSearch(key: Key): KeyAction[] {
    this.#search = undefined;
    return this.#press(key);
  }

  #show(search: Search): KeyAction[] {
    this.#search = search;
    this.#setDraft(draftOf(search.found ?? ""));
    return [];
  }

  #setDraft(draft: Draft): void {
    this.#editor = { ...this.#editor, draft, isKilling: false };
  }
}

function pasteIn({ text, isCut = false }: Key): Paste {
  return { text, isCut };
}
