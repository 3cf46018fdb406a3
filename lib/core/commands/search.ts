/**
 * `/search build from:ann in:dev since:2026-11-01`: finds what was said.
 *
 * @module
 */

import type { Notice } from "../notice.ts";
import type { Reader } from "../reading/reader.ts";
import type { SearchWish } from "../rules/past/searching.ts";
import { usageOf } from "./usage.ts";
import { type Param, type Reading, readingCommand, type Spec } from "./spec.ts";

/** Instead of words: shows more of what the last search has found. */
const MORE = "more";

/** A filter as it is typed. A moment may have its time of day behind a blank. */
const FILTER = /(?:^|\s)(?:(from|in):(\S+)|(since|before):(\S+(?:\s+\d\d:\d\d(?=\s|$))?))/g;

const PARAMS = [
  { field: "from", shape: "nick", isOptional: true, isFieldOnly: true },
  { field: "in", shape: "room", isOptional: true, isFieldOnly: true },
  { field: "since", shape: "word", isOptional: true, isFieldOnly: true },
  { field: "before", shape: "word", isOptional: true, isFieldOnly: true },
  { field: "more", shape: "word", isOptional: true, isFieldOnly: true, isFlag: true },
  { field: "words", shape: "rest", isOptional: true, isNeededTyped: true, placeholder: "WORDS" },
] as const satisfies readonly Param[];

/** The arguments besides the words. */
interface Filters {
  readonly from?: string | undefined;
  readonly in?: string | undefined;
  readonly since?: string | undefined;
  readonly before?: string | undefined;
}

/** What to search for, or that the last search goes on. */
type Wanted =
  | { readonly kind: "more" }
  | { readonly kind: "search"; readonly wish: SearchWish };

/** Finds messages and actions that have all the words, in the rooms that the client may read. */
export const search: Spec = readingCommand({
  isPrivate: true,
  params: PARAMS,
  canWait: true,
  read({ words: typed = "", more, ...fields }, reader): Reading<Wanted> {
    if (more === "true" || (more === undefined && typed.trim() === MORE)) {
      return { kind: "bound", args: { kind: "more" } };
    }
    const { words, filters } = separate(typed);
    const wanted = { ...filters, ...given(fields) };
    if (!reader.hasTerms(words) && !wanted.from) {
      return refused({ code: "usage", usage: usageOf("search", PARAMS) });
    }
    return wishOf(words, wanted, reader);
  },
  run(by, wanted) {
    if (wanted.kind === "more") by.searchMore();
    else by.search(wanted.wish);
  },
});

/** Takes the filters out of the words. Of several of one kind, the last counts. */
function separate(typed: string): { words: string; filters: Filters } {
  const filters: Record<string, string> = {};
  const words = typed.replaceAll(
    FILTER,
    (_, name?: string, text?: string, bound?: string, moment?: string) => {
      const [key, value] = name === undefined ? [bound, moment] : [name, text];
      if (key !== undefined && value !== undefined) filters[key] = value;
      return " ";
    },
  );
  return { words: words.trim(), filters };
}

/** The filters that are there. */
function given(fields: Filters): Filters {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value));
}

function wishOf(words: string, wanted: Filters, reader: Reader): Reading<Wanted> {
  const { from, in: place } = wanted;
  const moments: { since?: number; before?: number } = {};
  for (const bound of ["since", "before"] as const) {
    const text = wanted[bound];
    if (text === undefined) continue;
    const time = reader.moment(text);
    if (time === undefined) return refused({ code: "bad-time", value: text });
    moments[bound] = time;
  }
  const wish = {
    words,
    ...(from !== undefined && { by: reader.person(from) }),
    ...(place !== undefined && { room: reader.room(place) }),
    ...moments,
  };
  return { kind: "bound", args: { kind: "search", wish } };
}

function refused(notice: Notice): Reading<never> {
  return { kind: "refused", notice };
}
