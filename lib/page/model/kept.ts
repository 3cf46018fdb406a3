/**
 * What outlives a reload of the tab, as a text for its storage. It is read as carefully as what comes from
 * the daemon: an older page may have written it. PURE.
 *
 * @module
 */

import type { Wire } from "./change.ts";
import { count, isObject, objects, text } from "./fields.ts";
import { BEFORE_RELOAD } from "./formers.ts";
import type { Sending } from "./outbox.ts";
import type { State } from "./state.ts";
import { MAX_PENDING } from "./talk.ts";
import type { TalkState } from "./talk_state.ts";

/** The most of it, in UTF-16 units: storage of a browser ends at some millions. */
export const MAX_KEPT = 262_144;
const VERSION = 1;

/** Writes it. Above the bound, talks are left out: first those in which nothing waits, then the last ones. */
export function keep(state: State): string {
  const { lastKey, current } = state;
  const last = state.connection === 0 ? BEFORE_RELOAD : state.connection;
  const you = state.formers.find(({ connection }) => connection === last)?.name ?? state.you;
  const stayed = state.talks.filter(({ kind, isPresent, isExpected, draft, pending }) =>
    // A reload does not enter the rooms again that the user was put out of, unless a text would be lost.
    kind === "private" || isPresent || isExpected || draft !== "" || pending.length > 0
  );
  const talks = stayed.map((talk) => keepTalk(talk, last));
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
  state.lastName = text(object.you);
  state.formers.push({ connection: BEFORE_RELOAD, name: state.lastName, isGone: false });
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

function keepTalk(talk: TalkState, last: number) {
  const { kind, name, epoch, sureSeq, readSeq, draft } = talk;
  const pending = talk.outbox.all.map(({ key, kind, text, state, sentIn }) => ({
    ...{ key, kind, text },
    // Of one connection the name is known after the reload, and so whether it has ended.
    state: sentIn === 0 || sentIn === last ? state : "unsure",
    wasSent: sentIn > 0,
  }));
  const life = talk.lives.get(last);
  const you = life?.nameBeforeSkip ?? life?.name;
  return { kind, name, epoch, entry: life?.entry, you, seq: sureSeq, readSeq, draft, pending };
}

function restoreTalk(talk: TalkState, object: Wire): void {
  talk.epoch = text(object.epoch);
  talk.seq = talk.sureSeq = talk.heardSeq = count(object.seq);
  talk.readSeq = count(object.readSeq);
  const entry = count(object.entry, Infinity);
  talk.lives.set(BEFORE_RELOAD, { entry, name: text(object.you), hasLeft: false });
  talk.draft = text(object.draft);
  for (const { key, kind, text: said, state, wasSent } of objects(object.pending)) {
    const isKind = kind === "message" || kind === "action" || kind === "private";
    if (!isKind || count(key) === 0 || talk.pending.length >= MAX_PENDING) continue;
    const sending: Sending = {
      key: count(key),
      kind,
      text: text(said),
      state: state === "unsure" ? "unsure" : "sent",
      sentIn: wasSent === true ? BEFORE_RELOAD : 0,
      turn: 0,
    };
    talk.outbox.add(sending);
  }
}

function parse(kept: string): Wire | undefined {
  try {
    const value: unknown = JSON.parse(kept);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
