/**
 * `/search build from:ann in:dev since:2026-11-01`: finds what was said.
 *
 * @module
 */

import { parseMoment } from "../../text/moment.ts";
import { isBlank, searchQuery } from "../../text/search_terms.ts";
import { usageOf } from "./bind.ts";
import { type Asker, command, type Param, type Spec } from "./spec.ts";

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

/** Finds messages and actions that have all the words, in the rooms that the client may read. */
export const search: Spec = command({
  params: PARAMS,
  canWait: true,
  run(by, { words: typed = "", more, ...fields }) {
    if (more === "true" || (more === undefined && typed.trim() === MORE)) return by.searchMore();
    const { words, filters } = separate(typed);
    const wanted = { ...filters, ...given(fields) };
    if (isBlank(searchQuery(words)) && !wanted.from) {
      return by.notice({ code: "usage", usage: usageOf("search", PARAMS) });
    }
    const since = momentOf(by, wanted.since);
    const before = momentOf(by, wanted.before);
    if (since === "refused" || before === "refused") return;
    by.search({ words, by: wanted.from, room: wanted.in, since, before });
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

function momentOf(by: Asker, text: string | undefined): number | undefined | "refused" {
  if (text === undefined) return undefined;
  const time = parseMoment(text);
  if (time !== undefined) return time;
  by.notice({ code: "bad-time", value: text });
  return "refused";
}
