/**
 * The daemon's answers to what was asked. PURE.
 *
 * @module
 */

import { fold } from "../text/mentions.ts";
import type { Wire } from "./change.ts";
import { count, objects, readRank, text, texts } from "./fields.ts";
import { endHello } from "./entering.ts";
import type { State } from "./state.ts";

/** The answer to `who`: it is exact. */
export function hearMembers(state: State, object: Wire): void {
  const talk = state.room(text(object.room));
  if (talk === undefined) return;
  const members = objects(object.members);
  const names = members.map(({ name }) => text(name));
  talk.members.list(names, names.length + count(object.more));
  for (const { name, away, rank, voice } of members) {
    talk.members.note(text(name), {
      away: away === undefined ? undefined : text(away),
      rank: readRank(rank),
      hasVoice: voice === true,
    });
  }
  state.peopleChanged(talk);
}

/** The answer to `whois`: for a panel, unless the model itself has asked for the user's own ranks. */
export function hearWhois(state: State, object: Wire): void {
  const name = text(object.name);
  const isYou = fold(name) === fold(state.you);
  for (const { room, rank } of objects(object.rooms)) {
    const talk = state.room(text(room));
    if (talk === undefined) continue;
    talk.members.note(name, { rank: readRank(rank) });
    if (isYou) talk.rank = readRank(rank);
    state.peopleChanged(talk);
  }
  if (isYou) {
    state.isOperator = object.operator === true;
    state.changed({ kind: "you" });
  }
  if (isYou && state.selfAsked > 0) {
    state.selfAsked -= 1;
    endHello(state);
  } else state.changed({ kind: "answer", object });
}

/** The answer to `ignore` without a name. */
export function hearIgnored(state: State, object: Wire): void {
  state.ignored.clear();
  for (const name of texts(object.names)) state.ignored.add(fold(name));
  state.changed({ kind: "answer", object });
}

/** The answer to `topic` and `room` without a text: these have no number. */
export function hearShown(state: State, object: Wire): void {
  const talk = state.room(text(object.room));
  if (talk === undefined) return;
  if (object.type === "topic") talk.topic = text(object.text);
  else {
    talk.settings = {
      isPrivate: object.private === true,
      hasPassword: object.password === true,
      isTopicLocked: object.topicLock === true,
      isModerated: object.moderated === true,
      isKept: object.keep === true,
    };
  }
  state.changed({ kind: "room", talk });
}
