/**
 * Everything that the model holds, and the outcome in the making. The rules in the files beside change it;
 * nobody else does. PURE.
 *
 * @module
 */

import { fold } from "../text/mentions.ts";
import type { Change, Outcome, Wire } from "./change.ts";
import type { CommandReader, CommandRow } from "./commands.ts";
import type { Former } from "./lives.ts";
import type { Line, LineContent } from "./line.ts";
import type { Status } from "./status.ts";
import { MAX_TALKS, type TalkId } from "./talk.ts";
import { TalkState } from "./talk_state.ts";

/** A room that the user wants to enter, until the daemon has answered. */
export interface Wanted {
  /** Kept in memory alone, to enter again after a loss; undefined for none. */
  readonly password?: string | undefined;
}

/** The state of the page. */
export class State {
  /** In the order of their making. */
  talks: readonly TalkState[] = [];
  /** What the user looks at. */
  currentId: TalkId | undefined;
  /** How the connection stands, as the link has told it. */
  status: Status = { kind: "idle" };
  /** The name now; before the first welcome the wanted one. */
  you: string;
  /** The name that the user has chosen; empty for none. */
  wantedNick: string;
  /** The name on the connection before; empty for none. */
  lastName = "";
  /** Earlier connections on which texts were sent that wait. */
  formers: Former[] = [];
  /** Counts the connections that were welcomed. */
  connection = 0;
  /** Whether the user is an operator. */
  isOperator = false;
  /** Whether the model has asked for the wanted name, and the daemon has not answered. */
  isNickAsked = false;
  /** Whether the user waits for the answer to a name that they have chosen: the dialog shows it. */
  isNameAwaited = false;
  /** What the user says about being away. */
  away: string | undefined;
  /** The most bytes of one text. */
  maxLine = 4096;
  /** The table of the daemon's commands; empty without a reader of it. */
  commands: readonly CommandRow[] = [];
  /** The table as the daemon has sent it. */
  commandTable: unknown;
  /** Reads commands; undefined until it is loaded. */
  reader: CommandReader | undefined;
  /** Folded names of people whom the user ignores. */
  readonly ignored = new Set<string>();
  /** Those of them of whom the model has told the daemon anew, until it has answered. */
  readonly ignoredAnew = new Set<string>();
  /** Words that are mentions beside the name. */
  watched: readonly string[] = [];
  /** Folded names of rooms that the user wants to enter and to look at. */
  readonly entering = new Map<string, Wanted>();
  /** Passwords of rooms that the user is in, by folded name. */
  readonly passwords = new Map<string, string>();
  /** Folded names of the rooms that the last hello resumes. */
  resumed = new Set<string>();
  /** Rooms of an earlier visit that the hello asks for, until the daemon has answered. */
  firstRooms: readonly string[];
  /** The talk to look at as soon as there is one of this name: a room with `#`, or a person. */
  opening = "";
  /** The room of the `welcome`. */
  firstRoom = "lobby";
  /** How many `whois` of the model's own are not answered yet. */
  selfAsked = 0;
  /** Whether the page is in sight. */
  isVisible = true;
  /** Whether the newest line of the current talk is. */
  isAtEnd = true;

  #lastKey = 0;
  #changes: Change[] = [];
  #send: Wire[] = [];
  #told = { unread: 0, mentions: 0 };

  /** Begins with the name and the rooms that are wanted. */
  constructor(nick: string, rooms: readonly string[]) {
    this.you = this.wantedNick = nick;
    this.firstRooms = rooms;
  }

  /** Whether objects reach the daemon. */
  get isOpen(): boolean {
    return this.status.kind === "open" || this.status.kind === "checking";
  }

  /** What the user looks at; undefined before the first welcome. */
  get current(): TalkState | undefined {
    return this.talks.find(({ id }) => id === this.currentId);
  }

  /** The last number of `nextKey`. */
  get lastKey(): number {
    return this.#lastKey;
  }

  /** A number that no line, text or private conversation of this page has yet. */
  nextKey(): number {
    return ++this.#lastKey;
  }

  /** Keys up to this one were given on the page before. */
  skipKeys(last: number): void {
    this.#lastKey = Math.max(this.#lastKey, last);
  }

  /** The talk of this id. */
  talk(id: TalkId | undefined): TalkState | undefined {
    return this.talks.find((talk) => talk.id === id);
  }

  /** The room of this name, in any case. */
  room(name: string): TalkState | undefined {
    return this.#find("room", name);
  }

  /** The private conversation with this person. */
  conversation(name: string): TalkState | undefined {
    return this.#find("private", name);
  }

  /** The talk of this name, made if there is none; undefined if there are too many. */
  makeTalk(kind: "room" | "private", name: string): TalkState | undefined {
    const known = this.#find(kind, name);
    if (known !== undefined) return known;
    if (this.talks.length >= MAX_TALKS && !this.#dropOne()) return undefined;
    const talk = new TalkState(
      kind === "room" ? `#${fold(name)}` : `@${this.nextKey()}`,
      kind,
      name,
    );
    this.talks = [...this.talks, talk];
    this.changed({ kind: "talks" });
    return talk;
  }

  /** Forgets a talk, and looks at another if it was the current one. */
  removeTalk(talk: TalkState): void {
    this.talks = this.talks.filter((each) => each !== talk);
    this.changed({ kind: "talks" });
    if (this.currentId !== talk.id) return;
    this.currentId = this.talks[0]?.id;
    this.changed({ kind: "current" });
  }

  /** Reads the table of the daemon's commands, as soon as there are both, a table and a reader. */
  readCommands(): void {
    this.commands = this.reader?.rows(this.commandTable) ?? [];
  }

  /** Adds to the outcome. */
  changed(change: Change): void {
    this.#changes.push(change);
  }

  /** Sends an object, if there is a connection. */
  send(object: Wire): void {
    if (this.isOpen) this.#send.push(object);
  }

  /** Adds a line without a number at the end of a talk. */
  append(talk: TalkState, content: LineContent): Line {
    const line = { ...content, key: this.nextKey() } as Line;
    talk.place(line);
    this.changed({ kind: "line", talk, line });
    this.trim(talk);
    return line;
  }

  /** Forgets what is too much. */
  trim(talk: TalkState): void {
    const count = talk.trim();
    if (count > 0) this.changed({ kind: "forgotten", talk, count });
  }

  /** The user is in the room now or no more, or the person of the conversation is there or not. */
  setPresent(talk: TalkState, isPresent: boolean): void {
    if (talk.isPresent === isPresent) return;
    talk.isPresent = isPresent;
    this.changed({ kind: "marks", talk });
    this.changed({ kind: "talks" });
  }

  /** The names of the people of a room have changed. */
  peopleChanged(talk: TalkState): void {
    talk.people = talk.members.all(this.you, this.ignored);
    this.changed({ kind: "people", talk });
  }

  /** Ends an event or an act: what has changed, and what to send. */
  takeOutcome(): Outcome {
    const unread = sum(this.talks.map((talk) => talk.unread));
    const mentions = sum(this.talks.map((talk) => talk.mentions));
    if (unread !== this.#told.unread || mentions !== this.#told.mentions) {
      this.#told = { unread, mentions };
      this.changed({ kind: "title", unread, mentions });
    }
    const outcome = { changes: this.#changes, send: this.#send };
    [this.#changes, this.#send] = [[], []];
    return outcome;
  }

  #find(kind: "room" | "private", name: string): TalkState | undefined {
    const folded = fold(name);
    return this.talks.find((talk) => talk.kind === kind && fold(talk.name) === folded);
  }

  /** Makes room for a talk: forgets the oldest private one in which nothing waits. */
  #dropOne(): boolean {
    const oldest = this.talks.find((talk) =>
      talk.kind === "private" && talk.unread === 0 && talk.draft === "" &&
      talk.pending.length === 0 && talk.id !== this.currentId
    );
    if (oldest !== undefined) this.removeTalk(oldest);
    return oldest !== undefined;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
