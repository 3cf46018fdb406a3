/**
 * Ctrl-R: searches the history. Pure.
 *
 * @module
 */

import type { Key } from "../input/key.ts";
import { type Draft, draftOf } from "./editor.ts";
import type { Phrases } from "../../../words/phrases.ts";
import type { View } from "./view.ts";
import type { History } from "./history.ts";
import { cleanPaste, cleanTyped } from "./paste.ts";
import { graphemes } from "../drawing/width.ts";

/** A search under way. */
export interface Search {
  /** The text to find. */
  readonly query: string;
  /** The number of newer matches that were skipped. */
  readonly skip: number;
  /** The line that matches; undefined if none does. */
  readonly found: string | undefined;
  /** The draft before the search. */
  readonly before: Draft;
}

/** The longest text to find, in UTF-16 units. */
const MAX_QUERY = 1000;

/** Begins to search. */
export function beginSearch(before: Draft): Search {
  return { query: "", skip: 0, found: undefined, before };
}

/** What a key does to a search. */
export type SearchStep =
  /** It goes on. */
  | { readonly kind: "on"; readonly search: Search }
  /** It is over, and this is the draft. */
  | { readonly kind: "over"; readonly draft: Draft }
  /** It is over, and the key is for the line that was found, which is the draft now. */
  | { readonly kind: "taken" };

/** Handles a key during a search. Never throws. */
export function pressAtSearch(search: Search, key: Key, history: History): SearchStep {
  switch (key.name) {
    case "text":
      return { kind: "on", search: searchMore(search, cleanTyped(key.text), history) };
    case "backspace":
      return { kind: "on", search: searchLess(search, history) };
    case "ctrl-r":
      return { kind: "on", search: searchOlder(search, history) };
    case "ctrl-g":
    case "ctrl-c":
      return { kind: "over", draft: search.before };
    case "escape": {
      const { found } = search;
      return { kind: "over", draft: found === undefined ? search.before : draftOf(found) };
    }
    case "paste": {
      // One pasted line is searched for; several are a paste like any other.
      const [line = "", ...more] = cleanPaste(key.text);
      if (more.length > 0) return { kind: "taken" };
      return { kind: "on", search: searchMore(search, line, history) };
    }
    default:
      return { kind: "taken" };
  }
}

/** Adds a character to the text to find. */
function searchMore(search: Search, text: string, history: History): Search {
  return looked(search, (search.query + text).slice(0, MAX_QUERY), history);
}

/** Removes the last character of the text to find. */
function searchLess(search: Search, history: History): Search {
  return looked(search, graphemes(search.query).slice(0, -1).join(""), history);
}

/** Moves to the next older match; if there is none, nothing changes. */
function searchOlder(search: Search, history: History): Search {
  const skip = search.skip + 1;
  const found = history.search(search.query, skip);
  return found === undefined ? search : { ...search, skip, found };
}

function looked(search: Search, query: string, history: History): Search {
  return { ...search, query, skip: 0, found: history.search(query, 0) };
}

/** What is drawn of a search; the draft is the line that was found. */
export function viewOfSearch({ query, found }: Search, draft: Draft, phrases: Phrases): View {
  const prompt = phrases.search(query, query === "" || found !== undefined);
  return { prompt, ...draft, hint: "" };
}
