/**
 * Hello, welcome, and the rooms that follow: what to go on with after a loss. PURE.
 *
 * @module
 */

import { fold } from "../text/mentions.ts";
import type { Wire } from "./change.ts";
import { count, text, texts } from "./fields.ts";
import { beginConnection, releaseNames } from "./formers.ts";
import { doubtEarlier, doubtPrivateWords, finishCatchingUp, flush, giveUp } from "./sending.ts";
import type { State } from "./state.ts";
import type { TalkState } from "./talk_state.ts";

/** How many messages from before a room begins with. */
const FIRST_PAGE = 50;
/** The most people of whom the daemon is told anew: each counts against the rate. */
const MAX_ANEW = 20;
const LOBBY = "lobby";

/** The object that opens a connection. */
export function helloOf(state: State, language: string): Wire {
  const rooms = state.talks.filter(({ kind }) => kind === "room");
  const isFirst = state.connection === 0;
  if (isFirst) state.isNameAwaited = state.wantedNick !== "";
  const entered = rooms.filter((talk) =>
    (talk.isPresent || talk.isExpected) && !state.passwords.has(fold(talk.name))
  );
  const names = [...entered.map(({ name }) => name), ...state.firstRooms].filter((name) =>
    fold(name) !== LOBBY
  );
  const points = entered.filter(({ epoch }) => epoch !== "").map((talk) =>
    [talk.name, {
      seq: isFirst ? Math.min(talk.readSeq, talk.sureSeq) : talk.sureSeq,
      epoch: talk.epoch,
    }] as const
  );
  state.resumed = new Set(points.map(([name]) => fold(name)));
  const hasLeftLobby = !isFirst && !entered.some(({ name }) => fold(name) === LOBBY);
  return {
    hello: 1,
    ...state.wantedNick !== "" && { nick: state.wantedNick },
    ...names.length > 0 && { rooms: unique(names) },
    ...hasLeftLobby && names.length > 0 && { lobby: false },
    ...(isFirst || entered.some(({ hasPage }) => !hasPage)) && { history: FIRST_PAGE },
    ...points.length > 0 && { resume: Object.fromEntries(points) },
    arrivals: "gathered",
    lang: language,
    client: "hubbub-page",
  };
}

/** The daemon has let the user in. */
export function welcome(state: State, object: Wire): void {
  beginConnection(state, text(object.you));
  if (fold(state.you) === fold(state.wantedNick)) state.isNameAwaited = false;
  state.maxLine = count(object.maxLine, state.maxLine) || state.maxLine;
  state.commandTable = object.commands;
  state.readCommands();
  state.firstRoom = text(object.room) || LOBBY;
  state.changed({ kind: "you" });
  for (const talk of state.talks) {
    if (talk.kind === "room") prepare(state, talk);
  }
  enter(state, object);
  if (state.current === undefined) {
    state.currentId = state.room(state.firstRoom)?.id;
    state.changed({ kind: "current" });
  }
  afterWelcome(state);
}

/** The user is in a room: after `welcome` or `entered`. */
export function enter(state: State, object: Wire): void {
  const name = text(object.room) || LOBBY;
  const isKnown = state.room(name) !== undefined;
  const talk = state.makeTalk("room", name);
  if (talk === undefined) return;
  const wasIn = talk.isPresent && talk.epoch !== "";
  talk.isExpected = false;
  state.firstRooms = state.firstRooms.filter((each) => fold(each) !== fold(name));
  talk.name = name;
  state.setPresent(talk, true);
  talk.isRecorded = object.recorded === true;
  talk.topic = text(object.topic);
  const names = texts(object.members);
  talk.members.list(names, count(object.people, names.length));
  if (!wasIn) begin(state, talk, object, isKnown);
  if (!wasIn) {
    const life = { entry: talk.entrySeq, name: state.you, hasLeft: false };
    talk.lives.set(state.connection, life);
  }
  state.changed({ kind: "marks", talk });
  state.changed({ kind: "room", talk });
  state.peopleChanged(talk);
  turnIfWanted(state, talk);
}

/** The user asks to enter a room, and wants to look at it. */
export function askToEnter(state: State, object: Wire): void {
  const room = text(object.room).replace(/^#/, "");
  const { password } = object;
  state.entering.set(fold(room), typeof password === "string" ? { password } : {});
  const known = state.room(room);
  if (known?.isPresent) turnIfWanted(state, known);
  else state.send({ ...object, room, history: FIRST_PAGE });
}

/** Asks for the user's own ranks. */
function askForRanks(state: State): void {
  if (!state.isOpen) return;
  state.selfAsked += 1;
  state.send({ type: "whois", name: state.you });
}

/** Until `entered` says so, the user is in none of the rooms of the connection before. */
function prepare(state: State, talk: TalkState): void {
  talk.heardSeq = talk.sureSeq;
  if (talk.unread === 0) talk.firstUnread = undefined;
  talk.isLoading = false;
  talk.soughtSeq = undefined;
  if (!talk.isPresent && !talk.isExpected) return;
  talk.isPresent = false;
  talk.isExpected = true;
  const password = state.passwords.get(fold(talk.name));
  if (password !== undefined) {
    state.send({ type: "join", room: talk.name, password, history: FIRST_PAGE });
  }
}

function afterWelcome(state: State): void {
  state.selfAsked = 0;
  state.isNickAsked = false;
  state.ignoredAnew.clear();
  askForRanks(state);
  if (state.away !== undefined) state.send({ type: "away", text: state.away });
  doubtPrivateWords(state);
}

/** The daemon has answered all of the hello: rooms that were not entered cannot be. */
export function endHello(state: State): void {
  state.firstRooms = [];
  for (const talk of state.talks) {
    if (!talk.isExpected) continue;
    talk.isExpected = false;
    giveUp(state, talk);
    state.changed({ kind: "marks", talk });
  }
}

/** The numbers with which a room begins on this connection. */
function begin(state: State, talk: TalkState, object: Wire, isKnown: boolean): void {
  const [seq, epoch] = [count(object.seq), text(object.epoch)];
  talk.entrySeq = seq;
  talk.isCaughtUp = talk.hasSkipped = false;
  if (talk.firstSeq === undefined) talk.firstName = state.you;
  const isResumed = state.resumed.delete(fold(talk.name));
  releaseNames(talk, isResumed);
  talk.members.forgetKnown();
  talk.rank = "member";
  talk.settings = undefined;
  const isNew = !isKnown || talk.epoch === "";
  if (isNew) {
    talk.epoch = epoch;
    talk.seq =
      talk.sureSeq =
      talk.heardSeq =
      talk.readSeq =
        seq;
    doubtEarlier(state, talk);
  } else if (talk.epoch !== epoch) {
    talk.beginEpoch(epoch);
    miss(state, talk);
    if (state.connection > 1) askForFirstPage(state, talk);
  } else if (!isResumed && talk.seq < seq) {
    miss(state, talk);
    talk.seq = talk.sureSeq = seq;
  }
}

/** Something that was said is not told: a line says so, once at one place. */
export function miss(state: State, talk: TalkState): void {
  doubtEarlier(state, talk);
  const { at = 0, kind } = talk.lines.at(-1) ?? {};
  if (kind !== undefined && kind !== "gap") state.append(talk, { kind: "gap", at });
}

function askForFirstPage(state: State, talk: TalkState): void {
  talk.isLoading = true;
  state.send({ type: "history", room: talk.name, limit: FIRST_PAGE });
}

/** If the user asked for the room, they look at it now. */
function turnIfWanted(state: State, talk: TalkState): void {
  const folded = fold(talk.name);
  const wanted = state.entering.get(folded);
  if (wanted === undefined) return;
  state.entering.delete(folded);
  if (wanted.password !== undefined) state.passwords.set(folded, wanted.password);
  askForRanks(state);
  if (state.currentId === talk.id) return;
  state.currentId = talk.id;
  state.changed({ kind: "current" });
}

/** An event has come that is not from before the user's arrival: all that was missed has been told. */
export function noteLive(state: State, talk: TalkState): void {
  if (talk.isCaughtUp) return flush(state, talk);
  finishCatchingUp(state, talk);
  if (fold(talk.name) === fold(state.firstRoom)) ignoreAnew(state);
}

/** The daemon forgets with each connection whom the user ignores. People who have left since are not among them. */
function ignoreAnew(state: State): void {
  for (const name of [...state.ignored].slice(0, MAX_ANEW)) {
    state.ignoredAnew.add(name);
    state.send({ type: "ignore", name });
  }
}

/** Somebody has left. If that was the one who had the name that the user wants, the model asks for it again. */
export function noteNameFree(state: State, name: string): void {
  const isWanted = fold(name) === fold(state.wantedNick) && fold(name) !== fold(state.you);
  if (!isWanted || state.isNickAsked) return;
  state.isNickAsked = true;
  state.send({ type: "nick", nick: state.wantedNick });
}

function unique(names: readonly string[]): string[] {
  return [...new Map(names.map((name) => [fold(name), name])).values()];
}
