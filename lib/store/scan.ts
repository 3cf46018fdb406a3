/**
 * Searches in what rooms remember, without an index. The work is done in slices, so that the event loop
 * goes on between them.
 *
 * @module
 */

import type { RoomMessage } from "../core/message.ts";
import type { Cursor, RememberedPlace, SearchQuestion } from "../core/questions/question.ts";
import type { Millis } from "../core/units.ts";
import { fold } from "../text/fold.ts";
import { isBlank, isMatch, type SearchQuery, searchQuery } from "../text/search_terms.ts";
import type { Pacer } from "../time/pacer.ts";
import { isAfterInOrder } from "./search_order.ts";
import type { SearchAnswer } from "./store.ts";

/** The event loop waits no longer than about this for one slice. */
const SLICE: Millis = 2;

/** A search that takes more than this is given up; the pauses between slices do not count. */
const LONGEST: Millis = 500;

/** So many events are looked at before the clock is, or texts of so many UTF-16 units together. */
const STEP = 64;
const STEP_UNITS = 4096;

type Speech = RoomMessage & { readonly kind: "message" | "action" };

/** A result, with the epoch of its room. */
interface Match {
  readonly event: Speech;
  readonly epoch: string;
}

/**
 * Searches in the `remembered` rooms of a question: the newest first. A search for nothing finds
 * nothing. Rejects on a bug only.
 */
export async function scan(
  question: SearchQuestion,
  pacer: Pick<Pacer, "now" | "later">,
): Promise<SearchAnswer> {
  const steps = stepsOf(question);
  let left = LONGEST;
  while (left > 0) {
    const begin = pacer.now();
    do {
      const step = steps.next();
      if (step.done) return step.value;
    } while (pacer.now() - begin < SLICE);
    left -= pacer.now() - begin;
    // A timer, and not the next turn: the event loop takes what has come for other clients.
    await new Promise<void>((resolve) => pacer.later(1, () => resolve()));
  }
  return { kind: "failed", why: "too-long" };
}

/** The same in one piece, without a bound on its time; for tests. Never throws. */
export function scanAtOnce(question: SearchQuestion): SearchAnswer {
  const steps = stepsOf(question);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

function* stepsOf(question: SearchQuestion): Generator<void, SearchAnswer, void> {
  const query = searchQuery(question.terms);
  if (isBlank(query) && question.by === undefined) return { kind: "found", events: [] };
  const matches: Match[][] = [];
  for (const place of question.remembered) matches.push(yield* matchesIn(place, question, query));
  return firstOf(matches, question.limit);
}

/** The matches of one room, the newest first: one more than the limit at most. */
function* matchesIn(
  place: RememberedPlace,
  question: SearchQuestion,
  query: SearchQuery,
): Generator<void, Match[], void> {
  const matches: Match[] = [];
  // What is remembered may change between two steps, so all of it is taken first.
  const events = [...place.events].reverse();
  let [count, units] = [0, 0];
  for (const event of events) {
    if (++count >= STEP || units >= STEP_UNITS) {
      [count, units] = [0, 0];
      yield;
    }
    if (matches.length > question.limit) break;
    if (event.kind !== "message" && event.kind !== "action") continue;
    if (event.seq < place.from || !isWanted(event, question)) continue;
    units += event.text.length;
    if (matchesText(query, event.text)) matches.push({ event, epoch: place.epoch });
  }
  yield;
  return matches;
}

function isWanted(event: Speech, question: SearchQuestion): boolean {
  const { by, since = -Infinity, before = Infinity, below } = question;
  if (event.time < since || event.time >= before) return false;
  if (by !== undefined && fold(event.from) !== by) return false;
  return below === undefined || isBelow(event, below);
}

function isBelow(event: Speech, below: Cursor): boolean {
  return event.room === below.room ? event.seq < below.seq : isAfterInOrder(event, below);
}

/** Most texts are plain ASCII; of these, most can be ruled out without looking for words in them. */
function matchesText(query: SearchQuery, text: string): boolean {
  if (/^[\0-\x7f]*$/.test(text)) {
    const lower = text.toLowerCase();
    if (query.runs.length > 0 || !query.words.every((word) => lower.includes(word))) return false;
  }
  return isMatch(query, text);
}

/** The first of the matches of all rooms, each list in its own order. */
function firstOf(matches: readonly Match[][], limit: number): SearchAnswer {
  const lists = matches.filter(({ length }) => length > 0).map((list) => ({ list, at: 0 }));
  const found: Match[] = [];
  while (found.length < limit) {
    const next = firstList(lists);
    const match = next?.list[next.at];
    if (next === undefined || match === undefined) break;
    found.push(match);
    next.at++;
  }
  const events = found.map(({ event }) => event);
  const last = found.at(-1);
  if (last === undefined || firstList(lists) === undefined) return { kind: "found", events };
  const { time, room, seq } = last.event;
  return { kind: "found", events, more: { time, room, epoch: last.epoch, seq } };
}

interface List {
  readonly list: readonly Match[];
  at: number;
}

/** The list whose next match comes before those of the others. */
function firstList(lists: readonly List[]): List | undefined {
  let first: List | undefined;
  for (const each of lists) {
    const [one, other] = [each.list[each.at]?.event, first?.list[first.at]?.event];
    if (one !== undefined && (other === undefined || isAfterInOrder(other, one))) first = each;
  }
  return first;
}
