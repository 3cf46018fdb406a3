/**
 * Earlier lines of a room, and the way to a line that a search has found: page by page, so that nothing is missing
 * between it and the newest. PURE.
 *
 * @module
 */

import type { State } from "./state.ts";
import { MAX_LINES } from "./talk.ts";
import type { TalkState } from "./talk_state.ts";

/** How many earlier lines are asked for at once. */
const PAGE = 100;

/** Asks for the lines before the first; tells whether they are awaited now. */
export function askForEarlier(state: State, talk: TalkState): boolean {
  if (talk.isLoading) return true;
  const before = talk.firstSeq;
  const isPossible = talk.hasEarlier && talk.lines.length < MAX_LINES;
  if (!isPossible || before === undefined || !state.isOpen) return false;
  talk.isLoading = true;
  state.changed({ kind: "marks", talk });
  state.send({ type: "history", room: talk.name, limit: PAGE, before });
  return true;
}

/**
 * Goes to the line that is sought in the talk, as soon as it is there. Where it cannot be had, to the first that comes
 * after it.
 */
export function seek(state: State, talk: TalkState): void {
  const { soughtSeq } = talk;
  if (soughtSeq === undefined) return;
  const isBefore = soughtSeq < (talk.firstSeq ?? 0);
  if (isBefore && askForEarlier(state, talk)) return;
  talk.soughtSeq = undefined;
  const line = talk.lines.find(({ seq }) => seq !== undefined && seq >= soughtSeq);
  if (line !== undefined) state.changed({ kind: "sought", talk, line });
}
