/**
 * The user's earlier connections. After a loss the daemon may believe in one for a while, and read what it has
 * got of it: as long as that can be, nothing that was sent there is sent again. PURE.
 *
 * @module
 */

import { fold } from "../text/mentions.ts";
import type { Former } from "./lives.ts";
import type { State } from "./state.ts";
import type { TalkState } from "./talk_state.ts";

/** The number of the last connection of the page before a reload; those of this page begin at 1. */
export const BEFORE_RELOAD = 0.5;

/** The user is welcome on a new connection, under a name. */
export function beginConnection(state: State, you: string): void {
  if (state.connection > 0) {
    state.formers.push({ connection: state.connection, name: state.you, isGone: false });
    state.lastName = state.you;
  }
  state.connection += 1;
  state.you = you;
  const waiting = state.talks.flatMap(({ outbox }) => outbox.all.map(({ sentIn }) => sentIn));
  state.formers = state.formers.filter(({ connection }) => waiting.includes(connection));
  for (const talk of state.talks) {
    talk.lives = new Map([...talk.lives].filter(([each]) => waiting.includes(each)));
  }
  // A name has one client at a time: with the old name, the old connection has ended.
  for (const former of state.formers) former.isGone ||= fold(former.name) === fold(you);
}

/**
 * The earlier connections that an event of this name and number is of: it is from after its arrival, from after what the
 * user heard then, and from before its departure. What others do under the name, before and after, is of none.
 */
export function formersOf(state: State, talk: TalkState, name: string, seq: number): Former[] {
  if (seq <= talk.heardSeq) return [];
  return state.formers.filter((former) => {
    const life = talk.lives.get(former.connection);
    return life !== undefined && seq > life.entry && !life.hasLeft &&
      fold(life.name) === fold(name) && (seq <= talk.entrySeq || !former.isGone);
  });
}

/** An earlier connection, or this one, has another name in the room from here on. */
export function renameLives(
  state: State,
  talk: TalkState,
  formers: readonly Former[],
  [from, to]: readonly [string, string],
): void {
  for (const former of formers) {
    former.name = to;
    former.isGone = fold(to) === fold(state.you);
  }
  const numbers = [...formers.map(({ connection }) => connection), state.connection];
  for (const [number, life] of talk.lives) {
    if (numbers.includes(number) && fold(life.name) === fold(from)) life.name = to;
  }
}

/** From here on events are skipped in the room: they are told at the next arrival, under the names of now. */
export function holdNames({ lives }: TalkState): void {
  for (const life of lives.values()) life.nameBeforeSkip ??= life.name;
}

/** With `isToldAgain` the skipped events follow, and with them the changes of name since. */
export function releaseNames({ lives }: TalkState, isToldAgain: boolean): void {
  for (const life of lives.values()) {
    if (isToldAgain) life.name = life.nameBeforeSkip ?? life.name;
    life.nameBeforeSkip = undefined;
  }
}

/** Whether what was sent in the talk on that connection and is not told will never be said. */
export function isOver(state: State, talk: TalkState, connection: number): boolean {
  if (talk.lives.get(connection)?.hasLeft === true) return true;
  return state.formers.some((former) => former.connection === connection && former.isGone);
}

/** All that was missed has been told: a connection that is not listed has left, if all are listed. */
export function noteListed(state: State, talk: TalkState): void {
  const { members } = talk;
  if (members.size < members.population) return;
  for (const [connection, life] of talk.lives) {
    life.hasLeft ||= connection !== state.connection && !members.has(life.name);
  }
}
