/**
 * Line editing with readline's keys, by grapheme cluster. Functions take a draft and a kill buffer, and return
 * new ones. Pure.
 *
 * @module
 */

import { boundaries, graphemes } from "../drawing/width.ts";

/** The longest line, in UTF-16 units. */
export const MAX_DRAFT: number = 65_536;

/** A line being written. */
export interface Draft {
  /** The text so far; one line. */
  readonly text: string;
  /** Where the cursor is, in UTF-16 units; always between two graphemes. */
  readonly cursor: number;
}

/** A draft and what was cut from it. */
export interface EditorState {
  /** The line. */
  readonly draft: Draft;
  /** What was cut last, to be put back. */
  readonly killed: string;
  /** Whether the last edit cut, so that the next cut joins it. */
  readonly isKilling: boolean;
}

/** Nothing written, nothing cut. */
export const EMPTY_EDITOR: EditorState = {
  draft: { text: "", cursor: 0 },
  killed: "",
  isKilling: false,
};

/** A draft with the cursor at its end. */
export function draftOf(text: string): Draft {
  return { text, cursor: text.length };
}

/** Inserts text at the cursor, as far as it fits. */
export function insert(state: EditorState, text: string): EditorState {
  const { draft } = state;
  const fitting = cutWhole(text, MAX_DRAFT - draft.text.length);
  const joined = draft.text.slice(0, draft.cursor) + fitting + draft.text.slice(draft.cursor);
  // The inserted text may have formed one grapheme with the text after it.
  const cursor = boundaries(joined).find((place) => place >= draft.cursor + fitting.length);
  return { ...state, isKilling: false, draft: { text: joined, cursor: cursor ?? joined.length } };
}

/** Inserts text at a place before the cursor, as far as it fits; the cursor stays behind the same text. */
export function insertAt(state: EditorState, text: string, at: number): EditorState {
  const { draft } = state;
  const inserted = insert({ ...state, draft: { ...draft, cursor: at } }, text);
  const cursor = inserted.draft.cursor + draft.cursor - at;
  return { ...inserted, draft: { ...inserted.draft, cursor } };
}

/** Applies a key to the line; undefined if the key does not edit. */
export function editByKey(state: EditorState, keyName: string): EditorState | undefined {
  const place = move(state.draft, keyName);
  if (place !== undefined) {
    return { ...state, isKilling: false, draft: { ...state.draft, cursor: place } };
  }
  switch (keyName) {
    case "backspace":
      return erase(state, before(state.draft), state.draft.cursor);
    case "delete":
    case "ctrl-d":
      return erase(state, state.draft.cursor, after(state.draft));
    case "ctrl-t":
      return swap(state);
    case "ctrl-y":
      return insert(state, state.killed);
    default:
      return killByKey(state, keyName);
  }
}

/** Where a key moves the cursor to; undefined if it does not. */
function move(draft: Draft, keyName: string): number | undefined {
  switch (keyName) {
    case "left":
    case "ctrl-b":
      return before(draft);
    case "right":
    case "ctrl-f":
      return after(draft);
    case "home":
    case "ctrl-a":
      return 0;
    case "end":
    case "ctrl-e":
      return draft.text.length;
    case "alt-b":
    case "ctrl-left":
    case "alt-left":
      return wordBefore(draft);
    case "alt-f":
    case "ctrl-right":
    case "alt-right":
      return wordAfter(draft);
    default:
      return undefined;
  }
}

function killByKey(state: EditorState, keyName: string): EditorState | undefined {
  const { draft } = state;
  switch (keyName) {
    case "ctrl-k":
      return kill(state, draft.cursor, draft.text.length);
    case "ctrl-u":
      return kill(state, 0, draft.cursor);
    case "ctrl-w":
      return kill(state, blankBefore(draft), draft.cursor);
    case "alt-backspace":
    case "ctrl-backspace":
      return kill(state, wordBefore(draft), draft.cursor);
    case "alt-d":
    case "ctrl-delete":
      return kill(state, draft.cursor, wordAfter(draft));
    default:
      return undefined;
  }
}

/** The beginning of a text, cut between two code points. */
function cutWhole(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, Math.max(0, length));
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
}

function erase(state: EditorState, start: number, end: number): EditorState {
  const { text } = state.draft;
  const draft = { text: text.slice(0, start) + text.slice(end), cursor: start };
  return { ...state, isKilling: false, draft };
}

/** Cuts text. Consecutive cuts are joined to one piece, in the order of the line. */
function kill(state: EditorState, start: number, end: number): EditorState {
  const cut = state.draft.text.slice(start, end);
  const isBackward = end === state.draft.cursor && start !== end;
  const earlier = state.isKilling ? state.killed : "";
  const killed = isBackward ? cut + earlier : earlier + cut;
  const kept = killed === "" ? state.killed : killed;
  return { ...erase(state, start, end), killed: kept, isKilling: true };
}

/** Swaps the characters around the cursor; at the end of the line the two before it. */
function swap(state: EditorState): EditorState {
  const { text, cursor } = state.draft;
  const middle = cursor === text.length ? before(state.draft) : cursor;
  const start = before({ text, cursor: middle });
  const end = after({ text, cursor: middle });
  if (start === middle || middle === end) return state;
  const swapped = text.slice(middle, end) + text.slice(start, middle);
  const draft = { text: text.slice(0, start) + swapped + text.slice(end), cursor: end };
  return { ...state, isKilling: false, draft };
}

function before({ text, cursor }: Draft): number {
  return cursor - (graphemes(text.slice(0, cursor)).at(-1) ?? "").length;
}

function after({ text, cursor }: Draft): number {
  return cursor + (graphemes(text.slice(cursor))[0] ?? "").length;
}

/** The start of the word before the cursor, by the word boundaries of the text's language. */
function wordBefore({ text, cursor }: Draft): number {
  return words(text).findLast((word) => word.start < cursor)?.start ?? 0;
}

function wordAfter({ text, cursor }: Draft): number {
  return words(text).find((word) => word.end > cursor)?.end ?? text.length;
}

/** The start of the word before the cursor. */
function blankBefore({ text, cursor }: Draft): number {
  return cursor - (/\S*\s*$/u.exec(text.slice(0, cursor))?.[0].length ?? 0);
}

function words(text: string): { start: number; end: number }[] {
  return Array.from(new Intl.Segmenter(undefined, { granularity: "word" }).segment(text))
    .filter((segment) => segment.isWordLike)
    .map(({ index, segment }) => ({ start: index, end: index + segment.length }));
}
