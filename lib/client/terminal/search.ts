/**
 * Ctrl-R: searches the history. Pure.
 *
 * @module
 */

import type { Draft } from "./editor.ts";
import type { History } from "./history.ts";
import { graphemes } from "./width.ts";

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

/** Adds a character to the text to find. */
export function searchMore(search: Search, text: string, history: History): Search {
  return looked(search, (search.query + text).slice(0, MAX_QUERY), history);
}

/** Removes the last character of the text to find. */
export function searchLess(search: Search, history: History): Search {
  return looked(search, graphemes(search.query).slice(0, -1).join(""), history);
}

/** Moves to the next older match; if there is none, nothing changes. */
export function searchOlder(search: Search, history: History): Search {
  const skip = search.skip + 1;
  const found = history.search(search.query, skip);
  return found === undefined ? search : { ...search, skip, found };
}

function looked(search: Search, query: string, history: History): Search {
  return { ...search, query, skip: 0, found: history.search(query, 0) };
}
