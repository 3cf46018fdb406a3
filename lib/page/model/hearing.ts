/**
 * The events of rooms, and private words. PURE.
 *
 * @module
 */

import { fold } from "../text/mentions.ts";
import type { Wire } from "./change.ts";
import { miss, noteFormerLeft, noteLive } from "./entering.ts";
import { count, moment, text } from "./fields.ts";
import type { Line, LineContent } from "./line.ts";
import { contentOf, type Reading } from "./reading_lines.ts";
import { countLine, isCall, isIgnored } from "./reading.ts";
import { doubtAll, isByFormer, isFormer, noteSaid, noteSaidBefore } from "./sending.ts";
import type { State } from "./state.ts";
import type { TalkState } from "./talk_state.ts";
import { changePeople, changeRoom } from "./room_rules.ts";

/** An event of a room, live or missed. */
export function hearRoom(state: State, object: Wire, at: number): void {
  const talk = state.room(text(object.room) || "lobby");
  if (talk === undefined || !talk.isPresent) return;
  const seq = count(object.seq);
  const isLive = seq > talk.entrySeq;
  if (isLive) noteLive(state, talk);
  noteOwn(state, talk, object, seq);
  changePeople(state, talk, object, seq);
  if (isLive) changeRoom(state, talk, object);
  noteFormer(state, talk, object);
  addLines(state, talk, [object], at);
  talk.seq = Math.max(talk.seq, seq);
  if (isLive && object.type === "left" && fold(text(object.name)) === fold(state.you)) {
    goOut(state, talk, object);
  }
}

/** So many people have come or gone. It has no number. */
export function hearCrowd(state: State, object: Wire, at: number): void {
  const talk = state.room(text(object.room));
  if (talk === undefined) return;
  const verb = object.verb === "left" ? "left" : "arrived";
  const number = count(object.count);
  talk.members.addCrowd(verb === "left" ? -number : number);
  state.peopleChanged(talk);
  state.append(talk, { kind: "crowd", at: moment(object.time, at), verb, count: number });
  if (verb === "left") doubtAll(state);
}

/** A private word, from the user or to it. */
export function hearPrivate(state: State, object: Wire, at: number): void {
  const [from, to] = [text(object.from), text(object.to)];
  const isOwn = fold(from) === fold(state.you);
  if (!isOwn && isIgnored(state, from)) return;
  const talk = state.makeTalk("private", isOwn ? to : from);
  if (talk === undefined) return;
  if (!talk.isPresent) {
    talk.isPresent = true;
    state.changed({ kind: "marks", talk });
  }
  if (isOwn) noteSaid(state, talk, object);
  const said = text(object.text);
  const line = state.append(talk, {
    kind: "message",
    at: moment(object.time, at),
    from,
    text: said,
    isOwn,
    isMention: !isOwn && isCall(state, said),
  });
  countLine(state, talk, line, false);
}

/** Messages are missing here because the page read too slowly: what is remembered of them is asked for. */
export function hearSkipped(state: State, object: Wire, at: number): void {
  const talk = state.room(text(object.room) || "lobby");
  if (talk === undefined) return;
  state.append(talk, { kind: "skipped", at, count: count(object.count) });
  state.send({ type: "history", room: talk.name, limit: 200 });
  state.send({ type: "who", room: talk.name });
}

/** Events that the daemon does not keep, or that the user may not read. */
export function hearGap(state: State, object: Wire): void {
  const talk = state.room(text(object.room) || "lobby");
  if (talk !== undefined) miss(state, talk);
}

/** A page of what was said before. */
export function hearHistory(state: State, object: Wire, at: number): void {
  const talk = state.room(text(object.room) || "lobby");
  if (talk === undefined) return;
  const events = Array.isArray(object.events) ? object.events as Wire[] : [];
  talk.isLoading = false;
  const first = talk.firstSeq;
  for (const line of addLines(state, talk, events, at)) noteSkipped(state, talk, line);
  const { before } = object;
  const least = Math.min(...events.map(({ seq }) => count(seq, Infinity)), count(before, Infinity));
  if (first === undefined || least <= first || events.length === 0) {
    talk.hasEarlier = object.more === true && talk.firstSeq !== undefined;
    talk.earlierThan = before === undefined ? undefined : count(before);
  }
  state.changed({ kind: "marks", talk });
}

/** Puts events at their places, and tells the view in one change how. */
function addLines(state: State, talk: TalkState, events: readonly Wire[], at: number): Line[] {
  const added: Line[] = [];
  let isTop = true;
  let isEnd = true;
  for (const event of events) {
    const content = lineOf(state, talk, event, at);
    if (content === undefined) continue;
    const line = { ...content, key: state.nextKey() } as Line;
    const placed = talk.place(line);
    if (placed === "known") continue;
    added.push(line);
    isEnd &&= placed === "end";
    isTop &&= talk.lines[added.length - 1] === line;
  }
  if (added.length === 0) return added;
  const isWhole = added.length === talk.lines.length;
  if (isTop && (!isEnd || isWhole) && events.length > 1) {
    state.changed({ kind: "older", talk, lines: added });
  } else if (isEnd) {
    for (const line of added) state.changed({ kind: "line", talk, line });
  } else state.changed({ kind: "lines", talk });
  for (const line of added) countLine(state, talk, line, isMissed(talk, line));
  state.trim(talk);
  return added;
}

/** A text of the user's own on this connection whose echo was skipped, and which is remembered. */
function noteSkipped(state: State, talk: TalkState, line: Line): void {
  if (line.kind !== "message" && line.kind !== "action") return;
  if (!line.isOwn || isMissed(talk, line)) return;
  if (talk.outbox.takeSaid(line, state.connection + 1)) state.changed({ kind: "pending", talk });
}

function isMissed(talk: TalkState, { seq = Infinity }: Line): boolean {
  return seq <= talk.entrySeq;
}

/** The line for an event; undefined if none is shown. */
function lineOf(state: State, talk: TalkState, event: Wire, at: number): LineContent | undefined {
  const seq = count(event.seq);
  const reading: Reading = {
    at,
    isOwn: (name) => fold(name) === fold(state.you) || isByFormer(state, talk, name, seq),
    isCall: (said) => isCall(state, said),
  };
  const content = contentOf(event, reading);
  if (content === undefined) return undefined;
  const isSpoken = content.kind === "message" || content.kind === "action";
  if (isSpoken && !content.isOwn && isIgnored(state, content.from)) return undefined;
  // Of the user's own coming and going only that counts which somebody else has caused.
  if (content.kind === "joined" && content.isOwn) return undefined;
  if (content.kind === "left" && isFormer(state, content.name) && seq <= talk.entrySeq) {
    return undefined;
  }
  return content;
}

/** Ends what waits for this event. */
function noteOwn(state: State, talk: TalkState, object: Wire, seq: number): void {
  if (object.type !== "message" && object.type !== "action") return;
  const from = text(object.from);
  if (isByFormer(state, talk, from, seq)) noteSaidBefore(state, talk, object);
  else if (fold(from) === fold(state.you) && seq > talk.entrySeq) noteSaid(state, talk, object);
}

/** Notices that the user's connection before has ended. */
function noteFormer(state: State, talk: TalkState, object: Wire): void {
  const name = object.type === "left" ? object.name : undefined;
  if (name === undefined || talk.hasFormerLeft || !isFormer(state, text(name))) return;
  talk.hasFormerLeft = true;
  if (!state.isFormerGone && object.code !== "part") noteFormerLeft(state);
}

/** The user is in the room no more. */
function goOut(state: State, talk: TalkState, object: Wire): void {
  talk.isPresent = false;
  state.passwords.delete(fold(talk.name));
  if (object.code === "part") state.removeTalk(talk);
  else state.changed({ kind: "marks", talk });
}
