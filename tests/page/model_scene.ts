/**
 * A model with a daemon that says what the test wants.
 *
 * @module
 */

import type { Act, Change, Outcome, Wire } from "../../lib/page/model/change.ts";
import type { Line } from "../../lib/page/model/line.ts";
import { COMMAND_READER } from "../../lib/page/model/commands.ts";
import { Model, type ModelOptions } from "../../lib/page/model/model.ts";
import type { Talk } from "../../lib/page/model/talk.ts";

/** The commands that the tests type. */
export const COMMANDS = [
  { name: "nick", params: [{ field: "nick", shape: "word", placeholder: "NAME" }] },
  { name: "me", params: [{ field: "text", shape: "rest" }] },
  { name: "say", params: [{ field: "text", shape: "text" }] },
  {
    name: "join",
    params: [{ field: "room", shape: "room" }, {
      field: "password",
      shape: "word",
      optional: true,
    }],
  },
  { name: "part", params: [{ field: "room", shape: "room", optional: true }] },
  { name: "msg", params: [{ field: "to", shape: "nick" }, { field: "text", shape: "rest" }] },
  {
    name: "mute",
    params: [{ field: "name", shape: "nick" }, {
      field: "for",
      shape: "duration",
      placeholder: "DUR",
      keyword: "for",
      optional: true,
    }],
  },
  { name: "who", params: [{ field: "room", shape: "room", optional: true }] },
];

/** The time at which everything happens. */
export const AT = Date.parse("2026-11-27T12:00:00.000Z");

/** A model, and what it has returned. */
export class ModelScene {
  readonly model: Model;
  /** All changes so far. */
  readonly changes: Change[] = [];
  /** All objects to send so far. */
  readonly sent: Wire[] = [];

  constructor(options: Partial<ModelOptions> = {}) {
    this.model = new Model({ nick: "ann", language: "en", rooms: [], ...options });
    this.model.learn(COMMAND_READER);
  }

  /** A connection is open, and the daemon welcomes the user into the lobby, and tells what was missed there. */
  enter(fields: Wire = {}, missed: readonly Wire[] = []): this {
    this.#take(this.model.linked({ kind: "open", host: "" }));
    this.model.hello();
    this.hear({ ...welcomeOf(fields) }, ...missed);
    return this.hear({ type: "joined", seq: Number(fields.seq ?? 0) + 1, name: this.model.you });
  }

  /** The connection is lost. */
  lose(): this {
    this.#take(this.model.linked({ kind: "waiting", until: AT, reason: "" }));
    return this;
  }

  /** The daemon says these objects; what has a number and no room is of the lobby. */
  hear(...objects: Wire[]): this {
    for (const object of objects) {
      this.#take(this.model.apply({ room: "lobby", ...object }, AT));
    }
    return this;
  }

  /** The user does this. */
  act(...acts: Act[]): this {
    for (const act of acts) this.#take(this.model.act(act, AT));
    return this;
  }

  /** The user types a line in a talk. */
  enters(text: string, talk = "#lobby"): this {
    return this.act({ kind: "enter", talk, text });
  }

  /** The talk of this id or this name. */
  talk(id = "#lobby"): Talk {
    const talk = this.model.talks.find((each) => each.id === id || each.name === id);
    if (talk === undefined) throw new Error(`no talk ${id}`);
    return talk;
  }

  /** What was sent since the last call, without the model's own questions. */
  takeSent(): Wire[] {
    return this.sent.splice(0).filter(({ type }) => type !== "whois");
  }

  /** The kinds of the changes since the last call. */
  takeKinds(): string[] {
    return this.changes.splice(0).map(({ kind }) => kind);
  }

  #take({ changes, send }: Outcome): void {
    this.changes.push(...changes);
    this.sent.push(...send);
  }
}

/** A welcome into an empty lobby. */
export function welcomeOf(fields: Wire = {}): Wire {
  return {
    ...{ type: "welcome", you: "ann", id: 1, room: "lobby", seq: 0, epoch: "e1", said: 0 },
    ...{ members: ["ann"], people: 1, maxLine: 4096, recorded: false, commands: COMMANDS },
    ...fields,
  };
}

/** A message in the lobby. */
export function message(seq: number, from: string, text: string, fields: Wire = {}): Wire {
  return { type: "message", seq, from, text, time: "2026-11-27T11:00:00.000Z", ...fields };
}

/** A line in short: `ann: hello`, `bob left`, `gap`. */
export function short(line: Line): string {
  switch (line.kind) {
    case "message":
      return `${line.from}: ${line.text}`;
    case "action":
      return `* ${line.from} ${line.text}`;
    case "joined":
    case "left":
      return `${line.name} ${line.kind}`;
    case "crowd":
      return `${line.count} ${line.verb}`;
    case "renamed":
      return `${line.from} is ${line.to}`;
    case "topic":
      return `topic ${line.text}`;
    case "setting":
      return `${line.setting} ${line.value}`;
    case "notice":
      return `-- ${line.text}`;
    case "skipped":
      return `${line.count} skipped`;
    case "unknown-command":
      return `unknown /${line.name}`;
    case "outside":
      return `outside #${line.room}`;
    case "usage":
      return line.usage;
    case "gap":
      return "gap";
  }
}

/** The lines of a talk in short. */
export function shortLines(talk: Talk): string[] {
  return talk.lines.map(short);
}
