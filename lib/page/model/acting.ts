/**
 * What the user does. PURE.
 *
 * @module
 */

import { fold } from "../text/mentions.ts";
import { byteLength, isCommand, linesOf } from "../text/typed.ts";
import type { Act, Wire } from "./change.ts";
import type { Typed } from "./commands.ts";
import { askToEnter } from "./entering.ts";
import { text } from "./fields.ts";
import { finishReading, look, readElsewhere } from "./reading.ts";
import { askForEarlier, seek } from "./seeking.ts";
import { flush, say, takeBack } from "./sending.ts";
import type { State } from "./state.ts";
import type { TalkState } from "./talk_state.ts";

/** The longest draft that is kept, in UTF-16 units. */
const MAX_DRAFT = 65_536;

/** Carries out what the user does. */
export function perform(state: State, act: Act, at: number): void {
  switch (act.kind) {
    case "talk-to":
      return turnTo(state, state.makeTalk("private", act.name));
    case "name":
      state.wantedNick = act.name;
      state.isNameAwaited = true;
      return state.send({ type: "nick", nick: act.name });
    case "ask":
      return ask(state, act.object);
    case "look":
      [state.isVisible, state.isAtEnd] = [act.isVisible, act.isAtEnd];
      return look(state);
    case "seek":
      return seekIn(state, state.room(act.room), act.seq);
    case "read-elsewhere":
      return readElsewhere(state, act);
    case "watch":
      state.watched = act.words.filter((word) => word.trim() !== "");
      return;
    default: {
      const talk = state.talk(act.talk);
      if (talk !== undefined) inTalk(state, talk, act, at);
    }
  }
}

type TalkAct = Extract<Act, { readonly talk: string }>;

function inTalk(state: State, talk: TalkState, act: TalkAct, at: number): void {
  switch (act.kind) {
    case "open":
      return turnTo(state, talk);
    case "close":
      return close(state, talk);
    case "draft":
      talk.draft = act.text.slice(0, MAX_DRAFT);
      return;
    case "enter":
      return enter(state, talk, act, at);
    case "earlier":
      askForEarlier(state, talk);
      return;
    case "who":
      return state.send({ type: "who", room: talk.name });
    case "resend":
      if (talk.outbox.retry(act.key)) state.changed({ kind: "pending", talk });
      return flush(state, talk);
    case "take-back":
      return takeBack(state, talk, act.key);
    default:
      act satisfies never;
  }
}

function turnTo(state: State, talk: TalkState | undefined): void {
  // The user has chosen something else than what was to be opened.
  state.opening = "";
  if (talk === undefined || state.currentId === talk.id) return;
  if (state.current !== undefined) finishReading(state, state.current);
  state.currentId = talk.id;
  state.changed({ kind: "current" });
}

function seekIn(state: State, talk: TalkState | undefined, seq: number): void {
  if (talk === undefined) return;
  turnTo(state, talk);
  talk.soughtSeq = seq;
  seek(state, talk);
}

function close(state: State, talk: TalkState): void {
  if (talk.kind === "room" && talk.isPresent && state.isOpen) {
    state.send({ type: "part", room: talk.name });
  } else state.removeTalk(talk);
}

/** Sends what stands in the box line by line. What cannot be sent now stays there. */
function enter(
  state: State,
  talk: TalkState,
  act: Extract<Act, { kind: "enter" }>,
  at: number,
): void {
  const lines = linesOf(act.text);
  let sent = 0;
  while (sent < lines.length && enterLine(state, talk, lines[sent] ?? "", act.isLiteral, at)) {
    sent += 1;
  }
  talk.draft = lines.slice(sent).join("\n");
  state.changed({ kind: "draft", talk });
  finishReading(state, talk);
}

/** Sends one line; false if it cannot be sent now. */
function enterLine(
  state: State,
  talk: TalkState,
  line: string,
  isLiteral: boolean | undefined,
  at: number,
): boolean {
  const { reader, commands } = state;
  const isSaid = isLiteral === true || !isCommand(line);
  const typed: Typed | undefined = isSaid
    ? { kind: "say", text: line }
    : reader?.typed(line, commands);
  switch (typed?.kind) {
    case "say":
      return sayIn(state, talk, "message", typed.text, at);
    case "ask":
      return order(state, talk, typed.object, at);
    case "usage":
    case "unknown-command":
      // Without a connection there may be no table yet.
      if (commands.length === 0) return false;
      state.append(talk, { ...typed, at });
      return true;
    case undefined:
      return false;
    default:
      return typed satisfies never;
  }
}

function sayIn(
  state: State,
  talk: TalkState,
  kind: "message" | "action",
  said: string,
  at: number,
): boolean {
  if (byteLength(said) > state.maxLine) return false;
  if (talk.kind === "room") {
    if (talk.isPresent || talk.isExpected) return say(state, talk, kind, said);
    state.append(talk, { kind: "outside", at, room: talk.name });
    return false;
  }
  return say(state, talk, "private", kind === "action" ? `* ${said}` : said);
}

/** A typed command. Those that say something wait like all that is said. */
function order(
  state: State,
  talk: TalkState,
  object: Wire & { type: string },
  at: number,
): boolean {
  const [to, said] = [text(object.to), text(object.text)];
  switch (object.type) {
    case "say":
      return sayIn(state, talk, "message", said, at);
    case "me":
      return sayIn(state, talk, "action", said, at);
    case "msg":
    case "private":
      return write(state, object, [to, said], at);
    default:
      if (!state.isOpen) return false;
      if (object.type === "part" && object.room === undefined) close(state, talk);
      else ask(state, { ...object, ...roomOf(state, talk, object) });
      return true;
  }
}

/** Something to one person alone, or with a `#` in a room. */
function write(
  state: State,
  object: Wire,
  [to, said]: readonly [string, string],
  at: number,
): boolean {
  const isRoom = object.type === "msg" && to.startsWith("#");
  const talk = isRoom ? state.room(to.slice(1)) : state.makeTalk("private", to);
  if (talk === undefined) {
    state.send(object);
    return state.isOpen;
  }
  if (!isRoom) turnTo(state, talk);
  return sayIn(state, talk, "message", said, at);
}

/** A command is about the room where it was typed, unless it says which. */
function roomOf(state: State, talk: TalkState, { type, room }: Wire): { room?: string } {
  if (room !== undefined || type === "join") return {};
  return { room: talk.kind === "room" ? talk.name : state.firstRoom };
}

function ask(state: State, object: Wire): void {
  const folded = fold(text(object.room).replace(/^#/, ""));
  if (object.type === "join") askToEnter(state, object);
  else if (object.type === "part" && state.room(folded)?.isPresent === false) {
    const gone = state.room(folded);
    if (gone !== undefined) state.removeTalk(gone);
  } else state.send(object);
}
