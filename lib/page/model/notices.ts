/**
 * Notices of the daemon: which state they change, and in which talk their line stands. PURE.
 *
 * @module
 */

import { fold } from "../text/mentions.ts";
import type { Wire } from "./change.ts";
import { text } from "./fields.ts";
import { noteRefused } from "./sending.ts";
import type { State } from "./state.ts";
import type { TalkState } from "./talk_state.ts";

/** Why a name cannot be taken. */
export const REFUSED_NAME = /^(name-|muted$)/;

/** A notice to the user alone. */
export function hearNotice(state: State, object: Wire, at: number): void {
  const code = text(object.code);
  if (code === "idle-warning") {
    // Somebody who only reads is there too.
    state.send({ type: "ping" });
    return;
  }
  if (isAboutIgnoredAnew(state, code, object)) return;
  const refused = noteRefused(state, object.token);
  if (code.startsWith("name-")) state.isNickAsked = false;
  const isInDialog = state.isNameAwaited && REFUSED_NAME.test(code);
  if (isInDialog) state.isNameAwaited = false;
  noteCode(state, code, object);
  const said = saidBy(code, object);
  state.changed({ kind: "notice", code, text: said, notice: object });
  if (isInDialog) return;
  const talk = refused ?? talkOf(state, code, object) ?? state.current ?? state.talks[0];
  if (talk !== undefined) state.append(talk, { kind: "notice", at, code, text: said });
}

/** What a notice says. The daemon sets its list of commands in columns, for terminals. */
function saidBy(code: string, object: Wire): string {
  const said = text(object.text);
  const usage = text(object.usage);
  if (code === "motd") return text(object.line);
  if (code !== "help" || !said.startsWith(usage)) return said;
  return `${usage}: ${said.slice(usage.length).trim()}`;
}

/** The talk that a notice is about, if that is not the one where it was caused. */
function talkOf(state: State, code: string, object: Wire): TalkState | undefined {
  if (code === "motd") return state.room(state.firstRoom);
  if (code === "is-away") return state.conversation(text(object.name));
  const isOfRoom = code === "room-recorded" ||
    ((code === "muted" || code === "unmuted") && object.why === "you");
  return isOfRoom ? state.room(text(object.room)) : undefined;
}

function noteCode(state: State, code: string, object: Wire): void {
  switch (code) {
    case "away":
      state.away = object.why === "set" ? text(object.away) : undefined;
      state.changed({ kind: "you" });
      break;
    case "ignore":
      noteIgnore(state, text(object.name), object.why === "begun" || object.why === "already");
      break;
    case "is-away":
      for (const talk of state.talks) {
        if (talk.members.has(text(object.name))) {
          talk.members.note(text(object.name), { away: text(object.away) });
          state.peopleChanged(talk);
        }
      }
      break;
    case "room-recorded": {
      const talk = state.room(text(object.room));
      if (talk !== undefined) talk.isRecorded = true;
      if (talk !== undefined) state.changed({ kind: "room", talk });
      break;
    }
    case "no-such-name":
      refuseOldest(state, text(object.name));
      break;
    default: {
      // A refusal to enter ends the wish.
      const room = fold(text(object.room));
      if (code !== "invited") state.entering.delete(room);
    }
  }
}

/** Whether it answers what the model has asked by itself. */
function isAboutIgnoredAnew(state: State, code: string, { name }: Wire): boolean {
  if (code !== "ignore" && code !== "no-such-name") return false;
  const isOwn = state.ignoredAnew.delete(fold(text(name)));
  if (isOwn && code === "no-such-name") state.ignored.delete(fold(text(name)));
  return isOwn;
}

function noteIgnore(state: State, name: string, isIgnored: boolean): void {
  if (isIgnored) state.ignored.add(fold(name));
  else state.ignored.delete(fold(name));
  for (const talk of state.talks) {
    if (talk.members.has(name)) state.peopleChanged(talk);
  }
}

/** A private word to nobody, of a daemon that gives no token back. */
function refuseOldest(state: State, name: string): void {
  const talk = state.conversation(name);
  if (talk === undefined) return;
  state.setPresent(talk, false);
  const oldest = talk.outbox.all.find(({ sentIn }) => sentIn === state.connection);
  if (oldest !== undefined) noteRefused(state, String(oldest.key));
}
