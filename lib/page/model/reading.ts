/**
 * What the user has read: unread counts, mentions, the mark "new", and of which lines the user is told. PURE.
 *
 * @module
 */

import { fold, mentions } from "../text/mentions.ts";
import type { Line, SpokenLine } from "./line.ts";
import type { State } from "./state.ts";
import type { TalkState } from "./talk_state.ts";

/** Whether a text names the user, or has one of the user's words. */
export function isCall(state: State, text: string): boolean {
  return [state.you, ...state.watched].some((word) => mentions(text, word));
}

/**
 * Counts a line that has come, at its place or among what was missed. A line that was read on an earlier visit, and the
 * user's own, are no news. With `isTold` the user was told of it before.
 */
export function countLine(
  state: State,
  talk: TalkState,
  line: Line,
  isMissed: boolean,
  isTold = false,
): void {
  if (line.kind !== "message" && line.kind !== "action") return;
  if (line.seq !== undefined && line.seq <= talk.readSeq) return;
  if (line.isOwn) {
    // What was said before it has been seen.
    if (!isMissed) finishReading(state, talk);
    return;
  }
  const isRead = isBeingRead(state, talk);
  if (isRead && !isMissed) {
    talk.readSeq = line.seq ?? talk.readSeq;
    return;
  }
  markFrom(state, talk, line);
  if (isRead) return;
  talk.unread += 1;
  if (line.isMention || talk.kind === "private") {
    talk.mentions += 1;
    if (!state.isVisible && !isTold) state.changed({ kind: "notify", talk, line });
  }
  state.changed({ kind: "talks" });
}

/** The user sees the newest line of the current talk from here on, if the page is in sight and at its end. */
export function look(state: State): void {
  const talk = state.current;
  if (talk === undefined || !isBeingRead(state, talk)) return;
  // What comes again after a reload was not read because it was heard before.
  if (talk.isCaughtUp) talk.readSeq = Math.max(talk.readSeq, talk.seq);
  if (talk.unread === 0 && talk.mentions === 0) return;
  clear(state, talk);
  const { kind, name: room, epoch, readSeq: seq } = talk;
  if (kind === "room") state.changed({ kind: "read", room, epoch, seq });
}

/** The user has read a room up to a number in another tab. */
export function readElsewhere(
  state: State,
  { room, epoch, seq }: { readonly room: string; readonly epoch: string; readonly seq: number },
): void {
  const talk = state.room(room);
  if (talk === undefined || talk.epoch !== epoch || seq <= talk.readSeq) return;
  talk.readSeq = seq;
  const { unread, firstUnread } = talk;
  clear(state, talk);
  const isLater = (line: Line) => (line.seq ?? 0) > seq;
  for (const line of talk.lines.filter(isLater)) countLine(state, talk, line, false, true);
  // The mark stays where this tab has set it, as long as something behind it is unread.
  if (talk.unread > 0 && unread > 0) talk.firstUnread = firstUnread;
}

function clear(state: State, talk: TalkState): void {
  talk.unread = talk.mentions = 0;
  state.changed({ kind: "talks" });
}

/** The user has answered, or turned away: the mark "new" has done its work. */
export function finishReading(state: State, talk: TalkState): void {
  if (isBeingRead(state, talk) && talk.isCaughtUp) {
    talk.readSeq = Math.max(talk.readSeq, talk.seq);
  }
  if (talk.firstUnread === undefined || talk.unread > 0) return;
  talk.firstUnread = undefined;
  state.changed({ kind: "marks", talk });
}

/** Whether the user ignores the person: on a new connection the daemon does not know it yet. */
export function isIgnored(state: State, name: string): boolean {
  return state.ignored.has(fold(name));
}

function isBeingRead(state: State, talk: TalkState): boolean {
  return state.isVisible && state.isAtEnd && state.currentId === talk.id;
}

/** The mark stands before the first unread line: it moves if all before it was read, or if the line is earlier. */
function markFrom(state: State, talk: TalkState, line: SpokenLine): void {
  const marked = talk.lines.findIndex(({ key }) => key === talk.firstUnread);
  const isEarlier = marked >= 0 && talk.lines.indexOf(line) < marked;
  if (talk.firstUnread !== undefined && marked >= 0 && !isEarlier && talk.unread > 0) return;
  if (marked >= 0 && !isEarlier && isBeingRead(state, talk)) return;
  talk.firstUnread = line.key;
  state.changed({ kind: "marks", talk });
}
