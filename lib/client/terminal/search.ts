/**
 * Ctrl-R: looks for a line that was sent before. Pure.
 *
 * @module
 */

import type { Draft } from "./editor.ts";
import type { History } from "./history.ts";
import { graphemes } from "./width.ts";

/** A search under way. */
export interface Search {
  /** What is looked for. */
  readonly query: string;
  /** How many newer lines that fit were passed over. */
  readonly skip: number;
  /** The line that fits; undefined if none does. */
  readonly found: string | undefined;
  /** The draft before the search. */
  readonly before: Draft;
}

/** So much is looked for, in UTF-16 units. */
const MAX_QUERY = 1000;

/** Begins to search. */
export function beginSearch(before: Draft): Search {
  return { query: "", skip: 0, found: undefined, before };
}

/** Looks for more. */
export function searchMore(search: Search, text: string, history: History): Search {
  return looked(search, (search.query + text).slice(0, MAX_QUERY), history);
}

/** Looks for a character less. */
export function searchLess(search: Search, history: History): Search {
  return looked(search, graphemes(search.query).slice(0, -1).join(""), history);
}

/** Looks for an older line; beyond the oldest the search stays where it was. */
export function searchOlder(search: Search, history: History): Search {
  const skip = search.skip + 1;
  const found = history.search(search.query, skip);
  return found === undefined ? search : { ...search, skip, found };
}

function looked(search: Search, query: string, history: History): Search {
  return { ...search, query, skip: 0, found: history.search(query, 0) };
}
