/**
 * What outlives a reload of the tab, as a text for its storage. It is read as carefully as what comes from
 * the daemon: an older page may have written it. PURE.
 *
 * @module
 */

import type { Wire } from "./change.ts";
import { count, isObject, objects, text } from "./fields.ts";
import type { Sending } from "./outbox.ts";
import type { State } from "./state.ts";
import { MAX_PENDING } from "./talk.ts";
import type { TalkState } from "./talk_state.ts";

/** The most of it, in UTF-16 units: storage of a browser ends at some millions. */
export const MAX_KEPT = 262_144;
const VERSION = 1;

/** Writes it. Above the bound, talks are left out: first those in which nothing waits, then the last ones. */
export function keep(state: State): string {
  const { you, lastKey, current } = state;
  const talks = state.talks.map(keepTalk);
  const lasting = talks.filter(({ draft, pending }) => draft !== "" || pending.length > 0);
  for (const list of [talks, lasting, ...lasting.map((_, index) => lasting.slice(0, -1 - index))]) {
    const opening = current === undefined ? state.opening : nameOf(current);
    const kept = JSON.stringify({ version: VERSION, you, lastKey, opening, talks: list });
    if (kept.length <= MAX_KEPT) return kept;
  }
  return "";
}

/** Reads it into a state that has just begun. Never throws; what cannot be read is left out. */
export function restore(state: State, kept: string): void {
  const object = parse(kept);
  if (object?.version !== VERSION) return;
  state.former = text(object.you);
  state.opening = text(object.opening);
  state.skipKeys(count(object.lastKey));
  for (const each of objects(object.talks)) {
    const kind = each.kind === "private" ? "private" : "room";
    const name = text(each.name);
    const talk = name === "" ? undefined : state.makeTalk(kind, name);
    if (talk !== undefined) restoreTalk(talk, each);
  }
  state.takeOutcome();
}

/** The name of a talk that tells rooms from people. */
export function nameOf({ kind, name }: TalkState): string {
  return kind === "room" ? `#${name}` : name;
}

function keepTalk(talk: TalkState) {
  const { kind, name, epoch, seq, readSeq, draft } = talk;
  const pending = talk.outbox.all.map(({ key, kind, text, state, sentIn }) => ({
    ...{ key, kind, text, state },
    wasSent: sentIn > 0,
  }));
  return { kind, name, epoch, seq, readSeq, draft, pending };
}

function restoreTalk(talk: TalkState, object: Wire): void {
  talk.epoch = text(object.epoch);
  talk.seq = talk.heardSeq = count(object.seq);
  talk.readSeq = Math.min(talk.seq, count(object.readSeq));
  talk.draft = text(object.draft);
  for (const { key, kind, text: said, state, wasSent } of objects(object.pending)) {
    const isKind = kind === "message" || kind === "action" || kind === "private";
    if (!isKind || count(key) === 0 || talk.pending.length >= MAX_PENDING) continue;
    const sending: Sending = {
      key: count(key),
      kind,
      text: text(said),
      state: state === "unsure" ? "unsure" : "sent",
      // Of the page before this one, whose connections are all before the first of this one.
      sentIn: wasSent === true ? BEFORE : 0,
    };
    talk.outbox.add(sending);
  }
}

/** The number of the connections of the page before; those of this one begin at 1. */
const BEFORE = 0.5;

function parse(kept: string): Wire | undefined {
  try {
    const value: unknown = JSON.parse(kept);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
