/**
 * The events of rooms, and private words. PURE.
 *
 * @module
 */

import { fold } from "../text/mentions.ts";
import type { Wire } from "./change.ts";
import { miss, noteLive, noteNameFree } from "./entering.ts";
import { count, moment, text } from "./fields.ts";
import { formersOf, holdNames, renameLives } from "./formers.ts";
import type { Line, LineContent } from "./line.ts";
import { readOwnPast } from "./own_past.ts";
import { contentOf, type EventReader } from "./reading_lines.ts";
import { countLine, isCall, isIgnored } from "./reading.ts";
import { seek } from "./seeking.ts";
import { doubtAll, doubtEarlier, endFormer, noteSaid, noteSaidOn } from "./sending.ts";
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
  if (!talk.has(seq)) noteOwn(state, talk, object, seq);
  changePeople(state, talk, object, seq);
  if (isLive) changeRoom(state, talk, object);
  noteFormer(state, talk, object, seq);
  addLines(state, talk, [object], at);
  advance(talk, seq);
  const isOut = isLive && object.type === "left" && fold(text(object.name)) === fold(state.you);
  // Of a user whose node was given up for dead the connection lasts: the user is back in a moment.
  if (isOut && object.code !== "node-lost") goOut(state, talk, object);
}

/** So many people have come or gone. It has a number only among what was missed, that of the last of them. */
export function hearCrowd(state: State, object: Wire, at: number): void {
  const talk = state.room(text(object.room));
  if (talk === undefined || !talk.isPresent) return;
  const verb = object.verb === "left" ? "left" : "arrived";
  const number = count(object.count);
  const isNumbered = object.seq !== undefined;
  const seq = count(object.seq);
  if (!isNumbered || seq > talk.entrySeq + 1) {
    talk.members.addCrowd(verb === "left" ? -number : number);
    state.peopleChanged(talk);
    // The user's earlier connection may be among them.
    if (verb === "left") doubtAll(state);
  }
  if (isNumbered) advance(talk, seq);
  state.append(talk, { kind: "crowd", at: moment(object.time, at), verb, count: number });
}

/** A private word, from the user or to the user. */
export function hearPrivate(state: State, object: Wire, at: number): void {
  const [from, to] = [text(object.from), text(object.to)];
  const isOwn = fold(from) === fold(state.you);
  if (!isOwn && isIgnored(state, from)) return;
  const talk = state.makeTalk("private", isOwn ? to : from);
  if (talk === undefined) return;
  state.setPresent(talk, true);
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
  talk.hasSkipped = true;
  holdNames(talk);
  doubtEarlier(state, talk);
  state.append(talk, { kind: "skipped", at, count: count(object.count) });
  state.send({ type: "history", room: talk.name, limit: 200 });
  state.send({ type: "who", room: talk.name });
}

/** Events that the daemon does not keep, or that the user may not read. */
export function hearGap(state: State, object: Wire): void {
  const talk = state.room(text(object.room) || "lobby");
  if (talk !== undefined) miss(state, talk);
}

/** An event of this number was told. */
function advance(talk: TalkState, seq: number): void {
  talk.seq = Math.max(talk.seq, seq);
  if (!talk.hasSkipped) talk.sureSeq = Math.max(talk.sureSeq, seq);
}

/** A page of what was said before. */
export function hearHistory(state: State, object: Wire, at: number): void {
  const talk = state.room(text(object.room) || "lobby");
  if (talk === undefined) return;
  const events = Array.isArray(object.events) ? object.events as Wire[] : [];
  talk.isLoading = false;
  talk.hasPage = true;
  const first = talk.firstSeq;
  readOwnPast(talk, events);
  for (const line of addLines(state, talk, events, at)) noteSkipped(state, talk, line);
  const { before } = object;
  const least = Math.min(...events.map(({ seq }) => count(seq, Infinity)), count(before, Infinity));
  if (first === undefined || least <= first || events.length === 0) {
    talk.hasEarlier = object.more === true && talk.firstSeq !== undefined;
    talk.earlierThan = before === undefined ? undefined : count(before);
  }
  state.changed({ kind: "marks", talk });
  seek(state, talk);
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

/** A text of the user's own that was skipped, and is remembered. */
function noteSkipped(state: State, talk: TalkState, line: Line): void {
  if (line.kind !== "message" && line.kind !== "action") return;
  if (!line.isOwn || isMissed(talk, line)) return;
  const formers = formersOf(state, talk, line.from, line.seq ?? 0);
  const connections = formers.map(({ connection }) => connection);
  noteSaidOn(state, talk, line, [...connections, state.connection]);
}

function isMissed(talk: TalkState, { seq = Infinity }: Line): boolean {
  return seq <= talk.entrySeq;
}

/** The line for an event; undefined if none is shown. */
function lineOf(state: State, talk: TalkState, event: Wire, at: number): LineContent | undefined {
  const seq = count(event.seq);
  const reader: EventReader = {
    at,
    isOwn: (name) =>
      fold(name) === fold(state.you) || talk.ownSeqs.has(seq) ||
      formersOf(state, talk, name, seq).length > 0,
    isCall: (said) => isCall(state, said),
  };
  const content = contentOf(event, reader);
  if (content === undefined) return undefined;
  const isSpoken = content.kind === "message" || content.kind === "action";
  if (isSpoken && !content.isOwn && isIgnored(state, content.from)) return undefined;
  // Of the user's own coming and going only that counts which somebody else has caused.
  if (content.kind === "joined" && content.isOwn) return undefined;
  const isLast = content.kind === "left" && fold(content.name) === fold(state.lastName);
  return isLast && seq <= talk.entrySeq ? undefined : content;
}

/** Ends what waits for this event. */
function noteOwn(state: State, talk: TalkState, object: Wire, seq: number): void {
  if (object.type !== "message" && object.type !== "action") return;
  const from = text(object.from);
  const formers = formersOf(state, talk, from, seq).map(({ connection }) => connection);
  const said = { kind: object.type, text: text(object.text) };
  if (formers.length > 0) noteSaidOn(state, talk, said, formers);
  else if (fold(from) === fold(state.you) && seq > talk.entrySeq) noteSaid(state, talk, object);
}

/** Notices what becomes of the user's earlier connections, and of the name that the user wants. */
function noteFormer(state: State, talk: TalkState, object: Wire, seq: number): void {
  const hasLeft = object.type === "left";
  if (!hasLeft && object.type !== "renamed") return;
  const name = text(hasLeft ? object.name : object.from);
  const isOut = hasLeft && object.code !== "part";
  const formers = formersOf(state, talk, name, seq);
  const isOwn = seq > talk.entrySeq &&
    fold(name) === fold(talk.lives.get(state.connection)?.name ?? "");
  if (!hasLeft && (formers.length > 0 || isOwn)) {
    renameLives(state, talk, formers, [name, text(object.to)]);
  }
  for (const former of hasLeft ? formers : []) {
    const life = talk.lives.get(former.connection);
    if (life !== undefined) life.hasLeft = true;
    if (isOut) endFormer(state, former);
  }
  if (isOut && seq > talk.entrySeq) noteNameFree(state, name);
}

/** The user is in the room no more. */
function goOut(state: State, talk: TalkState, object: Wire): void {
  talk.members.list([], 0);
  state.peopleChanged(talk);
  state.setPresent(talk, false);
  state.passwords.delete(fold(talk.name));
  if (object.code === "part") state.removeTalk(talk);
}
