/**
 * The state of the page: talks, who the user is, and how the connection stands. Told what the daemon says and
 * what the user does, it returns what has changed and what to send. No document, no socket, no clock, no
 * storage: all of it is given. PURE.
 *
 * @module
 */

import { fold } from "../text/mentions.ts";
import { perform } from "./acting.ts";
import { hearIgnored, hearMembers, hearShown, hearWhois } from "./answers.ts";
import type { Act, Outcome, Wire } from "./change.ts";
import type { CommandReader, CommandRow } from "./commands.ts";
import { enter, helloOf, welcome } from "./entering.ts";
import { hearCrowd, hearGap, hearHistory, hearPrivate, hearRoom, hearSkipped } from "./hearing.ts";
import { keep, nameOf, restore } from "./kept.ts";
import { hearNotice } from "./notices.ts";
import { State } from "./state.ts";
import type { Status } from "./status.ts";
import type { Talk } from "./talk.ts";

/** What the model begins with. */
export interface ModelOptions {
  /** The name that the user wants; empty for a `guest-N`. */
  readonly nick: string;
  /** The language of the page, in which the daemon answers. */
  readonly language: "en" | "zh";
  /** Rooms to enter beside the lobby, from the last visit and from the address of the page. */
  readonly rooms: readonly string[];
  /** The room to look at first, as `?room=dev` says; otherwise the one of the last page of this tab, or the lobby. */
  readonly open?: string | undefined;
  /** What `kept()` of the last page of this tab has returned; anything else is ignored. */
  readonly kept?: string | undefined;
  /** Words that are mentions beside the own name. */
  readonly watched?: readonly string[] | undefined;
}

/** The state of the page. */
export class Model {
  readonly #state: State;
  readonly #language: string;

  /** Takes back what was kept. Never throws. */
  constructor({ nick, language, rooms, open, kept, watched = [] }: ModelOptions) {
    this.#language = language;
    this.#state = new State(nick, open === undefined ? rooms : [...rooms, open]);
    if (kept !== undefined) restore(this.#state, kept);
    if (open !== undefined) this.#state.opening = `#${open}`;
    perform(this.#state, { kind: "watch", words: watched }, 0);
  }

  /** All talks: the lobby, the other rooms by the time of entry, then private conversations, the latest first. */
  get talks(): readonly Talk[] {
    const rooms = this.#state.talks.filter(({ kind }) => kind === "room");
    const [lobby, others] = [rooms.filter(isLobby), rooms.filter((talk) => !isLobby(talk))];
    const conversations = this.#state.talks.filter(({ kind }) => kind === "private");
    return [...lobby, ...others, ...conversations.reverse()];
  }

  /** What the user looks at; undefined before the first welcome. */
  get current(): Talk | undefined {
    return this.#state.current;
  }

  /** The user's name, or the wanted one before the daemon has told it. */
  get you(): string {
    return this.#state.you;
  }

  /** Whether the user is an operator of the daemon. */
  get isOperator(): boolean {
    return this.#state.isOperator;
  }

  /** What the user says about being away; undefined if they are here. */
  get away(): string | undefined {
    return this.#state.away;
  }

  /** How the connection stands. */
  get status(): Status {
    return this.#state.status;
  }

  /** The most bytes of one text in UTF-8. */
  get maxLine(): number {
    return this.#state.maxLine;
  }

  /** The commands of the daemon, for completion; empty before the first welcome, and before `learn`. */
  get commands(): readonly CommandRow[] {
    return this.#state.commands;
  }

  /** The rooms beside the lobby that the user is in, to be entered at the next visit. */
  get rooms(): readonly string[] {
    return this.#state.talks.filter((talk) =>
      talk.kind === "room" && talk.isPresent && !isLobby(talk)
    ).map(({ name }) => name);
  }

  /**
   * The object that opens a connection: name, rooms, `resume`, `history`, language, `arrivals`. The link asks
   * for it at each attempt.
   */
  hello(): Wire {
    return helloOf(this.#state, this.#language);
  }

  /**
   * Takes one object of the daemon. `at` is the time now, in milliseconds since 1970, for what has no time of
   * its own. Objects that are unknown or damaged change nothing. Never throws.
   */
  apply(object: Wire, at: number): Outcome {
    hear(this.#state, object, at);
    this.#open();
    return this.#state.takeOutcome();
  }

  /**
   * Takes what the user does. What cannot be done, such as an act on a talk that is gone, changes nothing.
   * Never throws.
   */
  act(act: Act, at: number): Outcome {
    perform(this.#state, act, at);
    return this.#state.takeOutcome();
  }

  /** Reads commands with `reader` from here on. Before that, lines with commands stay in the box. */
  learn(reader: CommandReader): void {
    this.#state.reader = reader;
    this.#state.readCommands();
  }

  /** Takes how the connection stands. Never throws. */
  linked(status: Status): Outcome {
    this.#state.status = status;
    this.#state.changed({ kind: "status" });
    return this.#state.takeOutcome();
  }

  /**
   * What outlives a reload of this tab, for its sessionStorage: drafts, pending texts, and where the user stopped
   * reading. At most 262,144 UTF-16 units.
   */
  kept(): string {
    return keep(this.#state);
  }

  /** Looks at the talk that is to be looked at first, as soon as it is there. */
  #open(): void {
    const state = this.#state;
    if (state.opening === "" || state.connection === 0) return;
    const talk = state.talks.find((each) => fold(nameOf(each)) === fold(state.opening));
    if (talk === undefined) return;
    state.opening = "";
    perform(state, { kind: "open", talk: talk.id }, 0);
  }
}

function isLobby({ name }: { readonly name: string }): boolean {
  return fold(name) === "lobby";
}

/** One object of the daemon. */
function hear(state: State, object: Wire, at: number): void {
  switch (object.type) {
    case "welcome":
      return welcome(state, object);
    case "entered":
      return enter(state, object);
    case "message":
    case "action":
    case "joined":
    case "left":
    case "renamed":
      return hearRoom(state, object, at);
    case "topic":
    case "room":
      return object.seq === undefined ? hearShown(state, object) : hearRoom(state, object, at);
    case "crowd":
      return hearCrowd(state, object, at);
    case "private":
      return hearPrivate(state, object, at);
    case "notice":
      return hearNotice(state, object, at);
    case "members":
      return hearMembers(state, object);
    case "whois":
      return hearWhois(state, object);
    case "history":
      return hearHistory(state, object, at);
    case "skipped":
      return hearSkipped(state, object, at);
    case "gap":
      return hearGap(state, object);
    case "ignored":
      return hearIgnored(state, object);
    case "rooms":
    case "found":
    case "bans":
      return state.changed({ kind: "answer", object });
  }
}
