/**
 * What events change of a room beside its lines: people, names, ranks, topic, settings. PURE.
 *
 * @module
 */

import { fold } from "../text/mentions.ts";
import type { Wire } from "./change.ts";
import { readRank, text } from "./fields.ts";
import type { State } from "./state.ts";
import type { RoomSettings } from "./talk.ts";
import type { TalkState } from "./talk_state.ts";

/** The key of each setting that is on or off, by its name in the event. */
const SETTINGS: Readonly<Record<string, keyof RoomSettings>> = {
  private: "isPrivate",
  password: "hasPassword",
  "topic-lock": "isTopicLocked",
  moderated: "isModerated",
  keep: "isKept",
};

/**
 * People come, go, and change names and ranks. `welcome` and `entered` have told who is there; what was before that
 * changes only what is known of them.
 */
export function changePeople(state: State, talk: TalkState, object: Wire, seq: number): void {
  const { members } = talk;
  const isNews = seq > talk.entrySeq + 1;
  switch (object.type) {
    case "joined":
      if (isNews) members.add(text(object.name));
      setPresence(state, text(object.name), true);
      break;
    case "left":
      if (isNews) members.remove(text(object.name));
      else members.forget(text(object.name));
      if (object.code !== "part") setPresence(state, text(object.name), false);
      break;
    case "renamed":
      rename(state, talk, text(object.from), text(object.to));
      if (seq > talk.entrySeq) renameYou(state, text(object.from), text(object.to));
      break;
    case "room":
      if (!setRank(state, talk, object)) return;
      break;
    default:
      return;
  }
  if (seq > talk.entrySeq) state.peopleChanged(talk);
}

/** The topic or a setting is another from here on. */
export function changeRoom(state: State, talk: TalkState, object: Wire): void {
  if (object.type === "topic") talk.topic = text(object.text);
  const key = object.type === "room" ? SETTINGS[text(object.setting)] : undefined;
  if (key !== undefined && talk.settings !== undefined) {
    talk.settings = { ...talk.settings, [key]: object.value === true };
  }
  if (object.type === "topic" || key !== undefined) state.changed({ kind: "room", talk });
}

/** Tells whether it was about a rank or a voice. */
function setRank(state: State, talk: TalkState, { setting, name, value }: Wire): boolean {
  const person = setting === "owner" ? text(value) : text(name);
  if (setting === "voice") talk.members.note(person, { hasVoice: value === true });
  else if (setting === "owner" || setting === "rank") {
    const rank = setting === "owner" ? "owner" : readRank(value);
    talk.members.note(person, { rank });
    if (fold(person) === fold(state.you)) talk.rank = rank;
  } else return false;
  return true;
}

/** A change of name is told in each room; the first one renames what is known beside rooms. */
function rename(state: State, talk: TalkState, from: string, to: string): void {
  talk.members.rename(from, to);
  const conversation = state.conversation(from);
  const other = state.conversation(to);
  if (conversation !== undefined && (other === undefined || other === conversation)) {
    conversation.name = to;
    state.changed({ kind: "talks" });
    if (state.currentId === conversation.id) state.changed({ kind: "current" });
  }
  if (state.ignored.delete(fold(from))) state.ignored.add(fold(to));
}

function renameYou(state: State, from: string, to: string): void {
  if (fold(from) !== fold(state.you)) return;
  state.you = state.wantedNick = to;
  state.isNickAsked = state.isNameAwaited = false;
  state.changed({ kind: "you" });
}

/** Somebody with whom the user talks in private has come or gone. */
function setPresence(state: State, name: string, isPresent: boolean): void {
  if (!isPresent) state.ignored.delete(fold(name));
  const talk = state.conversation(name);
  if (talk !== undefined) state.setPresent(talk, isPresent);
}
