/**
 * Which lines of an earlier page the user has said, also under an earlier name: the page tells its changes. PURE.
 *
 * @module
 */

import { fold } from "../text/mentions.ts";
import type { Wire } from "./change.ts";
import { count, text } from "./fields.ts";
import type { TalkState } from "./talk_state.ts";

/** Reads a page backwards from the first line that is known, by the user's name at that time. */
export function readOwnPast(talk: TalkState, events: readonly Wire[]): void {
  const first = talk.firstSeq ?? Infinity;
  const own = new Set<number>();
  const earlier = events.filter(({ seq }) => count(seq, Infinity) < first);
  for (const event of earlier.toSorted((one, other) => count(other.seq) - count(one.seq))) {
    const { type, from, to } = event;
    const name = fold(talk.firstName);
    if (type === "renamed" && fold(text(to)) === name) talk.firstName = text(from);
    else if (fold(text(from)) === name) own.add(count(event.seq));
  }
  talk.ownSeqs = own;
}
