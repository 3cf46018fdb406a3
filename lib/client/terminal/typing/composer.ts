/**
 * Handles keys: the draft, its history, search, completion, and the questions about a paste or a mistyped
 * command. Pure: it takes keys, and returns actions and a view to draw.
 *
 * @module
 */

import { Addressee } from "./addressee.ts";
import { AnswerTime, LEISURELY, type Press } from "./answer_time.ts";
import { Completer } from "./completer.ts";
import type { ComposerParts } from "./composer_parts.ts";
import {
  type Draft,
  draftOf,
  editByKey,
  EMPTY_EDITOR,
  insert,
  insertAt,
  MAX_DRAFT,
} from "./editor.ts";
import { hintFor, listHint } from "./hint.ts";
import type { Key } from "../input/key.ts";
import { cleanTyped, joinPastes, linesOf, type Paste, pasteOf } from "./paste.ts";
import { answered, askAboutLine, askAboutPaste, type Outcome, type Question } from "./question.ts";
import { beginSearch, pressAtSearch, type Search, viewOfSearch } from "./search.ts";
import { turnByKey } from "./turn_keys.ts";
import { UndoList } from "./undo.ts";
import { type View, viewOfQuestion } from "./view.ts";
import type { KeyAction } from "./key_action.ts";

/** The state of the draft and of everything that keys can change. */
export class Composer {
  readonly #parts: ComposerParts;
  #editor = EMPTY_EDITOR;
  #search: Search | undefined;
  #question: Question | undefined;
  readonly #completer: Completer;
  readonly #addressee: Addressee;
  readonly #undo = new UndoList();
  /** Text that was pasted while a question about something else was open. */
  #laterPaste: Paste | undefined;
  /** Where in the draft the paste goes in that is asked about; what is typed on stands behind it. */
  #pasteAt = 0;
  readonly #answerTime = new AnswerTime();

  /** Begins with an empty draft. */
  constructor(parts: ComposerParts) {
    this.#parts = parts;
    this.#completer = new Completer(() => ({ ...parts.world(), commands: parts.commands() }));
    this.#addressee = new Addressee(parts);
  }

  /** Puts back lines that could not be sent: one into the draft, if that is empty; several as a question. */
  restore(lines: readonly string[]): void {
    const [line = "", ...more] = lines;
    if (more.length > 0) this.#paste({ text: lines.join("\n"), isCut: false });
    else if (this.#editor.draft.text === "") this.#setDraft(draftOf(line));
    this.#followDraft();
  }

  /** The person has turned to another room, and takes the draft there. */
  noteTurn(): void {
    this.#addressee.noteTurn();
  }

  /** Handles a key; returns the actions that it asks for. */
  press(key: Key, press: Press = LEISURELY): KeyAction[] {
    this.#answerTime.press(press);
    const before = this.#editor.draft;
    const wasSearching = this.#search !== undefined;
    const actions = this.#press(key);
    this.#followDraft();
    if (actions.some(({ kind }) => kind === "submit" || kind === "say")) this.#undo.clear();
    else if (key.name !== "ctrl-_" && !wasSearching) {
      this.#undo.note({ key, before, after: this.#editor.draft });
    }
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
      const isBackward = key.name === "shift-tab";
      return this.#recall(this.#completer.press(this.#editor.draft, isBackward));
    }
    this.#completer.stop();
    if (key.name === "paste") return this.#paste(pasteOf(key));
    return this.#edit(key);
  }

  #edit({ name, text }: Key): KeyAction[] {
    if (name !== "text") return this.#command(name);
    this.#editor = insert(this.#editor, cleanTyped(text));
    return [];
  }

  /** What is to be drawn now. */
  view(): View {
    const { phrases } = this.#parts;
    const { text, cursor } = this.#editor.draft;
    if (this.#question !== undefined) {
      return viewOfQuestion(this.#question, text.slice(this.#pasteAt, cursor));
    }
    if (this.#search !== undefined) return viewOfSearch(this.#search, this.#editor.draft, phrases);
    return { text, cursor, hint: this.#hint() };
  }

  #hint(): string {
    const { phrases, commands, hintRow } = this.#parts;
    const { draft } = this.#editor;
    if (draft.text.length >= MAX_DRAFT) return phrases.lineFull;
    return hintFor(draft.text, commands(), { phrases, ...hintRow() }) ||
      listHint(this.#completer.offered(draft), hintRow());
  }

  #command(keyName: string): KeyAction[] {
    const { history } = this.#parts;
    const { draft } = this.#editor;
    const isEmpty = draft.text === "";
    switch (keyName) {
      case "enter":
        return this.#enter(draft.text);
      case "ctrl-c":
        if (isEmpty) return [{ kind: "interrupt" }];
        history.leave();
        this.#setDraft(draftOf(""));
        return [];
      case "ctrl-_":
        return this.#recall(this.#undo.back(draft.text));
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
        return this.#recall(history.up(draft.text));
      case "down":
      case "ctrl-n":
        return this.#recall(history.down(draft.text));
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
    this.#answerTime.ask();
    if (this.#question !== undefined) return [];
    return this.#addressee.holdTyped(line) ?? this.#submit(line);
  }

  #submit(line: string): KeyAction[] {
    this.#setDraft(draftOf(""));
    return line.trim() === "" ? [] : [{ kind: "submit", line }];
  }

  #pressAtQuestion(question: Question, key: Key): KeyAction[] {
    if (key.name === "paste") return this.#pasteAtQuestion(question, key);
    const answer = this.#answerTime.answerBy(key);
    const outcome = answer === undefined ? undefined : answered(question, answer);
    if (outcome === undefined) return this.#typeOn(question, key);
    return this.#addressee.holdOutcome(outcome) ?? this.#close(this.#conclude(outcome));
  }

  /**
   * A person who goes on typing has not read the question. That about a line goes, and the line is typed on; that
   * about a paste stays, and what is typed goes into the draft behind the paste.
   */
  #typeOn(question: Question, key: Key): KeyAction[] {
    if (question.kind === "mistyped") {
      if (key.name !== "text") return [];
      this.#question = undefined;
      return this.#close(this.#press(key));
    }
    const isTakenBack = key.name === "backspace" && this.#editor.draft.cursor > this.#pasteAt;
    if (key.name !== "text" && !isTakenBack) return [];
    this.#answerTime.typeOn();
    return this.#edit(key);
  }

  /** Handles a paste during a question: joins the paste that the question is about, or waits for the answer. */
  #pasteAtQuestion(question: Question, key: Key): KeyAction[] {
    const isContinued = key.isContinued === true;
    if (question.kind === "mistyped") {
      const later = this.#laterPaste;
      this.#laterPaste = later ? joinPastes(later, pasteOf(key), isContinued) : pasteOf(key);
      return [];
    }
    const both = joinPastes(question.paste, pasteOf(key), isContinued);
    const joined = askAboutPaste(both, this.#parts.phrases);
    if (joined?.kind !== "paste") return [];
    this.#question = joined;
    this.#answerTime.ask();
    return joined.isCut && !question.isCut ? [this.#cutAt(joined.lines.length)] : [];
  }

  /** The question is over; asks about what was pasted meanwhile. */
  #close(actions: KeyAction[]): KeyAction[] {
    const later = this.#laterPaste;
    this.#laterPaste = undefined;
    return later === undefined ? actions : [...actions, ...this.#paste(later)];
  }

  #conclude(outcome: Outcome): KeyAction[] {
    this.#question = undefined;
    switch (outcome.kind) {
      case "edit":
        return [];
      case "insert":
        return this.#insertPasted(outcome.text, false, this.#pasteAt);
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

  /** The paste goes in where the cursor was. */
  #send(lines: readonly string[]): KeyAction[] {
    const { text } = this.#editor.draft;
    const whole = [...lines];
    whole[0] = text.slice(0, this.#pasteAt) + (whole[0] ?? "");
    whole[whole.length - 1] += text.slice(this.#pasteAt);
    this.#setDraft(draftOf(""));
    return [{ kind: "say", lines: whole.filter((line) => line.trim() !== "") }];
  }

  #paste(paste: Paste): KeyAction[] {
    this.#question = askAboutPaste(paste, this.#parts.phrases);
    this.#pasteAt = this.#editor.draft.cursor;
    this.#answerTime.ask();
    const { lines, isCut } = linesOf(paste);
    if (this.#question === undefined) return this.#insertPasted(lines[0] ?? "", isCut);
    return isCut ? [this.#cutAt(lines.length)] : [];
  }

  /** Inserts one pasted line; if it does not fit completely, the action says how much was inserted. */
  #insertPasted(text: string, isCut: boolean, at = this.#editor.draft.cursor): KeyAction[] {
    const { length } = this.#editor.draft.text;
    this.#editor = insertAt(this.#editor, text, at);
    const inserted = this.#editor.draft.text.length - length;
    if (!isCut && inserted === text.length) return [];
    return [{ kind: "tell", text: this.#parts.phrases.pasteShortened(inserted) }];
  }

  #cutAt(lines: number): KeyAction {
    return { kind: "tell", text: this.#parts.phrases.pasteCut(lines) };
  }

  #recall(found: Draft | string | undefined): KeyAction[] {
    if (found !== undefined) this.#setDraft(typeof found === "string" ? draftOf(found) : found);
    return [];
  }

  #searchOn(search: Search, key: Key): KeyAction[] {
    const step = pressAtSearch(search, key, this.#parts.history);
    switch (step.kind) {
      case "on":
        this.#search = step.search;
        this.#setDraft(draftOf(step.search.found ?? ""));
        return [];
      case "over":
        this.#search = undefined;
        this.#setDraft(step.draft);
        return [];
      case "taken":
        this.#search = undefined;
        return this.#press(key);
      default:
        return step satisfies never;
    }
  }

  #setDraft(draft: Draft): void {
    this.#editor = { ...this.#editor, draft, isKilling: false };
  }
}
