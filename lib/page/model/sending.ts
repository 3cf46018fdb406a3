/**
 * Texts on their way: sent with a token, ended by what the daemon tells, and after a loss sent again, or left
 * to the user where that could say them twice. PURE.
 *
 * @module
 */

import type { Wire } from "./change.ts";
import { isOver, noteListed } from "./formers.ts";
import type { Former } from "./lives.ts";
import type { Sending } from "./outbox.ts";
import type { State } from "./state.ts";
import type { TalkState } from "./talk_state.ts";

/** The user says a text in a talk; false if too many wait there. */
export function say(state: State, talk: TalkState, kind: Sending["kind"], text: string): boolean {
  if (talk.outbox.room === 0) return false;
  talk.outbox.add({ key: state.nextKey(), kind, text, state: "sent", sentIn: 0, turn: 0 });
  state.changed({ kind: "pending", talk });
  flush(state, talk);
  return true;
}

/** Sends what can be sent now. */
export function flush(state: State, talk: TalkState): void {
  if (talk.pending.length === 0 || !state.isOpen || !talk.isPresent) return;
  // What waits from before the loss comes first, and the daemon holds the rest back as well.
  if (talk.kind === "room" && !talk.isCaughtUp) return;
  const sent = talk.outbox.send(state.connection, (earlier) => isOver(state, talk, earlier));
  for (const sending of sent) state.send(objectOf(talk, sending));
}

/** All that was missed in the room has been told: what was not said is sent, if that is certain. */
export function finishCatchingUp(state: State, talk: TalkState): void {
  talk.isCaughtUp = true;
  noteListed(state, talk);
  flush(state, talk);
}

/** Something was not told, among which the texts of earlier connections may be. */
export function doubtEarlier(state: State, talk: TalkState): void {
  if (talk.outbox.doubt(state.connection)) state.changed({ kind: "pending", talk });
}

/** An earlier connection has ended for the daemon too: what it has not said, it will not say. */
export function endFormer(state: State, former: Former): void {
  former.isGone = true;
  for (const talk of state.talks) flush(state, talk);
}

/** Private words that were on their way when the connection broke: the daemon does not tell them again. */
export function doubtPrivateWords(state: State): void {
  for (const talk of state.talks) {
    if (talk.kind !== "private") continue;
    doubtEarlier(state, talk);
    flush(state, talk);
  }
}

/** The daemon tells a text of the user's own, which ends its waiting. */
export function noteSaid(state: State, talk: TalkState, said: Wire): void {
  const { token, text } = said;
  const key = typeof token === "string" ? Number(token) : undefined;
  const taken = key !== undefined
    ? talk.outbox.take(key)
    : takeUntold(talk, state.connection, String(text));
  if (taken === undefined) return;
  // The daemon reads in order. One before it would have been told, or refused, unless its echo was skipped.
  talk.outbox.doubtBefore(state.connection, taken.turn);
  state.changed({ kind: "pending", talk });
}

/** A text of the user's own was told that was sent on one of these connections, without its token. */
export function noteSaidOn(
  state: State,
  talk: TalkState,
  said: { readonly kind: string; readonly text: string },
  connections: readonly number[],
): void {
  if (talk.outbox.takeSaid(said, connections)) state.changed({ kind: "pending", talk });
}

/** The daemon has refused a text: it goes back into the box. Returns its talk; undefined if there is none. */
export function noteRefused(state: State, token: unknown): TalkState | undefined {
  if (typeof token !== "string") return undefined;
  const key = Number(token);
  const talk = state.talks.find((each) => each.outbox.all.some((sending) => sending.key === key));
  if (talk !== undefined) takeBack(state, talk, key);
  return talk;
}

/** Puts a pending text back into the box, before what stands there. */
export function takeBack(state: State, talk: TalkState, key: number): void {
  const taken = talk.outbox.take(key);
  if (taken === undefined) return;
  const typed = typedForm(taken);
  talk.draft = talk.draft === "" ? typed : `${typed}\n${talk.draft}`;
  state.changed({ kind: "pending", talk });
  state.changed({ kind: "draft", talk });
}

/** The talk cannot be entered: what was not sent goes back into the box, what was is the user's to decide. */
export function giveUp(state: State, talk: TalkState): void {
  for (const { key, sentIn } of talk.outbox.all.toReversed()) {
    if (sentIn === 0) takeBack(state, talk, key);
  }
  if (talk.outbox.doubt(state.connection + 1)) state.changed({ kind: "pending", talk });
}

/** It cannot be found out which earlier connections have ended: the user decides. */
export function doubtAll(state: State): void {
  if (state.formers.every(({ isGone }) => isGone)) return;
  for (const talk of state.talks) doubtEarlier(state, talk);
}

/** What was typed so that it was sent. */
function typedForm({ kind, text }: Sending): string {
  if (kind === "action") return `/me ${text}`;
  return text.startsWith("/") ? `/${text}` : text;
}

/** For a daemon that gives no token back: the first with this text, or else the first of all. */
function takeUntold(talk: TalkState, connection: number, text: string): Sending | undefined {
  const sent = talk.outbox.all.filter(({ sentIn }) => sentIn === connection)
    .toSorted((one, other) => one.turn - other.turn);
  const found = sent.find((sending) => sending.text === text) ?? sent[0];
  return found && talk.outbox.take(found.key);
}

function objectOf(talk: TalkState, { key, kind, text }: Sending): Wire {
  const token = String(key);
  if (kind === "private") return { type: "private", to: talk.name, text, token };
  return { type: kind === "action" ? "me" : "say", room: talk.name, text, token };
}
